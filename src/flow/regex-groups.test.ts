import { describe, expect, it } from 'vitest';
import { groupsOf } from './regex-groups.js';

describe('groups of a regular expression', () => {
  it.each([
    ['^(.)(.*)(.)$', [1, Infinity, 1]],
    ['(.{2}).*(@.*)', [2, 0]],
    ['(\\d{4})(?=\\d)', [4]],
    ['(?:ab)+(?<last>[a-z\\]]{1,3})', [3]],
    ['((a|bcd)e?){2}', [4, 3]],
    ['(\\p{L}?)\\b(x+)', [1, Infinity]],
    ['no groups', []],
    ['(open', [4]],
  ])('%s', (source, widths) => {
    expect(groupsOf(source).widths).toEqual(widths);
  });
});
