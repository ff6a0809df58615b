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
/** Larger than any file that people write by hand; a second or two of reading, whatever stands in it. */
const MAX_CHARACTERS = 512 * 1024;
/** Deeper than any such file is; what walks its data calls itself for each level. */
const MAX_DEPTH = 64;

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
 * @returns the file, or what is wrong with it: its syntax, or that it is too large, too deep, or has aliases that would multiply
 */
export function parseYamlFile(file: string, source: string): YamlFile | readonly FileProblem[] {
  const lines = new (yaml().LineCounter)();
  const place = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const wrong = (offset: number, message: string): readonly FileProblem[] => [{ file, ...place(offset), message }];
  if (source.length > MAX_CHARACTERS)
    return wrong(0, `the file is too large: expected at most ${MAX_CHARACTERS} characters, not ${source.length}`);
  const deep = tooDeep(source);
  if (deep) return [{ file, ...deep, message: TOO_DEEP }];
  // Keys that come twice are found below, in one pass: the parser compares each with each.
  const document = yaml().parseDocument(source, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  // What follows a syntax error is read out of step: only the first says something.
  const [broken] = document.errors;
  if (broken) return wrong(broken.pos[0], /call stack/.test(broken.message) ? TOO_DEEP : syntaxMessage(broken.message));
  const odd = oddNode(document);
  if (odd) return wrong(odd.offset, odd.message);
  try {
    const data: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    const alias = firstAlias(document);
    if (alias !== undefined && isTooDeep(data)) return wrong(alias, `${TOO_DEEP}, and no alias inside of what it names`);
    return {
      file,
      data,
      at: (path: DataPath) => place(offsetOf(document, path)),
      keyAt: (path: DataPath) => place(keyOffset(document, path)),
      inside: (path: DataPath, offset: number) => place(offsetOf(document, path) + textOffset(document, path, offset)),
    };
  } catch (error) {
    const unknown = error instanceof ReferenceError && error.message.startsWith('Unresolved alias');
    const message = unknown ? 'no anchor before it has the name of this alias' : 'too many aliases: write the values out';
    return wrong(firstAlias(document) ?? 0, error instanceof ReferenceError ? message : String(error));
  }
}

const TOO_DEEP = `nested too deep: expected at most ${MAX_DEPTH} levels`;

/**
 * Where brackets, or blocks, are nested too deep: the parser calls itself for each, so this is told before. Brackets and lines of texts
 * count too; no text that is meant opens that many without closing any, or goes that many steps to the right.
 */
function tooDeep(source: string): Position | undefined {
  let brackets = 0;
  const blocks: number[] = [];
  let line = 0;
  for (const text of source.split('\n')) {
    line++;
    // A key at the margin: whatever was open in a text above is over.
    if (/^[\w.'"-]+:(?: |$)/.test(text)) brackets = 0;
    const [begin, spaces = '', signs = ''] = /^( *)((?:[-?] +)*)/.exec(text) ?? [''];
    if (text.length > begin.length || signs !== '') {
      while (blocks.length > 0 && blocks.at(-1)! >= spaces.length) blocks.pop();
      blocks.push(spaces.length);
    }
    if (blocks.length + signs.replaceAll(' ', '').length > MAX_DEPTH) return { line, column: spaces.length + 1 };
    if (text.startsWith('#', spaces.length)) continue;
    for (let at = 0; at < text.length; at++) {
      const sign = text[at];
      if (sign === '[' || sign === '{') brackets++;
      else if ((sign === ']' || sign === '}') && brackets > 0) brackets--;
      if (brackets > MAX_DEPTH) return { line, column: at + 1 };
    }
  }
  return undefined;
}

/** Aliases can make data deeper than its text is, and endless. */
function isTooDeep(data: unknown): boolean {
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value: data, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    if (depth > MAX_DEPTH) return true;
    if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) open.push({ value: item, depth: depth + 1 });
  }
  return false;
}

/** The first node that is nested too deep, or key that is there twice. */
function oddNode(document: Yaml.Document): { readonly offset: number; readonly message: string } | undefined {
  const { isMap, isSeq, isScalar, isNode } = yaml();
  const open: { readonly node: unknown; readonly depth: number }[] = [{ node: document.contents, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, depth } = next;
    if (depth > MAX_DEPTH) return { offset: isNode(node) ? (node.range?.[0] ?? 0) : 0, message: TOO_DEEP };
    if (isSeq(node)) for (const item of node.items) open.push({ node: item, depth: depth + 1 });
    if (!isMap(node)) continue;
    const keys = new Set<unknown>();
    for (const { key, value } of node.items) {
      if (isScalar(key)) {
        if (keys.has(key.value)) return { offset: key.range?.[0] ?? 0, message: `the key "${String(key.value)}" is there twice` };
        keys.add(key.value);
      } else if (isNode(key)) open.push({ node: key, depth: depth + 1 });
      open.push({ node: value, depth: depth + 1 });
    }
  }
  return undefined;
}

function firstAlias(document: Yaml.Document): number | undefined {
  let offset: number | undefined;
  yaml().visit(document, {
    Alias(_, node) {
      offset = node.range?.[0] ?? 0;
      return yaml().visit.BREAK;
    },
  });
  return offset;
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
