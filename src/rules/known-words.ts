/** Words of rules that are defined elsewhere. */
import { namesDataType, type Taxonomy } from '../model/taxonomy.js';
import type { Policy } from '../model/policy.js';

export interface KnownWords {
  /** Ids of the taxonomy's data types; without them they are not checked. */
  readonly dataTypes?: ReadonlySet<string>;
  /** Ids of the taxonomy's categories. */
  readonly categories?: ReadonlySet<string>;
  /** What each law says of data types, every word once. */
  readonly laws?: ReadonlyMap<string, ReadonlySet<string>>;
  /** Ids of recipients beside those of the files. */
  readonly recipients?: readonly string[];
  /** Instances of files that are compiled already: `pack/instance`. */
  readonly instances?: readonly string[];
  /** Ids of regions; without them they are not checked. */
  readonly regions?: readonly string[];
  /** Policies that are compiled already, which others may extend. */
  readonly policies?: Readonly<Record<string, Policy>>;
}

/** The words that rules take from the taxonomy. */
export function wordsOfTaxonomy({ dataTypes, laws }: Taxonomy): Required<Pick<KnownWords, 'dataTypes' | 'categories' | 'laws'>> {
  const saying = (law: string): string[] => dataTypes.flatMap((type) => (namesDataType(type.laws[law]) ? [String(type.laws[law])] : []));
  return {
    dataTypes: new Set(dataTypes.map(({ id }) => id)),
    categories: new Set(dataTypes.map(({ category }) => category)),
    laws: new Map(laws.map(({ id }) => [id, new Set(saying(id))])),
  };
}
