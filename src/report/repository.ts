/** What was scanned as seen from the top of its repository. */
import { placedBelow, triagePlacedBelow } from '../model/placed.js';
import type { Finding } from '../model/report.js';
import type { ReportInput } from './reporter.js';

/** Takes the input of a report, gives the same with paths from the top; findings stay the same ones in all lists. */
export function seenFromTop(input: ReportInput): ReportInput {
  const prefix = input.repository?.prefix ?? '';
  if (prefix === '') return input;
  const { result, selection } = input;
  const placed = new Map(result.findings.map((finding) => [finding, placedBelow(prefix, finding)]));
  const all = (findings: readonly Finding[]): Finding[] => findings.map((finding) => placed.get(finding) ?? placedBelow(prefix, finding));
  return {
    ...input,
    result: {
      ...result,
      findings: all(result.findings),
      sinks: result.sinks.map((sink) => placedBelow(prefix, sink)),
      coverage: { ...result.coverage, problems: result.coverage.problems.map((problem) => ({ ...problem, path: prefix + problem.path })) },
      ...(result.triage ? { triage: triagePlacedBelow(prefix, result.triage) } : {}),
      sources: Object.fromEntries(Object.entries(result.sources).map(([path, text]) => [prefix + path, text])),
    },
    selection: { ...selection, shown: all(selection.shown), failing: all(selection.failing) },
  };
}
