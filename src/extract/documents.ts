/** Templates that may be documents of a schema language: told by how they begin; the schema stage reads them. */
import type { EmbeddedDocument, Span } from '../model/facts.js';
import { Kind, type TS } from './load-typescript.js';
import { startOf } from './positions.js';

/** Longer texts are data. */
const MAX_LENGTH = 200_000;
const BEGINNING =
  /^(?:extend\s+)?(?:type|interface|input|enum|union|scalar|schema|directive|query|mutation|subscription|fragment)[\s@({][^;=]*[{=(@]/;

export class DocumentCollector {
  readonly documents: EmbeddedDocument[] = [];

  constructor(private readonly text: string) {}

  /** A template literal, with or without holes. */
  visit(node: TS.NoSubstitutionTemplateLiteral | TS.TemplateExpression): void {
    const start = startOf(this.text, node) + 1;
    const end = node.end - 1;
    if (end - start > MAX_LENGTH || !BEGINNING.test(this.text.slice(skipBlanks(this.text, start, end), end).slice(0, 300))) return;
    const holes = node.kind === Kind.TemplateExpression ? holesOf(this.text, node) : [];
    this.documents.push({ text: withoutQuotes(withoutHoles(this.text.slice(start, end), start, holes)), at: [start, end] });
  }
}

/** From `${` to `}`. */
function holesOf(text: string, { head, templateSpans }: TS.TemplateExpression): Span[] {
  const parts = [head, ...templateSpans.map(({ literal }) => literal)];
  return templateSpans.map(({ literal }, i) => [parts[i]!.end - 2, startOf(text, literal) + 1]);
}

/** Behind blanks, commas, comments and a description. */
function skipBlanks(text: string, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    const char = text[at]!;
    if (char === '#') {
      const line = text.indexOf('\n', at);
      if (line < 0) return end;
      at = line;
    } else if (char === '"') {
      const mark = text.startsWith('"""', at) ? '"""' : '"';
      const close = text.indexOf(mark, at + mark.length);
      if (close < 0) return end;
      at = close + mark.length - 1;
    } else if (char > ' ' && char !== ',') return at;
  }
  return end;
}

function withoutHoles(text: string, start: number, holes: readonly Span[]): string {
  let out = text;
  for (const [from, to] of holes) out = out.slice(0, from - start) + ' '.repeat(to - from) + out.slice(to - start);
  return out;
}

/** What is quoted or said in comments may be anything, and is blank: only names and marks are left, at their places. */
function withoutQuotes(text: string): string {
  return text.replace(/"""[\s\S]*?(?:"""|$)|"[^"\n]*"?|#[^\n]*/g, (quoted) => {
    if (quoted.startsWith('#')) return ' '.repeat(quoted.length);
    const mark = quoted.startsWith('"""') ? 3 : 1;
    return quoted.length < 2 * mark
      ? ' '.repeat(quoted.length)
      : `${quoted.slice(0, mark)}${blank(quoted.slice(mark, -mark))}${quoted.slice(-mark)}`;
  });
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}
