/** The report in SARIF 2.1.0, in the measure of GitHub code scanning. No times, no absolute paths, no source text. */
import type { Log, Notification, Run } from 'sarif';
import type { Finding, RuleInfo, ScanResult } from '../../model/report.js';
import { suppressionProblems } from '../suppressions.js';
import { worstFirst } from '../order.js';
import type { Reporter } from '../reporter.js';
import { inertJson } from '../safe-text.js';
import { CWE, cweTaxonomy } from './cwe.js';
import { MAX_NOTIFICATIONS, MAX_RESULTS } from './limits.js';
import { LineEnds, ROOT, physicalLocation } from './locations.js';
import { sarifResult } from './result.js';
import { sarifRule } from './rules.js';
import { plainText } from './text.js';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

export const sarifReport: Reporter = ({ result, selection }) => {
  // What is new comes first: it must be there when not all fits. The rest is told with its state.
  const findings = [...[...selection.shown].sort(worstFirst), ...result.findings.filter(isTriaged).sort(worstFirst)];
  const kept = findings.slice(0, MAX_RESULTS);
  const log: Log = { $schema: SCHEMA, version: '2.1.0', runs: [sarifRun(result, kept, findings.length - kept.length)] };
  return inertJson(log);
};

function isTriaged({ status }: Finding): boolean {
  return status !== undefined && status !== 'new';
}

/** Without automationDetails: GitHub's upload fills them with the category that the user chose only when they are absent. */
function sarifRun(result: ScanResult, findings: readonly Finding[], left: number): Run {
  const rules = allRules(result.rules, findings);
  const cwe = [...new Set([...rules, ...findings].flatMap((item) => item.cwe))].sort((a, b) => a - b);
  const cweIndex = new Map(cwe.map((id, index) => [id, index]));
  const ruleIndex = new Map(rules.map(({ id }, index) => [id, index]));
  const lineEnds = new LineEnds(result.sources);
  const compared = result.triage?.baseline !== undefined;
  return {
    tool: {
      driver: {
        name: result.tool.name,
        version: result.tool.version,
        semanticVersion: result.tool.version,
        supportedTaxonomies: [{ name: CWE, index: 0 }],
        rules: rules.map((rule) => sarifRule(rule, cweIndex)),
        properties: {
          rulesVersion: result.tool.rulesVersion,
          ...(result.policies ? { policies: result.policies } : {}),
          ...(result.jurisdictions ? { jurisdictions: result.jurisdictions } : {}),
        },
      },
    },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [ROOT]: { description: { text: 'The top of the repository.' } } },
    taxonomies: [cweTaxonomy(cwe)],
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: notifications(result, left) }],
    results: findings.map((finding) => sarifResult(finding, { ruleIndex, cweIndex, lineEnds, compared })),
  };
}

/** Those of the scan; a rule that a finding names and the scan did not describe is described by the finding. */
function allRules(rules: readonly RuleInfo[], findings: readonly Finding[]): RuleInfo[] {
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  for (const { rule, remedy, severity, kind, tier, cwe } of findings) {
    if (!known.has(rule)) known.set(rule, { id: rule, title: rule, description: rule, help: remedy, severity, kind, tier, cwe });
  }
  return [...known.values()];
}

/** What the run could not look at, and what did not fit. */
function notifications({ coverage, triage }: ScanResult, left: number): Notification[] {
  const problems = [...suppressionProblems(triage?.suppressions ?? []), ...coverage.problems];
  const list: Notification[] = problems.slice(0, MAX_NOTIFICATIONS).map(({ path, line, message, hint }) => ({
    level: 'warning',
    message: { text: plainText(hint === undefined ? message : `${message} (${hint})`) },
    locations: [{ physicalLocation: problemLocation(path, line) }],
  }));
  const more = problems.length - list.length;
  if (more > 0) list.push({ level: 'warning', message: { text: `${more} more problems are not listed.` } });
  if (left > 0) list.push({ level: 'warning', message: { text: `The worst ${MAX_RESULTS} findings are listed; ${left} more are not.` } });
  return list;
}

function problemLocation(path: string, line: number | undefined): ReturnType<typeof physicalLocation> {
  const { artifactLocation } = physicalLocation({ path, line: 1, column: 1, endLine: 1, endColumn: 1 });
  const at = artifactLocation === undefined ? {} : { artifactLocation };
  return line === undefined ? at : { ...at, region: { startLine: line } };
}
