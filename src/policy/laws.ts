import { lawReference, type TaxonomyEntry } from '../model/taxonomy.js';

/** Law → articles or categories of a data type; laws that do not name it are left out. */
export function lawsOf(entry: TaxonomyEntry | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(entry?.laws ?? {})
      .filter(([, v]) => v !== null && v !== 'none')
      .map(([k, v]) => [k, lawReference(v)]),
  );
}
