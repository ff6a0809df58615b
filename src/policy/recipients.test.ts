import { describe, expect, it } from 'vitest';
import type { Destination } from '../model/flow.js';
import type { SinkModel } from '../model/compiled-rules.js';
import type { Recipient } from '../model/rules.js';
import { Recipients } from './recipients.js';

const KNOWN: Recipient[] = [
  {
    id: 'acme',
    name: 'Acme',
    party: 'third',
    country: 'US',
    purposes: ['analytics'],
    hosts: ['acme.io', '*.acme.net', 'queue.*.acme.cloud'],
  },
  { id: 'own-log', name: 'the log', party: 'self', purposes: ['operations'] },
];
const recipients = new Recipients(KNOWN);
const sink = (more: Partial<SinkModel> = {}): SinkModel => ({
  library: 'x',
  at: [],
  kind: 'outbound',
  payload: [],
  purpose: [],
  except: [],
  host: [],
  when: [],
  purposeTypes: [],
  assign: false,
  sets: false,
  ...more,
});
const of = (destination: Destination, more: Partial<SinkModel> = {}) => {
  const { id, party } = recipients.resolve(sink(more), destination);
  return `${id} ${party}`;
};

describe('the recipient', () => {
  it('is a known company by its host', () => {
    expect(of({ host: 'acme.io' })).toBe('acme third');
    expect(of({ host: 'api.eu.acme.io' })).toBe('acme third');
    expect(of({ host: 'api.acme.net' })).toBe('acme third');
    expect(of({ host: 'queue.eu-west-1.acme.cloud' })).toBe('acme third');
    expect(recipients.resolve(sink(), { host: 'acme.io' })).toMatchObject({ name: 'Acme', country: 'US' });
  });

  it('is a third party by its host when nobody knows it', () => {
    expect(of({ host: 'collector.nowhere.io' })).toBe('collector.nowhere.io third');
    expect(of({ host: 'notacme.io' })).toBe('notacme.io third');
  });

  it.each([
    'localhost',
    '127.0.0.1',
    '0.0.0.0',
    '10.1.2.3',
    '192.168.0.7',
    '172.16.4.1',
    'backend',
    'printer.local',
    'api.default.svc',
    'api.default.svc.cluster.local',
    'shop.test',
    'host.docker.internal',
  ])('%s is the own server', (host) => expect(of({ host })).toBe('own-server first'));

  it.each(['localhost.acme-phish.io', '172.32.0.1', '11.0.0.1', '10.example.io', 'www.local.ch', 'api.test.io'])('%s is none', (host) =>
    expect(of({ host })).toBe(`${host} third`),
  );

  it('is the own server for a relative URL, whatever the library', () => {
    expect(of({ relative: true })).toBe('own-server first');
    expect(of({ relative: true }, { recipient: 'acme' })).toBe('own-server first');
  });

  it('is the host rather than the library that is pointed at it', () => {
    expect(of({ host: 'proxy.internal' }, { recipient: 'acme' })).toBe('own-server first');
    expect(of({ host: 'other.io' }, { recipient: 'own-log' })).toBe('other.io third');
  });

  it('is unknown where it stands in the environment, except a library knows it', () => {
    expect(of({ host: 'env:API_URL' })).toBe('unknown unknown');
    expect(of({ host: 'env:ACME_URL' }, { recipient: 'acme' })).toBe('acme third');
  });

  it('is the one of the library without a destination', () => {
    expect(of({}, { recipient: 'own-log' })).toBe('own-log self');
    expect(of({}, { recipient: 'someone', party: 'third' })).toBe('someone third');
    expect(of({}, { party: 'first' })).toBe('unknown first');
    expect(of({})).toBe('unknown unknown');
  });
});
