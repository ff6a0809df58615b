/**
 * What the project's own calls hand to parameters that nobody declares: `createRouter(db, pino())`. One set for all calls
 * of a function (context-insensitive points-to, as in Feldthaus et al. 2013), small or nothing.
 */
import type { FunctionId } from '../model/facts.js';
import type { FileId } from '../model/program.js';
import { entityKey, MAX_ENTITIES, NONE, union, type Entities } from './entities.js';

/** Keeps what was handed over, round by round. */
export class HandedParameters {
  private readonly handed = new Map<string, Entities>();
  /** Parameters that are handed more than a set holds: nothing is said of them. */
  /** Grows with all that is new. */
  version = 0;
  private readonly many = new Set<string>();

  get(file: FileId, fn: FunctionId, param: number): Entities {
    return this.handed.get(`${file}:${fn}:${param}`) ?? NONE;
  }

  /** @returns whether it was new */
  add(file: FileId, fn: FunctionId, param: number, entities: Entities): boolean {
    const key = `${file}:${fn}:${param}`;
    if (this.many.has(key)) return false;
    // A function that is handed in is known where it is called, by each of its callers.
    const more = entities.filter((x) => x.e !== 'fn' && (x.e !== 'lib' || x.nodes.length > 0));
    if (more.length === 0) return false;
    const known = this.handed.get(key) ?? NONE;
    const all = new Set([...known, ...more].map(entityKey));
    if (all.size === known.length) return false;
    this.version++;
    if (all.size > MAX_ENTITIES) {
      this.many.add(key);
      this.handed.delete(key);
    } else this.handed.set(key, union([known, more]));
    return true;
  }
}
