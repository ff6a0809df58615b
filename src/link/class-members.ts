/** Members of project classes: own, inherited, from library super classes, and what is stored on `this`. */
import type { ClassId, ClassMemberFact, FunctionId, ValueId } from '../model/facts.js';
import type { FileId } from '../model/program.js';
import { step } from '../model/rule-graph.js';
import type { LinkContext } from './context.js';
import { NONE, union, type Entities, type How } from './entities.js';

/** Longest chain of super classes that is followed. */
const MAX_SUPER = 10;

/** A member, and the class that declares it. */
export interface FoundMember {
  readonly file: FileId;
  readonly class: ClassId;
  readonly member: ClassMemberFact;
}

/** A value that is stored in a field. */
export interface FieldWrite {
  readonly file: FileId;
  readonly function: FunctionId;
  readonly value: ValueId;
}

/** Finds members along the super classes, and fields by their writes. */
export class ClassMembers {
  private readonly writes = new Map<FileId, Map<ClassId, Map<string, FieldWrite[]>>>();
  private readonly thisClass = new Map<number, ClassId>();

  constructor(private readonly ctx: LinkContext) {}

  /** The class whose instance `this` is in a function: its own, or that of the method around an arrow function. */
  classOfThis(file: FileId, fn: FunctionId): ClassId {
    const key = this.ctx.base[file]! + fn;
    const known = this.thisClass.get(key);
    if (known !== undefined) return known;
    const facts = this.ctx.fn(file, fn);
    let found: ClassId = -1;
    if (facts.class !== undefined && facts.kind !== 'arrow' && facts.kind !== 'function') found = facts.class;
    else if (facts.kind === 'arrow' && facts.parent >= 0) found = this.classOfThis(file, facts.parent);
    this.thisClass.set(key, found);
    return found;
  }

  superClasses(file: FileId, cls: ClassId): Entities {
    const facts = this.ctx.facts(file).classes[cls]!;
    return facts.extends ? this.ctx.resolve(file, facts.function, facts.extends.value) : NONE;
  }

  /** A declared member, searched upwards through project super classes. */
  find(file: FileId, cls: ClassId, name: string, isStatic: boolean, depth = 0): FoundMember | undefined {
    const facts = this.ctx.facts(file).classes[cls]!;
    let field: ClassMemberFact | undefined;
    for (const member of facts.members) {
      if (member.name !== name || Boolean(member.static) !== isStatic || member.kind === 'constructor') continue;
      if (member.function !== undefined && member.kind !== 'setter') return { file, class: cls, member };
      field ??= member;
    }
    if (field) return { file, class: cls, member: field };
    if (depth >= MAX_SUPER) return undefined;
    for (const up of this.superClasses(file, cls)) {
      if (up.e !== 'class') continue;
      const found = this.find(up.file, up.class, name, isStatic, depth + 1);
      if (found) return found;
    }
    return undefined;
  }

  /** The constructor that `new C()` runs. */
  constructorOf(file: FileId, cls: ClassId, depth = 0): { file: FileId; function: FunctionId } | undefined {
    const own = this.ctx.facts(file).classes[cls]!.members.find((m) => m.kind === 'constructor' && m.function !== undefined);
    if (own) return { file, function: own.function! };
    if (depth >= MAX_SUPER) return undefined;
    for (const up of this.superClasses(file, cls)) {
      if (up.e === 'class') return this.constructorOf(up.file, up.class, depth + 1);
    }
    return undefined;
  }

  /** Library nodes that instances of the class have through a library super class. */
  libraryBase(file: FileId, cls: ClassId, depth = 0): Entities {
    const out: Entities[] = [];
    for (const up of this.superClasses(file, cls)) {
      if (up.e === 'lib') {
        const nodes = step(this.ctx.rules, up.nodes, 'sub');
        const instance = step(this.ctx.rules, up.nodes, 'new');
        out.push([{ e: 'lib', module: up.module, nodes: [...new Set([...nodes, ...instance])].sort((a, b) => a - b) }]);
      } else if (up.e === 'class' && depth < MAX_SUPER) out.push(this.libraryBase(up.file, up.class, depth + 1));
    }
    return union(out);
  }

  /** All `this.key = value` in the class's own functions, field initialisers included. */
  fieldWrites(file: FileId, cls: ClassId, key: string): readonly FieldWrite[] {
    let byClass = this.writes.get(file);
    if (!byClass) this.writes.set(file, (byClass = this.collectWrites(file)));
    return byClass.get(cls)?.get(key) ?? [];
  }

  private collectWrites(file: FileId): Map<ClassId, Map<string, FieldWrite[]>> {
    const out = new Map<ClassId, Map<string, FieldWrite[]>>();
    const { functions } = this.ctx.facts(file);
    functions.forEach((facts, id) => {
      for (const store of facts.stores) {
        if (store.key === undefined) continue;
        const owner = this.ownerOfThis(file, id, store.object);
        if (owner < 0) continue;
        let keys = out.get(owner);
        if (!keys) out.set(owner, (keys = new Map<string, FieldWrite[]>()));
        const list = keys.get(store.key);
        const write = { file, function: id, value: store.value };
        if (list) list.push(write);
        else keys.set(store.key, [write]);
      }
    });
    return out;
  }

  private ownerOfThis(file: FileId, fn: FunctionId, value: ValueId): ClassId {
    const def = this.ctx.fn(file, fn).values[value];
    if (def?.op === 'this') return this.classOfThis(file, fn);
    if (def?.op === 'outer') return this.ownerOfThis(file, def.function, def.value);
    return -1;
  }

  /** Entities of a member of an instance (or of the class itself). */
  member(file: FileId, cls: ClassId, key: string, isStatic: boolean, by: How): Entities {
    const found = this.find(file, cls, key, isStatic);
    const out: Entities[] = [];
    if (found?.member.function !== undefined && found.member.kind === 'method') {
      return [{ e: 'fn', file: found.file, function: found.member.function, by }];
    }
    if (found?.member.function !== undefined) out.push(this.returnsOf(found.file, found.member.function));
    if (found?.member.type) {
      const enclosing = this.ctx.facts(found.file).classes[found.class]!.function;
      out.push(this.ctx.ofType(this.ctx.types.resolve(found.file, enclosing, found.member.type)));
    }
    if (found?.member.init) out.push(this.ctx.resolve(found.file, found.member.init.function, found.member.init.value));
    if (!isStatic) {
      const owner = found ?? { file, class: cls };
      for (const write of this.fieldWrites(owner.file, owner.class, key))
        out.push(this.ctx.resolve(write.file, write.function, write.value));
      if (!found) out.push(this.parameterProperty(file, cls, key));
    }
    if (!found) out.push(this.ctx.member(this.libraryBase(file, cls), key));
    return union(out);
  }

  private parameterProperty(file: FileId, cls: ClassId, key: string): Entities {
    const ctor = this.constructorOf(file, cls);
    if (!ctor) return NONE;
    const facts = this.ctx.fn(ctor.file, ctor.function);
    const param = facts.params.find((p) => p.property && p.name === key);
    if (!param?.type) return NONE;
    return this.ctx.ofType(this.ctx.types.resolve(ctor.file, ctor.function, param.type));
  }

  private returnsOf(file: FileId, fn: FunctionId): Entities {
    return union(this.ctx.fn(file, fn).returns.map((r) => this.ctx.resolve(file, fn, r.value)));
  }
}
