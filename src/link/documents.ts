/** Queries written in code, as templates or plain text, and what they give. */
import type { FunctionId, Span, Value } from '../model/facts.js';
import { UNKNOWN_TYPE, type CallSiteRef, type FileId, type TypeId } from '../model/program.js';
import { schemaTypeName } from '../model/schema-language.js';
import type { ValueResolver } from './resolve-value.js';

/** How an operation with a name begins. */
const OPERATION = /^[\s,]*(query|mutation|subscription)\s+(\w+)/;

export class Documents {
  constructor(private readonly resolver: ValueResolver) {}

  /** What a tagged template, or a call of one text, gives when it is asked. */
  ofCall({ file, function: fn, call }: CallSiteRef): TypeId {
    const { types } = this.resolver.facts(file);
    const { kind, args, span } = this.resolver.fn(file, fn).calls[call]!;
    const text = args.length === 1 ? this.resolver.fn(file, fn).values[args[0]!.value] : undefined;
    if (kind !== 'tagged' && text?.op !== 'const' && text?.op !== 'concat') return UNKNOWN_TYPE;
    const asked = types.find(({ document }) => document && isInside(document, span));
    return asked ? this.named(file, asked.name) : UNKNOWN_TYPE;
  }

  /** A text is known by its operation's name. */
  ofText(file: FileId, fn: FunctionId, def: Extract<Value, { op: 'const' | 'concat' }>): TypeId {
    const first = def.op === 'const' ? def : this.resolver.fn(file, fn).values[def.parts[0]!];
    const found = first?.op === 'const' && typeof first.value === 'string' ? OPERATION.exec(first.value) : null;
    if (!found) return UNKNOWN_TYPE;
    const name = schemaTypeName('graphql', capital(found[2]!) + capital(found[1]!));
    return this.resolver.graph.globalType(name) ? this.named(file, name) : UNKNOWN_TYPE;
  }

  private named(file: FileId, name: string): TypeId {
    return this.resolver.types.resolve(file, 0, { t: 'name', name });
  }
}

function isInside([start, end]: Span, around: Span): boolean {
  return around[0] <= start && end <= around[1];
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
