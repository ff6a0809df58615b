/** Comments that speak to Waybill. */
import type { DirectiveComment } from '../model/facts.js';
import { Kind, ts, type TS } from './load-typescript.js';
import { startOf } from './positions.js';

const OPENING = /(?:\/\/|\/\*+)[ \t]*waybill-/g;

/** All comments that begin with `waybill-`. */
export function directivesOf(source: TS.SourceFile, text: string): DirectiveComment[] {
  if (!text.includes('waybill-')) return [];
  const found: DirectiveComment[] = [];
  for (const match of text.matchAll(OPENING)) {
    const start = match.index;
    const isLine = text[start + 1] === '/';
    const close = isLine ? lineEnd(text, start) : text.indexOf('*/', start);
    const end = close < 0 ? text.length : close;
    if (isInToken(source, text, start)) continue;
    const from = start + match[0].length - 'waybill-'.length;
    found.push({
      text: text
        .slice(from, end)
        .replace(/\s*\n\s*\*?\s*/g, ' ')
        .trim(),
      at: [start, isLine ? end : Math.min(end + 2, text.length)],
    });
  }
  return found;
}

function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  if (at < 0) return text.length;
  return text[at - 1] === '\r' ? at - 1 : at;
}

/** Whether an offset lies inside a string, template, regular expression or JSX text: then it is no comment. */
function isInToken(source: TS.SourceFile, text: string, offset: number): boolean {
  let node: TS.Node = source;
  for (;;) {
    const inner: TS.Node | undefined = ts.forEachChild(node, (child) => (child.pos <= offset && offset < child.end ? child : undefined));
    if (inner === undefined) return isToken(node) && (node.kind === Kind.JsxText || startOf(text, node) <= offset);
    node = inner;
  }
}

function isToken(node: TS.Node): boolean {
  return (node.kind >= Kind.FirstLiteralToken && node.kind <= Kind.LastTemplateToken) || node.kind === Kind.JsxText;
}
