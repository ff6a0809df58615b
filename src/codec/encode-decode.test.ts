import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { extractFile } from '../extract/index.js';
import { courierFiles } from '../testing/courier.js';
import { decode, encode } from './index.js';
import { BETWEEN_KEYS, MAKERS } from './makers.js';

const key = fc.string({ minLength: 1, maxLength: 5, unit: 'binary' }).filter((text) => text !== '__proto__' && !text.includes('\n'));
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.integer(),
    fc.maxSafeInteger(),
    fc.double(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom(null, undefined, true, false, -0, '\ud800', ''),
    fc.array(fc.nat(), { maxLength: 5 }),
    fc.array(tie('any'), { maxLength: 5 }),
    fc.dictionary(key, tie('any'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).any;

const facts = Object.entries(courierFiles()).flatMap(([path, text]) => (/\.[cm]?[jt]sx?$/.test(path) ? [extractFile({ path, text })] : []));

describe('what is decoded', () => {
  it('is what was encoded, with its keys in order', () => {
    fc.assert(
      fc.property(value, (one) => {
        const back = decode(encode(one));
        expect(isDeepStrictEqual(back, one)).toBe(true);
        expect(JSON.stringify(back)).toBe(JSON.stringify(one));
      }),
      { numRuns: 500 },
    );
  });

  it('is the facts of every file of the fixture', () => {
    expect(facts.length).toBeGreaterThan(30);
    for (const one of facts) {
      const back = decode(encode(one));
      expect(isDeepStrictEqual(back, one)).toBe(true);
      expect(JSON.stringify(back)).toBe(JSON.stringify(one));
    }
  });

  it('is smaller than a third of the same as JSON', () => {
    const bytes = facts.reduce((sum, one) => sum + encode(one).length, 0);
    expect(bytes).toBeLessThan(JSON.stringify(facts).length / 3);
  });

  it('is made by literals where it is common', () => {
    const counts = { made: 0, all: 0 };
    const count = (one: unknown): void => {
      if (typeof one !== 'object' || one === null) return;
      if (!Array.isArray(one)) {
        counts.all++;
        if (MAKERS.has(Object.keys(one).join(BETWEEN_KEYS))) counts.made++;
      }
      Object.values(one).forEach(count);
    };
    count(facts);
    expect(counts.made / counts.all).toBeGreaterThan(0.9);
  });
});

describe('bytes that were not encoded here', () => {
  const whole = encode(facts.find((one) => one.functions.length > 3));

  it('are refused when they end early', () => {
    for (let end = 0; end < whole.length; end++) expect(() => decode(whole.subarray(0, end))).toThrow(RangeError);
  });

  it('give data or an error of range, whatever they are', () => {
    const attempt = (bytes: Uint8Array): void => {
      try {
        decode(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    };
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), attempt), { numRuns: 2000 });
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
        const changed = Uint8Array.from(whole);
        changed[at] = byte;
        attempt(changed);
      }),
      { numRuns: 2000 },
    );
  });
});

it.each([[() => 1], [Symbol('x')], [10n], [{ '': 1 }], [{ 'a\nb': 1 }], [JSON.parse('{"__proto__": 1}')]])(
  'refuses what has no form: %s',
  (one: unknown) => {
    expect(() => encode(one)).toThrow(TypeError);
  },
);

it('refuses what is too deep, when it is written and when it is read', () => {
  let deep: unknown = 1;
  for (let i = 0; i < 5000; i++) deep = [deep, 'x'];
  expect(() => encode(deep)).toThrow(TypeError);
});
