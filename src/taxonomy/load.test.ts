import { mkdtemp, readFile, rm, writeFile, cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkNames } from './checks/index.js';
import { loadTaxonomy } from './load.js';

const DIR = fileURLToPath(new URL('../../rules/data-types/', import.meta.url));
const taxonomy = await loadTaxonomy(DIR);

describe('the taxonomy', () => {
  it('has the 261 data types in the order of its categories', () => {
    expect(taxonomy.dataTypes).toHaveLength(261);
    expect(taxonomy.categories.map(({ id }) => id).slice(0, 3)).toEqual(['identity', 'contact', 'government-id']);
    expect(taxonomy.dataTypes[0]).toMatchObject({ id: 'full-name', category: 'identity', tier: 'direct', title: { zh: '姓名' } });
  });

  it('survives JSON, so that it can be compiled into a bundle', () => {
    expect(JSON.parse(JSON.stringify(taxonomy))).toEqual(taxonomy);
  });

  it('uses only tiers, laws and value types that it declares', () => {
    const tiers = new Set(taxonomy.tiers.map(({ id }) => id));
    const laws = taxonomy.laws.map(({ id }) => id).sort();
    const values = new Set(['string', 'number', 'binary', 'object', 'date', 'boolean', 'array']);
    for (const type of taxonomy.dataTypes) {
      expect(tiers, type.id).toContain(type.tier);
      expect(Object.keys(type.laws).sort(), type.id).toEqual(laws);
      expect(
        type.valueTypes.every((value) => values.has(value)),
        type.id,
      ).toBe(true);
    }
  });

  it('describes every check and computes every check it describes', () => {
    expect(
      Object.keys(taxonomy.checks)
        .filter((name) => name !== '*')
        .sort(),
    ).toEqual([...checkNames()].sort());
  });

  it('keeps commas out of phrases', () => {
    const phrases = taxonomy.dataTypes.flatMap(({ names }) => [...names.strong, ...names.weak, ...names.never]);
    expect(phrases.filter((phrase) => /[,\n]| {2}/.test(phrase))).toEqual([]);
  });

  it('refuses a data type that is declared twice', async () => {
    const copy = await mkdtemp(join(tmpdir(), 'taxonomy-'));
    try {
      await cp(DIR, copy, { recursive: true });
      const family = await readFile(join(copy, 'family.yml'), 'utf8');
      await writeFile(join(copy, 'zz.yml'), family);
      await expect(loadTaxonomy(copy)).rejects.toThrow('is declared twice');
    } finally {
      await rm(copy, { recursive: true });
    }
  });
});
