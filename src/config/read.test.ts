import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { temporaryTree, type TemporaryTree } from '../testing/temporary-tree.js';
import { formatProblem, sortProblems } from '../yaml/problems.js';
import { readConfig } from './read.js';

const WORDS = { dataTypes: ['email', 'user-id', 'phone-number'], rules: ['log-direct', 'url-credential'] };

let tree: TemporaryTree | undefined;
afterEach(() => tree?.remove());

function read(text: string, name = 'waybill.yml') {
  tree = temporaryTree({});
  writeFileSync(join(tree.root, name), text);
  return readConfig(join(tree.root, name), name, WORDS);
}

/** Every problem, as the user reads it. */
function problemsOf(text: string, name?: string): readonly string[] {
  const found = read(text, name);
  return 'config' in found ? [] : sortProblems(found).map(formatProblem);
}

describe('a configuration that is right', () => {
  test('has every key', () => {
    const text = `
sanitizers: [redact, "./src/mask#mask", { name: "@acme/privacy#digest", effect: hash }]
loggers: ["./src/log#audit", ./src/trace]
firstParty: ["*.acme.example", acme.example, "env:API_URL", localhost]
sources: { "./src/session#user": [user-id, email], custRef: email, Depot.contact: none, "./src/jobs#send(1)": email }
ignore: [{ paths: legacy/, rules: [log-direct], dataTypes: email, prints: abcdef12, reason: old, until: 2028-02-29, by: Ann }]
exclude: [legacy/, "*.gen.ts"]
failOn: [{ level: never, paths: tools/ }, { level: medium, kinds: [url, literal], tiers: credential }, { level: critical }]
severity: medium
confidence: low
policy: default
rules: rules
`;
    expect(problemsOf(text)).toEqual([]);
  });

  test('may say nothing', () => {
    expect(problemsOf('')).toEqual([]);
    expect(problemsOf('# nothing yet\n')).toEqual([]);
    expect(problemsOf('{}', 'waybill.json')).toEqual([]);
  });

  test('may be JSON, with tabs, a schema and a byte order mark', () => {
    expect(problemsOf('\uFEFF{\n\t"$schema": "./config.schema.json",\n\t"failOn": "low"\n}\n', 'waybill.json')).toEqual([]);
  });

  test('may be a key of package.json, with its places there', () => {
    const text = '{\n  "name": "x",\n  "waybill": {\n    "failOn": "low",\n    "sanitizer": []\n  }\n}\n';
    expect(problemsOf(text, 'package.json')).toEqual([
      expect.stringMatching(/^package\.json:5:5: unknown key "sanitizer"; .*did you mean "sanitizers"\?$/),
    ]);
  });
});

describe('a configuration that is wrong', () => {
  test('an unknown key, with the nearest one', () => {
    expect(problemsOf('failon: high\n')[0]).toMatch(/^waybill\.yml:1:1: unknown key "failon"; .*did you mean "failOn"\?$/);
    expect(problemsOf('ignore:\n  - path: x\n    reason: y\n')[0]).toMatch(
      /^waybill\.yml:2:5: unknown key "path"; .*did you mean "paths"\?$/,
    );
  });

  test('a wrong type', () => {
    expect(problemsOf('loggers: audit\n')).toEqual(['waybill.yml:1:10: loggers: expected a list, not "audit"']);
    expect(problemsOf('sanitizers: [{ name: x, effect: blur }]\n')[0]).toContain('expected remove, mask, hash, encrypt, not "blur"');
    expect(problemsOf('severity: hihg\n')).toEqual([
      'waybill.yml:1:11: severity: expected critical, high, medium, low, not "hihg"; did you mean "high"?',
    ]);
    expect(problemsOf('failOn: [{ level: high, kinds: [logs] }]\n')[0]).toMatch(/^waybill\.yml:1:33: .*did you mean "log"\?$/);
    expect(problemsOf('- x\n')[0]).toMatch(/^waybill\.yml:1:1: /);
  });

  test('all problems at once, in the order of the file', () => {
    const text =
      'sources:\n  custRef: emial\nfirstParty: ["https://acme.example/x"]\nignore:\n  - reason: x\n  - rules: log-dirct\n    reason: y\n';
    expect(problemsOf(text)).toEqual([
      'waybill.yml:2:12: there is no data type "emial"; did you mean "email"?',
      'waybill.yml:3:14: "https://acme.example/x": expected a host ("*.example.com") or an environment variable (env:API_URL): write acme.example',
      'waybill.yml:5:5: ignore[0]: say what is accepted: paths, rules, dataTypes or prints',
      'waybill.yml:6:12: there is no rule "log-dirct"; did you mean "log-direct"?',
    ]);
  });

  test('words that are none, beside what has a wrong form', () => {
    const text =
      'failon: low\nloggers: x\nfirstParty: [1, "a/b"]\nsanitizers: [{ effect: mask }, "a b"]\nignore:\n  - rules: [log-dirct, 1]\n  - 2\nsources: { a: emial, b: 3 }\n';
    const told = problemsOf(text);
    expect(told.map((line) => line.replace(/^[^ ]* /, ''))).toEqual([
      expect.stringMatching(/^unknown key "failon"/),
      'loggers: expected a list, not "x"',
      'firstParty[0]: expected text, not 1',
      expect.stringMatching(/^"a\/b": expected a host/),
      'sanitizers[0]: the key "name" is missing',
      expect.stringMatching(/^"a b": expected a name/),
      'ignore[0]: the key "reason" is missing',
      'there is no rule "log-dirct"; did you mean "log-direct"?',
      'ignore[0].rules[1]: expected text, not 1',
      'ignore[1]: expected keys with their values, not 2',
      'there is no data type "emial"; did you mean "email"?',
      'sources.b: expected text, not 3',
    ]);
  });

  test('an entry without a reason, or with a day that is none', () => {
    expect(problemsOf('ignore: [{ paths: x, reason: "" }]\n')).toEqual(['waybill.yml:1:30: ignore[0].reason: expected some text, not ""']);
    expect(problemsOf('ignore: [{ paths: x }]\n')).toEqual(['waybill.yml:1:10: ignore[0]: the key "reason" is missing']);
    expect(problemsOf('ignore: [{ paths: x, reason: y, until: 2027-02-29 }]\n')[0]).toContain(
      'expected a day that exists, not "2027-02-29"',
    );
    expect(problemsOf('ignore: [{ paths: x, reason: y, until: soon }]\n')[0]).toContain('expected a day as YYYY-MM-DD, not "soon"');
  });

  test('what is no name and no module', () => {
    expect(problemsOf('loggers: ["a b"]\n')[0]).toContain('waybill.yml:1:11: "a b": expected a name');
    expect(problemsOf('loggers: ["./log#"]\n')[0]).toContain('expected what the module exports after "#"');
    expect(problemsOf('sanitizers: [Masker.mask]\n')[0]).toContain('a function is named alone (mask)');
    expect(problemsOf('loggers: ["./log#write(0)"]\n')[0]).toContain('only sources name a parameter');
    expect(problemsOf('sources: { custRef: [email, user-id] }\n')[0]).toContain('a name stands for one data type');
    expect(problemsOf('sources: { "./a#b": [email, none] }\n')[0]).toContain('"none" stands alone');
  });

  test('broken YAML, and a file that is not there', () => {
    expect(problemsOf('failOn: [high\n')).toHaveLength(1);
    expect(readConfig('/nowhere/waybill.yml', 'waybill.yml', WORDS)).toEqual([
      { file: 'waybill.yml', line: 1, column: 1, message: 'there is no such file' },
    ]);
  });
});
