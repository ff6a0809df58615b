/** The words of the path language and what stands in their brackets. */

/** Says what is wrong with a path or place, where in it, and which word was probably meant. */
export class PathError extends Error {
  readonly offset: number;
  readonly nearest?: string;

  constructor(message: string, offset: number, nearest?: string) {
    super(message);
    this.name = 'PathError';
    this.offset = offset;
    if (nearest !== undefined) this.nearest = nearest;
  }
}

/** `Member[a|b]`: a word and the text between its brackets. */
export interface Token {
  readonly word: string;
  /** Text between the brackets. */
  readonly inside?: string;
  readonly offset: number;
}

/** Splits at dots outside brackets. A library's name in front of an instance may hold dots itself. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let offset = 0;
  const qualified = /^(?:@?[a-z0-9][\w.-]*\/)+[a-z_$][\w$-]*(?=\.|$)/.exec(text);
  if (qualified) {
    tokens.push({ word: qualified[0], offset: 0 });
    offset = qualified[0].length + 1;
  }
  while (offset < text.length || (offset > 0 && text[offset - 1] === '.')) {
    const token = readToken(text, offset);
    tokens.push(token);
    offset += token.word.length + (token.inside === undefined ? 0 : token.inside.length + 2) + 1;
    const separator = text[offset - 1];
    if (separator !== undefined && separator !== '.') {
      throw new PathError(`expected "." before "${text.slice(offset - 1)}"`, offset - 1);
    }
  }
  return tokens;
}

function readToken(text: string, offset: number): Token {
  const word = /^[^.[\]]*/.exec(text.slice(offset))?.[0] ?? '';
  if (word === '') throw new PathError(`a step is missing at "${text.slice(offset) || 'the end'}"`, offset);
  const open = offset + word.length;
  if (text[open] !== '[') return { word, offset };
  const close = text.indexOf(']', open);
  if (close < 0) throw new PathError(`"[" of ${word} is not closed`, open);
  return { word, inside: text.slice(open + 1, close), offset };
}

/** `2`, `0..2`, `1..`: both ends are in it; an open one has no `to`. */
export function range(token: Token, expected: string): readonly [from: number, to?: number] {
  const match = /^(\d{1,3})(\.\.(\d{1,3})?)?$/.exec(token.inside ?? '');
  if (!match) throw new PathError(`${token.word}[…] takes ${expected}${given(token)}`, token.offset);
  const from = Number(match[1]);
  if (match[2] === undefined) return [from, from];
  if (match[3] === undefined) return [from];
  const to = Number(match[3]);
  if (to < from) throw new PathError(`the range ${token.inside} of ${token.word} is empty`, token.offset);
  return [from, to];
}

/** One number. */
export function index(token: Token): number {
  if (!/^\d{1,3}$/.test(token.inside ?? '')) throw new PathError(`${token.word}[…] takes one number${given(token)}`, token.offset);
  return Number(token.inside);
}

/** Names joined by `|`. */
export function names(token: Token): readonly string[] {
  const found = (token.inside ?? '').split('|');
  if (found.some((name) => name === '' || name.trim() !== name)) {
    throw new PathError(`${token.word}[…] takes names joined by "|", without spaces${given(token)}`, token.offset);
  }
  return found;
}

/** @throws {PathError} when there are brackets */
export function bare(token: Token): void {
  if (token.inside !== undefined) throw new PathError(`${token.word} takes no brackets`, token.offset);
}

/** What stands there instead, for messages. */
export function given(token: Token): string {
  return token.inside === undefined ? '' : `, not "${token.inside}"`;
}

/** `a, b or c` */
export function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words[words.length - 1] ?? ''}`;
}
