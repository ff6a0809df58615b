/** Code that is put together from pieces of a file, which knows where in the file each piece stands. */
import type { Span } from '../../model/facts.js';
import { ts, type TS } from '../load-typescript.js';
import type { Code } from './parts.js';

interface Segment {
  readonly from: number;
  readonly to: number;
  readonly at: Span;
  /** Letter for letter as in the file. */
  readonly exact: boolean;
}

export class Written {
  private readonly pieces: string[] = [];
  private readonly segments: Segment[] = [];
  private length = 0;

  constructor(private readonly file: string) {}

  /** Adds what stands nowhere in the file. */
  glue(text: string): this {
    this.pieces.push(text);
    this.length += text.length;
    return this;
  }

  /** Adds code of the file, or what stands for a place in it. */
  add({ text, at }: Code): this {
    const exact = at[1] - at[0] === text.length && this.file.startsWith(text, at[0]);
    this.segments.push({ from: this.length, to: this.length + text.length, at, exact });
    return this.glue(text);
  }

  toString(): string {
    return this.pieces.join('');
  }

  /** Gives all nodes of a tree of this text their places in the file. */
  place(root: TS.Node): void {
    const move = (range: TS.TextRange): void => {
      const start = this.startOf(range.pos);
      ts.setTextRange(range, { pos: start, end: Math.max(start, this.endOf(range.end)) });
    };
    const visit = (node: TS.Node): void => {
      move(node);
      ts.forEachChild(node, visit, (nodes) => {
        move(nodes);
        nodes.forEach(visit);
      });
    };
    visit(root);
  }

  /** The place of the first piece that ends behind an offset. */
  private startOf(offset: number): number {
    const segment = this.segments[this.firstEndingAfter(offset)];
    if (segment === undefined) return this.segments.at(-1)?.at[1] ?? 0;
    return segment.exact && offset > segment.from ? segment.at[0] + offset - segment.from : segment.at[0];
  }

  /** The place of the last piece that begins before an offset. */
  private endOf(offset: number): number {
    const next = this.firstEndingAfter(offset);
    const inside = this.segments[next];
    const segment = inside !== undefined && inside.from < offset ? inside : this.segments[next - 1];
    if (segment === undefined) return this.segments[0]?.at[0] ?? 0;
    return segment.exact && offset < segment.to ? segment.at[0] + offset - segment.from : segment.at[1];
  }

  private firstEndingAfter(offset: number): number {
    let low = 0;
    let high = this.segments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.segments[middle] as Segment).to > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
