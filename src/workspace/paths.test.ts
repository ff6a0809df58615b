import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ancestorsOf, byCodeUnits, dirOf, isBelow, isInside, joinPath, nameOf, relativeTo, toPosix } from './paths.js';

describe('paths on Windows', () => {
  it('writes separators as /', () => {
    expect(toPosix('src\\app\\main.ts', path.win32)).toBe('src/app/main.ts');
    expect(relativeTo('C:\\Code\\shop', 'C:\\Code\\shop\\src\\main.ts', path.win32)).toBe('src/main.ts');
  });

  it('knows that other drives and parents lie outside', () => {
    expect(isInside(relativeTo('C:\\Code', 'D:\\Code\\a.ts', path.win32))).toBe(false);
    expect(isInside(relativeTo('C:\\Code\\shop', 'C:\\Code\\a.ts', path.win32))).toBe(false);
    expect(isInside(relativeTo('C:\\Code', 'c:\\code\\a.ts', path.win32))).toBe(true);
  });
});

describe('paths elsewhere', () => {
  it('leaves a backslash in a name alone', () => {
    expect(toPosix('odd\\name.ts', path.posix)).toBe('odd\\name.ts');
  });

  it('takes names that begin with two dots as inside', () => {
    expect(isInside('..hidden/a.ts')).toBe(true);
    expect(isInside('..')).toBe(false);
    expect(isInside('../a.ts')).toBe(false);
  });

  it('joins, splits and climbs', () => {
    expect(joinPath('a/b', '../c')).toBe('a/c');
    expect(joinPath('a', '..')).toBe('');
    expect(joinPath('', './a/')).toBe('a');
    expect(dirOf('a/b.ts')).toBe('a');
    expect(dirOf('b.ts')).toBe('');
    expect(nameOf('a/b.ts')).toBe('b.ts');
    expect(ancestorsOf('a/b')).toEqual(['a/b', 'a', '']);
    expect(isBelow('ab/c', 'a')).toBe(false);
    expect(isBelow('a/c', 'a')).toBe(true);
  });

  it('orders by code units, not by a locale', () => {
    expect(['b', 'a', 'B', 'é', 'Z'].sort(byCodeUnits)).toEqual(['B', 'Z', 'a', 'b', 'é']);
  });
});
