/** Unfolds an abstract value at a sink: which personal data is in it, and what only the callers can tell. */
import type { Classifier, Evidence } from '../model/classifier.js';
import type { Doubt, RawFlow } from '../model/flow.js';
import type { MemberInfo, Program, TypeId } from '../model/program.js';
import { ELEMENT, ENCRYPTED, HASHED, MAP_KEY, type AV, type Obj, type Ref, type Way } from './abstract-value.js';
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

export class Collector {
  constructor(
    private readonly program: Program,
    private readonly classifier: Classifier,
    private readonly hooks: ProjectHooks,
  ) {}

  collect(av: AV): Collected {
    const items = new Map<string, Item>();
    const pending = new Map<string, Ref>();
    this.visit(av, 0, new Set(), items, pending);
    return { items: [...items.values()], pending: [...pending.values()] };
  }

  private visit(av: AV, depth: number, open: Set<TypeId>, items: Map<string, Item>, pending: Map<string, Ref>, level = 0): void {
    for (const x of av) {
      if (x.a === 'ref') this.visitRef(x, depth, open, items, pending);
      else if (x.a === 'str') for (const part of x.parts) this.visit(x.t || x.doubts.length ? part.map((p) => inherit(p, x.t, x.doubts)) : part, depth, open, items, pending, level + 1);
      else if (x.a === 'obj') this.visitObj(x, depth, open, items, pending, level);
    }
  }

  private visitObj(x: Obj, depth: number, open: Set<TypeId>, items: Map<string, Item>, pending: Map<string, Ref>, level: number): void {
    if (level > MAX_NESTING) return;
    for (const [key, value] of x.entries) {
      if (key === ELEMENT && x.entries.size > 1 && x.entries.has('0')) continue;
      this.visit(x.t || x.doubts.length ? value.map((p) => inherit(p, x.t, x.doubts)) : value, depth, open, items, pending, level + 1);
    }
    const drop = [...x.entries.keys()].filter((k) => k !== ELEMENT && k !== MAP_KEY);
    for (const y of x.rest) {
      if (y.a === 'ref') this.visitRef({ ...y, drop: [...new Set([...(y.drop ?? []), ...drop])].sort(), t: y.t | x.t }, depth, open, items, pending);
      else this.visit([y], depth, open, items, pending, level + 1);
    }
  }

  private visitRef(x: Ref, depth: number, open: Set<TypeId>, items: Map<string, Item>, pending: Map<string, Ref>): void {
    if (items.size >= MAX_ITEMS) {
      this.hooks.cut('items of one argument');
      return;
    }
    const { types } = this.program;
    const shape = types.shape(x.type);
    if (shape === 'function') return;
    const evidence = this.classify(x);
    if (evidence) add(items, this.item(x, evidence.dataType, evidence));
    if (shape === 'array' || shape === 'map') {
      if (!evidence) this.visit(project([x], ELEMENT, this.hooks), depth, open, items, pending);
      return;
    }
    const members = shape === 'object' || shape === 'union' ? types.members(x.type) : [];
    if (members.length) {
      this.unfold(x, members, depth, open, items, pending);
      return;
    }
    if (evidence) return;
    if (x.keep) {
      // Chosen keys of something undeclared: each by its own name.
      for (const key of x.keep) this.visit(project([x], key, this.hooks), depth + 1, open, items, pending);
      return;
    }
    const whole = this.whole(x, shape);
    if (whole) add(items, whole);
    else if (x.origin.kind === 'param' || x.origin.kind === 'this') pending.set(`${x.origin.id}:${x.path.join('.')}:${x.drop?.join() ?? ''}:${x.t}`, x);
  }

  private unfold(x: Ref, members: readonly MemberInfo[], depth: number, open: Set<TypeId>, items: Map<string, Item>, pending: Map<string, Ref>): void {
    if (depth >= MAX_UNFOLD || open.has(x.type)) return;
    open.add(x.type);
    for (const member of members.slice(0, MAX_MEMBERS)) {
      if (member.kind === 'method' || member.kind === 'setter' || (x.keep && !x.keep.includes(member.key))) continue;
      const inner = new Map<string, Ref>();
      // What a declared member is not known to hold here, no caller can tell by its name either.
      this.visit(project([x], member.key, this.hooks), depth + 1, open, items, inner);
    }
    open.delete(x.type);
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
        const evidence = this.classifier.origin({ name: x.alias, owners: [], type: x.type });
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
    const source = x.path.length === 0 ? x.origin.source : undefined;
    if (source?.shape === 'env') return this.item(x, ENVIRONMENT, { dataType: ENVIRONMENT, strength: 'strong', via: 'api', because: source.library });
    if (source && (source.shape === 'request-body' || source.shape === 'headers' || source.shape === 'form' || source.shape === 'event')) {
      return this.item(x, UNCLASSIFIED, { dataType: UNCLASSIFIED, strength: 'strong', via: 'api', because: source.library });
    }
    if (source?.shape === 'session-user') return this.item(x, WHOLE_PERSON, { dataType: WHOLE_PERSON, strength: 'strong', via: 'api', because: source.library });
    const name = x.alias && x.path.length === 0 && x.origin.names.length === 0 ? x.alias : expressionName(x);
    if (!name || this.classifier.personLikeness(name) !== 'strong') return undefined;
    return this.item(x, WHOLE_PERSON, { dataType: WHOLE_PERSON, strength: 'medium', via: 'name', because: name });
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
      evidence,
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

function inherit(x: AV[number], t: number, doubts: readonly Doubt[]): AV[number] {
  return x.a === 'ref' || x.a === 'obj' || x.a === 'str' ? { ...x, t: x.t | t, doubts: [...new Set([...x.doubts, ...doubts])] } : x;
}

/** `user.orders[].email` */
export function sourceText(x: Ref): string {
  const root = x.origin.kind === 'this' ? 'this' : (x.origin.names[0] ?? x.alias ?? (x.origin.functionName ? `${x.origin.functionName}()` : ''));
  let text = root;
  for (const key of x.path) text = key === ELEMENT ? `${text}[]` : text ? `${text}.${key}` : key;
  return text;
}
