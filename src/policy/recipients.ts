/** Who gets the data: by host, then by the library's own recipient. */
import { hostWildcard } from '../model/wildcard.js';
import type { Destination } from '../model/flow.js';
import type { CrossBorder, RecipientDetails } from '../model/report.js';
import type { Receiver } from '../model/compiled-rules.js';
import type { Party, Recipient } from '../model/rules.js';
import { crossing, type Home } from './home.js';

export interface ResolvedRecipient extends RecipientDetails {
  readonly id: string;
  readonly name: string;
  readonly party: Party;
  readonly crossBorder?: CrossBorder;
}

const UNKNOWN: ResolvedRecipient = { id: 'unknown', name: 'a recipient that the code does not show', party: 'unknown' };
const OWN_SERVER: ResolvedRecipient = { id: 'own-server', name: 'the own server', party: 'first' };
/** Addresses of the own machine or network (RFC 1122, RFC 1918). */
const OWN_ADDRESS = /^(?:0|127|10|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.[\d.]+$/;
/** Names that no public host has (RFC 6761, RFC 6762); one without a dot is known in the own network only. */
const OWN_NAME = /^[^.]+$|\.(?:localhost|local|internal|svc|test)$/;

export class Recipients {
  private readonly byId: ReadonlyMap<string, Recipient>;
  private readonly byHost = new Map<string, Recipient>();
  /** Hosts with a part that varies: `sns.*.example.com`. */
  private readonly patterns: [(host: string) => boolean, Recipient][] = [];

  constructor(
    recipients: readonly Recipient[],
    private readonly home?: Home,
  ) {
    this.byId = new Map(recipients.map((r) => [r.id, r]));
    for (const r of recipients) {
      for (const host of r.hosts ?? []) {
        const name = host.replace(/^\*\./, '').toLowerCase();
        if (name.includes('*')) this.patterns.push([hostWildcard(name), r]);
        else this.byHost.set(name, r);
      }
    }
  }

  /** A base URL decides over the package: a client pointed at another host sends there. */
  resolve(model: Receiver, destination: Destination): ResolvedRecipient {
    if (destination.relative) return OWN_SERVER;
    if (destination.host && !destination.host.startsWith('env:')) return this.ofHost(destination.host);
    const inEnvironment = destination.host === undefined ? undefined : this.byHost.get(destination.host.toLowerCase());
    if (inEnvironment) return this.known(inEnvironment);
    if (destination.host?.startsWith('env:') && !model.recipient) return UNKNOWN;
    const own = model.recipient ? this.byId.get(model.recipient) : undefined;
    if (own) return this.known(own);
    if (model.recipient) return { id: model.recipient, name: model.recipient, party: model.party ?? 'unknown' };
    return model.party && model.party !== 'unknown' ? { ...UNKNOWN, party: model.party } : UNKNOWN;
  }

  private ofHost(host: string): ResolvedRecipient {
    if (OWN_ADDRESS.test(host) || OWN_NAME.test(host)) return OWN_SERVER;
    for (let at = host; at; at = at.includes('.') ? at.slice(at.indexOf('.') + 1) : '') {
      const found = this.byHost.get(at) ?? this.patterns.find(([fits]) => fits(at))?.[1];
      if (found) return this.known(found);
    }
    return { id: host, name: host, party: 'third' };
  }

  private known({ id, name, party, country, company, purposes, terms }: Recipient): ResolvedRecipient {
    const crossBorder = crossing(country, this.home);
    return {
      id,
      name,
      party,
      ...(country ? { country } : {}),
      ...(company !== undefined && company !== name ? { company } : {}),
      ...(purposes ? { purposes } : {}),
      ...(terms ? { terms } : {}),
      ...(crossBorder ? { crossBorder } : {}),
    };
  }
}
