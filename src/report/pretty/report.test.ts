import stringWidth from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import type { Finding, ScanResult } from '../../model/report.js';
import { DEFAULT_THRESHOLDS, type Thresholds } from '../../model/selection.js';
import { sampleResult, sampleRun } from '../../testing/sample-result.js';
import { select } from '../../triage/select.js';
import type { ReportStyle } from '../reporter.js';
import { prettyReport } from './report.js';

const plain: ReportStyle = { width: 80, color: 0, unicode: true, quiet: false };

function write(style: Partial<ReportStyle> = {}, thresholds: Partial<Thresholds> = {}, result: ScanResult = sampleResult): string {
  const selection = select(result.findings, { ...DEFAULT_THRESHOLDS, ...thresholds });
  return prettyReport({ result, selection, run: sampleRun }, { ...plain, ...style });
}

const only = (rule: string, path: string): ScanResult => ({
  ...sampleResult,
  findings: sampleResult.findings.filter((finding) => finding.rule === rule && finding.location.path.includes(path)),
});
const snapshot = (name: string): string => `./snapshots/${name}.txt`;

describe('the pretty report, by topic', () => {
  it.each([80, 200])('whole, in %i columns', async (width) => {
    await expect(write({ width })).toMatchFileSnapshot(snapshot(`whole-${width}`));
  });

  it.each([
    ['one-line', 'log-credential', 'sessions'],
    ['across-files', 'log-direct', 'lookup'],
    ['literal', 'literal-secret', 'payments'],
    ['chinese', 'log-direct', '收件'],
    ['control-characters', 'file-direct', 'hostile'],
    ['long-line', 'outbound-unclassified-input', 'bundle'],
    ['tabs', 'analytics-direct', 'track'],
  ])('a finding: %s', async (topic, rule, path) => {
    await expect(write({ quiet: true }, {}, only(rule, path))).toMatchFileSnapshot(snapshot(`finding-${topic}`));
  });

  it('in ASCII', async () => {
    await expect(write({ unicode: false }, {}, only('log-direct', 'lookup'))).toMatchFileSnapshot(snapshot('ascii'));
  });

  it('in colour', async () => {
    const report = write({ color: 1 }, {}, only('log-credential', 'sessions'));
    await expect(report.replaceAll('\u001b', '␛')).toMatchFileSnapshot(snapshot('colour'));
  });

  it('with more lines than a call may have arguments', () => {
    const { findings } = only('log-credential', 'sessions');
    const report = write({}, {}, { ...sampleResult, findings: Array.from({ length: 16_000 }, () => findings[0]!) });
    expect(report.split('\n').length).toBeGreaterThan(150_000);
  }, 60_000);

  it('with more findings than anyone mends in one go: where most are, and how to begin', async () => {
    const [one] = sampleResult.findings.filter(({ severity }) => severity === 'critical');
    const findings = Array.from({ length: 60 }, (_, at): Finding => {
      const path = `src/part-${at % 9}.ts`;
      return { ...one!, severity: at % 3 === 0 ? 'critical' : 'high', location: { ...one!.location, path } };
    });
    const report = write({}, {}, { ...sampleResult, findings });
    await expect(report.slice(report.indexOf('\u2500'.repeat(80)))).toMatchFileSnapshot(snapshot('many'));
    expect(write({}, {}, { ...sampleResult, findings: findings.slice(0, 49) })).not.toContain('waybill baseline write');
    const baseline = { path: 'waybill-baseline.json', entries: 1, baselined: 1, otherRules: false, gone: [] };
    const begun = { ...sampleResult, findings, triage: { suppressions: [], baseline } };
    expect(write({}, {}, begun as unknown as ScanResult)).not.toContain('waybill baseline write');
  });

  it('with nothing found', async () => {
    const { coverage } = sampleResult;
    const clean: ScanResult = {
      ...sampleResult,
      findings: [],
      sinks: [],
      recipients: [],
      dataTypes: [],
      coverage: {
        ...coverage,
        files: { analysed: 1, literalsOnly: 0, skipped: {} },
        lines: 1,
        problems: [],
        cuts: {},
        unknownRecipients: 0,
        calls: { total: 1, project: 1, modelled: 0, catalogued: 0, unresolved: 0, unmodelled: [] },
      },
    };
    await expect(write({}, {}, clean)).toMatchFileSnapshot(snapshot('nothing-found'));
  });
});

describe('the pretty report', () => {
  it.each([60, 80, 200])('stays within %i columns', (width) => {
    const wide = write({ width })
      .split('\n')
      .filter((line) => stringWidth(line) > width);
    expect(wide).toEqual([]);
  });

  it('puts the file with the worst first, and the worst of a file first', () => {
    const severities = [...write().matchAll(/^ {2}\S (critical|high|medium|low) /gm)].map(([, severity]) => severity);
    expect(severities).toEqual(['critical', 'critical', 'high', 'high', 'high', 'high', 'medium', 'low']);
  });

  it('ends with what the exit code says', () => {
    expect(write()).toMatch(/\n✖ failed: 6 findings at or above high\n$/);
    expect(write({}, { failOn: 'never' })).toMatch(/\n✔ passed: findings never fail this run\n$/);
    expect(write({}, { failOn: 'critical' }, only('log-direct', 'lookup'))).toMatch(/\n✔ passed: no finding at or above critical\n$/);
    expect(write({}, { severity: 'critical' })).toMatch(/\n✖ failed: 6 findings at or above high \(4 not shown\)\n$/);
  });

  it('says how many were left out, and why', () => {
    expect(write({}, { severity: 'high' })).toContain('not shown: 2 below high severity, 1 below medium confidence');
  });

  it('has no summary when quiet, and nothing when there is nothing', () => {
    expect(write({ quiet: true })).not.toContain('Analysed');
    expect(write({ quiet: true }, {}, { ...sampleResult, findings: [] })).toBe('');
  });

  it('does without the text of a file', () => {
    expect(write({ quiet: true }, {}, { ...only('log-credential', 'sessions'), sources: {} })).toContain('fix   Whoever');
  });

  it('shows of a long flow the beginning and the end, of many ways three', () => {
    const [finding] = only('log-direct', 'lookup').findings as readonly [Finding];
    const [flow] = finding.flows as readonly [Finding['flows'][0]];
    const at = (line: number): Finding['location'] => ({ ...finding.location, line });
    const steps = Array.from({ length: 20 }, (_, index) => ({ location: at(index + 1), text: `step ${index + 1}` }));
    const flows = [1, 2, 3, 4, 5].map((way) => ({ ...flow, steps: [...steps, { location: at(100 + way), text: `end ${way}` }] }));
    const report = write({ quiet: true }, {}, { ...sampleResult, findings: [{ ...finding, flows }] });
    expect([...report.matchAll(/step (\d+)$/gm)].map(([, step]) => Number(step)).slice(0, 6)).toEqual([1, 2, 3, 4, 19, 20]);
    expect(report).toContain('… 14 more steps');
    expect(report).toContain('… 2 more ways');
  });
});
