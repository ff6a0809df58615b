import { describe, expect, it } from 'vitest';
import type { Finding } from '../../model/report.js';
import { sampleResult } from '../../testing/sample-result.js';
import { gatherBySink, otherCallerLines } from './same-sink.js';
import { createTheme } from './theme.js';

const theme = createTheme({ color: 0, unicode: true });
const one = sampleResult.findings.find(({ flows }) => flows.some(({ steps }) => steps.length > 1))!;

/** A finding at `caller` whose data leaves at each of `ends`. */
function reaches(caller: string, ends: readonly string[], change: Partial<Finding> = {}): Finding {
  const at = (path: string) => ({ ...one.location, path });
  const flows = ends.map((end) => ({
    ...one.flows[0]!,
    steps: [caller, end].map((path) => ({ location: at(path), text: 'leaves here' })),
  }));
  return { ...one, ...change, print: `${caller}0123456789`, location: at(caller), flows };
}

describe('findings that reach one sink', () => {
  const callers = ['a', 'b', 'c', 'd'].map((name) => reaches(`src/${name}.ts`, ['src/log.ts']));

  it('are shown by the first of them', () => {
    const { whole, others } = gatherBySink(callers);
    expect(whole).toEqual([callers[0]]);
    expect(others.get(callers[0]!)).toEqual(callers.slice(1));
  });

  it('are all shown when there are few', () => {
    expect(gatherBySink(callers.slice(1)).whole).toHaveLength(3);
  });

  it.each([
    ['of another rule', reaches('src/e.ts', ['src/log.ts'], { rule: 'file-direct' })],
    ['of another severity', reaches('src/e.ts', ['src/log.ts'], { severity: 'low' })],
    ['with a way out besides', reaches('src/e.ts', ['src/log.ts', 'src/other.ts'])],
    ['at the sink itself', reaches('src/log.ts', ['src/log.ts'])],
  ])('keep one %s apart', (_, other) => {
    expect(gatherBySink([...callers, other]).whole).toEqual([callers[0], other]);
  });

  it('name a dozen of their places', () => {
    const many = Array.from({ length: 30 }, (_, index) => reaches(`src/${index}.ts`, ['src/log.ts']));
    const lines = otherCallerLines(many[0]!, many.slice(1), theme, 70);
    const { line } = one.location;
    expect(lines.join(' ')).toContain(`reached from 29 other calls. What is mended at src/log.ts:${line} is mended for all.`);
    expect(lines).toContain(`src/1.ts:${line}  print src/1.ts`);
    expect(lines.at(-1)).toBe('… 17 more calls; `--format json` has all');
  });
});
