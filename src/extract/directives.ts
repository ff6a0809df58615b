/** Comments that speak to Waybill. */
import type { DirectiveComment } from '../model/facts.js';
import { Kind, ts, type TS } from './load-typescript.js';
import { commentEnd, skipTrivia, startOf } from './positions.js';

const OPENING = /(?:\/\/|\/\*+)[ \t]*waybill-/g;

/** All comments that begin with `waybill-`. */
export function directivesOf(source: TS.SourceFile, text: string): DirectiveComment[] {
  if (!text.includes('waybill-')) return [];
  const found: DirectiveComment[] = [];
  for (const match of text.matchAll(OPENING)) {
    const start = match.index;
    const around = nodeAround(source, text, start);
    if (around === undefined) continue;
    const end = commentEnd(text, start);
    const closed = text.startsWith('*/', end - 2) && text[start + 1] === '*' ? end - 2 : end;
    const said = oneLine(text.slice(start + match[0].length - 'waybill-'.length, closed));
    found.push({ text: said, at: [start, end], ...codeAround(text, start, end, around.kind === Kind.JsxExpression) });
  }
  return found;
}

/** Where a comment stands beside code; the braces around a comment in JSX are no code, on its line or around it. */
function codeAround(text: string, start: number, end: number, inJsx: boolean): Pick<DirectiveComment, 'following' | 'trailing'> {
  const lineStart = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
  const before = text.slice(lineStart, start).trim();
  const closing = inJsx ? (/^\s*\}/.exec(text.slice(end, end + MAX_GAP))?.[0].length ?? 0) : 0;
  const inBraces = closing > 0 && /\{\s*$/.test(text.slice(Math.max(0, start - MAX_GAP), start));
  const following = skipTrivia(text, inBraces ? end + closing : end, text.length);
  return {
    ...(following < text.length && !isBlank(text, following) ? { following } : {}),
    ...(before !== '' && !(inBraces && before === '{') ? { trailing: true as const } : {}),
  };
}

/** Blanks between a comment in JSX and the brace after it. */
const MAX_GAP = 200;

/** skipTrivia stays where it began when only trivia is left. */
function isBlank(text: string, at: number): boolean {
  return /\s/.test(text[at] ?? ' ') || commentEnd(text, at) > at;
}

const MARKUP_COMMENT = /<!--[ \t]*(waybill-[\s\S]*?)-->/g;

/** The same of a file of markup, whose comments are `<!-- … -->`. */
export function directivesOfMarkup(text: string): DirectiveComment[] {
  return [...text.matchAll(MARKUP_COMMENT)].map((match) => {
    const start = match.index;
    const end = start + match[0].length;
    const after = /^(?:\s|<!--[\s\S]*?-->)*/.exec(text.slice(end))?.[0].length ?? 0;
    const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start).trim();
    return {
      text: oneLine(match[1] ?? ''),
      at: [start, end],
      ...(end + after < text.length ? { following: end + after } : {}),
      ...(before === '' ? {} : { trailing: true as const }),
    };
  });
}

/** A comment's text without line breaks and the stars before its lines. */
function oneLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim().replace(/^\*+/, '').trim());
  return lines.filter((line) => line !== '').join(' ');
}

/** The innermost node around a comment that begins at an offset; nothing when that lies in a string, a template, JSX text or another comment. */
function nodeAround(source: TS.SourceFile, text: string, offset: number): TS.Node | undefined {
  let node: TS.Node = source;
  let before = 0;
  for (;;) {
    const inner: TS.Node | undefined = ts.forEachChild(node, (child) => {
      if (child.end <= offset) before = Math.max(before, child.end);
      return child.pos <= offset && offset < child.end ? child : undefined;
    });
    if (inner === undefined) break;
    node = inner;
    before = Math.max(before, node.pos);
  }
  if (isToken(node) && (node.kind === Kind.JsxText || startOf(text, node) <= offset)) return undefined;
  // Between two nodes there are only keywords, punctuation and comments.
  return commentStartsAt(text, before, offset) ? node : undefined;
}

function commentStartsAt(text: string, from: number, offset: number): boolean {
  let at = from;
  while (at < offset) at = Math.max(commentEnd(text, at), at + 1);
  return at === offset;
}

function isToken(node: TS.Node): boolean {
  return (node.kind >= Kind.FirstLiteralToken && node.kind <= Kind.LastTemplateToken) || node.kind === Kind.JsxText;
}
