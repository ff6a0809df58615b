import { describe, expect, it } from 'vitest';
import type { Policy } from '../model/policy.js';
import { tierAfter, verdictOf, type TierKey } from './verdict.js';

const POLICY: Policy = {
  policy: 'test',
  title: 'test',
  rows: [
    { kinds: ['url'], parties: ['first'], position: 'path', tiers: { credential: 'inventory', direct: 'low' } },
    { kinds: ['url', 'log'], tiers: { credential: 'critical', direct: 'high' } },
    { kinds: ['outbound'], parties: ['third'], tiers: { direct: 'high', joined: 'medium' } },
    { kinds: ['response'], dataTypes: ['password'], tiers: { credential: 'high' } },
    { kinds: ['response', 'outbound'], tiers: { credential: 'inventory' } },
  ],
  kinds: {},
  literals: { secret: 'critical', personal: 'medium' },
};

const ask = (
  kind: 'url' | 'log' | 'outbound' | 'response' | 'file',
  party: 'self' | 'first' | 'third' | 'unknown',
  tier: TierKey,
  more: { dataType?: string; inPath?: boolean } = {},
) => verdictOf(POLICY, { kind, party, dataType: more.dataType ?? 'email', ...(more.inPath ? { inPath: true } : {}) }, tier);

describe('verdict', () => {
  it('is that of the first row that fits', () => {
    expect(ask('url', 'first', 'direct', { inPath: true })).toBe('low');
    expect(ask('url', 'first', 'direct')).toBe('high');
    expect(ask('url', 'third', 'direct', { inPath: true })).toBe('high');
    expect(ask('log', 'self', 'credential')).toBe('critical');
  });

  it('asks who gets it', () => {
    expect(ask('outbound', 'third', 'direct')).toBe('high');
    expect(ask('outbound', 'first', 'direct')).toBe('inventory');
    expect(ask('outbound', 'unknown', 'direct')).toBe('inventory');
    expect(ask('outbound', 'third', 'joined')).toBe('medium');
  });

  it('asks what it is', () => {
    expect(ask('response', 'first', 'credential', { dataType: 'password' })).toBe('high');
    expect(ask('response', 'first', 'credential', { dataType: 'access-token' })).toBe('inventory');
  });

  it('is inventory where no row speaks', () => {
    expect(ask('file', 'self', 'direct')).toBe('inventory');
    expect(ask('log', 'self', 'pseudonymous')).toBe('inventory');
  });
});

describe('the tier that is left', () => {
  it.each([
    ['direct', [], 'log', 'direct'],
    ['direct', ['hash'], 'log', 'pseudonymous'],
    ['sensitive', ['hash'], 'outbound', 'pseudonymous'],
    ['credential', ['hash'], 'log', undefined],
    ['credential', ['hash'], 'response', 'credential'],
    ['unclassified', ['hash'], 'log', 'unclassified'],
    ['direct', ['encrypt'], 'log', undefined],
    ['credential', ['hash', 'encrypt'], 'response', undefined],
  ] as const)('of %s after %j in a %s is %s', (tier, transforms, kind, left) => {
    expect(tierAfter(tier, transforms, kind)).toBe(left);
  });
});
