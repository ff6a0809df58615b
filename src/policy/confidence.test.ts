import { describe, expect, it } from 'vitest';
import type { Doubt, RawFlow } from '../model/flow.js';
import { best, confidenceOf } from './confidence.js';

const flow = (...doubts: Doubt[]): RawFlow => ({
  dataType: 'email',
  evidence: { dataType: 'email', strength: 'strong', via: 'type', because: 'email' },
  source: 'user.email',
  role: 'payload',
  arguments: [],
  transforms: [],
  steps: [],
  doubts,
});

describe('confidence', () => {
  it('is high without a doubt', () => {
    expect(confidenceOf(flow())).toBe('high');
  });

  it.each(['receiver-by-name', 'weak-name', 'unknown-keys', 'unknown-shape'] as const)('is medium with the doubt %s', (doubt) => {
    expect(confidenceOf(flow(doubt))).toBe('medium');
  });

  it('is low with two doubts', () => {
    expect(confidenceOf(flow('weak-name', 'unknown-keys'))).toBe('low');
  });

  it.each(['field-call', 'weak-owner'] as const)('is low with the doubt %s alone', (doubt) => {
    expect(confidenceOf(flow(doubt))).toBe('low');
  });

  it('of several is the best', () => {
    expect(best(['low', 'high', 'medium'])).toBe('high');
    expect(best(['low', 'medium'])).toBe('medium');
    expect(best([])).toBe('low');
  });
});
