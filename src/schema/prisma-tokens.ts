/** Tokens of the Prisma schema language with their exact places. Source: https://www.prisma.io/docs/orm/reference/prisma-schema-reference */
import type { Span } from '../model/facts.js';

export interface PrismaToken {
  readonly kind: 'name' | 'text' | 'number' | 'mark' | 'line-end' | 'comment' | 'stray';
  readonly text: string;
  readonly at: Span;
}

/** One alternative for each kind; spaces are matched and dropped. A string that does not end stops at its line's end. */
const TOKEN = /([^\S\n]+)|(\n)|(\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|("(?:[^"\\\n]|\\.)*"?)|([\p{L}_][\p{L}\p{N}_-]*)|(-?\d[\w.+-]*)|([{}()[\],:=?.]|@@?)|./suy;

export function* prismaTokens(text: string): Generator<PrismaToken> {
  TOKEN.lastIndex = 0;
  for (let start = 0; start < text.length; start = TOKEN.lastIndex) {
    TOKEN.lastIndex = start;
    const match = TOKEN.exec(text);
    if (!match) return;
    const kind = kindOf(match);
    if (kind) yield { kind, text: match[0], at: [start, TOKEN.lastIndex] };
  }
}

function kindOf(match: RegExpExecArray): PrismaToken['kind'] | undefined {
  if (match[1] !== undefined) return undefined;
  if (match[2] !== undefined) return 'line-end';
  if (match[3] !== undefined) return 'comment';
  if (match[4] !== undefined) return 'text';
  if (match[5] !== undefined) return 'name';
  if (match[6] !== undefined) return 'number';
  return match[7] !== undefined ? 'mark' : 'stray';
}
