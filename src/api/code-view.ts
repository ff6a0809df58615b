/** What triage asks of the analysed code: which files and functions are there, what imports what, whether a text has changed. */
import { createHash } from 'node:crypto';
import type { FileFacts } from '../model/facts.js';
import type { ModuleGraph } from '../model/program.js';
import type { CodeView } from '../model/triage.js';
import type { SkippedFile } from '../model/workspace.js';
import { isLoss } from './coverage.js';
import { readSource } from './read-source.js';

/** Of a file's digest: enough to tell two versions apart. */
const DIGEST_LENGTH = 12;

/** The analysed code as plain data. */
export interface CodeOutline {
  readonly files: readonly OutlinedFile[];
  /** Files that are there and were not read. */
  readonly unread: readonly string[];
  /** Of these, what was to be read and could not be; folders as well. */
  readonly lost: readonly string[];
}

interface OutlinedFile {
  readonly path: string;
  /** Of its functions. */
  readonly symbols: readonly string[];
  /** Numbers of the files that it imports. */
  readonly imports: readonly number[];
  /** Speaks for all others without being imported. */
  readonly everywhere: boolean;
}

export function outlineOf(graph: Pick<ModuleGraph, 'files' | 'importsOf'>, skipped: readonly SkippedFile[]): CodeOutline {
  const files = graph.files.map((facts, id): OutlinedFile => {
    const symbols = [...new Set(facts.functions.map(({ symbol }) => symbol))];
    return { path: facts.path, symbols, imports: graph.importsOf(id), everywhere: isSchema(facts) };
  });
  return {
    files,
    unread: skipped.map(({ path }) => path),
    lost: skipped.filter(({ reason }) => isLoss(reason)).map(({ path }) => path),
  };
}

export function codeView(root: string, { files, unread, lost }: CodeOutline): CodeView {
  const skipped = new Set(unread);
  const symbols = new Map<string, ReadonlySet<string>>();
  const digests = new Map<string, string>();
  const fileAt = new Map(files.map((file) => [file.path, file]));
  return {
    has: (path) => fileAt.has(path) || skipped.has(path),
    hasSymbol(path, symbol) {
      const file = fileAt.get(path);
      // Of a file that was not read nothing is known: what was in it may be in it still.
      if (!file) return skipped.has(path);
      let known = symbols.get(path);
      if (!known) symbols.set(path, (known = new Set(file.symbols)));
      return known.has(symbol);
    },
    isLost: (path) => lost.some((one) => path === one || path.startsWith(`${one}/`)),
    imports: (path) => (fileAt.get(path)?.imports ?? []).map((id) => files[id]!.path),
    everywhere: files.filter((file) => file.everywhere).map(({ path }) => path),
    paths: files.map(({ path }) => path),
    digest(path) {
      let digest = digests.get(path);
      if (digest === undefined) digests.set(path, (digest = digestOf(root, path)));
      return digest;
    },
  };
}

function isSchema({ schema }: FileFacts): boolean {
  return schema !== undefined;
}

function digestOf(root: string, path: string): string {
  const read = readSource(root, path);
  if (!('text' in read)) return '';
  // A checkout may have other line ends, and no other code.
  return createHash('sha256').update(read.text.replaceAll('\r\n', '\n')).digest('hex').slice(0, DIGEST_LENGTH);
}

/** Several roots as one, their paths below a common folder. */
export function joinCode(parts: readonly PlacedCode[]): CodeView {
  if (parts.length === 1 && parts[0]!.prefix === '') return parts[0]!.code;
  const ask = <T>(path: string, question: (code: CodeView, inner: string, prefix: string) => T, otherwise: T): T => {
    const part = parts.find(({ prefix, code }) => path.startsWith(prefix) && code.has(path.slice(prefix.length)));
    return part ? question(part.code, path.slice(part.prefix.length), part.prefix) : otherwise;
  };
  const placed = (list: (code: CodeView) => readonly string[]): string[] =>
    parts.flatMap(({ prefix, code }) => list(code).map((path) => prefix + path));
  return {
    has: (path) => ask(path, () => true, false),
    hasSymbol: (path, symbol) => ask(path, (code, inner) => code.hasSymbol(inner, symbol), false),
    isLost: (path) => parts.some(({ prefix, code }) => path.startsWith(prefix) && code.isLost(path.slice(prefix.length))),
    imports: (path) => ask(path, (code, inner, prefix) => code.imports(inner).map((imported) => prefix + imported), []),
    everywhere: placed((code) => code.everywhere),
    paths: placed((code) => code.paths),
    digest: (path) => ask(path, (code, inner) => code.digest(inner), ''),
  };
}

export interface PlacedCode {
  /** Ends with `/`, or is empty where there is only one root. */
  readonly prefix: string;
  readonly code: CodeView;
}
