/** docs/rules.md says all that a rule file may hold, and what it shows is a rule file. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compileRules } from './compile.js';
import { loadRules } from './load.js';
import { parsePath, parsePlace, PathError } from './paths.js';
import { policySchema } from '../forms/policy.js';
import { jurisdictionsFileSchema, recipientsFileSchema } from './recipient-schema.js';
import { libraryExtensionSchema, libraryOffSchema, libraryRulesSchema } from './schema.js';

const TEXT = readFileSync(new URL('../../docs/rules.md', import.meta.url), 'utf8');
const BLOCKS = [...TEXT.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, code]) => code ?? '');
/** What stands between backticks, and in examples. */
const CODE = [...BLOCKS, ...[...TEXT.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code ?? '')];
const WORDS = new Set(CODE.flatMap((code) => code.match(/[A-Za-z]+(?:-[a-z]+)*/g) ?? []));
/** Words that stand in backticks alone, or with a value behind them. */
const KEYS = new Set([...CODE, ...CODE.flatMap((code) => [...code.matchAll(/\b([A-Za-z]+):/g)].map(([, key]) => key ?? ''))]);

/** The parts of valibot's schemas that hold keys, words and other schemas. */
interface SchemaPart {
  readonly entries?: Readonly<Record<string, SchemaPart>>;
  readonly item?: SchemaPart;
  readonly items?: readonly SchemaPart[];
  readonly value?: SchemaPart;
  readonly wrapped?: SchemaPart;
  readonly options?: readonly unknown[];
  readonly literal?: unknown;
  readonly getter?: (input: unknown) => SchemaPart;
}

/** Keys and fixed words of a schema. Of one that depends on the input, each key is tried as input. */
function wordsOf(schema: unknown): { readonly keys: ReadonlySet<string>; readonly words: ReadonlySet<string> } {
  const keys = new Set<string>();
  const words = new Set<string>();
  const seen = new Set<unknown>();
  const visit = (part: SchemaPart | undefined): void => {
    if (typeof part !== 'object' || seen.has(part)) return;
    seen.add(part);
    for (const [key, value] of Object.entries(part.entries ?? {})) {
      keys.add(key);
      visit(value);
    }
    if (typeof part.literal === 'string') words.add(part.literal);
    for (const option of part.options ?? []) {
      if (typeof option === 'string') words.add(option);
      else visit(option as SchemaPart);
    }
    for (const inner of [part.item, ...(part.items ?? []), part.value, part.wrapped]) visit(inner);
    if (!part.getter) return;
    const any = part.getter(undefined);
    visit(any);
    for (const key of Object.keys(any.entries ?? {})) visit(part.getter({ [key]: null }));
  };
  visit(schema as SchemaPart);
  return { keys, words };
}

/** The words that a wrong path or place is told of. */
function listedBy(read: (text: string) => unknown, text: string): readonly string[] {
  try {
    read(text);
  } catch (error) {
    if (error instanceof PathError) return error.message.match(/\b[A-Z][A-Za-z]+\b/g) ?? [];
  }
  return [];
}

describe('docs/rules.md', () => {
  it.each([
    ['a rule file', libraryRulesSchema, 60],
    ['a file that extends another', libraryExtensionSchema, 62],
    ['a library that is switched off', libraryOffSchema, 3],
    ['a file of recipients', recipientsFileSchema, 8],
    ['a policy', policySchema, 40],
    ['a file of jurisdictions', jurisdictionsFileSchema, 9],
  ])('names every key and word of %s', (_, schema, least) => {
    const { keys, words } = wordsOf(schema);
    expect(keys.size).toBeGreaterThanOrEqual(least);
    expect([...keys].filter((key) => !KEYS.has(key))).toEqual([]);
    expect([...words].filter((word) => !WORDS.has(word))).toEqual([]);
  });

  it('names every root and step of paths, and every beginning of places', () => {
    const known = [
      listedBy(parsePath, 'Wrong[a]'),
      listedBy(parsePath, 'Throw.wrong'),
      listedBy(parsePlace, 'Wrong'),
      listedBy(parsePath, 'Builtin[Wrong]'),
    ];
    for (const words of known) {
      expect(words.length).toBeGreaterThan(3);
      expect(words.filter((word) => word !== 'Wrong' && !WORDS.has(word))).toEqual([]);
    }
  });

  it('shows rules that compile', () => {
    expect(BLOCKS.length).toBeGreaterThan(8);
    const files = BLOCKS.map((text, index) => fileOf(text, index));
    const base = { file: 'policies/default.yml', text: readFileSync(new URL('../../rules/policies/default.yml', import.meta.url), 'utf8') };
    const { sources, problems } = loadRules([...files, base, { file: 'recipients/known.yml', text: RECIPIENTS }]);
    const compiled = compileRules(sources);
    expect([...problems, ...compiled.problems]).toEqual([]);
  });
});

/** Recipients that the examples refer to. */
const RECIPIENTS = `recipients: [${['segment', 'stripe', 'sentry', 'browser-storage'].map((id) => `{ id: ${id}, name: ${id}, party: third }`).join(', ')}]`;

/** A part of a rule file is put into one; what it begins at is declared when it does not do so itself. */
function fileOf(text: string, index: number): { file: string; text: string } {
  const data = parse(text) as Readonly<Record<string, unknown>>;
  if ('policy' in data) return { file: `policies/${index}.yml`, text };
  if ('regions' in data) return { file: `jurisdictions/${index}.yml`, text };
  if ('recipients' in data) return { file: `recipients/${index}.yml`, text };
  if ('library' in data) return { file: `libraries/${index}.yml`, text };
  const instances = 'instances' in data ? '' : 'instances: { client: { at: ["Export[default].ReturnValue"] } }\n';
  return {
    file: `libraries/${index}.yml`,
    text: `library: example-${index}\nmodules: [example-${index}]\nstatus: catalogue\n${instances}${text}`,
  };
}
