/** What a collector finds in one argument, and where it is while it looks. */
import type { TypeId } from '../model/program.js';
import type { Ref, Str } from './abstract-value.js';
import type { UseSite } from './branches.js';
import type { Holder, Item } from './personal-items.js';

/** Values looked at for one sink argument: objects that share objects would be walked as often as there are ways to them. */
const MAX_VISITS = 20_000;

/** What is in the value of a sink argument. */
export interface Collected {
  readonly items: readonly Item[];
  /** References to parameters or `this` of which nothing is known here. */
  readonly pending: readonly Ref[];
  /** Parameters whose names tell of data that names nobody: a caller may hand over more (`identify(distinctId)`). */
  readonly hinted: readonly Hint[];
  /** References of which neither this function nor a caller in the project can tell anything. */
  readonly unknown: readonly Ref[];
}

/** A parameter with the data type that its name tells of. */
export interface Hint {
  readonly ref: Ref;
  readonly dataType: string;
}

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

/** Before anything is looked at. */
export function nothingFound(): Found {
  return {
    items: new Map(),
    pending: new Map(),
    hinted: [],
    unknown: [],
    visits: { left: MAX_VISITS },
    open: new Set(),
    texts: new Set(),
  };
}
