import { describe, expect, it } from 'vitest';
import { inertJson, neutralise, neutraliseSentence } from './safe-text.js';

describe('neutralise', () => {
  it('shows controls as pictures, or as ^X where pictures can not be shown', () => {
    expect(neutralise('\u001b[31mred\u0007')).toBe('␛[31mred␇');
    expect(neutralise('\u001b[31mred\u0007\u007f', false)).toBe('^[[31mred^G^?');
    expect(neutralise('\u009b31m')).toBe('<U+009B>31m');
  });

  it('names what changes the direction or can not be seen', () => {
    expect(neutralise('a\u202eb\u2066c\u200bd\ufeffe')).toBe('a<U+202E>b<U+2066>c<U+200B>d<U+FEFF>e');
    expect(neutralise('tag \u{e0041}, half \ud800')).toBe('tag <U+E0041>, half <U+D800>');
  });

  it('leaves every script and emoji as it is', () => {
    const text = 'Straße 收件人 नमस्ते مرحبا 👩‍👧 ❤️';
    expect(neutralise(text)).toBe(text);
  });

  it('keeps sentences on one line', () => {
    expect(neutraliseSentence('one\r\ntwo\tthree\u2028four')).toBe('one two three four');
  });
});

describe('inertJson', () => {
  it('is the same value with no character that acts', () => {
    const value = { text: 'a\u001b\u009b\u202e\u2028\u{e0041}\u200d\n', '\u202ekey': [1] };
    const json = inertJson(value);
    expect(JSON.parse(json)).toEqual(value);
    expect(json.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  });
});
