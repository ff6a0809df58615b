import { describe, expect, it } from 'vitest';
import { DEFAULT_THRESHOLDS } from '../model/selection.js';
import { sampleResult } from '../testing/sample-result.js';
import { select } from '../triage/select.js';
import { FORMATS, loadReporter, type Format } from './reporter.js';
import { seenFromTop } from './repository.js';

const input = {
  result: sampleResult,
  selection: select(sampleResult.findings, DEFAULT_THRESHOLDS),
  repository: { prefix: 'shops/north/' },
};
const style = { width: 140, color: 0, unicode: true, quiet: false } as const;

async function write(format: Format): Promise<string> {
  return (await loadReporter(format))(input, style);
}

describe('a folder inside of a repository', () => {
  it('is seen from the top, with each finding the same one in all lists', () => {
    const { result, selection } = seenFromTop(input);
    expect(selection.shown.every((finding) => result.findings.includes(finding))).toBe(true);
    expect(selection.failing.every((finding) => selection.shown.includes(finding))).toBe(true);
    const paths = [...result.findings, ...result.sinks].flatMap(({ location, callLocation, flows }) => [
      location.path,
      callLocation.path,
      ...flows.flatMap(({ steps }) => steps.map((step) => step.location.path)),
    ]);
    for (const path of [...paths, ...Object.keys(result.sources), ...result.coverage.problems.map((problem) => problem.path)]) {
      expect(path).toMatch(/^shops\/north\/(?!shops)/);
    }
    expect(seenFromTop({ ...input, repository: { prefix: '' } }).result).toBe(sampleResult);
  });

  it.each(FORMATS)('is the top for people and programs that scan it, and not for services that show the repository: %s', async (format) => {
    const fromTop = format !== 'pretty' && format !== 'json';
    expect((await write(format)).includes('shops/north/apps/api/src/auth/sessions.ts')).toBe(fromTop);
  });
});
