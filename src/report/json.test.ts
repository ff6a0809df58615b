import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Ajv } from 'ajv';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { DEFAULT_THRESHOLDS } from '../model/selection.js';
import { sampleResult, sampleRun } from '../testing/sample-result.js';
import { select } from '../triage/select.js';
import { jsonReportSchema, schemaIsTheType } from './json-schema.js';
import { jsonReport, type JsonReport } from './json.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const style = { width: 80, color: 0, unicode: true, quiet: false } as const;

function write(thresholds = DEFAULT_THRESHOLDS): JsonReport {
  const selection = select(sampleResult.findings, thresholds);
  return JSON.parse(jsonReport({ result: sampleResult, selection, run: sampleRun }, style)) as JsonReport;
}

describe('the JSON report', () => {
  it('is valid by the published schema', async () => {
    const schema = JSON.parse(await readFile(`${root}schema/report.schema.json`, 'utf8')) as object;
    const validate = new Ajv({ allErrors: true }).compile(schema);
    validate(write());
    expect(validate.errors).toBeNull();
    expect(validate({ ...write(), schemaVersion: 2 })).toBe(false);
  });

  it('has no member that the schema does not describe', () => {
    expect(schemaIsTheType).toBe(true);
    expect(v.parse(jsonReportSchema, write())).toEqual(write());
  });

  it('has a published schema that is what the code says', async () => {
    const check = promisify(execFile)(process.execPath, ['scripts/schemas.mjs', '--check'], { cwd: root });
    await expect(check).resolves.toBeDefined();
  });

  it('keeps findings below the thresholds, marked', () => {
    const { findings, summary } = write({ confidence: 'high', severity: 'high', failOn: 'critical' });
    expect(findings).toHaveLength(sampleResult.findings.length);
    expect(findings.filter(({ shown }) => shown)).toHaveLength(4);
    expect(findings.filter(({ fails }) => fails).map(({ rule }) => rule)).toEqual(['log-credential', 'literal-secret']);
    expect(summary).toEqual({
      shown: { critical: 2, high: 2, medium: 0, low: 0 },
      belowConfidence: 4,
      belowSeverity: 1,
      failing: 2,
      baselined: 0,
      suppressed: 0,
      newerRules: 0,
    });
  });

  it('carries the sinks that no policy reports, with their flows', () => {
    const inventory = write().sinks.find(({ kind }) => kind === 'message');
    expect(inventory?.flows[0]).toMatchObject({ role: 'purpose', transforms: ['encrypt'] });
  });

  it('holds no source text', () => {
    expect(write()).not.toHaveProperty('sources');
    expect(JSON.stringify(write())).not.toContain('this.senders.byPhone');
  });
});
