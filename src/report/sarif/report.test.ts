import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import AjvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import type { Log, Result, Run } from 'sarif';
import { describe, expect, it } from 'vitest';
import type { Finding, ScanResult } from '../../model/report.js';
import { DEFAULT_THRESHOLDS } from '../../model/selection.js';
import { sampleResult, sampleRun } from '../../testing/sample-result.js';
import { select } from '../../triage/select.js';
import { sarifReport } from './report.js';

const style = { width: 80, color: 0, unicode: true, quiet: false } as const;

function write(result: ScanResult = sampleResult): Log {
  const selection = select(result.findings, DEFAULT_THRESHOLDS);
  return JSON.parse(sarifReport({ result, selection, run: sampleRun }, style)) as Log;
}

const runOf = (log: Log): Run => log.runs[0] as Run;
const resultOf = (log: Log, rule: string): Result => runOf(log).results?.find(({ ruleId }) => ruleId === rule) as Result;

/** The official schema as Microsoft's package ships it; its pattern of languages needs the old regular expressions. */
async function officialSchema(): Promise<ReturnType<AjvDraft04.default['compile']>> {
  const path = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const ajv = new AjvDraft04.default({ allErrors: true, strict: false, unicodeRegExp: false });
  addFormats.default(ajv);
  return ajv.compile(JSON.parse(await readFile(path, 'utf8')) as object);
}

describe('the SARIF report', () => {
  it('is valid by the official schema, with and without findings', async () => {
    const validate = await officialSchema();
    for (const log of [write(), write({ ...sampleResult, findings: [], rules: [] })]) {
      const isValid = validate(log);
      expect(validate.errors).toBeNull();
      expect(isValid).toBe(true);
    }
    expect(validate({ ...write(), version: '2.0.0' })).toBe(false);
  });

  it('has rules with help, level and security-severity, and security as the first tag', () => {
    const rules = runOf(write()).tool.driver.rules ?? [];
    expect(rules.map(({ id }) => id)).toEqual(sampleResult.rules.map(({ id }) => id));
    for (const rule of rules) {
      expect(rule.help?.text).toBeTruthy();
      expect(rule.help?.markdown).toBeTruthy();
      expect(rule.shortDescription?.text).toBeTruthy();
      expect(rule.properties?.tags?.[0]).toBe('security');
      expect(rule.properties?.tags?.length).toBeLessThanOrEqual(10);
    }
    expect(rules[0]).toMatchObject({
      name: 'LogCredential',
      defaultConfiguration: { level: 'error' },
      properties: { 'security-severity': '9.5' },
    });
  });

  it('has its results worst first, each with the index of its rule', () => {
    const { results = [], tool } = runOf(write());
    expect(results.map(({ level }) => level)).toEqual(['error', 'error', 'error', 'error', 'error', 'error', 'warning', 'note']);
    for (const { ruleId, ruleIndex = -1 } of results) expect(tool.driver.rules?.[ruleIndex]?.id).toBe(ruleId);
  });

  it('says what a result is about in its properties, and its identity under a key of its own', () => {
    const result = resultOf(write(), 'analytics-direct');
    expect(result.properties).toMatchObject({
      kind: 'analytics',
      dataTypes: ['email', 'phone', 'city'],
      tier: 'direct',
      recipient: 'parcel-metrics',
      confidence: 'high',
      party: 'third',
    });
    expect(result.partialFingerprints).toEqual({ 'waybillFinding/v1': 'd4c3f7a5b6e8291a' });
  });

  it('stands at the argument, cut to its first line', () => {
    const { physicalLocation } = resultOf(write(), 'log-direct').locations?.[0] ?? {};
    expect(physicalLocation).toEqual({
      artifactLocation: { uri: 'apps/api/src/couriers/lookup.service.ts', uriBaseId: 'SRCROOT' },
      region: { startLine: 7, startColumn: 28, endLine: 7, endColumn: 29 },
    });
  });

  it('leaves the end to the line when the text is not at hand', () => {
    const { physicalLocation } = resultOf(write({ ...sampleResult, sources: {} }), 'log-direct').locations?.[0] ?? {};
    expect(physicalLocation?.region).toEqual({ startLine: 7, startColumn: 28 });
  });

  it('has one code flow a source, with a message a step', () => {
    const { codeFlows = [], relatedLocations = [], message } = resultOf(write(), 'log-direct');
    expect(codeFlows.map(({ threadFlows }) => threadFlows[0]?.locations.length)).toEqual([5, 5, 5]);
    expect(codeFlows[0]?.threadFlows[0]?.locations.at(-1)?.location?.message?.text).toBe('written to the application log by `log.warn`');
    expect(relatedLocations.map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(message.text).toContain('From [sender.fullName](1), [sender.phone](2), [sender.address](3).');
  });

  it('encodes paths as relative URIs', () => {
    const uris = runOf(write()).results?.map(({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation?.uri);
    expect(uris).toContain('apps/api/src/%E6%94%B6%E4%BB%B6/%E6%89%93%E5%8D%B0.ts');
    const [first] = sampleResult.findings as readonly [Finding];
    const moved = { ...first, location: { ...first.location, path: 'app/(shop)/[id]/@side/a b%:c.tsx' } };
    const uri = runOf(write({ ...sampleResult, findings: [moved] })).results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri;
    expect(uri).toBe('app/(shop)/%5Bid%5D/@side/a%20b%25%3Ac.tsx');
  });

  it('refers to weaknesses as a taxonomy', () => {
    const { taxonomies, results = [] } = runOf(write());
    for (const { taxa = [] } of results) {
      expect(taxa.length).toBeGreaterThan(0);
      for (const { id, index = -1 } of taxa) expect(taxonomies?.[0]?.taxa?.[index]?.id).toBe(id);
    }
  });

  it('names what could not be analysed', () => {
    const list = runOf(write()).invocations?.[0]?.toolExecutionNotifications ?? [];
    expect(list.map(({ message }) => message.text)).toEqual([
      'does not parse: `}` expected (the rest of the project was analysed)',
      'is not UTF-8',
    ]);
  });

  it('makes no links of brackets in code', () => {
    const [first] = sampleResult.findings as readonly [Finding];
    const text = resultOf(write({ ...sampleResult, findings: [{ ...first, message: '`a[0](1)` leaks' }] }), first.rule).message.text;
    expect(text).toMatch(/^`a\[0\] \(1\)` leaks\. /);
  });

  it('stays within what code scanning takes, and says what it left out', () => {
    const [first] = sampleResult.findings as readonly [Finding];
    const step = first.flows[0]?.steps[0] as Finding['flows'][0]['steps'][0];
    const steps = Array.from({ length: 120 }, (_, index) => ({ ...step, location: { ...step.location, line: index + 1 } }));
    const flows = Array.from({ length: 200 }, (_, index) => ({
      ...(first.flows[0] as Finding['flows'][0]),
      steps: [{ ...step, location: { ...step.location, line: index + 1000 } }, ...steps],
    }));
    const many = Array.from({ length: 5_001 }, (_, index) => ({
      ...first,
      print: String(index),
      ...(index === 0 ? { flows } : { flows: [] }),
    }));
    const run = runOf(write({ ...sampleResult, findings: many }));
    expect(run.results).toHaveLength(5_000);
    expect(run.invocations?.[0]?.toolExecutionNotifications?.at(-1)?.message.text).toBe(
      'The worst 5000 findings are listed; 1 more are not.',
    );
    const { codeFlows = [], relatedLocations = [] } = run.results?.[0] as Result;
    const lengths = codeFlows.map(({ threadFlows }) => threadFlows[0]?.locations.length ?? 0);
    expect(Math.max(...lengths)).toBe(50);
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBeLessThanOrEqual(1_000);
    expect(relatedLocations.length).toBeLessThan(100);
    expect(codeFlows[0]?.threadFlows[0]?.locations[25]?.location?.message?.text).toContain('71 steps before this one are left out');
  });
});
