/** Names that types go by where a rule stands: of the variable a call is bound to, of members in a callee's path. */
import type { Value, ValueId } from '../model/facts.js';
import type { OperatorSite } from './call-places.js';
import type { ValueResolver } from './resolve-value.js';

/** Finds names for types that builders make, since they have none of their own. */
export class SiteNames {
  /** Names of calls in each function. */
  private readonly ofCalls = new Map<number, ReadonlyMap<number, string>>();

  constructor(private readonly resolver: ValueResolver) {}

  /** The variable a schema is bound to names its type: `const userSchema = …`; '' when there is none. */
  boundTo(site: OperatorSite): string {
    if (site.call === undefined) return '';
    const key = this.resolver.base[site.file]! + site.function;
    let names = this.ofCalls.get(key);
    if (!names) {
      const facts = this.resolver.fn(site.file, site.function);
      const named = facts.names.flatMap(([value, name]) => {
        const def = facts.values[value];
        return def?.op === 'call' ? [[def.call, name] as const] : [];
      });
      // Of several names the first one counts.
      this.ofCalls.set(key, (names = new Map(named.reverse())));
    }
    return names.get(site.call) ?? '';
  }

  /** The n-th member from the end of the callee's path: of `db.user.findMany`, 1 is `user`. */
  calleeMember(site: OperatorSite, n: number): string | undefined {
    if (site.call === undefined) return undefined;
    let { file, function: fn } = site;
    let value: ValueId | undefined = this.resolver.fn(file, fn).calls[site.call]!.callee;
    for (let left = n; value !== undefined;) {
      const def: Value | undefined = this.resolver.fn(file, fn).values[value];
      switch (def?.op) {
        case 'outer':
          [fn, value] = [def.function, def.value];
          break;
        case 'cast':
          value = def.value;
          break;
        case 'import': {
          const target = this.resolver.graph.importValue(file, def.import);
          [file, fn, value] = target?.kind === 'value' ? [target.file, 0, target.value] : [file, fn, undefined];
          break;
        }
        case 'load':
          if (left-- === 0) return def.key;
          value = def.object;
          break;
        default:
          return undefined;
      }
    }
    return undefined;
  }
}

/** The part of a name that stands for `*` in its form. */
export function fitted(name: string, form: string): string | undefined {
  const [head = '', tail = ''] = form.split('*');
  const fits = name.length >= head.length + tail.length && name.startsWith(head) && name.endsWith(tail);
  return fits ? name.slice(head.length, name.length - tail.length) : undefined;
}
