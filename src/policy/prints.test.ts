import { describe, expect, it } from 'vitest';
import { Prints } from './prints.js';

const PARTS = { kind: 'log', library: 'pino', recipient: 'application-log', symbol: 'UserService.create' };

describe('prints', () => {
  it('are the same in every run and file', () => {
    expect(new Prints().next('a.ts', PARTS)).toBe(new Prints().next('moved/b.ts', PARTS));
    expect(new Prints().next('a.ts', PARTS)).toMatch(/^[0-9a-f]{16}$/);
  });

  it('number equals in one file', () => {
    const prints = new Prints();
    const first = prints.next('a.ts', PARTS);
    expect(prints.next('a.ts', PARTS)).not.toBe(first);
    expect(prints.next('b.ts', PARTS)).toBe(first);
  });

  it('differ with every part', () => {
    const other = [{ kind: 'error' }, { library: 'winston' }, { recipient: 'segment' }, { symbol: 'create' }];
    const all = [PARTS, ...other.map((part) => ({ ...PARTS, ...part }))].map((parts) => new Prints().next('a.ts', parts));
    expect(new Set(all).size).toBe(5);
  });

  it('do not run parts together', () => {
    const a = new Prints().next('a.ts', { ...PARTS, library: 'ab', recipient: 'c' });
    const b = new Prints().next('a.ts', { ...PARTS, library: 'a', recipient: 'bc' });
    expect(a).not.toBe(b);
  });

  it('have one part for each data type', () => {
    const print = new Prints().next('a.ts', PARTS);
    expect(Prints.sub(print, 'email')).toBe(Prints.sub(print, 'email'));
    expect(Prints.sub(print, 'email')).not.toBe(Prints.sub(print, 'phone-number'));
  });
});
