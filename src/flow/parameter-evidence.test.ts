import { describe, expect, it } from 'vitest';
import type { Program } from '../model/program.js';
import { constant, reference } from '../testing/abstract-values.js';
import type { AV } from './abstract-value.js';
import type { Collector } from './collect.js';
import type { Evaluator } from './evaluate.js';
import { keepParameterEvidence } from './parameter-evidence.js';

const PARAM = { file: 0, function: 1, index: 0 };

/** Whether the name of a parameter counts that is given these values, one by each caller. */
function counts(given: readonly (AV | 'left out' | 'spread')[]): boolean {
  const isPersonal = (av: AV) => av.some((x) => x.a === 'ref' && x.path.at(-1) === 'email');
  const program = {
    callers: () => given.map((_, call) => ({ file: 0, function: 0, call })),
    types: { shape: () => 'unknown' },
  } as unknown as Program;
  const ev = {
    fn: () => ({
      calls: given.map((g) => ({ args: g === 'left out' ? [] : [{ value: 0, at: [0, 1], ...(g === 'spread' ? { spread: true } : {}) }] })),
    }),
    calls: { parameters: { frame: ({ call }: { call: number }) => ({ arg: () => (typeof given[call] === 'string' ? [] : given[call]) }) } },
  } as unknown as Evaluator;
  const collector = {
    collect: (av: AV) => ({ items: isPersonal(av) ? [1] : [], pending: [] }),
    saysNothing: () => false,
  } as unknown as Collector;
  return keepParameterEvidence(program, ev, collector)(PARAM);
}

const email: AV = [reference('user.email')];
const opaque: AV = [reference('x', { origin: { ...reference('x').origin, kind: 'result' } })];
const id: AV = [reference('user.id')];

describe('the name of a parameter', () => {
  it('counts while nobody calls', () => expect(counts([])).toBe(true));
  it('counts when one caller passes personal data', () => expect(counts([constant('none'), email])).toBe(true));
  it('counts when nobody can tell what a caller passes', () => {
    expect(counts([opaque])).toBe(true);
    expect(counts(['spread'])).toBe(true);
  });
  it('stops counting when all callers pass clean data', () => expect(counts([constant('none'), id])).toBe(false));
  it('stops counting when callers leave it out', () => expect(counts(['left out'])).toBe(false));
});
