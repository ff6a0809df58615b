/** Who a log is carried on to: by what is configured where the logger was made, or added to it later. */
import { recipientOfModule } from '../model/catalogue.js';
import type { CallSiteRef } from '../model/program.js';
import { modelOf } from '../model/rule-graph.js';
import type { SendsToModel, SinkModel } from '../model/compiled-rules.js';
import { NOTHING, type Alt, type AV } from './abstract-value.js';
import { namedHost } from './client-host.js';
import type { Evaluator } from './evaluate.js';
import { folderOf, nearest, type InFolder } from './nearest-folder.js';

/** Instances made from instances (`logger.child(…)`), and transports made of transports, that are followed. */
const MAX_CHAIN = 8;

/** Another company that gets what is written: by its package, or by the host that a transport is given. */
export type Carrier = { readonly recipient: string } | { readonly host: AV };

interface Configured extends InFolder {
  readonly carriers: readonly Carrier[];
}

interface Configurations {
  /** By the call that made the instance. */
  readonly instances: ReadonlyMap<string, readonly Carrier[]>;
  /** By library: for whatever writes through it. */
  readonly libraries: ReadonlyMap<string, readonly Configured[]>;
}

/** Looks for transports where a logger is configured, since the call that writes does not show them. */
export class Transports {
  /** Libraries whose rules speak of transports. */
  private readonly spoken: ReadonlySet<string>;
  private configured: Configurations | undefined;

  constructor(private readonly ev: Evaluator) {
    const settings = ev.rules.nodes.flatMap((node) => node.settings ?? []);
    this.spoken = new Set(settings.flatMap((s) => (s.effect === 'sends-to' ? [s.library] : [])));
  }

  /** @returns the first other company that gets what the call writes; nothing where none does */
  of(site: CallSiteRef, { library, kind }: SinkModel): Carrier | undefined {
    if (kind !== 'log' || !this.spoken.has(library)) return undefined;
    const { instances, libraries } = (this.configured ??= this.find());
    let made: CallSiteRef | undefined = this.ev.calls.places.createdBy(site);
    for (let hop = 0; made && hop < MAX_CHAIN; hop++) {
      const [carrier] = instances.get(keyOf(made)) ?? [];
      if (carrier) return carrier;
      made = this.ev.calls.places.createdBy(made);
    }
    return nearest(this.ev, libraries.get(library) ?? [], site.file)[0]?.carriers[0];
  }

  private find(): Configurations {
    const instances = new Map<string, readonly Carrier[]>();
    const libraries = new Map<string, readonly Configured[]>();
    const { program } = this.ev;
    program.graph.files.forEach(({ functions }, file) => {
      functions.forEach(({ calls }, fn) => {
        for (let call = 0; call < calls.length; call++) {
          const site = { file, function: fn, call };
          for (const setting of this.settings(site)) {
            const carriers = this.carriers(site, setting, 0);
            if (carriers.length === 0) continue;
            // A method adds to the instance that it is called on; a factory speaks of what it makes.
            const instance = keyOf(this.ev.calls.places.createdBy(site) ?? site);
            instances.set(instance, [...(instances.get(instance) ?? []), ...carriers]);
            if (setting.everywhere)
              libraries.set(setting.library, [...(libraries.get(setting.library) ?? []), { folder: folderOf(this.ev, file), carriers }]);
          }
        }
      });
    });
    return { instances, libraries };
  }

  private settings({ file, function: fn, call }: CallSiteRef): readonly SendsToModel[] {
    const out: SendsToModel[] = [];
    for (const { nodes } of this.ev.program.call(file, fn, call).library)
      for (const setting of (nodes.length ? modelOf(this.ev.rules, nodes)?.settings : undefined) ?? [])
        if (setting.effect === 'sends-to') out.push(setting);
    return out;
  }

  private carriers(site: CallSiteRef, { by }: SendsToModel, depth: number): readonly Carrier[] {
    return by.flatMap((place) => this.ev.calls.places.joined(site, place).flatMap((x) => this.carrier(x, depth)));
  }

  private carrier(x: Alt, depth: number): readonly Carrier[] {
    if (x.a === 'const') return typeof x.value === 'string' ? this.ofModule(x.value) : [];
    if (x.a !== 'ref' || x.origin.kind !== 'result' || x.path.length > 0) return [];
    const { file, function: fn, index } = x.origin;
    const def = this.ev.fn(file, fn).values[index];
    if (def?.op !== 'call') return [];
    const site = { file, function: fn, call: def.call };
    const nested = depth < MAX_CHAIN ? this.settings(site).flatMap((setting) => this.carriers(site, setting, depth + 1)) : [];
    if (nested.length > 0) return nested;
    const { library } = this.ev.program.call(file, fn, def.call);
    const own = library.flatMap(({ module }) => (module === '' ? [] : this.ofModule(module)));
    if (own.length > 0) return own;
    const host = library.length > 0 ? namedHost(this.ev, site) : NOTHING;
    return host.length > 0 ? [{ host }] : [];
  }

  private ofModule(specifier: string): readonly Carrier[] {
    const recipient = recipientOfModule(this.ev.rules, specifier);
    return recipient?.party === 'third' ? [{ recipient: recipient.id }] : [];
  }
}

function keyOf({ file, function: fn, call }: CallSiteRef): string {
  return `${file}:${fn}:${call}`;
}
