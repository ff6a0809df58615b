import { describe, expect, it } from 'vitest';
import { hostWildcard, wildcard } from './wildcard.js';

describe('a wildcard', () => {
  it.each([
    ['a', 'a', true],
    ['a', 'ab', false],
    ['a*', 'a', true],
    ['*', '', true],
    ['@x/*', '@x/y/z', true],
    ['a*b', 'ab', true],
    ['a*b', 'a', false],
    ['ab*ba', 'aba', false],
    ['*a*b*', 'xxbxa', false],
    ['*a*b*', 'xxaxxbx', true],
    ['a.c', 'abc', false],
    ['(a+)+', '(a+)+', true],
  ])('%s and "%s": %s', (pattern, text, fits) => {
    expect(wildcard(pattern)(text)).toBe(fits);
  });

  it('takes steps as many as the text is long, where a regular expression would take powers of it', () => {
    expect(wildcard(`${'*a'.repeat(2000)}*b`)('a'.repeat(20_000))).toBe(false);
    expect(hostWildcard(`${'*a'.repeat(30)}*b.example`)(`${'a'.repeat(300)}.example`)).toBe(false);
  });
});

describe('a wildcard in a host', () => {
  it.each([
    ['sns.*.cloud.example', 'sns.eu.cloud.example', true],
    ['sns.*.cloud.example', 'sns.eu.west.cloud.example', false],
    ['sns.*.cloud.example', 'sns..cloud.example', false],
    ['a-*.example', 'a-.example', false],
    ['a-*.example', 'a-b.example', true],
    ['aXexample', 'a.example', false],
  ])('%s and %s: %s', (pattern, host, fits) => {
    expect(hostWildcard(pattern)(host)).toBe(fits);
  });
});
