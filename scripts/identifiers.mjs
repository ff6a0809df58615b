/** What the taxonomy makes of the identifiers of real code: pairs of a name and what it belongs to, most frequent first. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileNameMatcher } from '../dist/taxonomy/name-matcher.js';
import { loadTaxonomy } from '../dist/taxonomy/load.js';
import { readArguments, refuse } from './lib/arguments.mjs';
import { drawn } from './lib/draw.mjs';
import { identifiersOf } from './lib/identifiers.mjs';

const USAGE = `npm run identifiers -- DIR…

  --top N          the N most frequent pairs that match (500)
  --rare N         N of those seen once or twice, drawn by --seed (0)
  --unmatched N    the N most frequent pairs of person-like owners that match nothing, instead
  --seed N         which are drawn (1)

Tests, translations and generated files are left out. Prints count, name, owner, data type, strength and a place. Build first.`;

const CODE = /(?<!\.d)\.[cm]?[jt]sx?$/;
const LEFT_OUT =
  /(?:^|\/)(?:node_modules|dist|build|\.next|coverage|locales?|translations|phrases[^/]*|i18n|__tests__|__fixtures__|integration-tests|tests?|e2e|\.git)(?:\/|$)|\.(?:test|spec|stories|min)\.[cm]?[jt]sx?$/;

const { values, positionals } = readArguments(
  {
    top: { type: 'string', default: '500' },
    rare: { type: 'string', default: '0' },
    unmatched: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
  },
  USAGE,
);
if (positionals.length === 0) refuse('Which code?', USAGE);

const matcher = compileNameMatcher(await loadTaxonomy(fileURLToPath(new URL('../rules/data-types', import.meta.url))));
const pairs = new Map();
for (const dir of positionals) {
  for (const path of filesOf(dir)) {
    const text = readFileSync(path, 'utf8');
    identifiersOf(path, text, ({ role, name, owner, line }) => {
      const key = `${name} ${owner ?? ''}`;
      const pair = pairs.get(key) ?? { name, owner, count: 0, role, path, line };
      pair.count++;
      pairs.set(key, pair);
    });
  }
}

const all = [...pairs.values()].sort((a, b) => b.count - a.count || (`${a.name} ${a.owner}` < `${b.name} ${b.owner}` ? -1 : 1));
const matched = all.flatMap((pair) => {
  const match = matcher.match(pair.name, pair.owner);
  return match ? [{ ...pair, match }] : [];
});
console.error(`${all.length} pairs, ${matched.length} match`);
if (Number(values.unmatched) > 0) {
  const left = all.filter(
    ({ name, owner }) => owner !== undefined && matcher.personLikeness(owner) === 'strong' && !matcher.match(name, owner),
  );
  left.slice(0, Number(values.unmatched)).forEach(print);
} else {
  matched.slice(0, Number(values.top)).forEach(print);
  drawn(
    matched.filter(({ count }) => count <= 2),
    Number(values.rare),
    Number(values.seed),
  ).forEach(print);
}

function print({ count, name, owner, role, match, path, line }) {
  const code = (readFileSync(path, 'utf8').split('\n')[line - 1] ?? '').trim().slice(0, 110);
  console.log(
    [count, `${owner ?? ''}.${name}`, match ? `${match.dataType} ${match.strength}` : '-', role, `${path}:${line}`, code].join('\t'),
  );
}

function filesOf(dir) {
  return readdirSync(dir, { recursive: true })
    .sort()
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => CODE.test(name) && !LEFT_OUT.test(name))
    .map((name) => join(dir, name))
    .filter((path) => statSync(path).isFile() && statSync(path).size < 1_000_000);
}
