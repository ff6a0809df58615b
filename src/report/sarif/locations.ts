/** Places in SARIF's form. */
import type { Location as SarifLocation, PhysicalLocation, Region } from 'sarif';
import type { Location } from '../../model/report.js';
import { relativeUri } from './text.js';

/** The top of the repository, by which all addresses are relative; where it lies on a machine is not in the report. */
export const ROOT = 'SRCROOT';

const LINE_BREAK = /[\n\r\u2028\u2029]/;

/**
 * The place, cut to its first line: in a pull request an alert is shown only when all its lines are in the diff. A
 * region without an end of its own ends with its line (3.30.8).
 */
export function physicalLocation(location: Location): PhysicalLocation {
  const region: Region = { startLine: location.line, startColumn: location.column };
  if (location.endLine === location.line) {
    region.endLine = location.line;
    region.endColumn = Math.max(location.endColumn, location.column);
  }
  return { artifactLocation: { uri: relativeUri(location.path), uriBaseId: ROOT }, region };
}

/** A location with what happens there. */
export function describedLocation(location: Location, text: string): SarifLocation {
  return { physicalLocation: physicalLocation(location), message: { text } };
}

/** Ends of lines of files: columns after the last character. */
export class LineEnds {
  readonly #sources: Readonly<Record<string, string>>;
  readonly #lines = new Map<string, readonly string[]>();

  constructor(sources: Readonly<Record<string, string>>) {
    this.#sources = sources;
  }

  /** The place with its end on its first line, when the file's text is at hand. */
  oneLine(location: Location): Location {
    if (location.endLine === location.line) return location;
    const line = this.#linesOf(location.path)[location.line - 1];
    if (line === undefined) return location;
    return { ...location, endLine: location.line, endColumn: Math.max(line.trimEnd().length + 1, location.column) };
  }

  #linesOf(path: string): readonly string[] {
    const known = this.#lines.get(path);
    if (known) return known;
    const source = Object.hasOwn(this.#sources, path) ? this.#sources[path] : undefined;
    const lines = source?.replaceAll('\r\n', '\n').split(LINE_BREAK) ?? [];
    this.#lines.set(path, lines);
    return lines;
  }
}
