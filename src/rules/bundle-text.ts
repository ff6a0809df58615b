/** The bundle as text: what every run needs in the first line, and a line for each large part that only an analysis needs. */
import type { Bundle } from './bundle.js';

/** Parts of the rules; the analysis asks for them, a run that takes a kept result does not. */
const LATE = ['nodes', 'recipients', 'types'] as const;

export function bundleText(bundle: Bundle): string {
  const rules: Record<string, unknown> = { ...bundle.rules };
  const late = LATE.map((part) => JSON.stringify(rules[part]));
  for (const part of LATE) delete rules[part];
  return [JSON.stringify({ ...bundle, rules }), ...late].join('\n');
}

/** @param text of `bundleText`; late parts are parsed when they are read first */
export function bundleOf(text: string): Bundle {
  const [first = '', ...late] = text.split('\n');
  const bundle = JSON.parse(first) as Bundle;
  LATE.forEach((part, at) => {
    Object.defineProperty(bundle.rules, part, {
      enumerable: true,
      configurable: true,
      get() {
        const value: unknown = JSON.parse(late[at] ?? 'null');
        // A plain property from now on.
        Object.defineProperty(bundle.rules, part, { value, enumerable: true, writable: true });
        return value;
      },
    });
  });
  return bundle;
}
