/** How a configuration names something of the code: `redactArg`, `User.handle`, `./src/log#audit`, `@acme/log#logger.info`. */

/** Something that a module exports. */
export interface ModuleReference {
  readonly form: 'module';
  /** As written. */
  readonly module: string;
  /** Names of exports, `*` for any. */
  readonly export: string;
  readonly members: readonly string[];
  /** A parameter of the function, counted from 0: `./src/jobs#send(0)`. */
  readonly parameter?: number;
}

/** A name, wherever it stands. */
export interface NameReference {
  readonly form: 'name';
  readonly name: string;
  /** What it is a member of: a type's or a variable's name. */
  readonly owner?: string;
}

export type Reference = ModuleReference | NameReference;

const NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$-]*$/u;

/** @returns the reference, or what is wrong with it */
export function parseReference(text: string): Reference | string {
  const hash = text.lastIndexOf('#');
  // `#alias/log` is a module itself: its own `#` stands first.
  if (hash > 0) return moduleReference(text.slice(0, hash), text.slice(hash + 1));
  if (/^[.#@]|\//.test(text))
    return /\s/.test(text) ? 'expected a module, without spaces' : { form: 'module', module: text, export: '*', members: [] };
  const parts = text.split('.');
  if (parts.length > 2 || parts.some((part) => !NAME.test(part))) {
    return 'expected a name (redact), a member (User.handle), or a module and what it exports (./src/log#audit)';
  }
  const [first = '', second] = parts;
  return second === undefined ? { form: 'name', name: first } : { form: 'name', name: second, owner: first };
}

function moduleReference(module: string, inside: string): Reference | string {
  const [, path = '', parameter] = /^(.*?)(?:\((\d{1,2})\))?$/.exec(inside) ?? [];
  const [first = '', ...members] = path.split('.');
  if (/\s/.test(module)) return 'expected a module before "#", without spaces';
  if (first !== '*' && [first, ...members].some((part) => !NAME.test(part)))
    return `expected what the module exports after "#": ${module}#name`;
  return { form: 'module', module, export: first, members, ...(parameter === undefined ? {} : { parameter: Number(parameter) }) };
}
