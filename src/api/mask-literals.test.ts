import { describe, expect, it } from 'vitest';
import { maskLiterals } from './mask-literals.js';

describe('literals in source texts', () => {
  it('are masked at the same length, quotes or not', () => {
    const text = "const key = 'abcdefghijkl';\nlog(key);";
    const masked = "const key = 'ab…kl*******';\nlog(key);";
    expect(maskLiterals(text, [{ at: [13, 25], preview: 'ab…kl' }])).toBe(masked);
    expect(maskLiterals(text, [{ at: [12, 26], preview: 'ab…kl' }])).toBe(masked);
  });

  it('keep their line breaks', () => {
    const text = 'const key = `ab\ncd\nef`;';
    expect(maskLiterals(text, [{ at: [13, 21], preview: 'a…f' }])).toBe('const key = `**\n**\n**`;');
  });
});
