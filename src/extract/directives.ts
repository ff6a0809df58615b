/** Comments that speak to Waybill. */
import type { DirectiveComment } from '../model/facts.js';
import { Kind, ts, type TS } from './load-typescript.js';
import { commentEnd, startOf } from './positions.js';

const OPENING = /(?:\/\/|\/\*+)[ \t]*waybill-/g;

/** All comments that begin with `waybill-`. */
export function directivesOf(source: TS.SourceFile, text: string): DirectiveComment[] {
  if (!text.includes('waybill-')) return [];
  const found: DirectiveComment[] = [];
  for (const match of text.matchAll(OPENING)) {
    const start = match.index;
    if (!beginsComment(source, text, start)) continue;
    const end = commentEnd(text, start);
    const closed = text.startsWith('*/', end - 2) && text[start + 1] === '*' ? end - 2 : end;
    found.push({ text: oneLine(text.slice(start + match[0].length - 'waybill-'.length, closed)), at: [start, end] });
  }
  return found;
}

/** A comment's text without line breaks and the stars before its lines. */
function oneLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim().replace(/^\*+/, '').trim());
  return lines.filter((line) => line !== '').join(' ');
}

/** Whether a comment begins at an offset: it may lie inside a string, a template, JSX text or another comment. */
function beginsComment(source: TS.SourceFile, text: string, offset: number): boolean {
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
  if (isToken(node) && (node.kind === Kind.JsxText || startOf(text, node) <= offset)) return false;
  // Between two nodes there are only keywords, punctuation and comments.
  return commentStartsAt(text, before, offset);
}

function commentStartsAt(text: string, from: number, offset: number): boolean {
  let at = from;
  while (at < offset) at = Math.max(commentEnd(text, at), at + 1);
  return at === offset;
}

function isToken(node: TS.Node): boolean {
  return (node.kind >= Kind.FirstLiteralToken && node.kind <= Kind.LastTemplateToken) || node.kind === Kind.JsxText;
}
