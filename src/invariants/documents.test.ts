/** What a real scan writes is what the published schemas describe. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import AjvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import type { Log } from 'sarif';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Location, ScanResult } from '../model/report.js';
import { DEFAULT_THRESHOLDS } from '../model/selection.js';
import { jsonReportSchema } from '../report/json-schema.js';
import { sarifReport } from '../report/sarif/report.js';
import { jsonOf, scanPaths } from '../testing/compare-scans.js';
import { COURIER } from '../testing/courier.js';
import { select } from '../triage/select.js';

describe('the reports of the courier fixture', () => {
  let result: ScanResult;
  beforeAll(async () => {
    result = await scanPaths(['.'], COURIER);
  });

  it('are JSON by the published schema, and nothing besides', async () => {
    const schema = JSON.parse(await readFile(new URL('../../schema/report.schema.json', import.meta.url), 'utf8')) as object;
    const validate = new Ajv({ allErrors: true }).compile(schema);
    const report: unknown = JSON.parse(jsonOf(result));
    validate(report);
    expect(validate.errors).toBeNull();
    expect(v.parse(jsonReportSchema, report)).toEqual(report);
  });

  it('are SARIF by the official schema, each shown finding a result', async () => {
    const path = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
    const ajv = new AjvDraft04.default({ allErrors: true, strict: false, unicodeRegExp: false });
    addFormats.default(ajv);
    const validate = ajv.compile(JSON.parse(await readFile(path, 'utf8')) as object);
    const selection = select(result.findings, DEFAULT_THRESHOLDS);
    const log = JSON.parse(sarifReport({ result, selection }, { width: 80, color: 0, unicode: true, quiet: false })) as Log;
    validate(log);
    expect(validate.errors).toBeNull();
    expect(log.runs[0]?.results).toHaveLength(selection.shown.length);
    const rules = new Set(log.runs[0]?.tool.driver.rules?.map(({ id }) => id));
    for (const { ruleId } of log.runs[0]?.results ?? []) expect(rules).toContain(ruleId);
  });

  it('refer to what they hold: rules, recipients, data types, sinks, sources', () => {
    const rules = new Set(result.rules.map(({ id }) => id));
    const recipients = new Set(result.recipients.map(({ id }) => id));
    const dataTypes = new Set(result.dataTypes.map(({ id }) => id));
    const sinks = new Set(result.sinks.map(({ print }) => print));
    for (const finding of result.findings) {
      expect(rules).toContain(finding.rule);
      expect(result.sources[finding.location.path]).toBeDefined();
      for (const { id } of finding.dataTypes) expect(dataTypes).toContain(id);
      if (finding.kind === 'literal') continue;
      expect(recipients).toContain(finding.recipient);
      expect(sinks).toContain(finding.print);
      expect(finding.flows.length).toBeGreaterThan(0);
    }
  });

  it('have places that lie in the files they name', () => {
    const lines = new Map(Object.entries(result.sources).map(([path, text]) => [path, text.split('\n')]));
    const check = ({ path, line, column, endLine, endColumn }: Location): void => {
      const text = lines.get(path);
      expect(text, path).toBeDefined();
      expect(line * 10_000 + column).toBeLessThanOrEqual(endLine * 10_000 + endColumn);
      expect(column).toBeLessThanOrEqual((text?.[line - 1]?.length ?? -1) + 1);
      expect(endColumn).toBeLessThanOrEqual((text?.[endLine - 1]?.length ?? -1) + 1);
    };
    for (const { location, callLocation, flows } of [...result.findings, ...result.sinks]) {
      check(location);
      check(callLocation);
      expect(location.line).toBe(location.endLine);
      for (const { steps } of flows) for (const step of steps) check(step.location);
    }
  });

  it('hold no secret or personal literal in full', () => {
    const json = jsonOf(result);
    const literals = result.findings.filter(({ kind }) => kind === 'literal');
    expect(literals.length).toBeGreaterThan(0);
    for (const { location } of literals) {
      const text = result.sources[location.path]?.split('\n')[location.line - 1]?.slice(location.column - 1, location.endColumn - 1) ?? '';
      expect(text.length).toBeGreaterThan(8);
      expect(json).not.toContain(JSON.stringify(text.replace(/^['"`]|['"`]$/g, '')).slice(1, -1));
    }
  });
});
