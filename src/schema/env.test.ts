import { expect, it } from 'vitest';
import type { ValueMatcher } from '../model/taxonomy.js';
import { envFacts } from './env.js';

/** Anything with `key-` is a key, anything with `@` an address. */
const matchValue: ValueMatcher = (text) =>
  [...text.matchAll(/key-\w+|\w+@\w+/g)].map(({ 0: found, index }) => ({
    dataType: found.includes('@') ? 'email' : 'api-key',
    start: index,
    end: index + found.length,
    preview: '…',
    strong: true,
  }));
const read = (path: string, text: string) => {
  const facts = envFacts(path, text, { matchValue, isMadeUp: (dataType) => dataType === 'email' });
  const found = facts.literals.map(({ name, at, strong }) => `${name} ${text.slice(...at)}${strong ? '' : '?'}`);
  return { facts, found };
};

it('finds values by their form, quoted or not, on several lines, before a comment', () => {
  const text = '# A=key-1\nexport B = key-2 # key-3\nC="x\nkey-4"\n  D=\'a@b\'\nE=\nF=plain#key-5\r\nnot a line\nG=`key-6`';
  expect(read('.env', text).found).toEqual(['B key-2', 'C key-4', 'D a@b', 'F key-5', 'G key-6']);
});

it('declares the variables that hold something, at the place of their name', () => {
  const { facts } = read('.env', 'A=plain\nB=key-1\n');
  const [declared] = facts.types;
  expect(declared?.type).toMatchObject({ t: 'object', members: [{ key: 'B', at: [8, 9], says: ['value:api-key'] }] });
  expect(read('.env', 'A=plain').facts.types).toEqual([]);
});

it('takes what is made up in examples for little', () => {
  const { facts, found } = read('apps/web/.env.local.example', 'A=key-1\nB=a@b\n');
  expect(found).toEqual(['A key-1', 'B a@b?']);
  expect(facts.types).toEqual([]);
});

it('lets only names be quoted', () => {
  const text = '# key-1\nA=key-2\nB=c # d\n';
  let shown = text;
  for (const [start, end] of read('.env', text).facts.unquotable ?? []) shown = shown.slice(0, start) + '*'.repeat(end - start) + shown.slice(end);
  expect(shown.replaceAll('*', '')).toBe('A=B=');
});
