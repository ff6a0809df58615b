/**
 * Members picked by a key that only callers know: `get(key) { return this.settings[key]; }`. The member stays open, as what
 * a callback gives does, and is the named one at every call that shows the key.
 */
import type { FunctionId, Span } from '../model/facts.js';
import { UNKNOWN_TYPE, type FileId, type Program } from '../model/program.js';
import { ELEMENT, join, MAP_KEY, type Alt, type AV, type Ref } from './abstract-value.js';
import type { Evaluator } from './evaluate.js';
import { project, type ProjectHooks, type ReadSite } from './project.js';

/** Keys of a type that are read one by one; of more, any member is meant. */
const MAX_ALLOWED = 8;

/** Where a member is picked, and the variable that holds it. */
export interface PickSite {
  readonly file: FileId;
  readonly function: FunctionId;
  readonly at: Span;
  readonly name: string | undefined;
}

/** @returns nothing when the key is no parameter of a called function, or the object has no members of its own names */
export function openPick(ev: Evaluator, site: PickSite, object: AV, key: AV): AV | undefined {
  const [x] = key;
  if (key.length !== 1 || !isAskable(x, ev.program) || !object.some((y) => hasNamedMembers(y, ev.program))) return undefined;
  const { file, function: fn } = x.origin;
  return ev.origins.ref(
    {
      kind: 'callback',
      file,
      function: fn,
      index: site.at[0],
      names: site.name ? [site.name] : [],
      at: site.at,
    },
    UNKNOWN_TYPE,
    { picked: { object, key: x } },
  );
}

/** Whether a key is a parameter whose callers can be asked. */
export function isAskable(x: Alt | undefined, program: Program): x is Ref {
  if (x?.a !== 'ref' || x.origin.kind !== 'param' || x.path.length > 0) return false;
  return program.callers(x.origin.file, x.origin.function).length > 0;
}

/** Keys that a value states. */
export function constantKeys(key: AV): readonly string[] {
  return key.flatMap((x) => (x.a === 'const' && (typeof x.value === 'string' || typeof x.value === 'number') ? [String(x.value)] : []));
}

/** The member under a key that nobody else can be asked for: those that the key's type allows, else any. */
export function anyPick(object: AV, key: AV, hooks: ProjectHooks, site?: ReadSite): AV {
  const allowed = key.flatMap((x) => (x.a === 'ref' ? hooks.program.types.literals(x.type) : []));
  if (allowed.length === 0 || allowed.length > MAX_ALLOWED) return project(object, ELEMENT, hooks, site);
  return join(allowed.map((k) => project(object, k, hooks, site)));
}

/** In a collection any key leads to an element: which one makes no difference. */
function hasNamedMembers(x: Alt, { types }: Program): boolean {
  if (x.a === 'obj') return [...x.entries.keys()].some((key) => key !== ELEMENT && key !== MAP_KEY && !/^\d+$/.test(key));
  return x.a === 'ref' && types.shape(x.type) === 'object' && types.members(x.type).length > 0;
}
