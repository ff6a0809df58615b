/** What a run must have seen to count: for builds that are to fail when less is seen than before. */
import type { Coverage } from '../index.js';

export interface CoverageFlags {
  /** Least percentage of files, of calls and of sink arguments, each. */
  readonly minCoverage?: number;
  /** Whether a problem with what was to be read fails the run. */
  readonly failOnIncomplete?: boolean;
}

/** In the words of the summary. */
const NAMES: readonly (readonly [keyof Coverage['percent'], string])[] = [
  ['files', 'files'],
  ['calls', 'calls'],
  ['sinkArguments', 'sink arguments'],
];

/** What is missing, in one sentence part; nothing when enough was seen. */
export function shortfallOf({ percent, problems }: Coverage, { minCoverage, failOnIncomplete }: CoverageFlags): string | undefined {
  const less = minCoverage === undefined ? [] : NAMES.filter(([key]) => percent[key] < minCoverage);
  const missing: string[] = [];
  if (less.length > 0) {
    const seen = less.map(([key, name]) => `${percent[key]}% of ${name}`).join(' and ');
    missing.push(`${seen} followed, less than --min-coverage ${minCoverage}`);
  }
  const [first] = problems;
  if (failOnIncomplete === true && first) {
    const more = problems.length > 1 ? ` and ${problems.length - 1} more` : '';
    missing.push(`not read, or not whole: ${first.path}${more}`);
  }
  return missing.length > 0 ? missing.join('; ') : undefined;
}
