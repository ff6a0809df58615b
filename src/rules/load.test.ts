import { describe, expect, test } from 'vitest';
import { compileRules } from './compile.js';
import { loadRules } from './load.js';
import type { RuleFile } from './rule-files.js';
import { formatProblem, sortProblems } from '../yaml/problems.js';

/** Every problem of the files, as the user reads it. */
function problemsOf(files: Readonly<Record<string, string>>, dataTypes?: readonly string[]): readonly string[] {
  const list: readonly RuleFile[] = Object.entries(files).map(([file, text]) => ({ file, text }));
  const { sources, problems } = loadRules(list);
  const compiled = compileRules(sources, dataTypes ? { dataTypes: new Set(dataTypes) } : {});
  return sortProblems([...problems, ...compiled.problems]).map(formatProblem);
}

const head = 'library: parcel-log\nmodules: [parcel-log]\nstatus: verified\n';

describe('problems of rule files', () => {
  test('a right file has none', () => {
    expect(problemsOf({ 'libraries/a.yml': `${head}sinks:\n  - at: Export[info]\n    kind: log\n` })).toEqual([]);
  });

  test('an unknown key, with the nearest one', () => {
    const [problem] = problemsOf({
      'libraries/a.yml': `${head}sinks:\n  - at: Export[info]\n    kind: log\n    paylod: ["Argument[0]"]\n`,
    });
    expect(problem).toMatch(/^libraries\/a\.yml:7:5: unknown key "paylod"; there are at, kind, .*; did you mean "payload"\?$/);
  });

  test('a wrong word, with the nearest one', () => {
    const [problem] = problemsOf({ 'libraries/a.yml': `${head}sinks:\n  - at: Export[info]\n    kind: logs\n` });
    expect(problem).toMatch(/^libraries\/a\.yml:6:11: sinks\[0\]\.kind: expected log, error, .* not "logs"; did you mean "log"\?$/);
  });

  test('a missing key', () => {
    expect(problemsOf({ 'libraries/a.yml': `${head}sinks:\n  - at: Export[info]\n` })).toEqual([
      'libraries/a.yml:5:5: sinks[0]: the key "kind" is missing',
    ]);
  });

  test('a wrong form', () => {
    expect(problemsOf({ 'libraries/a.yml': `${head}sinks: Export[info]\n` })).toEqual([
      'libraries/a.yml:4:8: sinks: expected a list, not "Export[info]"',
    ]);
  });

  test('a wrong path points into its text, plain or quoted', () => {
    const problems = problemsOf({
      'libraries/a.yml': `${head}sinks:\n  - at: Export[info].Membr[x]\n    kind: log\n  - at: ["Export[a].Elemnt"]\n    kind: log\n`,
    });
    expect(problems[0]).toMatch(/^libraries\/a\.yml:5:22: .*"Membr".*did you mean "Member"\?$/);
    expect(problems[1]).toMatch(/^libraries\/a\.yml:7:21: .*"Elemnt".*did you mean "Element"\?$/);
  });

  test('a wrong type operator: the issue is about the one that is meant', () => {
    const rule = (is: string): string => `${head}builders:\n  - at: Export[object]\n    builds: ${is}\n`;
    expect(problemsOf({ 'libraries/a.yml': rule('{ objectOf: "Arg[0]" }') })[0]).toContain('a place begins with');
    expect(problemsOf({ 'libraries/a.yml': rule('{ primitive: strng }') })[0]).toContain('did you mean "string"?');
    expect(problemsOf({ 'libraries/a.yml': rule('{ objctOf: "Argument[0]" }') })[0]).toContain('did you mean "objectOf"?');
  });

  test('words that other files define', () => {
    const sinks = `${head}sinks:\n  - { at: "logger.Member[info]", kind: log, recipient: own-lg, purposeTypes: [emial] }\n`;
    const problems = problemsOf(
      { 'libraries/a.yml': sinks, 'recipients/own.yml': 'recipients:\n  - { id: own-log, name: the log, party: self }\n' },
      ['email'],
    );
    expect(problems).toEqual([
      'libraries/a.yml:5:11: "logger.Member[info]": there is no instance "logger"',
      'libraries/a.yml:5:56: there is no recipient "own-lg"; did you mean "own-log"?',
      'libraries/a.yml:5:79: there is no data type "emial"; did you mean "email"?',
    ]);
  });

  test('Export in a file without modules', () => {
    const file = 'library: a\nstatus: verified\nsinks:\n  - { at: "Export[x]", kind: log }\n';
    expect(problemsOf({ 'libraries/a.yml': file })[0]).toContain('Export needs modules');
  });

  test('of all files at once, in order', () => {
    const problems = problemsOf({ 'policies/p.yml': 'policy: [', 'libraries/b.yml': 'library: 1\n', 'libraries/a.yml': 'nothing\n' });
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'libraries/a.yml',
      'libraries/b.yml',
      'libraries/b.yml',
      'policies/p.yml',
    ]);
  });

  test('aliases that multiply are refused', () => {
    const layers = Array.from({ length: 9 }, (_, n) => `l${n + 1}: &l${n + 1} [${Array(9).fill(`*l${n}`).join(', ')}]`);
    const bomb = ['l0: &l0 [x, x, x]', ...layers].join('\n');
    expect(problemsOf({ 'libraries/a.yml': bomb })).toEqual(['libraries/a.yml:2:10: too many aliases: write the values out']);
  });

  test('a path without quotes inside brackets gets a hint', () => {
    const [problem] = problemsOf({ 'libraries/a.yml': `${head}sinks:\n  - { at: Export[info], kind: log }\n` });
    expect(problem).toContain('inside { } or [ ] a path needs quotes');
  });

  test("a user's own file is known by its form", () => {
    expect(problemsOf({ 'own-rules.yml': 'recipients:\n  - { id: partner, name: Partner, party: third }\n' })).toEqual([]);
    expect(problemsOf({ 'own-rules.yml': `${head}` })).toEqual([]);
  });
});
