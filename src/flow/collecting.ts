/** What is kept while a value is looked through. */
import type { TypeId } from '../model/program.js';
import type { Ref, Str } from './abstract-value.js';
import type { UseSite } from './branches.js';
import type { Holder, Item } from './personal-items.js';

/** A parameter with the data type that its name tells of. */
export interface Hint {
  readonly ref: Ref;
  readonly dataType: string;
}

/** Where in the whole a value stands. */
export interface Position {
  /** Declared types unfolded so far. */
  readonly depth: number;
  /** Literals and texts entered so far. */
  readonly level: number;
  /** Of a URL: before its query and fragment. */
  readonly inPath?: boolean;
  /** Inside plain text, where objects show nothing of their members; false: inside JSON text. */
  readonly asText?: boolean;
  readonly holder?: Holder;
  readonly use?: UseSite;
  /** Inside what a schema describes. */
  readonly inChecked?: true;
}

/** What was found so far. */
export interface Found {
  readonly items: Map<string, Item>;
  readonly pending: Map<string, Ref>;
  readonly hinted: Hint[];
  readonly unknown: Ref[];
  /** Counted in the values of the whole argument. */
  readonly visits: { left: number };
  /** Types being unfolded. */
  readonly open: Set<TypeId>;
  /** Texts that were looked into where nothing names what they hold. */
  readonly texts: Set<Str>;
}
