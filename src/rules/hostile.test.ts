/** Rule files that are made to cost time or memory, or to be endless, are refused with their place; and soon. */
import { describe, expect, test } from 'vitest';
import { formatProblem, sortProblems } from '../yaml/problems.js';
import { parseYamlFile } from '../yaml/yaml-file.js';
import { compileRules } from './compile.js';
import { resolveChanges } from './extensions.js';
import { loadRules } from './load.js';

/** Every problem of the files, as the user reads it. */
function problemsOf(files: Readonly<Record<string, string>>): readonly string[] {
  const { sources, changes, problems } = loadRules(Object.entries(files).map(([file, text]) => ({ file: `libraries/${file}`, text })));
  const all = [...problems];
  const changed = resolveChanges(changes, { shipped: () => new Map(), own: sources.libraries }, all);
  const compiled = compileRules({ ...sources, libraries: [...sources.libraries, ...changed.libraries.values()] });
  return sortProblems([...all, ...compiled.problems]).map(formatProblem);
}

const HEAD = 'library: a\nmodules: [a]\nstatus: verified\n';
const many = (n: number, text: (at: number) => string, between = '\n'): string =>
  Array.from({ length: n }, (_, at) => text(at)).join(between);
const bomb = `x: &a [${many(9, () => 'x', ',')}]\n${many(8, (at) => `${'bcdefghi'[at] ?? ''}: &${'bcdefghi'[at] ?? ''} [${many(9, () => `*${'abcdefgh'[at] ?? ''}`, ',')}]`)}\n`;

describe('YAML that is made to harm', () => {
  test.each([
    ['an alias bomb', bomb, '2:8: too many aliases: write the values out'],
    [
      'an alias inside of what it names',
      'a: &a [*a]\n',
      '1:8: nested too deep: expected at most 64 levels, and no alias inside of what it names',
    ],
    ['an alias of nothing', 'a: *b\n', '1:4: no anchor before it has the name of this alias'],
    ['brackets', `a: ${'['.repeat(100_000)}\n`, '1:68: nested too deep: expected at most 64 levels'],
    ['closed brackets', `a: ${'{a: '.repeat(50_000)}${'}'.repeat(50_000)}\n`, '1:260: nested too deep: expected at most 64 levels'],
    ['brackets at the margin', many(20_000, () => '[\na,'), '129:1: nested too deep: expected at most 64 levels'],
    ['blocks', many(500, (at) => `${' '.repeat(at)}a:`), '65:65: nested too deep: expected at most 64 levels'],
    ['blocks in one line', `${'- '.repeat(50_000)}x\n`, '1:1: nested too deep: expected at most 64 levels'],
    ['a key that comes twice', 'a: 1\nb: 1\na: 2\n', '3:1: the key "a" is there twice'],
    ['a huge text', 'a'.repeat(600_000), '1:1: the file is too large: expected at most 524288 characters, not 600000'],
  ])('%s', (_, text, expected) => {
    const read = parseYamlFile('a.yml', text);
    expect('data' in read ? read.data : read.map(formatProblem)).toEqual([`a.yml:${expected}`]);
  });

  test('is told from what only looks so', () => {
    const text = `${many(200, () => '# a [smile] :[ {')}\ntext: |\n${many(50, (at) => `${' '.repeat(2 + at)}if (a) {`)}\nlist: [${many(60, () => '[a]', ', ')}]\nanchor: &a {b: 1}\nalias: [*a, *a]\n`;
    const read = parseYamlFile('a.yml', text);
    expect('data' in read && read.data).toMatchObject({ anchor: { b: 1 }, alias: [{ b: 1 }, { b: 1 }] });
  });

  test('the same key, compared with each other one, would take hours', () => {
    const read = parseYamlFile(
      'a.yml',
      many(40_000, (at) => `k${at}: 1`),
    );
    expect('data' in read && Object.keys(read.data as object).length).toBe(40_000);
  });
});

describe('rules that are made to harm', () => {
  const wide = many(20, (at) => `x${at}`, '|');

  test.each([
    [
      'a path of very many ways',
      `sinks: [{ kind: log, at: "Export[a]${`.Member[${wide}]`.repeat(8)}" }]`,
      '4:27: "Export[a]',
      'a path stands for at most 2000 ways, not 25600000000: write several',
    ],
    [
      'a path of very many steps',
      `sinks: [{ kind: log, at: "Export[a]${'.Member[b]'.repeat(20_000)}" }]`,
      '4:347: "Export[a]',
      'a path has at most 32 steps, not 20001',
    ],
    [
      'very many instances',
      `instances:\n${many(5000, (at) => `  i${at}: { at: [i${(at + 1) % 5000}] }`)}`,
      '5:3: ',
      'expected at most 500 instances, not 5000',
    ],
  ])('%s', (_, rules, place, message) => {
    const [problem, ...more] = problemsOf({ 'a.yml': `${HEAD}${rules}\n` });
    expect(problem).toMatch(new RegExp(`^libraries/a\\.yml:${place.replace(/[[\]"]/g, '\\$&')}`));
    expect(problem?.endsWith(message)).toBe(true);
    expect(more).toEqual([]);
  });

  test('very many ways of all paths together, told once', () => {
    const rules = `sinks:\n${many(300, (at) => `  - { kind: log, at: "Export[e${at}].Member[${wide}].Member[${wide}]" }`)}\n`;
    expect(problemsOf({ 'a.yml': `${HEAD}${rules}` })).toEqual([
      'libraries/a.yml:130:22: the paths of a file stand for at most 50000 ways: split it',
    ]);
  });

  test('very many problems are told in part', () => {
    const rules = `sinks:\n${many(5000, () => '  - { kind: log }')}\n`;
    const problems = problemsOf({ 'a.yml': `${HEAD}${rules}` });
    expect(problems).toHaveLength(101);
    expect(problems[0]).toBe('libraries/a.yml:5:5: sinks[0]: the key "at" is missing');
    expect(problems.filter((text) => text.endsWith('4900 more problems of this file are not listed'))).toHaveLength(1);
  });

  test('extends in a circle, of itself, of what is not there', () => {
    const circle = problemsOf({
      'a.yml': 'library: a\nextends: b\n',
      'b.yml': 'library: b\nextends: c\n',
      'c.yml': 'library: c\nextends: a\n',
    });
    expect(circle).toEqual(['libraries/c.yml:2:10: rule files extend each other in a circle: "a" extends "b" extends "c" extends "a"']);
    expect(problemsOf({ 'a.yml': 'library: a\nextends: a\n' })).toEqual([
      'libraries/a.yml:2:10: rule files extend each other in a circle: "a" extends "a"',
    ]);
    expect(
      problemsOf({ 'a.yml': 'library: a\nextends: parcel\nmodules: [x]\n', 'b.yml': HEAD.replace('library: a', 'library: parcels') }),
    ).toEqual(['libraries/a.yml:2:10: there is no library "parcel"; did you mean "parcels"?']);
  });

  test('a long chain of files that extend each other', () => {
    const files = many(400, (at) => `library: l${at}\nextends: l${at + 1}\nmodules: [m${at}]\n`, '\0').split('\0');
    const texts = Object.fromEntries(files.map((text, at) => [`l${at}.yml`, text]));
    expect(
      problemsOf({ ...texts, 'end.yml': 'library: l400\nmodules: [m]\nstatus: verified\nsinks: [{ at: "Export[a]", kind: log }]\n' }),
    ).toEqual([]);
  });

  test('a pattern in the manner of regular expressions is text: there are none in rule files', () => {
    const module = `(${'a+'.repeat(20)})+$`;
    expect(problemsOf({ 'a.yml': HEAD.replace('[a]', `["${module}"]`) })).toEqual([]);
  });
});
