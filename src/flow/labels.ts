/** What a text says of the value behind it: `?email=${value}`, `Reset token: ${value}`, `log('phone', value)`. */
import type { AV } from './abstract-value.js';
import type { Holder } from './personal-items.js';
import { queryParameter } from './query-parts.js';

/** More words are a sentence, of which nobody knows what it says of the value. */
const MAX_WORDS = 3;
const IN_LABEL = /[\p{L}\p{N}\p{Zs}_-]/u;
const LETTER = /[\p{L}\p{N}]/u;

/** @returns what the end of a constant part of a text names the next part; in an address only a parameter does */
export function nameOfNext(part: AV, inAddress: boolean): Holder | undefined {
  const parameter = queryParameter(part);
  if (parameter !== undefined) return { name: parameter, owners: [] };
  const text = constantText(part)
    .trimEnd()
    .replace(/["'`(<[{]$/, '')
    .trimEnd();
  if (inAddress || !/[:=：]$/.test(text)) return undefined;
  // Behind the last mark or line end.
  const words = text.slice(0, -1);
  let start = words.length;
  while (start > 0 && IN_LABEL.test(words[start - 1]!)) start--;
  return label(words.slice(start));
}

/** @returns what a constant argument names the next one, with or without a colon */
export function nameOfNextArgument(argument: AV): Holder | undefined {
  const text = constantText(argument);
  let [start, end] = [0, text.length];
  while (start < end && !LETTER.test(text[start]!)) start++;
  while (end > start && !LETTER.test(text[end - 1]!)) end--;
  return label(text.slice(start, end));
}

function label(text: string): Holder | undefined {
  const words = text.trim().split(/\p{Zs}+/u);
  const isLabel = words.length <= MAX_WORDS && words.every((word) => /^\p{L}[\p{L}\p{N}_-]*$/u.test(word));
  // As a variable would be called: `Reset token` is `reset_token`.
  return isLabel ? { name: words.join('_').toLowerCase(), owners: [], label: true } : undefined;
}

function constantText(av: AV): string {
  const x = av.length === 1 ? av[0]! : undefined;
  return x?.a === 'const' && typeof x.value === 'string' ? x.value : '';
}
