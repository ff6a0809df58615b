/** What the constant parts of an address say of the parts behind them. */
import type { AV } from './abstract-value.js';

/** Whether a constant part of a URL begins its query or fragment. */
export function endsPath(part: AV): boolean {
  const x = part.length === 1 ? part[0]! : undefined;
  return x?.a === 'const' && typeof x.value === 'string' && /[?#]/.test(x.value);
}

/** `?email=` before a value names it. */
export function queryParameter(part: AV): string | undefined {
  const x = part.length === 1 ? part[0]! : undefined;
  return x?.a === 'const' && typeof x.value === 'string' ? /[?&]([\w-]+)=$/.exec(x.value)?.[1] : undefined;
}
