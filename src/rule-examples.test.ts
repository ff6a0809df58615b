/** Every shipped rule's own examples, through the whole pipeline: each in a folder of its own, all in one scan. */
import { beforeAll, describe, expect, it } from 'vitest';
import { testRuleExamples } from './index.js';
import type { RuleExamplesResult } from './model/rule-examples.js';
import { shippedLibraries } from './rules/shipped-libraries.js';

const libraries = shippedLibraries().map(({ rules }) => rules);

describe('examples of rules', () => {
  let results: ReadonlyMap<string, RuleExamplesResult>;

  beforeAll(async () => {
    const all = await testRuleExamples({ shipped: true, cwd: process.cwd() });
    results = new Map(all.map((result) => [result.library, result]));
  }, 120_000);

  /** Rules that need a file beside the code, which an example cannot hold; their tests stand in src/link. */
  const NEEDS_A_SCHEMA = ['zod-prisma-types'];

  it('are there for every library', () => {
    const without = libraries.filter((l) => l.status === 'verified' && !l.examples?.clean?.length && !l.examples?.leaks?.length);
    expect(without.map((l) => l.library)).toEqual(NEEDS_A_SCHEMA);
  });

  it.each(libraries.map((l) => l.library))('%s', (library) => {
    expect(results.get(library)?.differences).toEqual([]);
  });
});
