/** What the parts of an explanation are set with. */
import type { Location } from '../../model/report.js';
import type { Severity } from '../../model/policy.js';
import { codeFrame } from '../pretty/frame.js';
import { pad, paintCode, widthOf, wrap } from '../pretty/layout.js';
import type { SourceLines } from '../pretty/source-lines.js';
import type { Theme } from '../pretty/theme.js';
import { neutralise, neutraliseSentence } from '../safe-text.js';

const INDENT = '    ';
const LABEL_WIDTH = 12;

export class Page {
  private readonly framed = new Set<string>();

  constructor(
    readonly theme: Theme,
    private readonly width: number,
    private readonly sources: SourceLines,
  ) {}

  /** Severity and sentence. */
  head(severity: Severity | undefined, sentence: string): string[] {
    const label = severity ? `${this.theme.symbols.severity[severity]} ${severity}  ` : `${this.theme.symbols.dot} `;
    const paint = severity ? this.theme.severity[severity] : this.theme.quiet;
    const [first = '', ...rest] = this.text(sentence, widthOf(label));
    return [paint(label) + first, ...rest.map((line) => ' '.repeat(widthOf(label)) + line)];
  }

  at({ path, line, column }: Location, notes: readonly string[]): string[] {
    return [...this.place(`${path}:${line}:${column}`), ...this.quiet(notes.filter((n) => n !== '').join(` ${this.theme.symbols.dot} `))];
  }

  /** To be copied: never wrapped. */
  place(text: string): string[] {
    return [INDENT + this.theme.quiet(neutraliseSentence(text, this.theme.unicode))];
  }

  frame(location: Location, paint: (text: string) => string): string[] {
    const frame = codeFrame(this.sources.of(location.path), location, { theme: this.theme, width: this.width - INDENT.length, paint });
    return frame.map((line) => INDENT + line);
  }

  /** The frame, and an empty line; nothing when the line was shown before. */
  frameOnce(location: Location, paint: (text: string) => string): string[] {
    const key = `${location.path}:${location.line}`;
    if (this.framed.has(key)) return [];
    this.framed.add(key);
    return [...this.frame(location, paint), ''];
  }

  /** A label with sentences beside it, each its own paragraph; nothing when there are none. */
  section(label: string, texts: readonly string[]): string[] {
    const lines = texts.flatMap((text) =>
      this.text(text, INDENT.length + LABEL_WIDTH + 2).map((line, i) => (i === 0 ? line : `  ${line}`)),
    );
    return lines.map((line, i) => INDENT + (i === 0 ? this.theme.strong(pad(label, LABEL_WIDTH)) : pad('', LABEL_WIDTH)) + line);
  }

  /** Lines that are to be copied: never wrapped. */
  verbatim(lines: readonly string[]): string[] {
    return lines.map((line) => `${INDENT}${pad('', LABEL_WIDTH)}${this.theme.code(neutralise(line, this.theme.unicode))}`);
  }

  /** Of a file, as far as its text is at hand. */
  lines(path: string): readonly string[] {
    return this.sources.of(path);
  }

  /** One line, whatever its length. */
  inert(text: string): string {
    return neutraliseSentence(text, this.theme.unicode);
  }

  text(text: string, used = 0): string[] {
    return paintCode(wrap(neutraliseSentence(text, this.theme.unicode), Math.max(20, this.width - used)), this.theme.code);
  }

  private quiet(text: string): string[] {
    const lines = wrap(neutraliseSentence(text, this.theme.unicode), this.width - INDENT.length);
    return lines.map((line) => INDENT + this.theme.quiet(line));
  }
}
