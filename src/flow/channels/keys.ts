/** Keys of channels: constants, and texts that are constant in part (`user:${id}`). */
import type { AV } from '../abstract-value.js';

/** Stands in a key for what is not constant. */
const HOLE = '\u0000';
/** Fits every key. */
export const ANY_KEY: AV = [{ a: 'const', value: HOLE }];
/** Constants that one part of a text may be before it counts as not constant. */
const MAX_CHOICES = 4;

/** All that a key may be. */
export type Key = ReadonlySet<string>;

/** @returns nothing where the key may be something else, or nothing of it is constant */
export function keyOf(av: AV): Key | undefined {
  const out = new Set<string>();
  for (const x of av) {
    if (x.a === 'const' && x.value !== undefined && x.value !== null) out.add(String(x.value));
    else if (x.a === 'ref' && x.origin.source?.shape === 'env' && x.path.length === 1) out.add(environmentKey(x.path[0]!));
    else if (x.a === 'str') {
      const texts = textsOf(x.parts);
      if (!texts.every(saysSomething)) return undefined;
      texts.forEach((text) => out.add(text));
    } else return undefined;
  }
  return out.size > 0 ? out : undefined;
}

/** A variable of the environment is one value for all of a program. */
function environmentKey(name: string): string {
  return `env ${name}`;
}

/** Whether a text holds letters of its own. */
export function saysSomething(text: string): boolean {
  return /\p{L}/u.test(text);
}

function textsOf(parts: readonly AV[]): readonly string[] {
  let texts = [''];
  for (const part of parts) {
    const choices = choicesOf(part);
    if (texts.length * choices.length > MAX_CHOICES) texts = texts.map((text) => text + HOLE);
    else texts = texts.flatMap((text) => choices.map((choice) => text + choice));
  }
  return texts;
}

function choicesOf(part: AV): readonly string[] {
  const choices = part.flatMap((x) =>
    x.a === 'const' && x.value !== undefined ? [String(x.value)] : x.a === 'str' ? textsOf(x.parts) : [HOLE],
  );
  return choices.length > 0 ? [...new Set(choices)] : [HOLE];
}

/** Whether two ends may mean the same key: equal texts, or a constant that fits the parts of the other. */
export function keysMeet(one: Key, other: Key): boolean {
  for (const a of one) for (const b of other) if (a === b || a === HOLE || b === HOLE || fits(a, b) || fits(b, a)) return true;
  return false;
}

function fits(text: string, pattern: string): boolean {
  if (!pattern.includes(HOLE) || text.includes(HOLE)) return false;
  const [head, ...rest] = pattern.split(HOLE);
  const tail = rest.pop()!;
  if (!text.startsWith(head!) || !text.endsWith(tail) || text.length < head!.length + tail.length) return false;
  let at = head!.length;
  for (const part of rest) {
    at = text.indexOf(part, at);
    if (at < 0) return false;
    at += part.length;
  }
  return at <= text.length - tail.length;
}
