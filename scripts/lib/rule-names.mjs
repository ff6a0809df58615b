/** The names that are data: libraries, laws, data types and the words by which they and persons are known. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/**
 * @param root of the project, with a slash at the end
 * @param files of the project, relative
 * @returns `meaningOf(text, form)`: what a literal names, or undefined. In a pattern, words count by themselves; there and as
 *   keys only libraries and laws, since a data type's name (`name`, `address`) is a word of programs too.
 */
export function ruleNames(root, files) {
  const read = (file) => parse(readFileSync(root + file, 'utf8'));
  const under = (folder) => files.filter((file) => file.startsWith(`rules/${folder}/`) && file.endsWith('.yml'));
  const libraries = new Set(under('libraries').flatMap((file) => libraryNames(read(file), file)));
  const shared = read('rules/data-types/_tiers-laws.yml');
  const laws = new Set(shared.laws.map(({ id }) => id));
  const people = new Set(phrases(read('rules/data-types/_words.yml').person_words.strong));
  const types = new Map(under('data-types').flatMap((file) => dataTypeNames(read(file))));

  const meaningOf = (text, form) => {
    if (form === 'pattern') return text.split(/\\[bBdDsSwW]|[^\w@/-]/).reduce((found, word) => found ?? outside(word), undefined);
    const found = outside(text);
    if (found !== undefined || form === 'key') return found;
    const words = wordsOf(text);
    if (types.has(words)) return `a name of the data type ${types.get(words)}`;
    return people.has(words) ? 'a word for a person' : undefined;
  };
  const outside = (text) => {
    if (laws.has(text)) return 'a law';
    const library = moduleOf(text);
    const scope = `${library.split('/')[0]}/*`;
    return libraries.has(library) || libraries.has(scope) ? `the library ${library}` : undefined;
  };
  return { meaningOf };
}

function libraryNames({ library, modules = [] }, file) {
  const fileName = file.slice(file.lastIndexOf('/') + 1, -'.yml'.length);
  return [library, fileName, ...modules.map(moduleOf)].filter((name) => /[a-z]/.test(name ?? ''));
}

/** The package of a module's name: without what is below it and without globs. */
function moduleOf(text) {
  const [first, second] = text.split('/');
  return first.startsWith('@') && second !== undefined ? `${first}/${second}` : first;
}

function dataTypeNames({ data_types: types = [] }) {
  return types.flatMap(({ id, names = {} }) => [id, ...phrases(names.strong)].map((phrase) => [wordsOf(phrase), id]));
}

/** A word list is a text of phrases separated by commas, or a list. */
function phrases(list = []) {
  return (Array.isArray(list) ? list.map(String) : list.split(',')).map((phrase) => phrase.trim()).filter((phrase) => phrase !== '');
}

/** `phoneNumber`, `phone_number`, `phone-number` as `phone number`. */
function wordsOf(text) {
  return text
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_\s-]+/g, ' ')
    .trim()
    .toLowerCase();
}
