/**
 * What a component file consists of, in no framework's words: its scripts, and the code that stands in its markup. Readers
 * make it from the trees of the frameworks' own parsers; `assemble.ts` makes a module of it.
 */
import type { Span } from '../../model/facts.js';

/** Code in the markup. */
export interface Code {
  /** As the framework reads it: entities are decoded. */
  readonly text: string;
  readonly at: Span;
}

export interface Script {
  /** What stands between the tags. */
  readonly at: Span;
  /** Runs once for each instance of the component, and its names are those of the markup. */
  readonly instance: boolean;
}

export type Attribute =
  /** A constant. */
  | { readonly a: 'text'; readonly name: string; readonly at: Span; readonly value?: Code }
  | { readonly a: 'value'; readonly name: string; readonly at: Span; readonly value: Code }
  /** Code that runs when something happens: a function, or statements with `$event`. */
  | { readonly a: 'handler'; readonly event: string; readonly at: Span; readonly value: Code; readonly statements: boolean }
  /** A value that the element also changes; `written`: by assigning to that very code. */
  | {
      readonly a: 'bound';
      readonly name: string;
      readonly event: string;
      readonly at: Span;
      readonly value: Code;
      readonly written: boolean;
    }
  | { readonly a: 'spread'; readonly value: Code };

/** What an element shows inside, when it says with what: the component calls it. */
export interface Slot {
  /** `children` for the one without a name. */
  readonly name: string;
  readonly at: Span;
  readonly params: readonly Code[];
  readonly content: readonly Content[];
}

export interface Branch {
  readonly when?: Code;
  readonly content: readonly Content[];
}

export type Content =
  | { readonly c: 'text'; readonly at: Span }
  /** An expression that is shown or run. */
  | { readonly c: 'code'; readonly code: Code }
  /** Statements or declarations. */
  | { readonly c: 'statements'; readonly code: Code }
  | {
      readonly c: 'element';
      /** The name as it is written, or code that gives the component. */
      readonly tag: Code;
      /** Known by a name of the scripts: `tag` as a name there. */
      readonly component?: string;
      readonly attributes: readonly Attribute[];
      readonly slots: readonly Slot[];
      readonly content: readonly Content[];
    }
  /** The place in which the user of the component puts something. */
  | { readonly c: 'outlet'; readonly name: string; readonly at: Span; readonly attributes: readonly Attribute[] }
  | { readonly c: 'choice'; readonly branches: readonly Branch[] }
  | { readonly c: 'loop'; readonly over: Code; readonly item?: Code; readonly key?: Code; readonly content: readonly Content[] }
  /** A part that is called by its name. */
  | { readonly c: 'part'; readonly name: Code; readonly params: readonly Code[]; readonly content: readonly Content[] }
  /** What is waited for; `failed` is shown instead when it does not come. */
  | {
      readonly c: 'awaited';
      readonly promise: Code;
      readonly value?: Code;
      readonly content: readonly Content[];
      readonly error?: Code;
      readonly failed: readonly Content[];
    };

export interface ComponentParts {
  readonly scripts: readonly Script[];
  readonly typescript: boolean;
  readonly content: readonly Content[];
  readonly problems: readonly { readonly message: string; readonly at: Span }[];
}

/** What one framework's files mean beyond markup. */
export interface Dialect {
  readonly read: (text: string) => ComponentParts;
  /** Names in the markup that the scripts do not declare are members of the instance. */
  readonly implicitMembers: boolean;
  /** Calls that stand for the props: the value they give is what the component is handed. */
  readonly propsMacros: ReadonlySet<string>;
  /** Calls that give their first argument, which is such a call. */
  readonly propsWrappers: ReadonlySet<string>;
  /** Calls that give the function which tells the parent of an event. */
  readonly emitMacros: ReadonlySet<string>;
  /** An exported variable of the instance script is a prop; `$: x = …` declares; `$x` is what the store `x` holds. */
  readonly exportsAreProps: boolean;
}

/** `user-card` → `userCard`. */
export function camelCase(name: string): string {
  return name.replace(/-([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** `user-card` → `UserCard`. */
export function pascalCase(name: string): string {
  const camel = camelCase(name);
  return camel.charAt(0).toUpperCase() + camel.slice(1);
}

/** The prop by which a parent hears of an event. */
export function handlerName(event: string): string {
  return `on${pascalCase(event)}`;
}
