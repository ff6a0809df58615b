import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding, ScanResult } from '../model/report.js';
import { DEFAULT_THRESHOLDS } from '../model/selection.js';
import { SAMPLE_SECRET } from '../testing/sample-sources.js';
import { sampleResult, sampleRun } from '../testing/sample-result.js';
import { select } from '../triage/select.js';
import { workflowCommands } from '../testing/workflow-commands.js';
import { FORMATS, loadReporter } from './reporter.js';

/** What a terminal or an editor acts on; our own line feeds are taken out before. */
const ACTIVE = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

async function write(format: (typeof FORMATS)[number], result: ScanResult, width = 80): Promise<string> {
  const selection = select(result.findings, { ...DEFAULT_THRESHOLDS, confidence: 'low' });
  const report = await loadReporter(format);
  return report({ result, selection, run: sampleRun }, { width, color: 0, unicode: true, quiet: false });
}

/** A result in which code, names and paths are the given text. */
function hostile(text: string): ScanResult {
  const [first] = sampleResult.findings as readonly [Finding];
  const path = `src/${text}.ts`;
  const place = { path, line: 1, column: 1, endLine: 1, endColumn: 4 };
  const finding: Finding = {
    ...first,
    message: `\`${text}\` is written`,
    remedy: text,
    symbol: text,
    callee: text,
    recipient: text,
    location: place,
    callLocation: place,
    dataTypes: [{ id: 'email', title: text, tier: 'direct', subPrint: '1' }],
    flows: first.flows.map((flow) => ({
      ...flow,
      source: text,
      steps: [
        { location: place, text },
        { location: { ...place, line: 2 }, text },
      ],
    })),
  };
  return {
    ...sampleResult,
    findings: [finding],
    recipients: [{ id: text, name: text, country: text, party: 'third', sinks: 1, dataTypes: [text] }],
    coverage: {
      ...sampleResult.coverage,
      cuts: { [text]: 1 },
      calls: { ...sampleResult.coverage.calls, unmodelled: [{ module: text, calls: 1 }] },
      problems: [{ path, message: text, hint: text }],
    },
    sources: { [path]: `log(${text})` },
  };
}

describe.each(FORMATS)('%s', (format) => {
  it('prints no character of the code that acts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 20 }), async (text) => {
        const report = await write(format, hostile(`${text}\u001b]0;owned\u0007\u202e\u2066\u009b2J`));
        expect(report.replaceAll('\n', '')).not.toMatch(ACTIVE);
      }),
      { numRuns: 60, seed: 1 },
    );
  }, 60_000);

  it.each([
    '::error::owned',
    'x ::error::owned ::add-mask::owned',
    '\n::set-output name=a::owned',
    '##[error]owned',
    'a##[add-matcher]owned',
    '`\n\u2028::stop-commands::owned\n`',
    '%0A::warning::owned%0D%0A##[group]owned',
    `${'wrap '.repeat(14)}::error::owned`,
    '##vso[task.complete result=Failed;]owned ##teamcity[buildStop]',
  ])('prints no command that continuous integration obeys: %j', async (text) => {
    for (const width of [40, 80]) {
      const report = await write(format, hostile(text), width);
      expect(report).not.toMatch(/##(?:\[|vso|teamcity)/);
      // The annotations are commands of ours, one for each finding, and none from its text.
      const names = workflowCommands(report).map(({ name }) => name);
      expect(names).toEqual(format === 'github' ? ['error'] : []);
    }
  });

  it('is inert on the sample with its escape sequences', async () => {
    expect((await write(format, sampleResult)).replaceAll('\n', '')).not.toMatch(ACTIVE);
  });

  it('never holds the text of a secret, also not as the neighbour of another finding', async () => {
    const secretFinding = sampleResult.findings.find(({ kind }) => kind === 'literal') as Finding;
    const neighbour: Finding = {
      ...(sampleResult.findings[0] as Finding),
      print: 'n',
      location: { ...secretFinding.location, line: 1, column: 7, endLine: 1, endColumn: 13 },
    };
    const report = await write(format, { ...sampleResult, findings: [neighbour, secretFinding] });
    expect(report).not.toContain(SAMPLE_SECRET.slice(4));
  });

  it('says the same of the same result, and no absolute path or time', async () => {
    expect(await write(format, sampleResult)).toBe(await write(format, structuredClone(sampleResult)));
    expect(await write(format, sampleResult)).not.toContain(sampleRun.root);
    if (format !== 'pretty') expect(await write(format, sampleResult)).not.toContain(String(sampleRun.seconds));
  });
});
