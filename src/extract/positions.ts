/** Exact places of nodes. `node.getStart()` rescans trivia through the scanner; most nodes begin at once or after blanks. */
import type { Span } from '../model/facts.js';
import type { TS } from './load-typescript.js';

const Char = {
  Tab: 9,
  LineFeed: 10,
  CarriageReturn: 13,
  Space: 32,
  Asterisk: 42,
  Slash: 47,
} as const;

/** The first offset at or after `from` that is neither blank nor comment. */
export function skipTrivia(text: string, from: number, end: number): number {
  let at = from;
  while (at < end) {
    const char = text.charCodeAt(at);
    if (char === Char.Space || (char >= Char.Tab && char <= Char.CarriageReturn)) at++;
    else if (char === Char.Slash) {
      const after = commentEnd(text, at);
      if (after === at) return at;
      at = after;
    } else if (char > 127 && isWideBlank(char)) at++;
    else return at;
  }
  return from;
}

/** The end of the comment that begins at an offset; the offset itself when none does. */
export function commentEnd(text: string, at: number): number {
  if (text.charCodeAt(at) !== Char.Slash) return at;
  const second = text.charCodeAt(at + 1);
  if (second === Char.Slash) {
    let end = at + 2;
    while (end < text.length && !isLineBreak(text.charCodeAt(end))) end++;
    return end;
  }
  if (second === Char.Asterisk) {
    const close = text.indexOf('*/', at + 2);
    return close < 0 ? text.length : close + 2;
  }
  return at;
}

function isLineBreak(char: number): boolean {
  return char === Char.LineFeed || char === Char.CarriageReturn || char === 0x2028 || char === 0x2029;
}

function isWideBlank(char: number): boolean {
  return (
    char === 0xa0 ||
    char === 0xfeff ||
    char === 0x3000 ||
    char === 0x1680 ||
    (char >= 0x2000 && char <= 0x200b) ||
    isLineBreak(char) ||
    char === 0x202f ||
    char === 0x205f ||
    char === 0x85
  );
}

/** Where a node's first token begins. */
export function startOf(text: string, node: TS.Node): number {
  return skipTrivia(text, node.pos, node.end);
}

/** A node's place without the trivia before it. */
export function spanOf(text: string, node: TS.Node): Span {
  return [skipTrivia(text, node.pos, node.end), node.end];
}
