import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { Finding, ScanResult } from '../model/report.js';
import { DEFAULT_THRESHOLDS } from '../model/selection.js';
import { sampleResult } from '../testing/sample-result.js';
import { select } from '../triage/select.js';
import { loadReporter } from './reporter.js';

interface Issue {
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

const [sample] = sampleResult.findings as readonly [Finding];
const schema = JSON.parse(readFileSync(new URL('../testing/schemas/gitlab-code-quality.json', import.meta.url), 'utf8')) as object;
const validate = new Ajv2020({ allErrors: true }).compile(schema);

async function write(result: ScanResult = sampleResult, prefix = ''): Promise<Issue[]> {
  const report = await loadReporter('gitlab-codequality');
  const selection = select(result.findings, DEFAULT_THRESHOLDS);
  const text = report({ result, selection, repository: { prefix } }, { width: 80, color: 0, unicode: true, quiet: false });
  expect(text.charCodeAt(0)).toBe('['.charCodeAt(0));
  return JSON.parse(text) as Issue[];
}

const fingerprintsOf = async (findings: readonly Finding[]): Promise<string[]> =>
  (await write({ ...sampleResult, findings })).map(({ fingerprint }) => fingerprint);

describe('the report for GitLab code quality', () => {
  it('is valid by what GitLab asks for, with and without findings', async () => {
    for (const issues of [await write(), await write({ ...sampleResult, findings: [] }), await write(sampleResult, 'apps/shop/')]) {
      validate(issues);
      expect(validate.errors).toBeNull();
    }
    expect(validate([{ description: 'no place' }])).toBe(false);
  });

  it('has the worst first, and the severities of GitLab', async () => {
    const issues = await write();
    expect(issues.map(({ severity }) => severity)).toEqual([
      ...['blocker', 'blocker', 'critical', 'critical', 'critical', 'critical'],
      ...['major', 'minor'],
    ]);
    expect(issues[0]).toMatchObject({
      check_name: sample.rule,
      location: { path: sample.location.path, lines: { begin: sample.location.line } },
    });
  });

  it('gives paths from the top of the repository', async () => {
    expect((await write(sampleResult, 'apps/shop/'))[0]?.location.path).toBe(`apps/shop/${sample.location.path}`);
  });

  it('has a fingerprint for each, also for two alike in all but the place', async () => {
    const moved = { ...sample, location: { ...sample.location, line: 90, endLine: 90 } };
    const elsewhere = { ...sample, location: { ...sample.location, path: 'other.ts' } };
    const fingerprints = await fingerprintsOf([sample, moved, elsewhere]);
    expect(new Set(fingerprints).size).toBe(3);
  });

  it('keeps a fingerprint when lines move or words change, and not when other data leaves', async () => {
    const [before] = await fingerprintsOf([sample]);
    const moved = { ...sample, message: 'in other words', location: { ...sample.location, line: 90, endLine: 90 } };
    expect(await fingerprintsOf([moved])).toEqual([before]);
    expect(await fingerprintsOf([{ ...sample, dataTypes: [...sample.dataTypes].reverse() }])).toEqual([before]);
    expect(await fingerprintsOf([{ ...sample, dataTypes: sample.dataTypes.slice(1) }])).not.toEqual([before]);
    expect(await fingerprintsOf([{ ...sample, print: 'other' }])).not.toEqual([before]);
  });
});
