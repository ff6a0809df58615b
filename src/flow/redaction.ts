/** Redaction that is configured: what it names or replaces never leaves as it is. */
import type { CallSiteRef } from '../model/program.js';
import { modelOf } from '../model/rule-graph.js';
import type { DropPathsModel, ReplacesModel, SettingModel, SinkModel } from '../model/compiled-rules.js';
import { ELEMENT, join, narrow, type AV, type Fn } from './abstract-value.js';
import type { Evaluator } from './evaluate.js';
import { handedThrough, inside, membersThrough } from './hooks.js';
import { folderOf, nearest, type InFolder } from './nearest-folder.js';

/** Instances made from instances (`logger.child(…)`) that are followed. */
const MAX_CHAIN = 8;

/** What is configured at one call. */
type Redaction = readonly Measure[];

/** One thing that is done to what leaves, to the member of it that `below` names. */
type Measure = { readonly below: string } & (
  { readonly drop: readonly string[] } | { readonly fn: Fn } | { readonly members: ReadonlyMap<string, AV> }
);

const NONE: Redaction = [];

/** What a call configures for all of a library. */
interface Configured extends InFolder {
  readonly redaction: Redaction;
}

/** Finds where a receiver was made, since its redaction is configured there and not at the call that writes. */
export class Redactions {
  private readonly memo = new Map<string, Redaction>();
  /** By library: one for each call that configures all of it. */
  private readonly everywhere: ReadonlyMap<string, readonly Configured[]>;

  constructor(private readonly ev: Evaluator) {
    this.everywhere = this.ofLibraries();
  }

  /** @returns what is left of a value that leaves through the call */
  left(site: CallSiteRef, model: SinkModel, av: AV): AV {
    const made = this.ev.calls.places.createdBy(site);
    const own = made ? this.apply(this.made(made, 0), model, av) : av;
    const library = model.within === undefined ? undefined : this.everywhere.get(model.library);
    // Where several calls configure it (browser and server), nobody knows which holds here.
    return library ? join(nearest(this.ev, library, site.file).map(({ redaction }) => this.apply(redaction, model, own))) : own;
  }

  private apply(redaction: Redaction, { within = '' }: SinkModel, av: AV): AV {
    let out = av;
    for (const measure of redaction) {
      const keys = keysBelow(within, measure.below);
      if (!keys) continue;
      if ('fn' in measure) out = handedThrough(this.ev, measure.fn, out, keys);
      else if ('drop' in measure) out = inside(this.ev, out, keys, (whole) => narrow(whole, undefined, measure.drop));
      else out = inside(this.ev, out, keys, (whole) => membersThrough(this.ev, measure.members, whole));
    }
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
    const found = [...inherited, ...own];
    this.memo.set(key, found);
    return found;
  }

  private ofLibraries(): ReadonlyMap<string, readonly Configured[]> {
    const out = new Map<string, Configured[]>();
    const { rules, program } = this.ev;
    if (!rules.nodes.some((node) => node.settings?.some((s) => isRedaction(s) && s.everywhere))) return out;
    program.graph.files.forEach((facts, file) => {
      facts.functions.forEach((fn, id) => {
        for (let call = 0; call < fn.calls.length; call++) {
          for (const { nodes } of program.call(file, id, call).library) {
            const settings = nodes.length ? modelOf(rules, nodes)?.settings : undefined;
            const global = settings?.find((s) => isRedaction(s) && s.everywhere);
            if (!global) continue;
            const found = this.at({ file, function: id, call }, (s) => s.everywhere);
            out.set(global.library, [...(out.get(global.library) ?? []), { folder: folderOf(this.ev, file), redaction: found }]);
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
      .filter(isRedaction)
      .filter(wanted);
    return settings.flatMap((s): Redaction => {
      if (s.effect === 'replaces') return this.functions(site, s);
      const drop = [...new Set(this.paths(site, s))].sort();
      return drop.length ? [{ below: s.below, drop }] : NONE;
    });
  }

  private paths(site: CallSiteRef, setting: DropPathsModel): string[] {
    const texts = setting.paths
      .flatMap((place) => this.ev.calls.places.joined(site, place))
      .flatMap((x) => (x.a === 'const' && typeof x.value === 'string' ? [x.value] : []));
    return texts.map((text) => (setting.dialect === 'keys' ? `**.${text}` : dotted(text)));
  }

  private functions(site: CallSiteRef, { by, eachMember, below }: ReplacesModel): Redaction {
    return by.flatMap((place) =>
      this.ev.calls.places.joined(site, place).flatMap((x): Redaction => {
        if (x.a === 'obj' && eachMember) return [{ below, members: x.entries }];
        return eachMember ? NONE : inOrder([x]).map((fn) => ({ below, fn }));
      }),
    );
  }
}

function isRedaction(setting: SettingModel): setting is DropPathsModel | ReplacesModel {
  return setting.effect === 'drop-paths' || setting.effect === 'replaces';
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

/** Where a payload stands in what a measure is about; nothing when it stands elsewhere. */
function keysBelow(within: string, below: string): readonly string[] | undefined {
  if (below === '') return within === '' ? [] : within.split('.');
  if (within === below) return [];
  return within.startsWith(`${below}.`) ? within.slice(below.length + 1).split('.') : undefined;
}

/** `a["b-c"][*].d` → `a.b-c.*.d`; brackets are another way to write a key. */
function dotted(path: string): string {
  return path
    .replace(/\[(?:"([^"]*)"|'([^']*)'|([^[\]]*))\]/g, (_, a?: string, b?: string, c?: string) => `.${a ?? b ?? c ?? ''}`)
    .replace(/^\./, '');
}
