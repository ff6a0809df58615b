/** Unfolds an abstract value at a sink: which personal data is in it, and what only the callers can tell. */
import type { Classifier, Evidence } from '../model/classifier.js';
import { UNKNOWN_TYPE, type MemberInfo, type Program } from '../model/program.js';
import { ANY_NAME, append, ELEMENT, inherited, MAP_KEY, narrow, type AV, type Obj, type Ref, type Str } from './abstract-value.js';
import type { Addresses } from './addresses.js';
import { exclude, type UseSite } from './branches.js';
import { unchecked } from './checked-types.js';
import { PersonalItems, type Holder, type Item } from './personal-items.js';
import { project, withRoom, type ProjectHooks } from './project.js';
import { nothingFound, type Collected, type Found, type Position } from './found.js';
import { kindKey } from './kinds.js';
import { nameOfNext } from './labels.js';
import { endsPath } from './query-parts.js';

/** Object literals inside object literals that are looked into. */
const MAX_NESTING = 8;
/** Objects are unfolded to this depth of declared members. */
const MAX_UNFOLD = 3;
/** What a schema describes is a tree of plain data, all of which is there: it is unfolded further. */
const MAX_UNFOLD_CHECKED = 6;
/** Members of one object that are looked at. */
const MAX_MEMBERS = 400;
/** Personal items of one sink argument. */
const MAX_ITEMS = 60;

/** A list's text is that of its elements (ECMAScript, Array.prototype.toString). */
const POSITION = /^\d+$/;
/** The member of an error that its text shows (ECMAScript, Error.prototype.toString). */
const ERROR_TEXT = 'message';

/** Looks through values, since one argument holds many: literals, texts, members that types declare. */
export class Collector {
  private readonly personal: PersonalItems;
  private readonly roomy: ProjectHooks;

  constructor(
    private readonly program: Program,
    classifier: Classifier,
    private readonly hooks: ProjectHooks,
    private readonly addresses?: Addresses,
  ) {
    this.personal = new PersonalItems(program, classifier);
    this.roomy = withRoom(hooks, MAX_UNFOLD_CHECKED);
  }

  /** Whether a reference's name tells nothing of what it holds. */
  saysNothing(x: Ref): boolean {
    return this.personal.saysNothing(x);
  }

  /**
   * @param holder the name under which the whole value is kept where it goes
   * @param use    where it goes
   */
  collect(av: AV, holder?: Holder, isUrl = false, use?: UseSite): Collected {
    const found = nothingFound();
    this.visit(
      av,
      { depth: 0, level: 0, ...(holder ? { holder } : {}), ...(isUrl ? { inPath: true } : {}), ...(use ? { use } : {}) },
      found,
    );
    return { items: [...found.items.values()], pending: [...found.pending.values()], hinted: found.hinted, unknown: found.unknown };
  }

  private visit(av: AV, at: Position, found: Found): void {
    for (const x of av) {
      if (found.visits.left-- <= 0) {
        if (found.visits.left === -1) this.hooks.cut('values of one argument');
        return;
      }
      if (x.a === 'ref') this.visitRef(x, at, found);
      else if (x.a === 'str') this.visitText(x, at, found);
      else if (x.a === 'obj') this.visitObj(x, at, found);
    }
  }

  private visitText(x: Str, at: Position, found: Found): void {
    const { holder, ...rest } = at;
    // A text that grew in a row of conditions holds each of its beginnings in as many ways as there were conditions.
    if (!holder && at.inPath === undefined) {
      if (found.texts.has(x)) return;
      found.texts.add(x);
    }
    const place: Position = { ...rest, asText: x.plain === true };
    let name = x.parts.length === 1 ? holder : undefined;
    let inPath = place.inPath;
    for (const part of x.parts) {
      if (inPath && endsPath(part)) inPath = false;
      this.visit(
        inherited(part, x),
        { ...place, level: at.level + 1, ...(name ? { holder: name } : {}), ...(inPath === undefined ? {} : { inPath }) },
        found,
      );
      name = nameOfNext(part, inPath !== undefined);
    }
  }

  private visitObj(x: Obj, position: Position, found: Found): void {
    if (position.level > MAX_NESTING) {
      this.hooks.cut('objects in objects');
      return;
    }
    // What is a text with members that were changed (an address with parameters) shows them.
    const { asText, ...shown } = position;
    const at: Position = asText === true && x.rest.some((y) => y.a === 'str') ? shown : position;
    const { depth } = at;
    const level = at.level + 1;
    for (const [key, value] of x.entries) {
      if (at.asText && key !== ELEMENT && key !== ERROR_TEXT && !POSITION.test(key)) continue;
      if (key === ELEMENT && x.entries.size > 1 && x.entries.has('0')) continue;
      this.visit(
        inherited(value, x),
        {
          depth,
          level,
          ...(at.use ? { use: at.use } : {}),
          ...(at.asText === undefined ? {} : { asText: at.asText }),
          ...(key === ELEMENT || key === MAP_KEY || key === ANY_NAME ? {} : { holder: { name: key, owners: [], neutralOnly: true } }),
        },
        found,
      );
    }
    if (at.asText) return;
    const drop = [...x.entries.keys()].filter((k) => k !== ELEMENT && k !== MAP_KEY && k !== ANY_NAME);
    for (const y of x.rest) {
      if (y.a === 'ref')
        this.visitRef(
          { ...y, drop: [...new Set([...(y.drop ?? []), ...drop])].sort(), t: y.t | x.t, way: append(y.way, x.way) },
          { depth, level, ...(at.use ? { use: at.use } : {}) },
          found,
        );
      else this.visit(narrow([y], undefined, drop), { depth, level, ...(at.use ? { use: at.use } : {}) }, found);
    }
  }

  private visitRef(ref: Ref, at: Position, found: Found): void {
    if (found.items.size >= MAX_ITEMS) {
      this.hooks.cut('items of one argument');
      return;
    }
    const { checked } = ref;
    const x = checked && at.use && exclude(this.program, at.use, checked.by) ? unchecked(ref) : ref;
    this.visitValue(x, at, x.checked && x.checked.around === undefined ? { ...at, inChecked: true } : at, found);
  }

  /**
   * @param position where the value stands
   * @param at       where what is in it stands
   */
  private visitValue(x: Ref, position: Position, at: Position, found: Found): void {
    const { types } = this.program;
    const shape = types.shape(x.type);
    const json = at.asText === false && shape === 'object' ? this.jsonOf(x) : undefined;
    if (json) {
      this.visit(json, { ...at, level: at.level + 1 }, found);
      return;
    }
    if (shape === 'function' || this.personal.isWording(x)) return;
    const evidence = this.personal.classify(x);
    if (this.isTakenOut(x, evidence)) return;
    if (evidence) this.known(x, evidence, at, position.inChecked === true, found);
    if (shape === 'array' || shape === 'map') {
      if (!evidence) this.visit(project([x], ELEMENT, this.hooksFor(at)), at, found);
      return;
    }
    const members = shape === 'object' || shape === 'union' ? types.members(x.type) : [];
    if (members.length) {
      if (!at.asText || shape === 'union' || types.member(x.type, 'toString')) {
        const told = this.unfold(x, members, at, found);
        if (at.depth === 0 && x.origin.kind === 'param') this.askWhole(x, told, found);
      }
      return;
    }
    if (shape === 'object' && !evidence && types.element(x.type) !== UNKNOWN_TYPE) {
      this.visit(project([x], ELEMENT, this.hooksFor(at)), at, found);
      return;
    }
    if (!evidence) this.opaque(x, shape, at, found);
  }

  /** @param isChecked its own name tells more of a checked value than the check; what lies below is known by the check alone */
  private known(x: Ref, evidence: Evidence, { inPath }: Position, isChecked: boolean, found: Found): void {
    const own = this.personal.item(x, evidence.dataType, evidence);
    const item: Item = isChecked ? { ...own, doubts: [...own.doubts, 'checked-shape'] } : own;
    add(found.items, inPath ? { ...item, inPath } : item);
    if (item.param && this.personal.namesNobody(item.dataType)) found.hinted.push({ ref: x, dataType: item.dataType });
  }

  private isTakenOut(x: Ref, evidence: Evidence | undefined): boolean {
    return evidence !== undefined && this.hooks.lacks(x.t, evidence.dataType);
  }

  /** A value whose own names say nothing and whose members nobody declares. */
  private opaque(x: Ref, shape: string, at: Position, found: Found): void {
    if (x.keep) {
      // Chosen keys of something undeclared: each by its own name.
      for (const key of x.keep) this.visit(project([x], key, this.hooks), { ...at, depth: at.depth + 1 }, found);
      return;
    }
    const parameters = this.addresses?.parametersOf(x, at.use?.model?.kind) ?? [];
    for (const item of this.personal.inAddress(x, parameters, at.use?.file)) add(found.items, item);
    if (parameters.length) return;
    const held = this.personal.held(x, at.holder);
    const whole = held ?? this.personal.whole(x, shape, at.holder);
    if (whole) {
      add(found.items, whole);
      return;
    }
    const isHandedIn = x.origin.kind === 'param' || x.origin.kind === 'this' || x.origin.kind === 'callback';
    if (isHandedIn)
      found.pending.set(
        `${x.origin.id}:${x.path.join('.')}:${x.drop?.join() ?? ''}:${x.t}${x.kinds ? x.kinds.map(kindKey).join() : ''}`,
        x,
      );
    const isAsked = isHandedIn && this.program.callers(x.origin.file, x.origin.function).length > 0;
    if (!isAsked && (shape === 'unknown' || shape === 'external')) found.unknown.push(x);
  }

  /** In JSON text an instance is what its own `toJSON` gives (ECMAScript, SerializeJSONProperty). */
  private jsonOf(x: Ref): AV | undefined {
    const member = this.program.types.member(x.type, 'toJSON');
    return member?.function ? this.hooks.getterOf([x], member) : undefined;
  }

  /** What callers put under members whose declaration says nothing: `print(message: { text: string })`. */
  private askWhole(x: Ref, told: readonly string[], found: Found): void {
    const drop = [...new Set([...(x.drop ?? []), ...told])].sort();
    const ref: Ref = drop.length ? { ...x, drop } : x;
    found.pending.set(`${ref.origin.id}:${ref.path.join('.')}:${drop.join()}:${ref.t}`, ref);
  }

  private hooksFor(at: Position): ProjectHooks {
    return at.inChecked ? this.roomy : this.hooks;
  }

  /** @returns the keys of members that are personal by their declaration */
  private unfold(x: Ref, members: readonly MemberInfo[], at: Position, found: Found): readonly string[] {
    const told: string[] = [];
    if (at.depth >= (at.inChecked ? MAX_UNFOLD_CHECKED : MAX_UNFOLD) || found.open.has(x.type)) return told;
    found.open.add(x.type);
    for (const member of members.slice(0, MAX_MEMBERS)) {
      if (member.kind === 'method' || member.kind === 'setter' || (x.keep && !x.keep.includes(member.key))) continue;
      // What a declared member is not known to hold here, no caller can tell by its name either.
      const inner: Found = { ...found, pending: new Map(), items: new Map() };
      // What a checked value was taken out of is no level of its own.
      const isChecked = x.checked?.around === member.key;
      const inside: Position = {
        depth: isChecked ? at.depth : at.depth + 1,
        level: at.level,
        ...(at.inChecked ? { inChecked: true } : {}),
      };
      this.visit(project([x], member.key, this.hooksFor(at)), inside, inner);
      if (inner.items.size === 0) continue;
      told.push(member.key);
      for (const item of inner.items.values()) if (found.items.size < MAX_ITEMS) add(found.items, item);
    }
    found.open.delete(x.type);
    return told;
  }
}

function add(items: Map<string, Item>, item: Item): void {
  const key = `${item.dataType}:${item.source}:${item.transforms.join()}`;
  if (!items.has(key)) items.set(key, item);
}
