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

type Redacting = DropPathsModel | ReplacesModel;

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
  /** What methods add to instances later, by the call that made the instance. */
  private added: ReadonlyMap<string, Redaction> | undefined;

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

  private apply(redaction: Redaction, model: SinkModel, av: AV): AV {
    const { within = '' } = model;
    let out = av;
    for (const measure of redaction) {
      const keys = keysBelow(within, measure.below);
      const key = keys || model.within === undefined ? undefined : keyInside(within, measure.below);
      if (key !== undefined && 'fn' in measure) out = membersThrough(this.ev, new Map([[key, [measure.fn]]]), out);
      if (!keys) continue;
      if ('fn' in measure) out = handedThrough(this.ev, measure.fn, out, keys);
      else if ('drop' in measure) out = inside(this.ev, out, keys, (whole) => narrow(whole, undefined, measure.drop));
      else out = inside(this.ev, out, keys, (whole) => membersThrough(this.ev, measure.members, whole));
    }
    return out;
  }

  private made(site: CallSiteRef, depth: number): Redaction {
    const key = keyOf(site);
    const known = this.memo.get(key);
    if (known) return known;
    this.memo.set(key, NONE);
    const own = this.at(site, (setting) => !setting.everywhere && !setting.adds);
    const added = (this.added ??= this.toInstances()).get(key) ?? NONE;
    const parent = depth < MAX_CHAIN ? this.ev.calls.places.createdBy(site) : undefined;
    const inherited = parent ? this.made(parent, depth + 1) : NONE;
    const found = [...inherited, ...own, ...added];
    this.memo.set(key, found);
    return found;
  }

  private toInstances(): ReadonlyMap<string, Redaction> {
    const out = new Map<string, Redaction>();
    for (const { site } of this.sites((setting) => setting.adds)) {
      const made = this.ev.calls.places.createdBy(site);
      if (!made) continue;
      const key = keyOf(made);
      out.set(key, [...(out.get(key) ?? []), ...this.at(site, (setting) => setting.adds)]);
    }
    return out;
  }

  private ofLibraries(): ReadonlyMap<string, readonly Configured[]> {
    const out = new Map<string, Configured[]>();
    for (const { site, library } of this.sites((setting) => setting.everywhere)) {
      const found = this.at(site, (setting) => setting.everywhere);
      out.set(library, [...(out.get(library) ?? []), { folder: folderOf(this.ev, site.file), redaction: found }]);
    }
    return out;
  }

  /** Calls with a setting of that kind, and whose it is. */
  private sites(wanted: (setting: Redacting) => boolean): readonly { readonly site: CallSiteRef; readonly library: string }[] {
    const out: { site: CallSiteRef; library: string }[] = [];
    const { rules, program } = this.ev;
    const isWanted = (s: SettingModel): boolean => isRedaction(s) && wanted(s);
    if (!rules.nodes.some((node) => node.settings?.some(isWanted))) return out;
    program.graph.files.forEach((facts, file) => {
      facts.functions.forEach((fn, id) => {
        for (let call = 0; call < fn.calls.length; call++) {
          const { library } = program.call(file, id, call);
          const settings = library.flatMap(({ nodes }) => (nodes.length ? modelOf(rules, nodes)?.settings : undefined) ?? []);
          const found = settings.find(isWanted);
          if (found) out.push({ site: { file, function: id, call }, library: found.library });
        }
      });
    });
    return out;
  }

  private at(site: CallSiteRef, wanted: (setting: Redacting) => boolean): Redaction {
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

function isRedaction(setting: SettingModel): setting is Redacting {
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

/** The member of a payload that a measure is about, when it is one. */
function keyInside(within: string, below: string): string | undefined {
  const key = within === '' ? below : below.startsWith(`${within}.`) ? below.slice(within.length + 1) : '';
  return key === '' || key.includes('.') ? undefined : key;
}

function keyOf({ file, function: fn, call }: CallSiteRef): string {
  return `${file}:${fn}:${call}`;
}

/** `a["b-c"][*].d` → `a.b-c.*.d`; brackets are another way to write a key. */
function dotted(path: string): string {
  return path
    .replace(/\[(?:"([^"]*)"|'([^']*)'|([^[\]]*))\]/g, (_, a?: string, b?: string, c?: string) => `.${a ?? b ?? c ?? ''}`)
    .replace(/^\./, '');
}
