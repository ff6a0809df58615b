/** One YAML file with the places of its values. */
import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import type { Position, FileProblem } from './problems.js';

/** Most runs read no YAML file; the parser is 75 files. */
const require = createRequire(import.meta.url);
let loaded: typeof Yaml | undefined;
const yaml = (): typeof Yaml => (loaded ??= require('yaml') as typeof Yaml);

/** More aliases than any such file needs; few enough that nesting them cannot blow a file up. */
const MAX_ALIASES = 100;

export type DataPath = readonly (string | number)[];

/** A parsed file: its data, and where each part of the data stands. */
export interface YamlFile {
  readonly file: string;
  readonly data: unknown;
  /** Where the value at the path stands, or the nearest thing around it. */
  at(path: DataPath): Position;
  /** Where the key of an entry stands. */
  keyAt(path: DataPath): Position;
  /** Where a character of a text stands. */
  inside(path: DataPath, offset: number): Position;
}

/**
 * @param file name for messages
 * @returns the file, or its syntax errors (aliases that would multiply are one)
 */
export function parseYamlFile(file: string, source: string): YamlFile | readonly FileProblem[] {
  const lines = new (yaml().LineCounter)();
  const document = yaml().parseDocument(source, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const place = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  // What follows a syntax error is read out of step: only the first says something.
  const [broken] = document.errors;
  if (broken) return [{ file, ...place(broken.pos[0]), message: syntaxMessage(broken.message) }];
  try {
    const data: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    return {
      file,
      data,
      at: (path: DataPath) => place(offsetOf(document, path)),
      keyAt: (path: DataPath) => place(keyOffset(document, path)),
      inside: (path: DataPath, offset: number) => place(offsetOf(document, path) + textOffset(document, path, offset)),
    };
  } catch (error) {
    const message = error instanceof ReferenceError ? 'too many aliases: write the values out' : String(error);
    return [{ file, line: 1, column: 1, message }];
  }
}

/** Adds the cause that these two nearly always have in rule files. */
function syntaxMessage(message: string): string {
  const unquoted = /^(?:Unexpected flow-seq-start|Missing , or :)/.test(message);
  return unquoted ? `${message}: inside { } or [ ] a path needs quotes` : message;
}

/** The value of one key as a file of its own, with its places in the whole. */
export function partOf(yaml: YamlFile, key: string): YamlFile {
  return {
    file: yaml.file,
    data: (yaml.data as Readonly<Record<string, unknown>>)[key],
    at: (path) => yaml.at([key, ...path]),
    keyAt: (path) => yaml.keyAt([key, ...path]),
    inside: (path, offset) => yaml.inside([key, ...path], offset),
  };
}

function offsetOf(document: Yaml.Document, path: DataPath): number {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (yaml().isNode(node) && node.range) return node.range[0];
    const key = pairAt(document, path.slice(0, length))?.key;
    if (yaml().isNode(key) && key.range) return key.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

/** Characters between a scalar's begin and a character of its text; 0 where lines are folded. */
function textOffset(document: Yaml.Document, path: DataPath, offset: number): number {
  const node: unknown = document.getIn(path, true);
  if (!yaml().isScalar(node) || typeof node.value !== 'string') return 0;
  if (node.type === yaml().Scalar.PLAIN) return offset;
  return node.type === yaml().Scalar.QUOTE_DOUBLE || node.type === yaml().Scalar.QUOTE_SINGLE ? offset + 1 : 0;
}

function keyOffset(document: Yaml.Document, path: DataPath): number {
  const key = pairAt(document, path)?.key;
  return yaml().isNode(key) && key.range ? key.range[0] : offsetOf(document, path);
}

function pairAt(document: Yaml.Document, path: DataPath): Yaml.Pair | undefined {
  const parent: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!yaml().isMap(parent)) return undefined;
  const wanted = String(path[path.length - 1]);
  return parent.items.find(({ key }) => yaml().isScalar(key) && String(key.value) === wanted);
}
