/** Redaction that is configured: what it names or replaces never leaves as it is. */
import type { CallSiteRef } from '../model/program.js';
import { modelOf } from '../model/rule-graph.js';
import type { DropPathsModel, ReplacesModel, SettingModel, SinkModel } from '../model/rules.js';
import { ELEMENT, join, narrow, type AV, type Fn } from './abstract-value.js';
import type { Evaluator } from './evaluate.js';
import { handedThrough, membersThrough } from './hooks.js';

/** Instances made from instances (`logger.child(…)`) that are followed. */
const MAX_CHAIN = 8;

/** What is configured at one call. */
interface Redaction {
  /** Dotted paths: `*` any key, `**` any depth. */
  readonly drop: readonly string[];
  readonly through: readonly Through[];
}

type Through = { readonly fn: Fn } | { readonly members: ReadonlyMap<string, AV> };

const NONE: Redaction = { drop: [], through: [] };

/** Finds where a receiver was made, since its redaction is configured there and not at the call that writes. */
export class Redactions {
  private readonly memo = new Map<string, Redaction>();
  /** By library: one for each call that configures all of it. */
  private readonly everywhere: ReadonlyMap<string, readonly Redaction[]>;

  constructor(private readonly ev: Evaluator) {
    this.everywhere = this.ofLibraries();
  }

  /** @returns what is left of a value that leaves through the call */
  left(site: CallSiteRef, model: SinkModel, av: AV): AV {
    const made = this.ev.calls.places.createdBy(site);
    const own = made ? this.apply(this.made(made, 0), model, av) : av;
    const library = this.everywhere.get(model.library);
    // Several calls configure it (browser and server): nobody knows which holds here.
    return library ? join(library.map((redaction) => this.apply(redaction, model, own))) : own;
  }

  private apply({ drop, through }: Redaction, model: SinkModel, av: AV): AV {
    let out = drop.length ? narrow(av, undefined, drop) : av;
    for (const step of through)
      out = 'fn' in step ? handedThrough(this.ev, step.fn, out, model.within) : membersThrough(this.ev, step.members, out);
    return out;
  }

  private made(site: CallSiteRef, depth: number): Redaction {
    const key = `${site.file}:${site.function}:${site.call}`;
    const known = this.memo.get(key);
    if (known) return known;
    this.memo.set(key, NONE);
    const own = this.at(site, (setting) => !setting.everywhere);
    const parent = depth < MAX_CHAIN ? this.ev.calls.places.createdBy(site) : undefined;
    const inherited = parent ? this.made(parent, depth + 1) : NONE;
    const found = together(inherited, own);
    this.memo.set(key, found);
    return found;
  }

  private ofLibraries(): ReadonlyMap<string, readonly Redaction[]> {
    const out = new Map<string, Redaction[]>();
    const { rules, program } = this.ev;
    if (!rules.nodes.some((node) => node.settings?.some((s) => s.effect !== 'turns-on' && s.everywhere))) return out;
    program.graph.files.forEach((facts, file) => {
      facts.functions.forEach((fn, id) => {
        for (let call = 0; call < fn.calls.length; call++) {
          for (const { nodes } of program.call(file, id, call).library) {
            const settings = nodes.length ? modelOf(rules, nodes)?.settings : undefined;
            const global = settings?.find((s) => s.effect !== 'turns-on' && s.everywhere);
            if (!global) continue;
            const found = this.at({ file, function: id, call }, (s) => s.everywhere);
            out.set(global.library, [...(out.get(global.library) ?? []), found]);
            break;
          }
        }
      });
    });
    return out;
  }

  private at(site: CallSiteRef, wanted: (setting: DropPathsModel | ReplacesModel) => boolean): Redaction {
    const settings = this.ev.program
      .call(site.file, site.function, site.call)
      .library.flatMap((lib) => modelOf(this.ev.rules, lib.nodes)?.settings ?? [])
      .filter((s): s is Exclude<SettingModel, { effect: 'turns-on' }> => s.effect !== 'turns-on')
      .filter(wanted);
    const drop = settings.flatMap((s) => (s.effect === 'drop-paths' ? this.paths(site, s) : []));
    const through = settings.flatMap((s) => (s.effect === 'replaces' ? this.functions(site, s) : []));
    return drop.length + through.length === 0 ? NONE : { drop: [...new Set(drop)].sort(), through };
  }

  private paths(site: CallSiteRef, setting: DropPathsModel): string[] {
    const texts = setting.paths
      .flatMap((place) => this.ev.calls.places.joined(site, place))
      .flatMap((x) => (x.a === 'const' && typeof x.value === 'string' ? [x.value] : []));
    return texts.map((text) => (setting.dialect === 'keys' ? `**.${text}` : dotted(text)));
  }

  private functions(site: CallSiteRef, setting: ReplacesModel): Through[] {
    return setting.by.flatMap((place) =>
      this.ev.calls.places.joined(site, place).flatMap((x): Through[] => {
        if (x.a === 'obj' && setting.eachMember) return [{ members: x.entries }];
        return setting.eachMember ? [] : inOrder([x]).map((fn) => ({ fn }));
      }),
    );
  }
}

/** A function, or those of a list. */
function inOrder(av: AV): Fn[] {
  return av.flatMap((x) => {
    if (x.a === 'fn') return [x];
    if (x.a !== 'obj') return [];
    const keys = [...x.entries.keys()].filter((key) => key !== ELEMENT);
    return (keys.length ? keys : [ELEMENT]).flatMap((key) => inOrder(x.entries.get(key) ?? []));
  });
}

function together(a: Redaction, b: Redaction): Redaction {
  if (a === NONE || b === NONE) return a === NONE ? b : a;
  return { drop: [...new Set([...a.drop, ...b.drop])].sort(), through: [...a.through, ...b.through] };
}

/** `a["b-c"][*].d` → `a.b-c.*.d`; brackets are another way to write a key. */
function dotted(path: string): string {
  return path
    .replace(/\[(?:"([^"]*)"|'([^']*)'|([^[\]]*))\]/g, (_, a?: string, b?: string, c?: string) => `.${a ?? b ?? c ?? ''}`)
    .replace(/^\./, '');
}
