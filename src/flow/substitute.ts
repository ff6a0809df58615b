/** Replaces a callee's parameters and `this` by what one call hands over. */
import { UNKNOWN_TYPE, type Program } from '../model/program.js';
import { append, ELEMENT, extend, join, narrow, type Alt, type AV, type Frame, type Obj, type Origin, type Ref } from './abstract-value.js';
import { isAskedOf } from './callbacks.js';
import { isText } from './list-readings.js';
import { ofKinds } from './kinds.js';
import { anyPick, constantKeys, isAskable } from './picks.js';
import { project, type ProjectHooks } from './project.js';

/** Nesting of values inside values that is followed when replacing. */
const MAX_DEPTH = 12;

/** What putting arguments in asks of the program. */
export interface SubstitutionHooks extends ProjectHooks {
  /** What the functions among `handed` give when they are called with `args`; nothing when there are none. */
  givenBack(handed: AV, args: readonly AV[]): AV | undefined;
  /** The origin of a callback's result, asked of another function's callers. */
  reaskedOf(origin: Origin, of: Origin): Origin;
}

/** Puts one call's arguments in; each value once, since summaries share parts. */
export class Substitution {
  private readonly memo = new Map<AV, AV>();

  constructor(
    private readonly frame: Frame,
    private readonly program: Program,
    private readonly hooks: SubstitutionHooks,
  ) {}

  apply(av: AV, depth = 0): AV {
    if (av.length === 0) return av;
    if (depth > MAX_DEPTH) {
      this.hooks.cut('nesting of handed values');
      return av;
    }
    const known = this.memo.get(av);
    if (known) return known;
    let changed = false;
    const parts: AV[] = [];
    for (const x of av) {
      const y = this.alt(x, depth);
      if (y.length !== 1 || y[0] !== x) changed = true;
      parts.push(y);
    }
    const result = changed ? join(parts, () => this.hooks.cut('alternatives')) : av;
    this.memo.set(av, result);
    return result;
  }

  private alt(x: Alt, depth: number): AV {
    switch (x.a) {
      case 'ref':
        return this.ref(x, depth);
      case 'obj':
        return this.obj(x, depth);
      case 'str': {
        const parts = x.parts.map((p) => this.apply(p, depth + 1));
        return parts.every((p, i) => p === x.parts[i]) ? [x] : [{ ...x, parts }];
      }
      case 'fn':
        return [{ ...x, env: x.env.some((f) => f.callee === this.frame.callee) ? x.env : [...x.env, this.frame] }];
      case 'const':
        return [x];
    }
  }

  private obj(x: Obj, depth: number): AV {
    const suffix = `@${callKey(this.frame)}`;
    // What the same call has made of it before, it makes again only in a recursion: widened to what it is.
    if (x.id.includes(suffix)) return [x];
    let changed = false;
    const entries = new Map<string, AV>();
    for (const [key, value] of x.entries) {
      const y = this.apply(value, depth + 1);
      if (y !== value) changed = true;
      entries.set(key, y);
    }
    const rest = this.apply(x.rest, depth + 1);
    if (rest !== x.rest) changed = true;
    return changed ? [{ ...x, entries, rest, id: `${x.id}${suffix}` }] : [x];
  }

  private ref(x: Ref, depth: number): AV {
    const { origin } = x;
    if (x.picked) return this.pick(x, x.picked, depth);
    if (x.called) return this.callback(x, x.called, depth);
    if (!isAskedOf(x, this.frame.callee, this.program)) return [x];
    const given = origin.kind === 'this' ? this.frame.self() : this.frame.arg(origin.index);
    if (given.length === 0) return origin.kind === 'this' ? [x] : [];
    return this.replaced(x, given);
  }

  /** What a handed-in function gives for the arguments; while nobody shows which it is, the reference stays. */
  private callback(x: Ref, called: NonNullable<Ref['called']>, depth: number): AV {
    const args = called.args.map((av) => this.apply(av, depth + 1));
    if (isAskedOf(called.callee, this.frame.callee, this.program)) {
      const handed = this.ref(called.callee, depth + 1);
      const given = this.hooks.givenBack(handed, args);
      if (given) return this.replaced(x, given);
      const [callee] = handed;
      // The caller hands on what it was handed itself.
      if (handed.length === 1 && callee?.a === 'ref' && callee.origin.kind === 'param') {
        return [{ ...x, origin: this.hooks.reaskedOf(x.origin, callee.origin), called: { callee, args } }];
      }
    }
    return args.every((av, i) => av === called.args[i]) ? [x] : [{ ...x, called: { ...called, args } }];
  }

  /** The member under the key that the caller hands over; any member, where no caller is left to ask. */
  private pick(x: Ref, picked: NonNullable<Ref['picked']>, depth: number): AV {
    const object = this.apply(picked.object, depth + 1);
    const key = this.ref(picked.key, depth + 1);
    const [next] = key;
    if (key.length === 1 && next === picked.key) return object === picked.object ? [x] : [{ ...x, picked: { ...picked, object } }];
    if (picked.take) {
      if (key.length === 1 && isAskable(next, this.program))
        return [{ ...x, origin: this.hooks.reaskedOf(x.origin, next.origin), picked: { ...picked, key: next } }];
      return this.replaced(x, picked.take(key));
    }
    const keys = constantKeys(key);
    if (keys.length) return this.replaced(x, join(keys.map((k) => project(object, k, this.hooks))));
    if (key.length === 1 && isAskable(next, this.program))
      return [{ ...x, origin: this.hooks.reaskedOf(x.origin, next.origin), picked: { object, key: next } }];
    return this.replaced(x, anyPick(object, key, this.hooks));
  }

  private replaced(x: Ref, of: AV): AV {
    let given = of;
    // Any member of an object from which keys were taken out in all depths is none of these.
    const gone = x.drop?.filter((key) => key.startsWith('**.'));
    for (const key of x.path) {
      if (key === ELEMENT) given = narrow(x.ofList ? given.filter((y) => !isText(this.hooks, y)) : given, undefined, gone);
      given = project(given, key, this.hooks);
    }
    if (x.keep || x.drop) given = narrow(given, x.keep, x.drop);
    if (x.kinds) given = ofKinds(this.program.types, given, x.kinds);
    const type = x.type;
    return given.map((y): Alt => {
      if (y.a === 'ref') {
        const way = append(this.frame.step ? extend(y.way, this.frame.step) : y.way, x.way);
        const known = this.program.types.shape(y.type) === 'unknown' ? type : y.type;
        const doubts = x.doubts.length ? [...new Set([...y.doubts, ...x.doubts])] : y.doubts;
        return { ...y, type: known, way, t: y.t | x.t, doubts, ...(x.ofList && known === UNKNOWN_TYPE ? { ofList: true } : {}) };
      }
      if (y.a !== 'obj' && y.a !== 'str') return y;
      const way = append(this.frame.step ? extend(y.way, this.frame.step) : y.way, x.way);
      return way === y.way && x.t === 0 ? y : { ...y, t: y.t | x.t, way };
    });
  }
}

function callKey(frame: Frame): string {
  return frame.step ? `${frame.step.file}:${frame.step.at[0]};` : `${frame.callee};`;
}
