/** Puts a result through triage: comments, configuration, baseline. */
import type { ScanResult } from '../model/report.js';
import type { ScanOptions } from '../model/options.js';
import type { IgnoreEntry } from '../model/project-config.js';
import type { Policy } from '../model/policy.js';
import type { Taxonomy } from '../model/taxonomy.js';
import type { Baseline, CodeView, SourceComment } from '../model/triage.js';
import { narrower, UNCLASSIFIED, type ResolvedRecipient } from '../policy/index.js';
import { triage } from '../triage/triage.js';

export interface TriageResultInput {
  readonly result: ScanResult;
  readonly options: Pick<ScanOptions, 'today'>;
  /** Of configurations and of the caller. */
  readonly entries: readonly IgnoreEntry[];
  readonly comments: readonly SourceComment[];
  readonly policies: readonly Policy[];
  /** Rules that may be named: of all policies there are. */
  readonly ruleIds: readonly string[];
  readonly taxonomy: Taxonomy;
  readonly recipients: ReadonlyMap<string, ResolvedRecipient>;
  /** Files that alone were asked for; absent: all. */
  readonly focus?: ReadonlySet<string>;
  /** Absent: without a baseline. */
  readonly baseline?: { readonly path: string; readonly content: Baseline; readonly code: CodeView };
}

export function triageResult(input: TriageResultInput): ScanResult {
  const { result, options, focus, baseline, taxonomy } = input;
  const { findings, triage: done } = triage({
    findings: result.findings,
    comments: input.comments,
    entries: input.entries,
    known: {
      rules: new Set([...result.rules.map(({ id }) => id), ...input.ruleIds]),
      dataTypes: new Set([...taxonomy.dataTypes.map(({ id }) => id), UNCLASSIFIED]),
    },
    today: options.today ?? dayOf(new Date()),
    narrow: narrower(input),
    complete: (path) => !focus || focus.has(path),
    whole: !focus,
    tool: result.tool,
    ...(baseline ? { baseline } : {}),
  });
  return { ...result, findings, triage: done };
}

/** The day where the run is. */
function dayOf(date: Date): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
