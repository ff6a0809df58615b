import { describe, expect, test } from 'vitest';
import { globalNodes, modelOf, moduleNodes, namedNodes, typeNodes, walk } from '../model/rule-graph.js';
import type { CompiledRules } from '../model/compiled-rules.js';
import { compileRules } from './compile.js';
import { loadRules } from './load.js';

function compiled(files: Readonly<Record<string, string>>): CompiledRules {
  const { sources, problems } = loadRules(Object.entries(files).map(([file, text]) => ({ file, text })));
  const result = compileRules(sources);
  expect([...problems, ...result.problems]).toEqual([]);
  return result.rules;
}

const logger = `
library: parcel-log
modules: [parcel-log, 'parcel-log/*']
status: verified
instances:
  logger:
    at: ["Export[default|create].ReturnValue", "logger.Member[child].ReturnValue"]
    types: [Logger]
    names: [log]
sinks:
  - { at: "logger.Member[info|warn]", kind: log }
`;

/** Kinds of the sinks that stand at the end of the steps. */
function kinds(rules: CompiledRules, from: readonly number[], ...labels: string[]): readonly string[] {
  return modelOf(rules, walk(rules, from, labels))?.sinks.map(({ kind }) => kind) ?? [];
}

describe('the graph of paths', () => {
  const rules = compiled({ 'libraries/parcel-log.yml': logger });
  const module = moduleNodes(rules, 'parcel-log');

  test('an instance is reached through its factory', () => {
    expect(kinds(rules, module, 'm:create', 'ret', 'm:info')).toEqual(['log']);
    expect(kinds(rules, module, 'm:default', 'ret', 'm:warn')).toEqual(['log']);
    expect(kinds(rules, module, 'm:create', 'm:info')).toEqual([]);
  });

  test('recursion is folded: a child of a child is an instance', () => {
    const child = ['m:child', 'ret'];
    expect(kinds(rules, module, 'm:create', 'ret', ...child, ...child, ...child, 'm:info')).toEqual(['log']);
  });

  test('require gives the default export', () => {
    expect(kinds(rules, module, 'ret', 'm:info')).toEqual(['log']);
    expect(kinds(rules, module, 'm:default', 'm:create', 'ret', 'm:info')).toEqual(['log']);
  });

  test('types, names and module patterns lead to the instance', () => {
    expect(kinds(rules, typeNodes(rules, 'parcel-log', 'Logger'), 'm:info')).toEqual(['log']);
    expect(kinds(rules, typeNodes(rules, 'parcel-log/web', 'Logger'), 'm:info')).toEqual(['log']);
    expect(typeNodes(rules, 'other', 'Logger')).toEqual([]);
    expect(kinds(rules, namedNodes(rules, 'log'), 'm:info')).toEqual(['log']);
    expect(kinds(rules, moduleNodes(rules, 'parcel-log/web'), 'm:create', 'ret', 'm:info')).toEqual(['log']);
    expect(moduleNodes(rules, 'parcel-logger')).toEqual([]);
  });

  test('words of Object.prototype are no nodes', () => {
    expect(globalNodes(rules, 'constructor')).toEqual([]);
    expect(moduleNodes(rules, 'toString')).toEqual([]);
  });
});

test('instances are built on instances of other files, in either order of names', () => {
  const adapter = (name: string): string => `
library: ${name}
modules: [${name}]
status: verified
instances:
  request: { at: ["Export[adapt].Argument[0].Parameter[0]"] }
  log: { at: ["request.Member[log]"] }
  alias: { at: [parcel-log/logger] }
sinks:
  - { at: "log.Member[trace]", kind: error }
  - { at: "parcel-log/logger.Member[fatal]", kind: error }
`;
  for (const name of ['a-adapter', 'z-adapter']) {
    const rules = compiled({ 'libraries/parcel-log.yml': logger, [`libraries/${name}.yml`]: adapter(name) });
    expect(kinds(rules, moduleNodes(rules, name), 'm:adapt', 'a:0', 'p:0', 'm:log', 'm:trace')).toEqual(['error']);
    expect(kinds(rules, moduleNodes(rules, 'parcel-log'), 'm:create', 'ret', 'm:fatal')).toEqual(['error']);
  }
});

test('a library without a default export gives its module as default', () => {
  const rules = compiled({
    'libraries/a.yml': 'library: a\nmodules: [a]\nstatus: verified\nsinks:\n  - { at: "Export[send]", kind: outbound }\n',
  });
  expect(kinds(rules, moduleNodes(rules, 'a'), 'm:default', 'm:send')).toEqual(['outbound']);
});

test('any export stands for all that are not named', () => {
  const rules = compiled({
    'libraries/a.yml':
      'library: a\nmodules: [a]\nstatus: verified\nsinks:\n  - { at: "Export[*]", kind: outbound }\n  - { at: "Export[log]", kind: log }\n',
  });
  const module = moduleNodes(rules, 'a');
  expect(kinds(rules, module, 'm:whatever')).toEqual(['outbound']);
  expect(kinds(rules, module, 'm:log')).toEqual(['log']);
  expect(kinds(rules, module, 'm:default')).toContain('outbound');
});

test('a member of the global object is the global, in rules and in code', () => {
  const rules = compiled({
    'language/globals.yml': 'library: globals\nstatus: verified\nglobalObjects: [window, self]\n',
    'language/page.yml': `
library: page
status: verified
instances: { place: { at: ["Global[place]"], types: [Place] } }
sinks:
  - { at: "Global[window].Member[open]", kind: url }
  - { at: "place.Member[href]", kind: url, on: assign }
  - { at: Throw, kind: error }
`,
  });
  expect(kinds(rules, globalNodes(rules, 'open'))).toEqual(['url']);
  expect(kinds(rules, globalNodes(rules, 'window'), 'm:open')).toEqual(['url']);
  expect(kinds(rules, globalNodes(rules, 'self'), 'm:window', 'm:place', 'm:href')).toEqual(['url']);
  expect(kinds(rules, typeNodes(rules, '', 'Place'), 'm:href')).toEqual(['url']);
  expect(kinds(rules, rules.throws)).toEqual(['error']);
  const [assigned] = modelOf(rules, walk(rules, globalNodes(rules, 'place'), ['m:href']))?.sinks ?? [];
  expect(assigned).toMatchObject({ assign: true, payload: [[{ s: 'assigned' }]] });
});

describe('determinism', () => {
  const files = { 'libraries/parcel-log.yml': logger, 'libraries/a.yml': 'library: a\nmodules: [a]\nstatus: verified\n' };

  test('the same files give the same bytes', () => {
    expect(JSON.stringify(compiled(files))).toBe(JSON.stringify(compiled(files)));
  });

  test('nothing is lost in JSON', () => {
    const rules = compiled(files);
    expect(JSON.parse(JSON.stringify(rules))).toEqual(rules);
  });

  test('the version follows contents, not the order of keys', () => {
    const version = (text: string): string => compiled({ 'libraries/a.yml': text }).version;
    expect(version('library: a\nstatus: verified\n')).toBe(version('# a comment\nstatus: verified\nlibrary: a\n'));
    expect(version('library: a\nstatus: verified\n')).not.toBe(version('library: a\nstatus: catalogue\n'));
  });

  test('nodes that cannot be told apart are one', () => {
    const rules = compiled({ 'libraries/parcel-log.yml': logger });
    const made = walk(rules, moduleNodes(rules, 'parcel-log'), ['m:create', 'ret']);
    expect(walk(rules, made, ['m:info'])).toEqual(walk(rules, made, ['m:warn']));
  });
});
