/** The targets that `exports` or `imports` of a package.json give for a key (Node.js documentation, "Packages"). */
import { asObject } from '../json.js';

/** Conditions that lead to source come first, those that lead to types last: what runs is what is followed. */
const CONDITIONS = [
  'source',
  'src',
  'development',
  'bun',
  'deno',
  'import',
  'module',
  'node',
  'module-sync',
  'default',
  'browser',
  'require',
  'react-server',
  'react-native',
  'worker',
  'workerd',
  'edge-light',
];

/**
 * Takes the field and a key (`.`, `./sub`, `#alias`), gives the targets under every condition, best first; none when
 * the key is not there.
 */
export function packageTargets(field: unknown, key: string): string[] {
  const table = asObject(field);
  const isTable = table !== undefined && Object.keys(table).every((name) => name.startsWith('.') || name.startsWith('#'));
  if (!isTable) return key === '.' ? leavesOf(field) : [];
  if (Object.hasOwn(table, key) && !key.includes('*')) return leavesOf(table[key]);
  const pattern = bestPattern(Object.keys(table), key);
  if (pattern === undefined) return [];
  const matched = key.slice(pattern.prefix.length, key.length - pattern.suffix.length);
  const leaves = leavesOf(table[pattern.key]);
  return pattern.folder ? leaves.map((leaf) => leaf + matched) : leaves.map((leaf) => leaf.replaceAll('*', () => matched));
}

interface Pattern {
  readonly key: string;
  readonly prefix: string;
  readonly suffix: string;
  /** `./features/`: the form before patterns. */
  readonly folder: boolean;
}

/** The matching pattern with the longest part before `*`, then the longest whole. */
function bestPattern(keys: readonly string[], wanted: string): Pattern | undefined {
  const matching = keys.flatMap((key): Pattern[] => {
    const star = key.indexOf('*');
    const folder = star < 0 && key.endsWith('/');
    if (star < 0 && !folder) return [];
    const prefix = folder ? key : key.slice(0, star);
    const suffix = folder ? '' : key.slice(star + 1);
    const matches =
      wanted.length >= prefix.length + suffix.length && wanted.startsWith(prefix) && wanted.endsWith(suffix) && wanted !== prefix;
    return matches ? [{ key, prefix, suffix, folder }] : [];
  });
  return matching.sort((a, b) => b.prefix.length - a.prefix.length || b.key.length - a.key.length)[0];
}

function leavesOf(target: unknown): string[] {
  if (typeof target === 'string') return [target];
  if (Array.isArray(target)) return target.flatMap(leavesOf);
  const conditions = Object.entries(asObject(target) ?? {});
  // A stable sort: conditions of the same rank stay in the package's own order.
  return conditions.sort(([a], [b]) => rankOf(a) - rankOf(b)).flatMap(([, nested]) => leavesOf(nested));
}

function rankOf(condition: string): number {
  if (condition.startsWith('types')) return CONDITIONS.length + 1;
  // Custom conditions are mostly the workspace's own way to its source: `@acme/source`.
  if (condition.startsWith('@') || condition.endsWith('source')) return 0;
  const rank = CONDITIONS.indexOf(condition);
  return rank < 0 ? CONDITIONS.length : rank;
}
