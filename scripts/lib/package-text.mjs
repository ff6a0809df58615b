/** The code of an installed package, to look up names that its declarations leave out. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** So much of a package's code is read: bundles of whole platforms are larger and say no more. */
const MOST_CHARACTERS = 30_000_000;

/** @returns whether a name stands as a word in the code of any of the packages */
export function namesInCode(packages, folder) {
  let words;
  return (name) => {
    words ??= new Set(packages.flatMap((one) => wordsOf(join(folder, 'node_modules', one))));
    return words.has(name);
  };
}

function wordsOf(folder) {
  const words = new Set();
  let left = MOST_CHARACTERS;
  for (const file of readdirSync(folder, { recursive: true }).sort()) {
    if (!/\.[cm]?js$/.test(file) || !statSync(join(folder, file)).isFile()) continue;
    if (left < 0) break;
    const text = readFileSync(join(folder, file), 'utf8');
    left -= text.length;
    for (const [word] of text.matchAll(/[\p{L}$_][\p{L}\p{N}$_]*/gu)) words.add(word);
  }
  return [...words];
}
