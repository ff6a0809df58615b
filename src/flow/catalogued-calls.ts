/** Calls of packages of which only the recipient is known: whatever goes in is taken to go there. */
import { cataloguedCall } from '../model/catalogue.js';
import type { CallSiteRef } from '../model/program.js';
import type { Place, SinkModel } from '../model/compiled-rules.js';
import { NOTHING, type AV } from './abstract-value.js';
import { namedHost } from './client-host.js';
import type { Evaluator } from './evaluate.js';

const EVERYTHING: Place = [{ s: 'argument', from: 0, to: 255 }];

/** Makes the model of a call from the recipient of its package, since there is no rule that has one. */
export class CataloguedCalls {
  private readonly models = new Map<string, SinkModel>();

  constructor(private readonly ev: Evaluator) {}

  /** @returns the sink that the call is, and the value that names its host; nothing when its package is not known */
  at(site: CallSiteRef): { readonly model: SinkModel; readonly host: AV } | undefined {
    const found = cataloguedCall(this.ev.program, this.ev.rules, site);
    if (!found) return undefined;
    const { recipient, library } = found;
    const key = `${library} ${recipient.id}`;
    let model = this.models.get(key);
    if (!model) {
      const kind = recipient.kind ?? 'outbound';
      this.models.set(key, (model = { library, at: [], kind, recipient: recipient.id, ...NO_MORE }));
    }
    return { model, host: recipient.party === 'third' || recipient.client ? this.host(site, recipient.client === true) : NOTHING };
  }

  /** What made the client names its host; a request of a plain client does so itself. */
  private host(site: CallSiteRef, isClient: boolean): AV {
    const made = this.ev.calls.places.createdBy(site);
    const asked = [...(made ? [made] : []), ...(isClient ? [site] : [])];
    return asked.map((call) => namedHost(this.ev, call)).find((host) => host.length > 0) ?? NOTHING;
  }
}

const NO_MORE = {
  payload: [EVERYTHING],
  purpose: [],
  except: [],
  host: [],
  when: [],
  purposeTypes: [],
  assign: false,
  sets: false,
  catalogue: true,
} as const;
