/** Redaction that is configured where a logger or client is made: the paths it names never leave through it. */
import type { CallSiteRef } from '../model/program.js';
import { modelOf } from '../model/rule-graph.js';
import type { SettingModel } from '../model/rules.js';
import type { Evaluator } from './evaluate.js';

/** Instances made from instances (`logger.child(…)`) that are followed. */
const MAX_CHAIN = 8;

/** Finds where a receiver was made, since its redaction is configured there and not at the call. */
export class Redactions {
  private readonly memo = new Map<string, readonly string[]>();

  constructor(private readonly ev: Evaluator) {}

  /** @returns dotted paths (`*` any key, `**` any depth) dropped from what leaves through the receiver of a call */
  of(site: CallSiteRef): readonly string[] {
    const made = this.ev.calls.places.createdBy(site);
    return made ? this.made(made, 0) : [];
  }

  private made(site: CallSiteRef, depth: number): readonly string[] {
    const key = `${site.file}:${site.function}:${site.call}`;
    const known = this.memo.get(key);
    if (known) return known;
    this.memo.set(key, []);
    const out: string[] = [];
    for (const lib of this.ev.program.call(site.file, site.function, site.call).library) {
      for (const setting of modelOf(this.ev.rules, lib.nodes)?.settings ?? []) out.push(...this.paths(site, setting));
    }
    const parent = depth < MAX_CHAIN ? this.ev.calls.places.createdBy(site) : undefined;
    if (parent) out.push(...this.made(parent, depth + 1));
    const paths = [...new Set(out)].sort();
    this.memo.set(key, paths);
    return paths;
  }

  private paths(site: CallSiteRef, setting: SettingModel): string[] {
    const texts = setting.paths
      .flatMap((place) => this.ev.calls.places.joined(site, place))
      .flatMap((x) => (x.a === 'const' && typeof x.value === 'string' ? [x.value] : []));
    return texts.map((text) => (setting.dialect === 'keys' ? `**.${text}` : dotted(text)));
  }
}

/** `a["b-c"][*].d` → `a.b-c.*.d`; brackets are another way to write a key. */
function dotted(path: string): string {
  return path
    .replace(/\[(?:"([^"]*)"|'([^']*)'|([^[\]]*))\]/g, (_, a?: string, b?: string, c?: string) => `.${a ?? b ?? c ?? ''}`)
    .replace(/^\./, '');
}
