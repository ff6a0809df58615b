/** Findings of many callers whose data leaves by one and the same call are read once: what is mended there is mended for all. */
import type { Finding } from '../../model/report.js';
import { neutraliseSentence } from '../safe-text.js';
import { count, truncatePath, widthOf, wrap } from './layout.js';
import type { Theme } from './theme.js';

/** Fewer are read one after the other. */
const MIN_CALLERS = 4;
/** Callers that are named; a JSON report has all. */
const MAX_CALLERS = 12;
const SHORT_PRINT = 8;

export interface Gathered {
  /** Those that are shown whole, in their order. */
  readonly whole: readonly Finding[];
  /** The others that reach the same call, by the one that is shown. */
  readonly others: ReadonlyMap<Finding, readonly Finding[]>;
}

/** @param findings  worst first; the first of those that reach one call stands for all of them */
export function gatherBySink(findings: readonly Finding[]): Gathered {
  const bySink = new Map<string, Finding[]>();
  for (const finding of findings) {
    const sink = sinkElsewhere(finding);
    if (sink === undefined) continue;
    const same = bySink.get(sink);
    if (same) same.push(finding);
    else bySink.set(sink, [finding]);
  }
  const others = new Map<Finding, readonly Finding[]>();
  const left = new Set<Finding>();
  for (const [first, ...rest] of bySink.values()) {
    if (first === undefined || rest.length + 1 < MIN_CALLERS) continue;
    others.set(first, rest);
    for (const finding of rest) left.add(finding);
  }
  return { whole: left.size === 0 ? findings : findings.filter((finding) => !left.has(finding)), others };
}

/** What is said below the finding that is shown. */
export function otherCallerLines(finding: Finding, others: readonly Finding[], theme: Theme, width: number): string[] {
  const { path, line } = finding.flows[0]!.steps.at(-1)!.location;
  const sink = neutraliseSentence(`${path}:${line}`, theme.unicode);
  const callers = others.slice(0, MAX_CALLERS).map((other) => callerLine(other, theme, width));
  const more =
    others.length > MAX_CALLERS
      ? [`${theme.symbols.cut} ${count(others.length - MAX_CALLERS, 'more call')}; \`--format json\` has all`]
      : [];
  const said = `The same sink is reached from ${count(others.length, 'other call')}. What is mended at ${sink} is mended for all.`;
  return [...wrap(said, width), ...[...callers, ...more].map((text) => theme.quiet(text))];
}

function callerLine({ location, print }: Finding, theme: Theme, width: number): string {
  const note = `  print ${print.slice(0, SHORT_PRINT)}`;
  const line = `:${location.line}`;
  const path = neutraliseSentence(location.path, theme.unicode);
  return truncatePath(path, width - widthOf(note) - line.length, theme.symbols.cut) + line + note;
}

/** Rule, severity and the call inside a called function by which all of the finding's data leaves; nothing when it leaves at its own place. */
function sinkElsewhere({ rule, severity, location, flows }: Finding): string | undefined {
  const ends = new Set(
    flows.map(({ steps }) => {
      const last = steps.at(-1)?.location;
      return last ? `${last.path}:${last.line}:${last.column}` : '';
    }),
  );
  const [end] = ends;
  if (ends.size !== 1 || !end) return undefined;
  return end === `${location.path}:${location.line}:${location.column}` ? undefined : `${rule}\n${severity}\n${end}`;
}
