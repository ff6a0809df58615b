import { cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { globalNodes, modelOf, moduleNodes, walk } from '../model/rule-graph.js';
import { loadBundle, type Bundle } from './bundle.js';
import { bundleOf, bundleText } from './bundle-text.js';
import { compileBundle } from './compile-bundle.js';
import { RuleFilesError } from './rule-files-error.js';
import { SINK_KINDS } from '../model/vocabulary.js';

const shipped = fileURLToPath(new URL('../../rules', import.meta.url));

describe('the shipped rules', () => {
  let bundle: Bundle;
  beforeAll(async () => {
    bundle = await compileBundle(shipped);
  });

  test('load without a problem and keep as JSON', () => {
    expect(bundle.rules.nodes.length).toBeGreaterThan(0);
    expect(bundleOf(bundleText(bundle))).toEqual(bundle);
  });

  test.each([
    ['console.info', 'console', ['m:info'], 'log'],
    ['window.console.info', 'window', ['m:console', 'm:info'], 'log'],
    ['fetch', 'fetch', [], 'outbound'],
    ['localStorage.setItem', 'localStorage', ['m:setItem'], 'browser-storage'],
    ['process.stdout.write', 'process', ['m:stdout', 'm:write'], 'log'],
  ])('know %s', (_name, root, labels, kind) => {
    const { rules } = bundle;
    expect(modelOf(rules, walk(rules, globalNodes(rules, root), labels))?.sinks.map((sink) => sink.kind)).toContain(kind);
  });

  test.each(['fs', 'node:fs', 'node:fs/promises'])('know writeFile of %s, by name and by default', (specifier) => {
    const { rules } = bundle;
    const module = moduleNodes(rules, specifier);
    for (const labels of [['m:writeFile'], ['m:default', 'm:writeFile'], ['m:promises', 'm:writeFile']]) {
      expect(modelOf(rules, walk(rules, module, labels))?.sinks.map((sink) => sink.kind)).toEqual(['file']);
    }
  });

  test('the default policy says something of every kind', () => {
    const policy = bundle.rules.policies['default'];
    expect(Object.keys(policy?.kinds ?? {}).sort()).toEqual([...SINK_KINDS].sort());
    const inRows = new Set(policy?.rows.flatMap((row) => row.kinds));
    expect([...inRows].sort()).toEqual([...SINK_KINDS].sort());
  });

  test('every host belongs to one recipient', () => {
    const hosts = bundle.rules.recipients.flatMap((recipient) => recipient.hosts ?? []);
    expect(hosts.filter((host, at) => hosts.indexOf(host) !== at)).toEqual([]);
  });
});

describe('loadBundle', () => {
  let packageDir: string;
  const rulesOf = (): string => join(packageDir, 'rules');
  const library = (name: string): string => `library: ${name}\nmodules: [${name}]\nstatus: catalogue\n`;

  beforeAll(() => {
    packageDir = mkdtempSync(join(tmpdir(), 'waybill-rules-'));
    cpSync(join(shipped, 'data-types'), join(rulesOf(), 'data-types'), { recursive: true });
    mkdirSync(join(rulesOf(), 'libraries'));
    mkdirSync(join(packageDir, 'dist'));
    writeFileSync(join(rulesOf(), 'libraries', 'one.yml'), library('one'));
  });
  afterAll(() => {
    rmSync(packageDir, { recursive: true, force: true });
  });

  /** Writes what a build would, dated after (or before) every rule file. */
  function build(when: 'newer' | 'older'): void {
    const file = join(packageDir, 'dist', 'rules.json');
    writeFileSync(file, bundleText({ version: 'built' } as Bundle));
    const seconds = when === 'newer' ? Date.now() / 1000 + 60 : 1;
    utimesSync(file, seconds, seconds);
  }

  test('reads what was built', async () => {
    build('newer');
    expect((await loadBundle({ packageDir, rulesDir: undefined })).version).toBe('built');
  });

  test('an edited YAML file counts without a build', async () => {
    build('older');
    const before = await loadBundle({ packageDir });
    expect(Object.keys(before.rules.modules)).toEqual(['one']);
    writeFileSync(join(rulesOf(), 'libraries', 'two.yml'), library('two'));
    const after = await loadBundle({ packageDir });
    expect(Object.keys(after.rules.modules)).toEqual(['one', 'two']);
    expect(after.version).not.toBe(before.version);
  });

  test('another rules folder may be given', async () => {
    build('newer');
    expect((await loadBundle({ packageDir, rulesDir: rulesOf() })).version).not.toBe('built');
  });

  test('wrong rules are refused with all their problems', async () => {
    const more = [
      { file: 'own/a.yml', text: 'library: a\n' },
      { file: 'own/b.yml', text: 'library: [' },
    ];
    await expect(compileBundle(rulesOf(), more)).rejects.toThrow(RuleFilesError);
    await expect(compileBundle(rulesOf(), more)).rejects.toThrow(/own\/a\.yml:1:1: the key "status" is missing\nown\/b\.yml:1:/);
  });
});
