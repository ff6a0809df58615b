/** triage: which findings are new, which were accepted, which were there before. */
import type { Finding, FindingDataType, ScanResult } from '../model/report.js';
import type { Baseline, BaselineUse, CodeView, Triage } from '../model/triage.js';
import { DEFAULT_POLICY } from '../model/vocabulary.js';
import { matchBaseline } from './match-baseline.js';
import { leftOf, suppress, type Narrow, type SuppressInput } from './suppress.js';
import { unchangedCode } from './unchanged-code.js';

export interface TriageInput extends SuppressInput {
  readonly tool: ScanResult['tool'];
  /** `path` as reports show it. */
  readonly baseline?: { readonly path: string; readonly content: Baseline; readonly code: CodeView };
}

export interface Triaged {
  /** In the order given, each with its status; one that is covered in part stands once for each status. */
  readonly findings: readonly Finding[];
  readonly triage: Triage;
}

export function triage(input: TriageInput): Triaged {
  const { findings, suppressions } = suppress(input);
  if (!input.baseline) return { findings: findings.map(withStatus), triage: { suppressions } };
  const { path, content, code } = input.baseline;
  const aged = withBaseline(findings, content, code, input);
  return { findings: aged.findings, triage: { suppressions, baseline: { path, entries: content.findings.length, ...aged.use } } };
}

function withStatus(finding: Finding): Finding {
  return finding.status ? finding : { ...finding, status: 'new' };
}

function withBaseline(
  findings: readonly Finding[],
  baseline: Baseline,
  code: CodeView,
  { tool, narrow, whole }: TriageInput,
): { readonly findings: readonly Finding[]; readonly use: Omit<BaselineUse, 'path' | 'entries'> } {
  const covers = coverage(baseline);
  const otherRules = baseline.rulesVersion !== tool.rulesVersion || baseline.waybill !== tool.version;
  const { covered, gone } = matchBaseline(
    findings.filter(({ status }) => status === undefined),
    baseline.findings,
    code,
    covers,
  );
  const unchanged = otherRules ? unchangedCode(baseline.files, code) : () => false;
  let baselined = 0;
  let newerRules = 0;
  const out = findings.flatMap((finding): Finding[] => {
    if (finding.status) return [finding];
    const { old, rest } = split(finding, covered.get(finding) ?? new Set(), narrow);
    if (old) baselined++;
    const newer = rest && rest.dataTypes.every(covers) && unchanged(rest);
    if (newer) newerRules++;
    return [
      ...(rest ? [{ ...rest, status: newer ? ('newer-rules' as const) : ('new' as const) }] : []),
      ...(old ? [{ ...old, status: 'baselined' as const }] : []),
    ];
  });
  // In a run of named files the others' findings are not there: nothing can be said of their entries. Nor of files that were not read.
  return { findings: out, use: { baselined, newerRules, otherRules, gone: whole ? gone.filter(({ path }) => !code.isLost(path)) : [] } };
}

/**
 * What a baseline can speak of: what its own policies report. What only another policy reports was not accepted with it, and
 * newer rules did not bring it.
 */
function coverage({ policies: before = [DEFAULT_POLICY] }: Baseline): (type: FindingDataType) => boolean {
  return ({ rule, beyondDefault, policies: said }) => {
    if (rule === undefined || !said) return true;
    return (before.includes(DEFAULT_POLICY) && beyondDefault !== true) || said.some(({ policy }) => before.includes(policy));
  };
}

/** What was there before, and what was not. */
function split(finding: Finding, covered: ReadonlySet<string>, narrow: Narrow): { readonly old?: Finding; readonly rest?: Finding } {
  if (covered.size === 0) return { rest: finding };
  const rest = leftOf(finding, covered, narrow);
  if (!rest) return { old: finding };
  const old = narrow(finding, covered);
  return { rest, ...(old ? { old } : {}) };
}
