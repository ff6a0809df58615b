/** Literals that the injected value matcher knows as personal data or secrets. */
import type { LiteralMatch } from '../model/facts.js';
import type { ValueMatcher } from '../model/taxonomy.js';
import { maskedText } from './mask.js';
import { Kind, type TS } from './load-typescript.js';
import { startOf } from './positions.js';

/** Names beside a literal. */
export interface Beside {
  /** Of the variable, property or attribute. */
  readonly name: string | undefined;
  /** Of what the property belongs to. */
  readonly owner: string | undefined;
}

export class LiteralCollector {
  readonly matches: LiteralMatch[] = [];
  /** Full texts that matched, with the masked ones. */
  readonly masked = new Map<string, string>();

  constructor(
    private readonly text: string,
    private readonly match: ValueMatcher | undefined,
  ) {}

  visit(node: TS.LiteralLikeNode, { name, owner }: Beside): void {
    if (this.match === undefined || node.text === '') return;
    const found = this.match(node.text, { ...(name === undefined ? {} : { name }), ...(owner === undefined ? {} : { owner }) });
    if (found.length === 0) return;
    this.masked.set(node.text, maskedText(node.text, found));
    const [start, tail] = this.inner(node);
    // Escape sequences shift offsets: then the whole literal is the place.
    const exact = node.end - tail - start === node.text.length;
    for (const one of found) {
      this.matches.push({
        dataType: one.dataType,
        at: exact ? [start + one.start, start + one.end] : [startOf(this.text, node), node.end],
        preview: one.preview,
        strong: one.strong,
        ...(name === undefined ? {} : { name }),
      });
    }
  }

  /** Where the characters begin, and how many end the literal. */
  private inner(node: TS.Node): readonly [start: number, tail: number] {
    switch (node.kind) {
      case Kind.JsxText:
        return [node.pos, 0];
      case Kind.TemplateHead:
      case Kind.TemplateMiddle:
        return [startOf(this.text, node) + 1, 2];
      default:
        return [startOf(this.text, node) + 1, 1];
    }
  }
}
