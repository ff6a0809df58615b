/** Writes a program from choices: each piece of the language takes values in reach and gives new ones. */
import { entryOf, MAX_FLAGS, type Import, type ModuleStyle, type OracleProgram, type ProgramFile } from './program.js';

/** One statement: which piece of the language, which values it takes, and what stands inside it. Any numbers make a program. */
export interface Choice {
  readonly piece: number;
  readonly picks: readonly number[];
  readonly body: readonly Choice[];
}

export type { ModuleStyle };

/** What a variable holds. */
export type Kind = 'text' | 'person' | 'list' | 'people' | 'box' | 'function' | 'later' | 'map' | 'error';

/** What a piece of the language writes. */
export interface Piece {
  readonly name: string;
  /** Only where `await` may stand. */
  readonly awaits?: true;
  /** Reads of what is not told apart by position, key or order: nothing is said of findings on what it gives. */
  readonly inexact?: true;
  /** Why what it writes is not followed yet: the same words stand in docs/analysis.md. */
  readonly gap?: string;
  write(w: Writer): void;
}

interface Variable {
  readonly name: string;
  readonly kind: Kind;
}

interface Scope {
  readonly file: ProgramFile;
  readonly variables: Variable[];
  readonly lines: string[];
  readonly awaits: boolean;
  readonly depth: number;
}

/** Fields of a person: personal ones and others. */
const FIELDS = ['email', 'id', 'fullName', 'phoneNumber', 'plan', 'email'] as const;
const STYLES: readonly ModuleStyle[] = [
  'esm',
  'list',
  'namespace',
  'barrel',
  'commonjs',
  'commonjs-members',
  'renamed',
  'named-barrel',
  'nested-barrel',
  'default',
];
const TYPED: readonly ModuleStyle[] = STYLES.filter((style) => !style.startsWith('commonjs'));
/** Functions inside functions that are filled with statements. */
const MAX_BODIES = 2;

export class Writer {
  private readonly files = new Map<string, ProgramFile>();
  private readonly used = new Set<string>();
  private isInexact = false;
  private flagCount = 0;
  private names = 0;
  private scope: Scope;
  private choice: Choice = { piece: 0, picks: [], body: [] };
  private pickAt = 0;

  constructor(private readonly pieces: readonly Piece[]) {
    this.scope = { file: this.file('main', 'esm'), variables: [{ name: 'user', kind: 'person' }], lines: [], awaits: true, depth: 0 };
  }

  /** @returns the whole program of these statements, with `main(user)` in file `main` */
  program(choices: readonly Choice[]): OracleProgram {
    const main = this.scope;
    this.statements(choices);
    this.choice = { piece: 0, picks: [], body: [] };
    this.line(`console.log(${this.text()});`);
    main.file.lines.push('export async function main(user‹: User›) {', ...main.lines.map((line) => `  ${line}`), '}');
    main.file.exports.push('main');
    return { files: [...this.files.values()], flags: this.flagCount, pieces: [...this.used].sort(), isExact: !this.isInexact };
  }

  /** The next of the statement's numbers, below `count`. */
  pick(count: number): number {
    return (this.choice.picks[this.pickAt++] ?? 0) % count;
  }

  one<T>(of: readonly T[]): T {
    return of[this.pick(of.length)]!;
  }

  /** A name that says nothing. */
  fresh(prefix = 'v'): string {
    return `${prefix}${++this.names}`;
  }

  line(code: string): void {
    this.scope.lines.push(code);
  }

  /** Makes a constant of an expression. */
  give(kind: Kind, expression: string): string {
    const name = this.fresh();
    this.line(`const ${name} = ${expression};`);
    return this.known(kind, name);
  }

  /** A variable that code written by the piece declares. */
  known(kind: Kind, name: string): string {
    this.scope.variables.push({ name, kind });
    return name;
  }

  text(): string {
    const own = this.latest('text');
    const people = this.latest('person');
    const n = this.pick(own.length + (people.length ? FIELDS.length : 0) + 1);
    if (n < own.length) return own[n]!;
    const field = FIELDS[n - own.length];
    return field && people.length ? `${this.one(people)}.${field}` : "'none'";
  }

  person(): string {
    const known = this.latest('person');
    return known.length
      ? this.one(known)
      : "{ id: '0', email: '', fullName: '', phoneNumber: '', plan: '', home: { street: '', floor: '' } }";
  }

  list(): string {
    const known = this.latest('list');
    return known.length ? this.one(known) : `[${this.text()}, ${this.text()}]`;
  }

  people(): string {
    const known = this.latest('people');
    return known.length ? this.one(known) : `[${this.person()}]`;
  }

  box(): string {
    const known = this.latest('box');
    return known.length ? this.one(known) : `{ k1: ${this.text()}, k2: ${this.text()} }`;
  }

  map(): string {
    const known = this.latest('map');
    return known.length ? this.one(known) : `new Map([['m1', ${this.text()}]])`;
  }

  later(): string {
    const known = this.latest('later');
    return known.length ? this.one(known) : `Promise.resolve(${this.text()})`;
  }

  callable(): string {
    const known = this.latest('function');
    return known.length ? this.one(known) : '((q‹: string›) => q)';
  }

  error(): string {
    const known = this.latest('error');
    return known.length ? this.one(known) : `new Error(${this.text()})`;
  }

  /** A condition that may hold or not; nothing when the program asks enough of them. */
  flag(): string {
    // Two places that ask one condition exclude ways that the analysis joins.
    if (this.flagCount >= MAX_FLAGS) this.isInexact = true;
    const n = this.flagCount < MAX_FLAGS ? this.flagCount++ : this.pick(MAX_FLAGS);
    this.importInto(this.scope.file, './flags.js', 'flags');
    return `flags.c${n}`;
  }

  /**
   * Puts declarations into a file of their own or beside; what `write` asks for is then reached from there.
   *
   * @returns the expressions by which the names are reached here
   */
  declare(names: readonly string[], write: () => readonly string[]): string[] {
    const here = this.scope;
    const place = this.pick(3);
    const target = place === 0 ? here.file : this.file(`h${place}`, this.one(STYLES));
    return this.declareIn(target, names, write);
  }

  /** The same where types are kept, as only they tell what is called. */
  declareTyped(names: readonly string[], write: () => readonly string[]): string[] {
    return this.pick(2) ? this.declareApart(this.one(TYPED), names, write) : this.declareIn(this.scope.file, names, write);
  }

  /** The same in a file of its own, in a form that the piece chooses. */
  declareApart(style: ModuleStyle, names: readonly string[], write: () => readonly string[]): string[] {
    return this.declareIn(this.file(this.fresh('m'), style), names, write, true);
  }

  /** A file of its own by that name, which nothing imports yet. */
  declareFile(name: string, style: ModuleStyle, exports: readonly string[], write: () => readonly string[]): void {
    const here = this.scope;
    const file = this.file(name, style);
    this.scope = { ...here, file };
    file.lines.push(...write().map((line) => (style === 'esm' ? `export ${line}` : line).replace(/^export (?=[ }])/, '')));
    this.scope = here;
    file.exports.push(...exports);
  }

  /** What is exported by such a file. */
  importFrom(file: string, name: string): string {
    return this.importInto(this.scope.file, `./${file}.js`, name);
  }

  /** The whole of another file under a name. */
  namespace(from: string, name: string): void {
    this.scope.file.imports.set(from, { from, names: new Set<string>(), namespace: name });
  }

  /** A name that a library exports; its default export with `byDefault`. */
  library(from: string, name: string, byDefault = false): string {
    if (byDefault) return this.importInto(this.scope.file, from, name, 'default');
    return this.importInto(this.scope.file, from, name);
  }

  private declareIn(target: ProgramFile, names: readonly string[], write: () => readonly string[], isApart = false): string[] {
    const here = this.scope;
    const isReachable = target !== here.file && (isApart || here.file.name === 'main' || here.file.name < target.name);
    const file = isReachable ? target : here.file;
    this.scope = { ...here, file };
    const lines = write();
    this.scope = here;
    if (!isReachable) {
      file.lines.push(...lines);
      return [...names];
    }
    const isInline = file.style === 'esm' || file.style.endsWith('barrel');
    for (const line of lines) {
      const isTop =
        isInline &&
        names.some((n) =>
          new RegExp(`^(?:‹abstract ›|‹|async )?(?:function\\*?|const|let|class|enum|namespace) (?:{.*)?\\b${n}\\b`).test(line),
        );
      file.lines.push(isTop ? `export ${line}` : line);
    }
    file.exports.push(...names);
    const form = file.style === 'namespace' || file.style === 'default' ? file.style : 'names';
    return names.map((n) => this.importInto(here.file, `./${entryOf(file)}.js`, file.style === 'renamed' ? `${n}x as ${n}` : n, form));
  }

  /** Lines of a function of its own file level: what it holds, and what it gives back. */
  topBody(params: readonly (readonly [Kind, string])[], awaits = false): { readonly lines: string[]; readonly result: string } {
    return this.body(params, [], awaits);
  }

  /** Lines of a function here, which sees what is around it. */
  innerBody(params: readonly (readonly [Kind, string])[], awaits = false): { readonly lines: string[]; readonly result: string } {
    return this.body(params, this.scope.variables, awaits);
  }

  private body(params: readonly (readonly [Kind, string])[], around: readonly Variable[], awaits: boolean) {
    const { scope, choice, pickAt } = this;
    const variables = [...around, ...params.map(([kind, name]) => ({ kind, name }))];
    this.scope = { file: scope.file, variables, lines: [], awaits, depth: scope.depth + 1 };
    if (scope.depth < MAX_BODIES) this.statements(choice.body);
    this.choice = choice;
    this.pickAt = pickAt;
    const result = this.text();
    const lines = this.scope.lines.map((line) => `  ${line}`);
    const at = this.pickAt;
    this.scope = scope;
    this.pickAt = at;
    return { lines, result };
  }

  private statements(choices: readonly Choice[]): void {
    for (const choice of choices) {
      this.choice = choice;
      this.pickAt = 0;
      const usable = this.scope.awaits ? this.pieces : this.pieces.filter((p) => !p.awaits);
      const piece = usable[choice.piece % usable.length]!;
      this.used.add(piece.name);
      this.isInexact ||= piece.inexact === true;
      piece.write(this);
    }
  }

  private latest(kind: Kind): string[] {
    return this.scope.variables
      .filter((v) => v.kind === kind)
      .map((v) => v.name)
      .reverse();
  }

  private file(name: string, style: ModuleStyle): ProgramFile {
    let file = this.files.get(name);
    if (!file) this.files.set(name, (file = { name, style, imports: new Map<string, Import>(), exports: [], lines: [] }));
    return file;
  }

  private importInto(file: ProgramFile, from: string, name: string, form: 'names' | 'namespace' | 'default' = 'names'): string {
    const isLibrary = !from.startsWith('.');
    const key = form === 'default' && isLibrary ? `${from} default` : from;
    let known = file.imports.get(key);
    if (!known) {
      const whole = isLibrary ? name : this.fresh('n');
      const as = form === 'namespace' ? { namespace: whole } : form === 'default' ? { byDefault: whole } : {};
      file.imports.set(key, (known = { from, names: new Set<string>(), ...as }));
    }
    known.names.add(name);
    if (isLibrary) return name;
    const whole = known.namespace ?? known.byDefault;
    return whole ? `${whole}.${name}` : name.replace(/.* as /, '');
  }
}
