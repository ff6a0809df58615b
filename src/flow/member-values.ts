/** What a member read in the code is: of a module, by a rule, or of the object's own value. */
import type { FunctionId, Value, ValueId } from '../model/facts.js';
import type { FileId } from '../model/program.js';
import { UNKNOWN_TYPE } from '../model/program.js';
import { modelOf } from '../model/rule-graph.js';
import { CLEAN, ELEMENT, join, NOTHING, withTransform, type AV, type Fn } from './abstract-value.js';
import { typed } from './declared-types.js';
import type { Evaluator } from './evaluate.js';
import { CallFrame } from './frame.js';
import { lackedBy } from './lacking.js';
import { named } from './naming.js';
import { anyPick, constantKeys, openPick } from './picks.js';
import { classBehind, project } from './project.js';

/** Reads members, since what stands under a key is known from more places than the object itself. */
export class MemberValues {
  constructor(private readonly ev: Evaluator) {}

  /** A member under a known name. */
  load(file: FileId, fn: FunctionId, value: ValueId, def: Extract<Value, { op: 'load' }>): AV {
    const module = this.moduleMember(file, fn, def);
    if (module) return module;
    const carried = this.carriedMember(file, fn, value, def.object);
    if (carried?.length) return carried;
    const kept = this.ev.calls.channels.member(file, fn, value, def);
    if (kept.length) return kept;
    const object = this.ev.eval(file, fn, def.object);
    const words = this.staticWords(object, def.key);
    if (words) return words;
    const av = project(object, def.key, this.ev, { file, at: def.at });
    const methods = this.methods(file, fn, value, def.object, av);
    if (methods) return methods;
    const isUntyped = av.some((x) => x.a === 'ref' && x.type === UNKNOWN_TYPE);
    return named(
      isUntyped ? typed(this.ev.program.types, av, this.ev.program.typeOf(file, fn, value)) : av,
      this.ev.nameOf(file, fn, value),
      def.key,
    );
  }

  /** A member under a computed key: each key that it may be; one that callers know; else any. */
  index(file: FileId, fn: FunctionId, value: ValueId, def: Extract<Value, { op: 'index' }>): AV {
    const object = this.ev.eval(file, fn, def.object);
    const key = this.ev.eval(file, fn, def.key);
    const keys = constantKeys(key);
    const name = this.ev.nameOf(file, fn, value);
    if (keys.length) return named(join(keys.map((k) => project(object, k, this.ev, { file, at: def.at }))), name, ELEMENT);
    const open = openPick(this.ev, { file, function: fn, at: def.at, name }, object, key);
    return open ?? named(anyPick(object, key, this.ev, { file, at: def.at }), name, ELEMENT);
  }

  /** A method that is read and not called: a function that remembers the object it was read from (`this.rows.map(this.show)`). */
  private methods(file: FileId, fn: FunctionId, value: ValueId, object: ValueId, av: AV): AV | undefined {
    if (!av.every((x) => x.a === 'ref' && x.member?.kind === 'method')) return undefined;
    const { program } = this.ev;
    const targets = program.functions(file, fn, value);
    if (targets.length === 0) return undefined;
    const self = (): AV => this.ev.eval(file, fn, object);
    return targets.map((t): Fn => {
      const frame = new CallFrame(program.number(t.file, t.function), () => NOTHING, self, undefined);
      return { a: 'fn', file: t.file, function: t.function, env: [frame] };
    });
  }

  /** A static field that begins with a list of constants: which these are, those who ask for keys want to know. */
  private staticWords(object: AV, key: string): AV | undefined {
    const cls = object.length === 1 ? classBehind(object[0]!) : undefined;
    const member = cls && this.ev.program.graph.files[cls.file]!.classes[cls.class]!.members.find((m) => m.static && m.name === key);
    if (!member?.init) return undefined;
    const av = this.ev.eval(cls!.file, member.init.function, member.init.value);
    const isList = av.every(
      (x) => x.a === 'obj' && x.entries.size > 0 && x.rest.length === 0 && [...x.entries.values()].flat().every((y) => y.a === 'const'),
    );
    return av.length > 0 && isList ? av : undefined;
  }

  /** A member of a whole module (`ns.x`), an enum or a class's static field: what it is bound to. */
  private moduleMember(file: FileId, fn: FunctionId, def: Extract<Value, { op: 'load' }>): AV | undefined {
    let object = this.ev.fn(file, fn).values[def.object];
    if (object?.op === 'outer') object = this.ev.fn(file, object.function).values[object.value];
    if (object?.op !== 'import') return undefined;
    const target = this.ev.program.graph.importValue(file, object.import);
    const modules = (target?.kind === 'any' ? target.targets : [target]).filter((one) => one?.kind === 'module');
    const members = modules.map((one) => {
      const member = this.ev.program.graph.exportValue(one.file, def.key);
      return member === undefined || member.kind === 'module' ? undefined : this.ev.bound(member);
    });
    const known = members.filter((av) => av !== undefined);
    return known.length > 0 ? join(known) : undefined;
  }

  /** A member that rules say holds what the object was made of: `url.href`, `error.stack`. */
  private carriedMember(file: FileId, fn: FunctionId, value: ValueId, object: ValueId): AV | undefined {
    const found = this.ev.program.library(file, fn, value);
    // What an object of the project keeps under a key is what was put there.
    if (found.length === 0 || this.ev.program.library(file, fn, object).length === 0) return undefined;
    for (const lib of found) {
      const models = modelOf(this.ev.rules, lib.nodes);
      if (
        models?.sanitizers.some((s) => s.value.length === 1 && s.value[0]!.s === 'receiver' && s.effect === 'remove' && s.when.length === 0)
      )
        return CLEAN;
      for (const p of models?.propagators ?? []) {
        if (p.to[0]?.[0]?.s !== 'return' || p.to[0].length > 1 || p.from.some((f) => f[0]?.s !== 'receiver')) continue;
        const av = this.ev.eval(file, fn, object);
        const held = join(p.from.map((f) => this.ev.calls.places.within(av, f.slice(1))));
        const t = lackedBy(this.ev.rules, models?.propagators.filter((q) => q.from[0]?.[0]?.s === 'receiver') ?? []);
        return p.text && held.length ? [{ a: 'str', parts: [held], t, doubts: [] }] : t ? withTransform(held, t) : held;
      }
    }
    return undefined;
  }
}
