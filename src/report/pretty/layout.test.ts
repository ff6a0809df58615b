import { describe, expect, it } from 'vitest';
import { lowerFirst, pad, paintCode, takeWidth, truncate, truncatePath, widthOf, wrap } from './layout.js';

describe('layout', () => {
  it('breaks sentences at spaces, and text without spaces at graphemes', () => {
    expect(wrap('one two three', 8)).toEqual(['one two', 'three']);
    expect(wrap('收件人的手机号码', 6)).toEqual(['收件人', '的手机', '号码']);
    expect(wrap('see 👩‍👧👩‍👧👩‍👧', 4)).toEqual(['see', '👩‍👧👩‍👧', '👩‍👧']);
  });

  it('counts two columns for wide characters', () => {
    expect(pad('收件', 6)).toBe('收件  ');
    expect(takeWidth('a收件', 4)).toEqual({ text: 'a收', cut: true });
    expect(widthOf(truncate('手机号码手机号码', 7, '…'))).toBeLessThanOrEqual(7);
  });

  it('cuts paths at folders, from the left', () => {
    expect(truncatePath('apps/api/src/lookup.ts', 30, '…')).toBe('apps/api/src/lookup.ts');
    expect(truncatePath('apps/api/src/lookup.ts', 18, '…')).toBe('…/src/lookup.ts');
    expect(truncatePath('apps/a-very-long-name.ts', 10, '…')).toBe('a-very-lo…');
  });

  it('paints code also where a line break divides it', () => {
    expect(paintCode(['the `user.', 'email` is', 'not `x`'], (text) => `<${text}>`)).toEqual(['the `<user.>', '<email>` is', 'not `<x>`']);
  });

  it('keeps capitals that belong to a word', () => {
    expect(['Phone number', 'E-mail address', 'API key', 'IBAN'].map(lowerFirst)).toEqual([
      'phone number',
      'e-mail address',
      'API key',
      'IBAN',
    ]);
  });
});
