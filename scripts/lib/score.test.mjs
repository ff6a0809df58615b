import { describe, expect, it } from 'vitest';
import { sarifResults } from './sarif-results.mjs';
import { joined, numbers, numbersBy, score } from './score.mjs';

const repo = 'courier/courier';
const label = (path, line, verdict, more = {}) => ({ repo, path, line, verdict, kind: 'log', via: 'member', ...more });
const coverage = [{ repo, kinds: new Set(['log', 'url']), files: new Set(['api/a.ts', 'api/b.ts']), globs: [], excluded: [] }];
const at = (uri, startLine) => ({ physicalLocation: { artifactLocation: { uri }, region: { startLine } } });
const result = (uri, line, more = {}) => ({ ruleId: 'log-direct', locations: [at(uri, line)], properties: { kind: 'log' }, ...more });

function scoreOf(labels, results) {
  return score({ labels, coverage, results: sarifResults({ runs: [{ results }] }) });
}

describe('score', () => {
  it('meets a leak on its line or one line off, whatever folder the report names first', () => {
    const outcome = scoreOf(
      [label('api/a.ts', 10, 'leak'), label('api/a.ts', 20, 'leak'), label('api/a.ts', 30, 'leak')],
      [result('api/a.ts', 10), result('./clone/api/a.ts', 21), result('api/a.ts', 32)],
    );
    expect(outcome.hits.map(({ line }) => line)).toEqual([10, 20]);
    expect(outcome.falseAlarms).toMatchObject([{ path: 'api/a.ts', line: 32, kind: 'log', rule: 'log-direct' }]);
  });

  it('lets the label on the very line win over one beside it', () => {
    const outcome = scoreOf([label('api/a.ts', 10, 'leak'), label('api/a.ts', 11, 'clean')], [result('api/a.ts', 11)]);
    expect(numbers(outcome)).toMatchObject({ tp: 0, fn: 1, fp: 1, recall: 0, precision: 0, f1: 0 });
  });

  it('counts nothing for flow and unsure, and nothing outside what was judged', () => {
    const labels = [label('api/a.ts', 10, 'flow'), label('api/a.ts', 20, 'unsure'), label('api/a.ts', 40, 'leak', { kind: 'token' })];
    const results = [result('api/a.ts', 10), result('api/a.ts', 20), result('api/a.ts', 40), result('web/c.ts', 1)];
    const outcome = scoreOf(labels, results);
    expect(outcome).toMatchObject({ misses: [], falseAlarms: [], ignored: 3, outside: 1 });
    expect(numbers(outcome)).toMatchObject({ leaks: 0, recall: null, precision: null, f1: null });
  });

  it('takes the kind to choose between labels of one line, and does not ask that it is the same', () => {
    const labels = [
      label('api/a.ts', 10, 'leak', { kind: 'url' }),
      label('api/a.ts', 10, 'clean'),
      label('api/b.ts', 5, 'leak', { kind: 'url' }),
    ];
    const outcome = scoreOf(labels, [result('api/a.ts', 10), result('api/b.ts', 5)]);
    expect(outcome.hits.map(({ path }) => path)).toEqual(['api/b.ts']);
    expect(outcome.falseAlarms).toHaveLength(1);
  });

  it('meets a leak with the end of a flow, a related location, or a place that the label names too', () => {
    const labels = [
      label('api/a.ts', 10, 'leak'),
      label('api/a.ts', 50, 'leak', { also: [70, 'api/b.ts:7'] }),
      label('api/b.ts', 90, 'leak'),
    ];
    const codeFlows = [{ threadFlows: [{ locations: [{ location: at('api/a.ts', 1) }, { location: at('api/a.ts', 10) }] }] }];
    const results = [
      result('api/b.ts', 1, { codeFlows }),
      result('api/b.ts', 7),
      result('api/b.ts', 30, { relatedLocations: [at('api/b.ts', 90)] }),
    ];
    expect(scoreOf(labels, results)).toMatchObject({ misses: [], falseAlarms: [] });
  });

  it('counts an alarm once a label and once a line, and no suppressed result', () => {
    const results = [result('api/a.ts', 3), result('api/a.ts', 3), result('api/a.ts', 9, { suppressions: [{ status: 'accepted' }] })];
    expect(scoreOf([label('api/b.ts', 1, 'clean')], results).falseAlarms).toHaveLength(1);
  });

  it('tells the numbers by a field, of several code bases too', () => {
    const one = scoreOf([label('api/a.ts', 10, 'leak'), label('api/a.ts', 20, 'leak', { via: 'type' })], [result('api/a.ts', 10)]);
    const two = scoreOf([label('api/a.ts', 10, 'clean')], [result('api/a.ts', 10), result('api/b.ts', 1)]);
    expect(numbersBy('via', joined([one, two]))).toMatchObject([
      { via: '(unlabelled line)', fp: 1 },
      { via: 'member', tp: 1, fn: 0, fp: 1 },
      { via: 'type', tp: 0, fn: 1, fp: 0 },
    ]);
  });
});
