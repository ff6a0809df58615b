/** Runs the examples in rule files: each as a file of its own, all in one scan in a temporary folder. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  asIn,
  compareMarks,
  countedTypes,
  flowPlaces,
  flowText,
  foundPlace,
  markText,
  type FlowPlace,
  type FoundPlace,
} from '../marks/compare-marks.js';
import { LISTED, MarkError, readMarks, type Mark } from '../marks/read-marks.js';
import { WaybillError } from '../model/errors.js';
import type { Finding } from '../model/report.js';
import type { ExampleDifference, RuleExamplesQuery, RuleExamplesResult } from '../model/rule-examples.js';
import { DEFAULT_THRESHOLDS } from '../model/selection.js';
import { select } from '../triage/select.js';
import { analyse } from './analyse.js';
import { acceptedMarks, exampleLines } from './example-marks.js';
import { chooseExamples, type ChosenFile } from './example-files.js';

export interface Example {
  readonly of: ChosenFile;
  readonly kind: 'leaks' | 'clean';
  /** From 1. */
  readonly nth: number;
  /** In the temporary folder. */
  readonly path: string;
  /** Without marks. */
  readonly lines: readonly string[];
  readonly marks: readonly Mark[];
}

/** What a scan of examples gives. */
export interface Scanned {
  /** The findings that are shown. */
  readonly shown: readonly Finding[];
  /** Calls that are recorded and no findings. */
  readonly flows: readonly FlowPlace[];
}

/** JSX in an example makes it a component file. */
const JSX = /<[A-Za-z][^>]*\/>|<\/[A-Za-z]+>/;

/**
 * @throws {WaybillError} `wrong-config` with every problem of configuration and rules, `path-not-found`, `wrong-mark`
 */
export async function ruleExamples(query: RuleExamplesQuery): Promise<readonly RuleExamplesResult[]> {
  const { files, rules } = await chooseExamples(query);
  const examples = files.flatMap((file, at) => examplesOf(file, at));
  const found = examples.length === 0 ? { shown: [], flows: [] } : await scanned(examples, rules, query.cwd);
  const differ = comparedWith(found);
  return files.map((of) => {
    const own = examples.filter((example) => example.of === of);
    const differences = own.flatMap(differ);
    const accepted = of.path !== undefined && differences.length > 0 ? acceptedMarks(of, differences) : undefined;
    return { file: of.file, library: of.library, examples: own.length, differences, ...(accepted ? { accepted } : {}) };
  });
}

/**
 * @param at of the file among others: examples of each lie in a folder of their own
 * @throws {WaybillError} `wrong-mark`
 */
export function examplesOf(of: ChosenFile, at: number): readonly Example[] {
  const read = (codes: readonly string[], kind: Example['kind']): readonly Example[] =>
    codes.map((code, i) => {
      const { blanked, marks } = marksOf(code, of, kind, i);
      const path = `${at}/${kind}-${i + 1}/example.${JSX.test(code) ? 'tsx' : 'ts'}`;
      return { of, kind, nth: i + 1, path, lines: blanked.split('\n'), marks };
    });
  return [...read(of.examples.leaks ?? [], 'leaks'), ...read(of.examples.clean ?? [], 'clean')];
}

function marksOf(code: string, of: ChosenFile, kind: Example['kind'], at: number): ReturnType<typeof readMarks> {
  try {
    return readMarks(code);
  } catch (error) {
    if (!(error instanceof MarkError)) throw error;
    const line = exampleLines(of, kind, at)?.(error.line);
    throw new WaybillError({
      code: 'wrong-mark',
      what: `a mark of an example is wrong: ${error.message.replace(/^line \d+: /, '')}`,
      where: `${of.file}${line === undefined ? '' : `:${line}`} (${kind} ${at + 1}, line ${error.line})`,
      hint: 'docs/rules.md tells the marks: // leak: log-direct email, // flow: database email',
    });
  }
}

async function scanned(examples: readonly Example[], rules: readonly string[], cwd: string): Promise<Scanned> {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'waybill-rules-')));
  try {
    const config = join(dir, 'waybill.json');
    writeFileSync(config, JSON.stringify({ rules }));
    writeExamples(dir, examples);
    const { result } = await analyse({
      paths: [dir],
      cwd,
      config: rules.length > 0 ? config : false,
      noCache: true,
      baseline: false,
      survey: true,
    });
    return { shown: select(result.findings, DEFAULT_THRESHOLDS).shown, flows: flowPlaces(result) };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** @returns what an example's marks say otherwise than a scan */
export function comparedWith({ shown, flows }: Scanned): (example: Example) => readonly ExampleDifference[] {
  const counts = countedTypes(shown);
  const places = byPath(shown.map(foundPlace));
  const recorded = byPath(flows);
  return (example) => differencesOf(example, places.get(example.path) ?? [], recorded.get(example.path) ?? [], counts);
}

function byPath<T extends FoundPlace>(places: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const paths = new Map<string, T[]>();
  for (const place of places) {
    const own = paths.get(place.path);
    if (own) own.push(place);
    else paths.set(place.path, [place]);
  }
  return paths;
}

/** Each as a file of one package. */
export function writeExamples(dir: string, examples: readonly Example[]): void {
  writeFileSync(join(dir, 'package.json'), '{}');
  for (const { path, lines } of examples) {
    mkdirSync(join(dir, path, '..'), { recursive: true });
    // What one example declares says nothing in another.
    writeFileSync(join(dir, path), `${lines.join('\n')}\nexport {};\n`);
  }
}

/** Where marks and findings differ; a leaking example without marks needs one finding anywhere. */
function differencesOf(
  { of, kind, nth, path, lines, marks }: Example,
  found: readonly FoundPlace[],
  flows: readonly FlowPlace[],
  counts: (type: string) => boolean,
): readonly ExampleDifference[] {
  const fileLine = exampleLines(of, kind, nth - 1);
  const difference = (line: number, expected: readonly string[], here: readonly string[]): ExampleDifference => {
    const inFile = fileLine?.(line);
    return {
      kind,
      example: nth,
      line,
      ...(inFile === undefined ? {} : { fileLine: inFile }),
      code: (lines[line - 1] ?? '').trimEnd(),
      expected,
      found: here,
    };
  };
  const isMarked = marks.some((mark) => mark.kind === 'leak' || mark.kind === 'flow' || mark.kind === 'known-miss');
  if (kind === 'leaks' && !isMarked) return found.length > 0 ? [] : [difference(0, ['a finding'], [])];
  return lines.flatMap((_, at) => {
    const line = at + 1;
    const asked = marks.filter((mark) => mark.line === line);
    const here = found.filter((place) => place.line === line);
    const recorded = flows.filter((place) => place.line === line);
    const lists: readonly (readonly string[])[] = Object.values(compareMarks(new Map([[path, asked]]), here, counts, recorded));
    if (lists.every((list) => list.length === 0)) return [];
    // What is recorded is told where a mark asks for it, or where it stands in place of a finding.
    const isAsked = asked.some((mark) => mark.kind === 'flow');
    const told = recorded.filter(({ rule }) =>
      LISTED.includes(rule) ? asked.some((mark) => mark.rule === rule) : isAsked || here.length === 0,
    );
    const seen = [
      ...here.map((place) => markText({ ...asIn(place, asked), types: place.types.filter(counts) })),
      ...told.map((place) => flowText(LISTED.includes(place.rule) ? place : { ...asIn(place, asked), types: place.named })),
    ];
    return [difference(line, asked.flatMap(expectation), seen)];
  });
}

function expectation(mark: Mark): readonly string[] {
  const { kind, why } = mark;
  switch (kind) {
    case 'clean':
      return [];
    case 'leak':
      return [markText(mark)];
    case 'flow':
      return [flowText(mark)];
    case 'known-miss':
      return [`nothing yet, though it is ${markText(mark)} (${why ?? ''})`];
    case 'known-false':
      return [`a known false alarm (${why ?? ''})`];
  }
}
