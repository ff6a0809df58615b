import { describe, expect, it } from 'vitest';
import type { SourceModel } from '../model/compiled-rules.js';
import { constant, object, reference, text } from '../testing/abstract-values.js';
import { destinationOf, isMessageLink } from './destination.js';

const ENV = { library: 'node', shape: 'env' } as SourceModel;
const variable = [reference('env.API_URL', { source: ENV })];
const parameter = [reference('host')];

describe('destination', () => {
  it.each([
    ['https://api.acme.io/v1', { host: 'api.acme.io' }],
    ['HTTPS://API.Acme.io:8443/v1', { host: 'api.acme.io' }],
    ['https://key:word@api.acme.io', { host: 'api.acme.io' }],
    ['//cdn.acme.io/x.js', { host: 'cdn.acme.io' }],
    ['wss://live.acme.io', { host: 'live.acme.io' }],
    ['postgres://db:5432/app', { host: 'db' }],
    ['api.acme.io', { host: 'api.acme.io' }],
    ['api.acme.io:443/v1', { host: 'api.acme.io' }],
    ['/api/users', { relative: true }],
    ['./users', { relative: true }],
    ['?page=2', { relative: true }],
    ['', { relative: true }],
    ['users', {}],
  ])('of %s', (url, expected) => {
    expect(destinationOf(constant(url))).toEqual(expected);
  });

  it('is that of the head of a text', () => {
    expect(destinationOf(text(constant('https://api.acme.io/users/'), parameter))).toEqual({ host: 'api.acme.io' });
    expect(destinationOf(text(constant('/users/'), parameter))).toEqual({ relative: true });
    expect(destinationOf(text(variable, constant('/users')))).toEqual({ host: 'env:API_URL' });
    expect(destinationOf(text(text(constant('https://api.acme.io')), constant('/users')))).toEqual({ host: 'api.acme.io' });
    expect(destinationOf(text(parameter, constant('/users')))).toEqual({});
  });

  it('is that of the base where a path stands beside it', () => {
    expect(destinationOf(text([...constant('/users'), ...constant('https://api.acme.io')]))).toEqual({ host: 'api.acme.io' });
  });

  it('is read from options', () => {
    expect(destinationOf([object({ baseURL: constant('https://api.acme.io'), method: constant('GET') })])).toEqual({ host: 'api.acme.io' });
    expect(destinationOf([object({ hostname: constant('api.acme.io') })])).toEqual({ host: 'api.acme.io' });
    expect(destinationOf([object({}, [object({ url: constant('/users') })])])).toEqual({ relative: true });
  });

  it('is unknown for what nobody tells', () => {
    expect(destinationOf(parameter)).toEqual({});
    expect(destinationOf([])).toEqual({});
    expect(destinationOf(constant(7))).toEqual({});
  });
});

describe('links to a person', () => {
  it('are made by their scheme', () => {
    expect(isMessageLink(text(constant('mailto:'), parameter))).toBe(true);
    expect(isMessageLink(constant('tel:+49'))).toBe(true);
    expect(isMessageLink(text(constant('https://x.io/?to='), parameter))).toBe(false);
    expect(isMessageLink([...constant('mailto:x'), ...constant('/x')])).toBe(false);
    expect(isMessageLink([])).toBe(false);
  });
});
