import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Bundle } from './bundle.js';
import { compileBundle } from './compile-bundle.js';
import { wordsOfTaxonomy } from './known-words.js';
import { loadRules } from './load.js';
import { resolvePolicies } from './policies.js';
import { fileURLToPath } from 'node:url';
import { formatProblem, sortProblems, type FileProblem } from '../yaml/problems.js';

const RULES = fileURLToPath(new URL('../../rules', import.meta.url));
const LAWS = ['ccpa', 'gdpr', 'hipaa', 'pci-dss', 'pipl'];

let bundle: Bundle;
beforeAll(async () => {
  bundle = await compileBundle(RULES);
}, 60_000);

/** Policies of a project, put together with the shipped ones. */
function resolve(files: Readonly<Record<string, string>>) {
  const { sources, problems: malformed } = loadRules(Object.entries(files).map(([file, text]) => ({ file: `policies/${file}`, text })));
  const problems: FileProblem[] = [...malformed];
  const regions = bundle.rules.regions.map(({ id }) => id);
  const policies = resolvePolicies(
    sources.policies,
    { ...wordsOfTaxonomy(bundle.taxonomy), policies: bundle.rules.policies, regions },
    problems,
  );
  return { policies, problems: sortProblems(problems).map((problem) => formatProblem(problem).replace(/^policies\//, '')) };
}

const SMALL = 'policy: own\nextends: default\n';

describe('a policy that extends another', () => {
  test('needs to say nothing, and then is the other', () => {
    const { policies, problems } = resolve({ 'own.yml': SMALL });
    expect(problems).toEqual([]);
    const base = bundle.rules.policies['default']!;
    expect(policies['own']).toMatchObject({ rows: base.rows, kinds: base.kinds, literals: base.literals, bases: ['default'] });
  });

  test('is asked first, and leaves to the other what its rows do not name', () => {
    const { policies } = resolve({ 'own.yml': `${SMALL}rows:\n  - { kinds: [log], tiers: { pseudonymous: low } }\n` });
    const [first, second] = policies['own']!.rows;
    expect(first).toMatchObject({ kinds: ['log'], tiers: { pseudonymous: 'low' }, from: 'own', at: 0, open: true });
    expect(second).toMatchObject({ kinds: ['log', 'error'], from: 'default' });
    expect(second!.open).toBeUndefined();
  });

  test('changes single words, literals, settings and sanitizers', () => {
    const { policies, problems } = resolve({
      'own.yml': `${SMALL}kinds: { log: { remedy: ask Ann } }\nliterals: { personal: high }\nsettings: [{ kinds: [log], verdict: low }]\nsanitizers: { withoutEffect: low }\n`,
    });
    expect(problems).toEqual([]);
    const base = bundle.rules.policies['default']!;
    const own = policies['own']!;
    expect(own.kinds.log).toEqual({ ...base.kinds.log, remedy: 'ask Ann' });
    expect(own.literals).toEqual({ secret: 'critical', personal: 'high' });
    expect(own.settings).toEqual([{ kinds: ['log'], verdict: 'low' }, ...base.settings!]);
    expect(own.sanitizers).toEqual({ withoutEffect: 'low', names: base.sanitizers!.names });
  });

  test('may extend one that extends another, in any order of files', () => {
    const { policies, problems } = resolve({
      'a.yml': 'policy: a\nextends: b\nrows: [{ kinds: [file], tiers: { direct: low } }]\n',
      'b.yml': 'policy: b\nextends: gdpr\nrows: [{ kinds: [log], tiers: { indirect: low } }]\n',
    });
    expect(problems).toEqual([]);
    expect(policies['a']!.bases).toEqual(['b', 'gdpr', 'default']);
    expect(policies['a']!.rows.slice(0, 3).map(({ from }) => from)).toEqual(['a', 'b', 'gdpr']);
  });

  test('of its own name extends the shipped one', () => {
    const { policies, problems } = resolve({ 'd.yml': 'policy: default\nextends: default\nliterals: { secret: low }\n' });
    expect(problems).toEqual([]);
    expect(policies['default']!.literals.secret).toBe('low');
    expect(policies['default']!.rows).toHaveLength(bundle.rules.policies['default']!.rows.length);
  });
});

describe('what is wrong is told with its place', () => {
  test.each([
    ['policy: own\nextends: defualt\n', 'own.yml:2:10: there is no policy "defualt"; did you mean "default"?'],
    [`${SMALL}rows:\n  - { kinds: [logs], tiers: {} }\n`, /^own\.yml:4:15: rows\[0\]\.kinds\[0\]: expected log, .*did you mean "log"\?$/],
    [`${SMALL}rows:\n  - { kinds: [log], tiers: { direkt: low } }\n`, /^own\.yml:4:30: unknown key "direkt"; .*did you mean "direct"\?$/],
    [
      `${SMALL}rows: [{ kinds: [log], dataTypes: [emial], tiers: {} }]\n`,
      'own.yml:3:36: there is no data type "emial"; did you mean "email"?',
    ],
    [
      `${SMALL}rows: [{ kinds: [log], categories: [helth], tiers: {} }]\n`,
      'own.yml:3:37: there is no category "helth"; did you mean "health"?',
    ],
    [`${SMALL}rows: [{ kinds: [log], laws: { gpdr: ["*"] }, tiers: {} }]\n`, 'own.yml:3:38: there is no law "gpdr"; did you mean "gdpr"?'],
    [
      `${SMALL}rows: [{ kinds: [log], laws: { pipl: [sensitiv] }, tiers: {} }]\n`,
      /^own\.yml:3:39: there is no word of "pipl" "sensitiv"; did you mean "sensitive"\?$/,
    ],
    [`${SMALL}rows: [{ kinds: [log], crossBorder: EA, tiers: {} }]\n`, 'own.yml:3:37: there is no jurisdiction "EA"; did you mean "EU"?'],
    [`${SMALL}cites: [{ articles: [art-5] }]\n`, /^own\.yml:3:22: there is no article "art-5"/],
    [`${SMALL}literals: { secrets: low }\n`, /^own\.yml:3:13: unknown key "secrets"; .*did you mean "secret"\?$/],
    ['policy: own\ntitle: x\nrows: []\nkinds: {}\n', 'own.yml:1:1: the key "literals" is missing'],
    [
      'policy: own\ntitle: x\nliterals: { secret: low, personal: low }\nkinds: {}\nrows: [{ kinds: [log], tiers: { direct: low } }]\n',
      'own.yml:5:18: the row reports log, and there are no words for it under "kinds"',
    ],
  ])('%j', (text, expected) => {
    const { policies, problems } = resolve({ 'own.yml': text });
    expect(problems).toEqual([typeof expected === 'string' ? expected : expect.stringMatching(expected)]);
    expect(policies['own'] === undefined || problems[0]!.includes('there is no')).toBe(true);
  });

  test('a key that was to be `extends`, beside what then is missing', () => {
    const { problems } = resolve({ 'own.yml': 'policy: own\nextnds: default\n' });
    expect(problems.at(-1)).toMatch(/^own\.yml:2:1: unknown key "extnds"; .*did you mean "extends"\?$/);
  });

  test('a circle, once, where it closes', () => {
    const { policies, problems } = resolve({
      'a.yml': 'policy: a\nextends: b\n',
      'b.yml': 'policy: b\nextends: c\n',
      'c.yml': 'policy: c\n# back\nextends: a\n',
    });
    expect(problems).toEqual(['c.yml:3:10: policies extend each other in a circle: "a" extends "b" extends "c" extends "a"']);
    expect(policies).toEqual({});
    expect(resolve({ 'a.yml': 'policy: a\nextends: a\n' }).problems).toEqual([
      'a.yml:2:10: policies extend each other in a circle: "a" extends "a"',
    ]);
  });
});

describe('the shipped policies', () => {
  test('are those that are promised', () => {
    expect(Object.keys(bundle.rules.policies).sort()).toEqual(['default', 'strict', ...LAWS].sort());
  });

  test.each(LAWS)('%s says of every article where its text stands, and when its wording was looked at, if it was', (name) => {
    const articles = Object.values(bundle.rules.policies[name]!.articles ?? {});
    expect(articles.length).toBeGreaterThan(4);
    for (const { title, says, url, checked } of articles) {
      expect(title).toMatch(/^(?:GDPR|PIPL|GB\/T 35273-2020|Cal\. Civ\. Code|45 CFR|PCI DSS) /);
      expect(says.length).toBeGreaterThan(10);
      expect(url).toMatch(/^https?:\/\/[a-z.-]+\//);
      expect(checked ?? '2026-01-01').toMatch(/^20\d\d-\d\d-\d\d$/);
    }
  });

  test('regions have countries that there are, each once', () => {
    const known = new Set(bundle.rules.countries);
    expect(known.size).toBe(249);
    for (const { countries } of bundle.rules.regions) {
      expect(countries.filter((country) => !known.has(country))).toEqual([]);
      expect(new Set(countries).size).toBe(countries.length);
    }
    expect(bundle.rules.recipients.flatMap(({ country }) => (country === undefined || known.has(country) ? [] : [country]))).toEqual([]);
  });

  test('no word of a law stands in two forms', () => {
    // A pattern that fits nothing is a problem; this one is what all of them would be checked against.
    const text = readFileSync(`${RULES}/policies/pipl.yml`, 'utf8')
      .replace('policy: pipl', 'policy: own')
      .replace('pipl: [sensitive]', 'pipl: [sensible]');
    expect(resolve({ 'own.yml': text }).problems).toEqual([
      expect.stringMatching(/there is no word of "pipl" "sensible"; did you mean "sensitive"\?$/),
    ]);
  });
});
