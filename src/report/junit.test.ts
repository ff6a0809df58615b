import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import type { Finding, ScanResult } from '../model/report.js';
import { DEFAULT_THRESHOLDS, type Thresholds } from '../model/selection.js';
import { manyFindings } from '../testing/many-findings.js';
import { sampleResult } from '../testing/sample-result.js';
import { select } from '../triage/select.js';
import { loadReporter } from './reporter.js';

const [sample] = sampleResult.findings as readonly [Finding];
const schema = readFileSync(new URL('../testing/schemas/junit.xsd', import.meta.url), 'utf8');

async function write(result: ScanResult = sampleResult, thresholds: Partial<Thresholds> = {}, prefix = ''): Promise<string> {
  const report = await loadReporter('junit');
  const selection = select(result.findings, { ...DEFAULT_THRESHOLDS, ...thresholds });
  return report({ result, selection, repository: { prefix } }, { width: 80, color: 0, unicode: true, quiet: false });
}

async function problems(xml: string): Promise<readonly string[]> {
  const { errors } = await validateXML({ xml: { fileName: 'report.xml', contents: xml }, schema });
  return errors.map(({ rawMessage }) => rawMessage);
}

const attributes = (xml: string, element: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${element} [^>]*?\\b${name}="([^"]*)"`, 'g'))].map(([, value]) => value ?? '');

describe('the JUnit report', () => {
  it('is valid by the schema that Jenkins uses, with and without findings', async () => {
    expect(await problems(await write())).toEqual([]);
    expect(await problems(await write({ ...sampleResult, findings: [] }))).toEqual([]);
    expect(await problems('<testsuites><testcase/></testsuites>')).not.toEqual([]);
  });

  it('is XML whatever the code holds', async () => {
    const text = `]]> </failure> <x a='"'>&amp; \u0000 \u001b[2J \ud800 \ufffe \uffff \u202e & ::error::x ##[error]y`;
    const steps = [{ location: { ...sample.location, path: text }, text }];
    const finding: Finding = {
      ...sample,
      message: text,
      remedy: text,
      symbol: text,
      callee: text,
      location: { ...sample.location, path: text },
      flows: sample.flows.map((flow) => ({ ...flow, steps })),
    };
    for (const failOn of ['high', 'never'] as const) {
      expect(await problems(await write({ ...sampleResult, findings: [finding] }, { failOn }))).toEqual([]);
    }
  });

  it('fails where the run fails, skips the others, and passes when there is none', async () => {
    const xml = await write();
    const of = (name: string): number => xml.split(`<${name} `).length - 1;
    expect([of('testcase'), of('failure'), of('skipped')]).toEqual([8, 6, 2]);
    expect(xml).toContain('<testsuites name="waybill" tests="8" failures="6" errors="0">');
    const sum = (name: string): number => attributes(xml, 'testsuite', name).reduce((total, value) => total + Number(value), 0);
    expect([sum('tests'), sum('failures'), sum('skipped')]).toEqual([8, 6, 2]);
    expect(await write(sampleResult, { failOn: 'never' })).not.toContain('<failure');
    const empty = await write({ ...sampleResult, findings: [] });
    expect(attributes(empty, 'testcase', 'name')).toEqual(['passed: no finding at or above high']);
  });

  it('stays below what GitLab takes, and counts what is left', async () => {
    const xml = await write(manyFindings({ high: 20_000, critical: 2 }));
    expect(Buffer.byteLength(xml)).toBeLessThan(30_000_000);
    expect(xml).toContain('<testsuites name="waybill" tests="15001" failures="15000" errors="0">');
    expect(xml).toContain('5002 more findings are not listed');
    expect(attributes(xml, 'failure', 'message')[1]).toMatch(/^critical/);
  });

  it('has no two tests of one name, and no line in a name', async () => {
    const at = (line: number): Finding => ({ ...sample, location: { ...sample.location, line, endLine: line } });
    const names = async (...lines: number[]): Promise<string[]> =>
      attributes(await write({ ...sampleResult, findings: lines.map(at) }), 'testcase', 'name');
    const name = 'apps/api/src/auth/sessions.ts: log.info in Sessions.open';
    expect(await names(7, 9, 30)).toEqual([name, `${name} (2)`, `${name} (3)`]);
    expect(await names(100, 200, 300)).toEqual([name, `${name} (2)`, `${name} (3)`]);
  });

  it('says place, way and remedy, with paths from the top of the repository', async () => {
    const xml = await write(sampleResult, {}, 'apps/shop/');
    expect(attributes(xml, 'testcase', 'file')[0]).toBe(`apps/shop/${sample.location.path}`);
    expect(xml).toContain(`apps/shop/${sample.location.path}:${sample.location.line}:${sample.location.column}\n`);
    expect(xml).toContain('`session.accessToken` is read');
    expect(xml).toContain(sample.remedy);
  });
});
