/** Types that JSON Schema literals describe: https://json-schema.org/draft/2020-12/json-schema-validation */
import type { MemberInfo, TypeId } from '../model/program.js';
import { UNKNOWN_TYPE } from '../model/program.js';
import { constantKeys, elementsOf, literalOf, memberRef, type ValueRef } from './call-places.js';
import type { ValueResolver } from './resolve-value.js';

/** Nesting of schemas that is read. */
const MAX_DEPTH = 12;

/** @returns the unknown type when the value is no literal; an open object for a schema that does not say more */
export function jsonSchemaType(resolver: ValueResolver, ref: ValueRef): TypeId {
  return new JsonSchema(resolver, ref).type(ref, 0);
}

class JsonSchema {
  private readonly known = new Map<string, TypeId>();

  constructor(
    private readonly resolver: ValueResolver,
    private readonly root: ValueRef,
  ) {}

  /** A schema inside itself is nothing more. */
  type(ref: ValueRef, depth: number): TypeId {
    const key = `${ref.file}:${ref.function}:${ref.value}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    this.known.set(key, UNKNOWN_TYPE);
    const type = this.read(ref, depth);
    this.known.set(key, type);
    return type;
  }

  private read(ref: ValueRef, depth: number): TypeId {
    const { resolver } = this;
    const { types } = resolver;
    const literal = depth > MAX_DEPTH ? undefined : literalOf(resolver, ref);
    if (!literal) return UNKNOWN_TYPE;
    const ofFile = this.ofFile(literal);
    if (ofFile !== UNKNOWN_TYPE) return ofFile;
    const below = (of: ValueRef): TypeId => this.type(of, depth + 1);
    const referred = this.referred(ref);
    if (referred) return below(referred);
    const all = this.listed(ref, 'allOf').map(below);
    const own = memberRef(resolver, ref, 'properties');
    const parts = [...all, ...(own ? [this.object(own, below)] : [])];
    // Members of all parts are there together.
    if (all.length > 0)
      return types.object(
        parts.flatMap((part) => types.members(part)),
        '',
        false,
      );
    if (own) return parts[0]!;
    if (memberRef(resolver, ref, 'enum') ?? memberRef(resolver, ref, 'const')) return types.primitive('literal');
    const either = [...this.listed(ref, 'anyOf'), ...this.listed(ref, 'oneOf')];
    if (either.length > 0) return types.union(either.map(below));
    const items = memberRef(resolver, ref, 'items');
    if (items) return types.array(below(items));
    return this.primitive(ref);
  }

  /** A schema in a file of its own has been read as a type. */
  private ofFile({ file, entries }: NonNullable<ReturnType<typeof literalOf>>): TypeId {
    const { schema, exports, types, functions } = this.resolver.facts(file);
    const whole = schema === undefined ? undefined : exports[0]?.value;
    const def = whole === undefined ? undefined : functions[0]!.values[whole];
    if (def?.op !== 'object' || def.entries !== entries || !types[0]) return UNKNOWN_TYPE;
    return this.resolver.types.resolve(file, 0, { t: 'name', name: types[0].name });
  }

  private listed(ref: ValueRef, key: string): readonly ValueRef[] {
    const list = memberRef(this.resolver, ref, key);
    return list ? elementsOf(this.resolver, list) : [];
  }

  /** What `$ref` leads to inside the same schema. */
  private referred(ref: ValueRef): ValueRef | undefined {
    const reference = this.text(ref, '$ref');
    if (reference === undefined || !/^#(?:\/|$)/.test(reference)) return undefined;
    const path = reference.split('/').slice(1);
    return path.reduce<ValueRef | undefined>((at, key) => at && memberRef(this.resolver, at, key), this.root);
  }

  private text(ref: ValueRef, key: string): string | undefined {
    const found = memberRef(this.resolver, ref, key);
    const def = found && this.resolver.fn(found.file, found.function).values[found.value];
    return def?.op === 'const' && typeof def.value === 'string' ? def.value : undefined;
  }

  private primitive(ref: ValueRef): TypeId {
    const { types } = this.resolver;
    const type = memberRef(this.resolver, ref, 'type');
    switch (type && constantKeys(this.resolver, type)[0]) {
      case 'string': {
        const format = this.text(ref, 'format');
        return format === undefined ? types.primitive('string') : types.formatted(format);
      }
      case 'number':
      case 'integer':
        return types.primitive('number');
      case 'boolean':
        return types.primitive('boolean');
      default:
        return types.object([], '', false);
    }
  }

  private object(properties: ValueRef, below: (ref: ValueRef) => TypeId): TypeId {
    const found = literalOf(this.resolver, properties);
    if (!found) return UNKNOWN_TYPE;
    const members = found.entries.flatMap((entry): MemberInfo[] => {
      if (!('key' in entry)) return [];
      const of = { file: found.file, function: found.function, value: entry.value };
      const format = this.text(of, 'format');
      const says = format === undefined ? {} : { says: [`format:${format}`] };
      return [{ key: entry.key, type: below(of), optional: false, owner: '', file: found.file, at: entry.at, ...says }];
    });
    // Further members may be there unless a schema forbids them.
    return this.resolver.types.object(members, '', false);
  }
}
