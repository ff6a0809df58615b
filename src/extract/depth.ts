/**
 * How deep code may be nested. Counted, so that a file gives the same facts on every machine and in every thread; that
 * the stack ends is the last net. Real code was seen to reach 50.
 */
import { ts, type TS } from './load-typescript.js';
import { LimitReached, TOO_DEEP } from './problems.js';

/** Syntax inside syntax. A quarter of what the smallest stack was seen to hold when the code is warm, two thirds when it is cold. */
export const MAX_DEPTH = 400;

/** What is thrown there. */
export function tooDeep(): LimitReached {
  return new LimitReached(TOO_DEEP);
}

/** The count for type syntax, which is read from many places; an extraction begins with 0. */
export const typeNesting = { depth: 0 };

/**
 * Whether the parser may come to the end of its stack with this file where the stack is smaller: then the whole file counts as
 * too deep everywhere. What stands at a node's own beginning (`a` of `a.b`, of `a + b`) costs the parser no stack. Called
 * for files in which something was too deep.
 */
export function isDeepForParser(source: TS.SourceFile): boolean {
  const open: [node: TS.Node, depth: number][] = [[source, 0]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [node, depth] = next;
    if (depth > MAX_DEPTH) return true;
    ts.forEachChild(node, (child) => {
      open.push([child, child.pos === node.pos ? depth : depth + 1]);
    });
  }
  return false;
}
