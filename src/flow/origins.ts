/** Interned origins and references to them. */
import type { FunctionId, Span } from '../model/facts.js';
import { UNKNOWN_TYPE, type FileId, type TypeId } from '../model/program.js';
import type { SourceModel } from '../model/compiled-rules.js';
import type { AV, Origin, OriginKind, Ref } from './abstract-value.js';

/** An origin before it is numbered. */
export interface OriginInit {
  readonly kind: OriginKind;
  readonly file: FileId;
  readonly function: FunctionId;
  readonly index: number;
  readonly names?: readonly string[];
  readonly functionName?: string;
  readonly at: Span;
  readonly source?: SourceModel;
}

/** Numbers origins, so that equal references are one and are compared by number. */
export class Origins {
  private readonly known = new Map<string, Origin>();

  get(init: OriginInit): Origin {
    const key = `${init.kind}:${init.file}:${init.function}:${init.index}:${init.source?.type ?? init.source?.shape ?? ''}`;
    let origin = this.known.get(key);
    if (!origin) {
      origin = { id: this.known.size, ...init, names: init.names ?? [] };
      this.known.set(key, origin);
    }
    return origin;
  }

  /** @param open what callers have to show before the value is known */
  ref(init: OriginInit, type: TypeId, open?: Pick<Ref, 'called'> | Pick<Ref, 'picked'>): AV {
    const origin = this.get(init);
    const ref: Ref = { a: 'ref', origin, path: [], type, member: undefined, owners: [], way: undefined, t: 0, doubts: [], ...open };
    return [ref];
  }

  /** A global of a file, which is the same for all reads in it. */
  global(file: FileId, name: string): AV {
    return this.ref({ kind: 'global', file, function: 0, index: nameIndex(name), names: [name], at: [0, 0] }, UNKNOWN_TYPE);
  }
}

/** A stable number for a name. */
function nameIndex(name: string): number {
  let h = 0;
  for (let i = 0; i < name.length; i++) h = (h * 31 + name.charCodeAt(i)) | 0;
  return h;
}
