import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parsePath, parsePlace } from '../../src/rules/paths.ts';
import { installPackages, isInstalled, versionOf } from './install-packages.mjs';
import { compareRules } from './rule-members.mjs';

const LANGUAGE = { parsePath, parsePlace };
/** Declarations of one package, code without any of another. */
const FILES = {
  'parcel-sdk/package.json': '{ "name": "parcel-sdk", "version": "1.2.0", "types": "index.d.ts", "main": "index.js" }',
  'parcel-sdk/index.js': 'exports.legacyShip = () => {};',
  'parcel-sdk/index.d.ts': `
    export interface Address { name: string; email?: string; lines: string[] }
    export interface Options { token: string; redact?: string[]; [more: \`x-\${string}\`]: unknown }
    export class Client {
      constructor(options: Options);
      child(options: Partial<Options>): Client;
      ship(to: Address | string, note?: string): Promise<Receipt>;
      onShipped(listener: (receipt: Receipt) => void): void;
      shipAll(...to: Address[]): void;
      readonly depots: { open(id: string): Client };
    }
    export interface Receipt { id: string; print(copies: number): string }
    export function create(options: Options): Client;
    declare const client: Client;
    export default client;`,
  'parcel-plain/package.json': '{ "name": "parcel-plain", "version": "0.1.0", "main": "index.js" }',
  'parcel-plain/index.js': 'exports.ship = function ship(to) { return to; };',
};

let folder;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rule-members-'));
  for (const [name, text] of Object.entries(FILES)) {
    const path = join(folder, 'node_modules', name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, text);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const INSTANCES = {
  client: {
    at: ['Export[default]', 'Export[create].ReturnValue', 'Export[Client].Instance', 'client.Member[child].ReturnValue'],
    types: ['Client'],
  },
};
const compare = (rules) => compareRules({ modules: ['parcel-sdk'], instances: INSTANCES, ...rules }, folder, LANGUAGE);

it('finds nothing missing where all is declared', () => {
  const found = compare({
    sinks: [
      {
        at: 'client.Member[ship]',
        payload: ['Argument[0].Member[name|email]', 'Argument[0].Member[lines].Element', 'Argument[1]'],
        kind: 'outbound',
      },
      { at: 'client.Member[shipAll]', payload: ['Argument[0..].Member[email]'], kind: 'outbound' },
      {
        at: 'client.Member[depots].Member[open].ReturnValue.Member[ship].ReturnValue.Member[print]',
        payload: ['Argument[0]'],
        kind: 'export',
      },
    ],
    sources: [{ at: 'client.Member[onShipped].Argument[0].Parameter[0].Member[id]', type: 'waybill-number' }],
    settings: [{ at: 'Export[create]', effect: 'drop-paths', paths: ['Argument[0].Member[redact].Element'], dialect: 'dots' }],
  });
  expect(found).toMatchObject({ missing: [], undeclared: [], untyped: [] });
  expect(found.checked).toBeGreaterThan(20);
});

it.each([
  ['an export', { sinks: [{ at: 'Export[make]', kind: 'log' }] }, 'Export make'],
  ['a member', { sinks: [{ at: 'client.Member[ship|send]', kind: 'log' }] }, 'Member send'],
  ['an argument', { sinks: [{ at: 'client.Member[ship]', payload: ['Argument[2]'], kind: 'log' }] }, 'Argument[2]'],
  [
    'a member of an argument',
    { sinks: [{ at: 'client.Member[ship]', payload: ['Argument[0].Member[phone]'], kind: 'log' }] },
    'Member[phone]',
  ],
  ['a parameter of a callback', { sources: [{ at: 'client.Member[onShipped].Argument[0].Parameter[1]', type: 'email' }] }, 'Parameter 1'],
  [
    'an element of what is no list',
    { propagators: [{ at: 'client.Member[onShipped]', from: 'Argument[0].Element', to: 'ReturnValue' }] },
    'Element',
  ],
  [
    'an option in a condition',
    { sinks: [{ at: 'Export[create]', kind: 'log', when: [{ place: 'Argument[0].Member[colour]', is: true }] }] },
    'Member[colour]',
  ],
  ['a type', { instances: { other: { types: ['Depot'] } } }, 'type Depot'],
])('tells that %s is missing', (_, rules, what) => {
  const { missing } = compare(rules);
  expect(missing).toHaveLength(1);
  expect(missing[0]).toContain(what);
});

it('tells apart what stands in the code alone', () => {
  expect(compare({ sinks: [{ at: 'Export[legacyShip]', kind: 'log' }] })).toMatchObject({
    missing: [],
    undeclared: [expect.stringContaining('legacyShip')],
  });
});

it('says which modules have no declarations', () => {
  const found = compareRules(
    { modules: ['parcel-plain'], sinks: [{ at: 'Export[ship]', payload: ['Argument[0]'], kind: 'log' }] },
    folder,
    LANGUAGE,
  );
  expect(found).toMatchObject({ missing: [], checked: 0, untyped: ['parcel-plain'] });
});

it('asks the registry for nothing that is there', () => {
  expect(installPackages(['parcel-sdk'], folder)).toEqual([]);
  expect([isInstalled('parcel-sdk', folder), versionOf('parcel-sdk', folder)]).toEqual([true, '1.2.0']);
});
