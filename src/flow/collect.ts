/** Unfolds an abstract value at a sink: which personal data is in it, and what only the callers can tell. */
import type { Classifier, Evidence } from '../model/classifier.js';
import type { Doubt, RawFlow } from '../model/flow.js';
import { UNKNOWN_TYPE, type MemberInfo, type Program, type TypeId } from '../model/program.js';
import { ELEMENT, ENCRYPTED, HASHED, MAP_KEY, type AV, type Obj, type Ref, type Str, type Way } from './abstract-value.js';
import { expressionName, project, type ProjectHooks } from './project.js';

/** Object literals inside object literals that are looked into. */
const MAX_NESTING = 8;
/** Objects are unfolded to this depth of declared members. */
const MAX_UNFOLD = 3;
/** Members of one object that are looked at. */
const MAX_MEMBERS = 400;
/** Personal items of one sink argument. */
const MAX_ITEMS = 60;

export interface Item {
  readonly dataType: string;
  readonly evidence: Evidence;
  readonly source: string;
  readonly way: Way | undefined;
  readonly ref: Ref;
  readonly transforms: RawFlow['transforms'];
  readonly doubts: readonly Doubt[];
  /** In a URL, before query and fragment. */
  readonly inPath?: boolean;
  /** Known only by a parameter's name. */
  readonly param?: { readonly file: number; readonly function: number; readonly index: number };
}

export interface Collected {
  readonly items: readonly Item[];
  /** References to parameters or `this` of which nothing is known here. */
  readonly pending: readonly Ref[];
}

/** Data type of an input whose shape nobody declares. */
export const UNCLASSIFIED = 'unclassified-input';
/** Data type of an object that stands for a person and whose members nobody declares. */
const WHOLE_PERSON = 'personal-data-object';
/** Data type of all environment variables at once. */
const ENVIRONMENT = 'credentials';

/** The name under which a value is kept: a storage key, a query parameter, an object's key. */
export interface Holder {
  readonly name: string;
  readonly owners: readonly string[];
  /** Counts only for members whose own name says nothing (`input.value`). */
  readonly neutralOnly?: boolean;
}

interface Position {
  /** Declared types unfolded so far. */
  readonly depth: number;
  /** Literals and texts entered so far. */
  readonly level: number;
  /** Of a URL: before its query and fragment. */
  readonly inPath?: boolean;
  /** Inside plain text, where objects show nothing of their members. */
  readonly asText?: boolean;
  readonly holder?: Holder;
}

interface Found {
  readonly items: Map<string, Item>;
  readonly pending: Map<string, Ref>;
  /** Types being unfolded. */
  readonly open: Set<TypeId>;
}

/** The member of an error that its text shows (ECMAScript, Error.prototype.toString). */
const ERROR_TEXT = 'message';

export class Collector {
  private readonly schemas = new Map<number, boolean>();

  constructor(
    private readonly program: Program,
    private readonly classifier: Classifier,
    private readonly hooks: ProjectHooks,
  ) {}

  /** Whether a member's own name tells nothing of what it holds. */
  saysNothing(x: Ref): boolean {
    const name = expressionName(x);
    return name === undefined || this.classifier.isNeutral(name);
  }

  /** @param holder the name under which the whole value is kept where it goes */
  collect(av: AV, holder?: Holder, isUrl = false): Collected {
    const found: Found = { items: new Map(), pending: new Map(), open: new Set() };
    this.visit(av, { depth: 0, level: 0, ...(holder ? { holder } : {}), ...(isUrl ? { inPath: true } : {}) }, found);
    return { items: [...found.items.values()], pending: [...found.pending.values()] };
  }

  private visit(av: AV, at: Position, found: Found): void {
    for (const x of av) {
      if (x.a === 'ref') this.visitRef(x, at, found);
      else if (x.a === 'str') this.visitText(x, at, found);
      else if (x.a === 'obj') this.visitObj(x, at, found);
    }
  }

  private visitText(x: Str, at: Position, found: Found): void {
    const { holder, ...rest } = at;
    const place: Position = { ...rest, asText: x.plain === true };
    let name = x.parts.length === 1 ? holder : undefined;
    let inPath = place.inPath;
    for (const part of x.parts) {
      if (inPath && endsPath(part)) inPath = false;
      this.visit(inherited(part, x), { ...place, level: at.level + 1, ...(name ? { holder: name } : {}), ...(inPath === undefined ? {} : { inPath }) }, found);
      const parameter = queryParameter(part);
      name = parameter === undefined ? undefined : { name: parameter, owners: [] };
    }
  }

  private visitObj(x: Obj, at: Position, found: Found): void {
    if (at.level > MAX_NESTING) return;
    const { depth } = at;
    const level = at.level + 1;
    for (const [key, value] of x.entries) {
      if (at.asText && key !== ELEMENT && key !== ERROR_TEXT) continue;
      if (key === ELEMENT && x.entries.size > 1 && x.entries.has('0')) continue;
      this.visit(inherited(value, x), { depth, level, ...(at.asText ? { asText: true } : {}), ...(key === ELEMENT || key === MAP_KEY ? {} : { holder: { name: key, owners: [], neutralOnly: true } }) }, found);
    }
    if (at.asText) return;
    const drop = [...x.entries.keys()].filter((k) => k !== ELEMENT && k !== MAP_KEY);
    for (const y of x.rest) {
      if (y.a === 'ref') this.visitRef({ ...y, drop: [...new Set([...(y.drop ?? []), ...drop])].sort(), t: y.t | x.t }, { depth, level }, found);
      else this.visit([y], { depth, level }, found);
    }
  }

  private visitRef(x: Ref, at: Position, found: Found): void {
    if (found.items.size >= MAX_ITEMS) {
      this.hooks.cut('items of one argument');
      return;
    }
    const { types } = this.program;
    const shape = types.shape(x.type);
    if (shape === 'function' || this.isWording(x)) return;
    const evidence = this.classify(x);
    if (evidence) add(found.items, { ...this.item(x, evidence.dataType, evidence), ...(at.inPath ? { inPath: true } : {}) });
    if (shape === 'array' || shape === 'map') {
      if (!evidence) this.visit(project([x], ELEMENT, this.hooks), at, found);
      return;
    }
    const members = shape === 'object' || shape === 'union' ? types.members(x.type) : [];
    if (members.length) {
      if (!at.asText || shape === 'union' || types.member(x.type, 'toString')) this.unfold(x, members, at, found);
      return;
    }
    if (shape === 'object' && !evidence && types.element(x.type) !== UNKNOWN_TYPE) {
      this.visit(project([x], ELEMENT, this.hooks), at, found);
      return;
    }
    if (!evidence) this.opaque(x, shape, at, found);
  }

  /** `config.translations.account.newPassword` is a text on the screen. */
  private isWording(x: Ref): boolean {
    return x.path.some((key) => this.classifier.holdsWording(key)) || (x.path.length > 0 && x.origin.names.some((name) => this.classifier.holdsWording(name)));
  }

  /** A value whose own names say nothing and whose members nobody declares. */
  private opaque(x: Ref, shape: string, at: Position, found: Found): void {
    if (x.keep) {
      // Chosen keys of something undeclared: each by its own name.
      for (const key of x.keep) this.visit(project([x], key, this.hooks), { ...at, depth: at.depth + 1 }, found);
      return;
    }
    const held = this.held(x, at.holder);
    const whole = held ?? this.whole(x, shape);
    if (whole) add(found.items, whole);
    else if (x.origin.kind === 'param' || x.origin.kind === 'this' || x.origin.kind === 'callback') found.pending.set(`${x.origin.id}:${x.path.join('.')}:${x.drop?.join() ?? ''}:${x.t}`, x);
  }

  /** What is kept under a name is that, where it says nothing itself. */
  private held(x: Ref, holder: Holder | undefined): Item | undefined {
    if (!holder || (x.member && holder.neutralOnly)) return undefined;
    if (holder.neutralOnly && (x.path.length === 0 || !this.saysNothing(x))) return undefined;
    const evidence = this.classifier.origin({ name: holder.name, owners: holder.owners, type: x.type });
    return evidence && this.item(x, evidence.dataType, { ...evidence, strength: evidence.strength === 'low' ? 'low' : 'medium' });
  }

  private unfold(x: Ref, members: readonly MemberInfo[], at: Position, found: Found): void {
    if (at.depth >= MAX_UNFOLD || found.open.has(x.type)) return;
    found.open.add(x.type);
    for (const member of members.slice(0, MAX_MEMBERS)) {
      if (member.kind === 'method' || member.kind === 'setter' || (x.keep && !x.keep.includes(member.key))) continue;
      // What a declared member is not known to hold here, no caller can tell by its name either.
      const inner: Found = { ...found, pending: new Map() };
      this.visit(project([x], member.key, this.hooks), { depth: at.depth + 1, level: at.level }, inner);
    }
    found.open.delete(x.type);
  }

  /** What the reference's own names say. */
  private classify(x: Ref): Evidence | undefined {
    const { origin } = x;
    if (x.path.length === 0) {
      if (origin.source?.type) return { dataType: origin.source.type, strength: 'strong', via: 'api', because: origin.source.library };
      for (const name of origin.names) {
        const evidence = this.classifier.origin({ name, owners: x.owners, type: x.type });
        if (evidence) return evidence;
      }
      if (x.alias) {
        const evidence = this.classifier.origin({ name: x.alias, owners: x.owners, type: x.type });
        if (evidence) return evidence;
      }
      return origin.functionName ? this.classifier.origin({ name: origin.functionName, owners: [], type: x.type, ofFunction: true }) : undefined;
    }
    const name = expressionName(x);
    // `Status.EMAIL`: a constant of an imported or global namespace.
    if (name !== undefined && (origin.kind === 'import' || origin.kind === 'global') && !origin.source && /^[A-Z][A-Z0-9_]*$/.test(name)) return undefined;
    const evidence = name === undefined ? undefined : this.classifier.origin({ name, owners: x.owners, type: x.type, declared: x.member !== undefined });
    if (evidence || x.member || !x.alias) return evidence;
    return this.classifier.origin({ name: x.alias, owners: [], type: x.type });
  }

  /** An object of unknown shape that leaves whole. */
  private whole(x: Ref, shape: string): Item | undefined {
    const open = shape === 'unknown' || shape === 'external' || (shape === 'object' && !this.program.types.closed(x.type));
    if (!open) return undefined;
    // `job.data.payload`: a member whose name says nothing is the input still.
    const source = x.path.every((key) => key === ELEMENT || this.classifier.isNeutral(key)) ? x.origin.source : undefined;
    if (source?.shape === 'env' && x.path.length === 0) return this.item(x, ENVIRONMENT, { dataType: ENVIRONMENT, strength: 'strong', via: 'api', because: source.library });
    if (source && (source.shape === 'request-body' || source.shape === 'headers' || source.shape === 'form' || source.shape === 'event')) {
      return this.item(x, UNCLASSIFIED, { dataType: UNCLASSIFIED, strength: 'strong', via: 'api', because: source.library });
    }
    if (source?.shape === 'session-user') return this.item(x, WHOLE_PERSON, { dataType: WHOLE_PERSON, strength: 'strong', via: 'api', because: source.library });
    const name = x.alias && x.path.length === 0 && x.origin.names.length === 0 ? x.alias : expressionName(x);
    if (!name || this.classifier.personLikeness(name) !== 'strong') return undefined;
    return this.item(x, WHOLE_PERSON, { dataType: WHOLE_PERSON, strength: 'medium', via: 'name', because: name });
  }

  /** Whether a file declares tables rather than code. */
  private isSchema(file: number): boolean {
    let is = this.schemas.get(file);
    if (is === undefined) this.schemas.set(file, (is = this.program.graph.files[file]!.types.some((t) => t.kind === 'table')));
    return is;
  }

  private item(x: Ref, dataType: string, evidence: Evidence): Item {
    const byParam = x.origin.kind === 'param' && x.path.length === 0 && evidence.via === 'name';
    const doubts = new Set(x.doubts);
    if (evidence.strength === 'medium') doubts.add('weak-name');
    if (evidence.strength === 'low') doubts.add('weak-owner');
    if (dataType === WHOLE_PERSON && evidence.via === 'name') doubts.add('unknown-shape');
    if (dataType === UNCLASSIFIED) doubts.add('unknown-shape');
    return {
      dataType,
      evidence: evidence.via === 'type' && x.member && this.isSchema(x.member.file) ? { ...evidence, via: 'schema' } : evidence,
      source: sourceText(x),
      way: x.way,
      ref: x,
      transforms: [...(x.t & HASHED ? (['hash'] as const) : []), ...(x.t & ENCRYPTED ? (['encrypt'] as const) : [])],
      doubts: [...doubts],
      ...(byParam ? { param: { file: x.origin.file, function: x.origin.function, index: x.origin.index } } : {}),
    };
  }
}

function add(items: Map<string, Item>, item: Item): void {
  const key = `${item.dataType}:${item.source}:${item.transforms.join()}`;
  if (!items.has(key)) items.set(key, item);
}

/** What happened to the whole happened to its parts. */
function inherited(av: AV, of: Obj | Str): AV {
  if (of.t === 0 && of.doubts.length === 0) return av;
  return av.map((x) => (x.a === 'ref' || x.a === 'obj' || x.a === 'str' ? { ...x, t: x.t | of.t, doubts: [...new Set([...x.doubts, ...of.doubts])] } : x));
}

/** Whether a constant part of a URL begins its query or fragment. */
function endsPath(part: AV): boolean {
  const x = part.length === 1 ? part[0]! : undefined;
  return x?.a === 'const' && typeof x.value === 'string' && /[?#]/.test(x.value);
}

/** `?email=` before a value names it. */
function queryParameter(part: AV): string | undefined {
  const x = part.length === 1 ? part[0]! : undefined;
  return x?.a === 'const' && typeof x.value === 'string' ? /[?&]([\w-]+)=$/.exec(x.value)?.[1] : undefined;
}

/** `user.orders[].email` */
export function sourceText(x: Ref): string {
  const root = x.origin.kind === 'this' ? 'this' : (x.origin.names[0] ?? x.alias ?? (x.origin.functionName ? `${x.origin.functionName}()` : ''));
  let text = root;
  for (const key of x.path) text = key === ELEMENT ? `${text}[]` : text ? `${text}.${key}` : key;
  return text;
}
