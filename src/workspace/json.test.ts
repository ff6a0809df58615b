import { expect, it } from 'vitest';
import { parseJsonWithComments } from './json.js';

it('reads comments, trailing commas and a byte order mark', () => {
  const text = '\uFEFF{ // line\n "a": "http://x/*y*/", /* block */ "b": [1, 2,],\n "c": ", }", }';
  expect(parseJsonWithComments(text)).toEqual({ a: 'http://x/*y*/', b: [1, 2], c: ', }' });
});

it('throws on what is no JSON', () => {
  expect(() => parseJsonWithComments('{ a: }')).toThrow(SyntaxError);
});
