import { describe, expect, it } from 'vitest';
import type { AV } from '../abstract-value.js';
import { ANY_KEY, keyOf, keysMeet } from './keys.js';

const constant = (value: string): AV => [{ a: 'const', value }];
const unknown: AV = [{ a: 'fn', file: 0, function: 0, env: [] }];
const text = (...parts: readonly AV[]): AV => [{ a: 'str', parts, t: 0, doubts: [] }];
const meet = (one: AV, other: AV): boolean | undefined => {
  const [a, b] = [keyOf(one), keyOf(other)];
  return a && b ? keysMeet(a, b) : undefined;
};

describe('keys of channels', () => {
  it('are the same where their constant parts are', () => {
    expect(meet(text(constant('user:'), unknown), text(constant('user:'), unknown))).toBe(true);
    expect(meet(text(constant('user:'), unknown), text(constant('theme:'), unknown))).toBe(false);
    expect(meet(text(constant('user:'), unknown), text(constant('user:'), unknown, constant(':code')))).toBe(false);
  });

  it('fit a constant that has the same parts', () => {
    expect(meet(text(constant('user:'), unknown), constant('user:7'))).toBe(true);
    expect(meet(text(constant('user:'), unknown, constant(':code')), constant('user:7:code'))).toBe(true);
    expect(meet(text(constant('user:'), unknown, constant(':code')), constant('user:7:mail'))).toBe(false);
    expect(meet(text(constant('a:'), unknown, constant(':a')), constant('a:a'))).toBe(false);
  });

  it('are all that a part may be', () => {
    const either: AV = [...constant('user:'), ...constant('guest:')];
    expect(meet(text(either, unknown), text(constant('guest:'), unknown))).toBe(true);
  });

  it('are not known where nothing is constant', () => {
    expect(keyOf(text(unknown, constant(':'), unknown))).toBeUndefined();
    expect(keyOf(unknown)).toBeUndefined();
    expect(keyOf([{ a: 'const', value: null }])).toBeUndefined();
  });

  it('may be any', () => {
    expect(meet(ANY_KEY, text(constant('user:'), unknown))).toBe(true);
    expect(meet(ANY_KEY, constant('theme'))).toBe(true);
  });
});
