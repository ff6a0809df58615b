/** Types of values, as far as they are declared or plain to see: `typeof value`, members without an annotation. */
import type { CallFact, FunctionFacts, FunctionId, Value, ValueId } from '../../model/facts.js';
import type { FileId, TypeId, ValueTarget } from '../../model/program.js';
import { functionType, returnOf } from './functions.js';
import { instanceOf } from './instances.js';
import { BOOLEAN, DATE, NULL, NUMBER, STRING, UNKNOWN, type ValueOrigin } from './nodes.js';
import { at, elementOf, intersectionOf, pick, unionOf } from './operators.js';
import type { TypeResolver } from './resolver.js';
import type { Scope } from './scope.js';
import { ValueNames } from './value-names.js';

export class ValueTypes {
  private readonly memo = new Map<string, TypeId>();
  private readonly busy = new Set<string>();
  private readonly names: ValueNames;

  constructor(private readonly types: TypeResolver) {
    this.names = new ValueNames(types.graph);
  }

  /** The type of a dotted value name. */
  ofName(scope: Scope, name: string): TypeId {
    const [head = '', ...path] = name.split('.');
    if (head === 'this') return path.reduce((type, key) => at(this.types, type, key), scope.this ?? UNKNOWN);
    const found = this.names.head(scope, head);
    if (!found) return this.types.store.externalValue('', name);
    if ('target' in found && found.target.kind === 'external') {
      const { module, name: first } = found.target;
      return this.types.store.externalValue(module, [...(first === '*' && path.length > 0 ? [] : [first]), ...path].join('.'));
    }
    const start = 'target' in found ? this.ofTarget(found.target) : this.ofOrigin(found.origin);
    return path.reduce((type, key) => at(this.types, type, key), start);
  }

  /** The value that a `typeof` type (or an alias of one) was asked of. */
  origin(type: TypeId): ValueOrigin | undefined {
    for (let id: TypeId | undefined = type; id !== undefined;) {
      const node = this.types.store.nodes[id]!;
      if (node.k !== 'lazy') return undefined;
      if (node.expr.t === 'typeof') return this.names.origin(node.scope, node.expr.name);
      if (node.expr.t === 'index' && node.expr.index.t === 'lit') {
        const object = this.origin(this.types.resolve(node.expr.object, node.scope));
        return object && { ...object, path: [...object.path, String(node.expr.index.value)] };
      }
      id = this.types.step(id);
    }
    return undefined;
  }

  ofTarget(target: ValueTarget): TypeId {
    switch (target.kind) {
      case 'value':
        return this.ofValue(target.file, 0, target.value);
      case 'cell':
        return this.ofCell(target.file, target.cell);
      case 'module':
        return this.types.store.intern(`n${target.file}`, () => ({ k: 'object', name: '', source: { s: 'namespace', file: target.file } }));
      case 'external':
        return this.types.store.externalValue(target.module, target.name);
      case 'any':
        return UNKNOWN;
    }
  }

  /** `constant`: inside `as const`, where literals keep their types. */
  ofValue(file: FileId, fn: FunctionId, value: ValueId, constant = false): TypeId {
    const key = `${file}:${fn}:${value}${constant ? 'c' : ''}`;
    const known = this.memo.get(key);
    if (known !== undefined) return known;
    if (this.busy.has(key)) return UNKNOWN;
    this.busy.add(key);
    try {
      const facts = this.types.graph.files[file]!.functions[fn]!;
      const def = facts.values[value];
      const plain = def ? this.define(file, fn, value, def, constant) : UNKNOWN;
      const type = plain === UNKNOWN ? (this.types.options.typeOfValue?.(file, fn, value) ?? UNKNOWN) : plain;
      this.memo.set(key, type);
      return type;
    } finally {
      this.busy.delete(key);
    }
  }

  private define(file: FileId, fn: FunctionId, value: ValueId, def: Value, constant: boolean): TypeId {
    const { types } = this;
    const of = (id: ValueId): TypeId => this.ofValue(file, fn, id, constant);
    switch (def.op) {
      case 'param':
        return this.ofParam(file, fn, def.index);
      case 'this':
        return this.ofThis(file, fn);
      case 'const':
        return this.ofConstant(def.value, constant);
      case 'regex':
        return types.store.external('', 'RegExp');
      case 'load':
        return at(types, of(def.object), def.key);
      case 'index':
      case 'element':
        return elementOf(types, of(def.object));
      case 'keys':
      case 'concat':
        return STRING;
      case 'arith':
        return NUMBER;
      case 'test':
        return BOOLEAN;
      case 'call':
        return this.ofCall(file, fn, def.call);
      case 'phi':
        return unionOf(types, def.inputs.map(of));
      case 'object':
        return types.store.intern(`o${file}:${fn}:${value}:${constant}`, () => ({
          k: 'object',
          name: '',
          source: { s: 'literal', file, function: fn, value, constant },
        }));
      case 'array':
        return this.ofArray(
          def.elements.map((element) => ({ type: of(element.value), spread: element.spread === true })),
          constant,
        );
      case 'function':
        return functionType(types, { file, function: def.function });
      case 'class':
        return types.store.constructorOf(file, def.class);
      case 'outer':
        return this.ofValue(file, def.function, def.value, constant);
      case 'cell':
        return this.ofCell(file, def.cell);
      case 'import':
        return this.ofImport(file, def.import);
      case 'global':
        return types.store.externalValue('', def.name);
      case 'omit':
        return pick(types, of(def.object), def.keys, 'omit', { file, at: [0, 0] });
      case 'update':
        return this.ofUpdate(file, fn, def, of);
      case 'cast':
        if (def.type.t === 'name' && def.type.name === 'const') return this.ofValue(file, fn, def.value, true);
        return types.resolve(def.type, types.scopeOf(file, fn));
      default:
        return UNKNOWN;
    }
  }

  private ofConstant(value: string | number | boolean | null | undefined, constant: boolean): TypeId {
    if (value === null || value === undefined) return NULL;
    if (typeof value === 'boolean') return BOOLEAN;
    if (constant) return this.types.store.literal([value]);
    return typeof value === 'number' ? NUMBER : STRING;
  }

  private ofArray(elements: readonly { readonly type: TypeId; readonly spread: boolean }[], constant: boolean): TypeId {
    if (constant && elements.every((element) => !element.spread)) return this.types.store.tuple(elements.map((element) => element.type));
    const all = elements.map((element) => (element.spread ? elementOf(this.types, element.type) : element.type));
    return this.types.store.array(all.length > 0 ? unionOf(this.types, all) : UNKNOWN);
  }

  private ofParam(file: FileId, fn: FunctionId, index: number): TypeId {
    const param = this.types.graph.files[file]!.functions[fn]!.params[index];
    if (param?.type) return this.types.resolve(param.type, this.types.scopeOf(file, fn));
    return param?.default === undefined ? UNKNOWN : this.ofValue(file, fn, param.default);
  }

  private ofThis(file: FileId, fn: FunctionId): TypeId {
    const { functions } = this.types.graph.files[file]!;
    for (let facts: FunctionFacts | undefined = functions[fn]; facts; facts = functions[facts.parent]) {
      if (facts.kind !== 'arrow')
        return facts.class === undefined || facts.kind === 'function' ? UNKNOWN : instanceOf(this.types, file, facts.class);
    }
    return UNKNOWN;
  }

  private ofUpdate(file: FileId, fn: FunctionId, def: Extract<Value, { op: 'update' }>, of: (id: ValueId) => TypeId): TypeId {
    const member = { key: def.key, type: of(def.value), optional: false, owner: '', file, at: [0, 0] as const };
    const given = this.types.store.intern(`v${file}:${fn}:${def.object}:${def.key}:${def.value}`, () => ({
      k: 'object',
      name: '',
      source: { s: 'given', members: [member], closed: true },
    }));
    return intersectionOf(this.types, [given, of(def.object)]);
  }

  private ofImport(file: FileId, index: number): TypeId {
    const target = this.types.graph.importValue(file, index);
    return target ? this.ofTarget(target) : UNKNOWN;
  }

  /** A declared cell has its declared type, another one that of all that is written to it where it stands. */
  private ofCell(file: FileId, cell: number): TypeId {
    const facts = this.types.graph.files[file]!;
    const { type, function: fn } = facts.cells[cell]!;
    if (type) return this.types.resolve(type, this.types.scopeOf(file, fn));
    const writes = facts.functions[fn]!.cellWrites.filter((write) => write.cell === cell);
    const of = unionOf(
      this.types,
      writes.map((write) => this.ofValue(file, fn, write.value)),
    );
    return of === NULL ? UNKNOWN : of;
  }

  private ofCall(file: FileId, fn: FunctionId, index: number): TypeId {
    const facts = this.types.graph.files[file]!.functions[fn]!;
    const call = facts.calls[index]!;
    const callee = this.ofValue(file, fn, call.callee);
    const node = this.types.node(callee);
    if (call.kind === 'new' && node.k === 'external') return this.ofNewOutside(file, fn, call, node.module, node.name);
    return call.kind === 'call' || call.kind === 'new' ? returnOf(this.types, callee) : UNKNOWN;
  }

  private ofNewOutside(file: FileId, fn: FunctionId, call: CallFact, module: string, name: string): TypeId {
    const { store } = this.types;
    const args = (call.typeArgs ?? []).map((arg) => this.types.resolve(arg, this.types.scopeOf(file, fn)));
    if (module !== '') return store.external(module, name, args);
    if (name === 'Date') return DATE;
    if (name === 'Map') return store.map(args[0] ?? UNKNOWN, args[1] ?? UNKNOWN);
    return name === 'Set' || name === 'Array' ? store.array(args[0] ?? UNKNOWN) : store.external('', name, args);
  }

  private ofOrigin(origin: ValueOrigin): TypeId {
    if (origin.value !== undefined) return this.ofValue(origin.file, origin.function, origin.value);
    return origin.cell === undefined ? UNKNOWN : this.ofCell(origin.file, origin.cell);
  }
}
