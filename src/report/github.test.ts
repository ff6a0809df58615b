import { describe, expect, it } from 'vitest';
import type { Finding, ScanResult } from '../model/report.js';
import { DEFAULT_THRESHOLDS } from '../model/selection.js';
import { manyFindings } from '../testing/many-findings.js';
import { sampleResult } from '../testing/sample-result.js';
import { workflowCommands } from '../testing/workflow-commands.js';
import { select } from '../triage/select.js';
import { loadReporter } from './reporter.js';

const [sample] = sampleResult.findings as readonly [Finding];

async function write(result: ScanResult = sampleResult, prefix = ''): Promise<string> {
  const report = await loadReporter('github');
  const selection = select(result.findings, DEFAULT_THRESHOLDS);
  return report({ result, selection, repository: { prefix } }, { width: 80, color: 0, unicode: true, quiet: false });
}

describe('the annotations for GitHub', () => {
  it('is one command for each finding that is shown, worst first, at the place of the finding', async () => {
    const commands = workflowCommands(await write());
    expect(commands.map(({ name }) => name)).toEqual(['error', 'error', 'error', 'error', 'error', 'error', 'warning', 'notice']);
    const { path, line, column, endColumn } = sample.location;
    const title = 'critical: log-credential';
    expect(commands[0]).toEqual({
      name: 'error',
      properties: { file: path, line: `${line}`, endLine: `${line}`, col: `${column}`, endColumn: `${endColumn}`, title },
      message: `${sample.message}\n${sample.remedy}`,
    });
  });

  it('names no columns for an argument of several lines', async () => {
    const found = workflowCommands(await write()).find(({ message }) => message.includes('through `notify`'));
    expect(Object.keys(found?.properties ?? {})).toEqual(['file', 'line', 'title']);
  });

  it('gives the path from the top of the repository', async () => {
    for (const { properties } of workflowCommands(await write(sampleResult, 'apps/shop/')))
      expect(properties['file']).toMatch(/^apps\/shop\//);
  });

  it('stays within what GitHub shows of a step, and says what is left', async () => {
    const text = await write(manyFindings({ low: 30, medium: 3, high: 14, critical: 4 }));
    const names = workflowCommands(text).map(({ name, properties }) => `${name} ${properties['title']}`);
    const counts = new Map<string, number>();
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
    expect([...counts]).toEqual([
      ['error critical: log-credential', 4],
      ['error high: log-credential', 6],
      ['warning medium: log-credential', 3],
      ['notice low: log-credential', 10],
    ]);
    expect(text.split('\n').at(-2)).toBe('28 more findings are not annotated: GitHub shows 10 of each level.');
  });

  it('gives back what was written, whatever is in it', async () => {
    const path = 'a,b:c%2Cd=e%0A::error file=x::y.ts';
    const message = 'a % b %0A %25 , :: ::warning::c';
    const finding: Finding = { ...sample, message, location: { ...sample.location, path } };
    const commands = workflowCommands(await write({ ...sampleResult, findings: [finding] }));
    expect(commands).toHaveLength(1);
    expect(commands[0]?.properties['file']).toBe(path);
    expect(commands[0]?.message).toBe(`${message}\n${sample.remedy}`);
  });

  it('is nothing without findings', async () => {
    expect(await write({ ...sampleResult, findings: [] })).toBe('');
  });
});
