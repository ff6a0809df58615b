/** Lines of the scanned files for code frames. The text of a literal that is a finding is masked: it may be a secret. */
import type { Finding, Location } from '../../model/report.js';

/** As the positions were counted, and as review tools count. */
const LINE_BREAK = /\r?\n/;
const QUOTES = new Set(['"', "'", '`']);

export class SourceLines {
  readonly #sources: Readonly<Record<string, string>>;
  readonly #literals = new Map<string, Finding[]>();
  readonly #lines = new Map<string, readonly string[]>();

  /** @param findings  all of the result, shown or not: what is masked does not depend on what is shown */
  constructor(sources: Readonly<Record<string, string>>, findings: readonly Finding[]) {
    this.#sources = sources;
    for (const finding of findings) {
      if (finding.kind !== 'literal') continue;
      const ofFile = this.#literals.get(finding.location.path);
      if (ofFile) ofFile.push(finding);
      else this.#literals.set(finding.location.path, [finding]);
    }
  }

  /** The lines of a file, masked; none when its text is not at hand. */
  of(path: string): readonly string[] {
    const known = this.#lines.get(path);
    if (known) return known;
    const source = Object.hasOwn(this.#sources, path) ? this.#sources[path] : undefined;
    const lines = source === undefined ? [] : source.split(LINE_BREAK);
    for (const finding of this.#literals.get(path) ?? []) maskRegion(lines, finding.location, finding.preview ?? '');
    this.#lines.set(path, lines);
    return lines;
  }
}

/** Writes the preview over the literal, same length, so that all columns stay. Only the first line shows any of it. */
function maskRegion(lines: string[], location: Location, preview: string): void {
  for (let number = location.line; number <= location.endLine; number++) {
    const line = lines[number - 1];
    if (line === undefined) return;
    let start = number === location.line ? location.column - 1 : 0;
    let end = number === location.endLine ? location.endColumn - 1 : line.length;
    if (QUOTES.has(line[start] ?? '')) start++;
    if (end > start && QUOTES.has(line[end - 1] ?? '')) end--;
    const length = Math.max(0, end - start);
    const shown = number === location.line ? preview.slice(0, length) : '';
    lines[number - 1] = line.slice(0, start) + shown.padEnd(length, '*') + line.slice(start + length);
  }
}
