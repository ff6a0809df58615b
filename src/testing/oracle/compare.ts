/** What a run and an analysis of one program say differently. */
import type { Claim } from './analyse-programs.js';
import type { Run } from './run-program.js';

export interface Difference {
  readonly kind: 'missed' | 'false alarm';
  /** `file:line`. */
  readonly place: string;
  readonly dataType: string;
}

/** Rules about what a statement makes possible, which no run shows. */
const NOT_RUN = /^(?:error|throw|literal)-/;

/**
 * @returns data that arrived without a finding, and findings whose data never arrived. Of a place that no run reached,
 *   and of a run that ended early, nothing is said of findings.
 */
export function differences(run: Run, claims: readonly Claim[], isExact = true): readonly Difference[] {
  const out = new Map<string, Difference>();
  const add = (kind: Difference['kind'], place: string, dataType: string) =>
    out.set(`${kind} ${place} ${dataType}`, { kind, place, dataType });
  const claimed = new Set(claims.flatMap((c) => c.dataTypes.flatMap((t) => [`${c.leaves} ${t}`, `${c.at} ${t}`])));
  const isAtCaller = (dataType: string) => claims.some((c) => c.at !== c.leaves && c.dataTypes.includes(dataType));
  // A call through which data leaves at two places is one finding; which call it was, a cut stack does not tell.
  for (const { file, line, dataType, through, isCut } of run.arrivals)
    if (![`${file}:${line}`, ...through].some((place) => claimed.has(`${place} ${dataType}`)) && !(isCut && isAtCaller(dataType)))
      add('missed', `${file}:${line}`, dataType);
  if (isExact && run.failure === undefined) {
    const arrived = new Set(run.arrivals.map((a) => `${a.file}:${a.line} ${a.dataType}`));
    for (const claim of claims) {
      if (NOT_RUN.test(claim.rule) || !run.reached.has(claim.leaves)) continue;
      for (const dataType of claim.dataTypes) if (!arrived.has(`${claim.leaves} ${dataType}`)) add('false alarm', claim.leaves, dataType);
    }
  }
  return [...out.values()];
}
