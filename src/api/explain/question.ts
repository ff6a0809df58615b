/** What was asked: a print, or a place in a file. */
import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { closest } from 'fastest-levenshtein';
import { WaybillError } from '../../model/errors.js';
import type { ExplainOptions } from '../../model/options.js';
import { findEnclosingWorkspace, openWorkspace } from '../../workspace/index.js';

export interface PlaceQuestion {
  readonly is: 'place';
  readonly roots: readonly string[];
  /** As given. */
  readonly path: string;
  readonly absolute: string;
  readonly line: number;
  readonly column?: number;
}

export interface PrintQuestion {
  readonly is: 'print';
  readonly roots: readonly string[];
  readonly prefix: string;
}

export type Question = PlaceQuestion | PrintQuestion;

/** Fewer characters of a print would fit many. */
const MIN_PRINT = 6;
const PRINT = /^[0-9a-f]{1,16}$/i;
const PLACE = /^(.+?):(\d{1,9})(?::(\d{1,9}))?$/;

/** @throws {WaybillError} when it is neither, or there is no such file */
export async function readQuestion({ what, paths = [], cwd }: ExplainOptions): Promise<Question> {
  const place = PLACE.exec(what);
  if (place) return placeQuestion(place, paths, cwd);
  if (!PRINT.test(what) || existsSync(resolve(cwd, what))) {
    throw new WaybillError({
      code: 'no-question',
      what: 'this is neither a print nor a place',
      where: what,
      hint: 'give the print of a finding (a1b2c3…), or path:line as in src/mailer.ts:12',
    });
  }
  if (what.length < MIN_PRINT) {
    throw new WaybillError({ code: 'short-print', what: `a print needs ${MIN_PRINT} characters at least`, where: what });
  }
  return { is: 'print', roots: paths.length > 0 ? paths : ['.'], prefix: what.toLowerCase() };
}

async function placeQuestion(match: RegExpExecArray, paths: readonly string[], cwd: string): Promise<PlaceQuestion> {
  const [, path = '', line = '', column] = match;
  const given = resolve(cwd, path);
  if (!isFile(given)) throw await noFile(path, cwd);
  const absolute = realpathSync(given);
  return {
    is: 'place',
    roots: paths.length > 0 ? paths : [findEnclosingWorkspace(absolute)],
    path,
    absolute,
    line: Number(line),
    ...(column === undefined ? {} : { column: Number(column) }),
  };
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** With the nearest file of the same folder or workspace. */
async function noFile(path: string, cwd: string): Promise<WaybillError> {
  const root = findEnclosingWorkspace(resolve(cwd, dirname(path)));
  const files = existsSync(root)
    ? (await openWorkspace(root)).files.map((f) =>
        isAbsolute(path) ? resolve(root, f.path) : relative(cwd, resolve(root, f.path)).split(sep).join('/'),
      )
    : [];
  const sameName = files.filter((f) => basename(f) === basename(path));
  const nearest = (sameName.length > 0 ? sameName : files).length > 0 ? closest(path, sameName.length > 0 ? sameName : files) : undefined;
  return new WaybillError({
    code: 'path-not-found',
    what: 'there is no such file',
    where: path,
    ...(nearest === undefined ? {} : { hint: `did you mean ${nearest}?` }),
  });
}
