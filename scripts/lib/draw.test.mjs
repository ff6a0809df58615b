import { expect, it } from 'vitest';
import { drawn } from './draw.mjs';

const LIST = Array.from({ length: 100 }, (_, place) => place);

it('draws the same for the same seed, and other things for another', () => {
  expect(drawn(LIST, 30, 1)).toEqual(drawn(LIST, 30, 1));
  expect(drawn(LIST, 30, 1)).not.toEqual(drawn(LIST, 30, 2));
});

it('draws as many as there are, each once, in the order of the list', () => {
  expect(new Set(drawn(LIST, 30, 7)).size).toBe(30);
  expect(drawn(LIST, 30, 7)).toEqual([...drawn(LIST, 30, 7)].sort((a, b) => a - b));
  expect(drawn(LIST, 1000, 7)).toEqual(LIST);
});
