/** Where the baseline of a run lies, and how its paths are those of the findings. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { WaybillError } from '../model/errors.js';
import type { ScanOptions } from '../model/options.js';
import type { Baseline, BaselineEntry } from '../model/triage.js';

export const BASELINE_FILE = 'waybill-baseline.json';

export interface BaselinePlace {
  /** Absolute. */
  readonly file: string;
  /** Put before a finding's path it gives the path in the file; empty, or ends with `/`. */
  readonly prefix: string;
  readonly present: boolean;
}

/**
 * The file that was named, or the one in the root, or the one in the working directory around the root. Its paths
 * count from its own folder when that is around the root: a part of the code can then be scanned with the whole's
 * baseline. A file elsewhere counts from the root.
 *
 * @param base absolute, the root of the run
 */
export function baselinePlace({ baseline, cwd }: Pick<ScanOptions, 'baseline' | 'cwd'>, base: string): BaselinePlace {
  const inRoot = join(base, BASELINE_FILE);
  const around = join(cwd, BASELINE_FILE);
  const file =
    typeof baseline === 'string'
      ? resolve(cwd, baseline)
      : !existsSync(inRoot) && isInside(base, cwd) && existsSync(around)
        ? around
        : inRoot;
  const folder = dirname(file);
  const below = isInside(base, folder) ? relative(folder, base).split(sep).join('/') : '';
  return { file, prefix: below === '' ? '' : `${below}/`, present: existsSync(file) };
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** The file as users know it. */
export function shownPath({ file }: Pick<BaselinePlace, 'file'>, cwd: string): string {
  const path = relative(cwd, file).split(sep).join('/');
  return path.startsWith('../') ? file : path;
}

/** The file as reports show it, the same on every machine: from the root when it lies in it or around it, else its name. */
export function reportPath({ file }: Pick<BaselinePlace, 'file'>, base: string): string {
  const path = relative(base, file).split(sep).join('/');
  return /^(?:\.\.\/)+[^/]+\//.test(path) || isAbsolute(path) ? basename(file) : path;
}

/** @throws {WaybillError} when a file that was named is not there, or can't be read */
export async function openBaseline(
  place: BaselinePlace,
  { baseline, cwd }: Pick<ScanOptions, 'baseline' | 'cwd'>,
): Promise<Baseline | undefined> {
  if (!place.present) {
    if (typeof baseline !== 'string') return undefined;
    throw new WaybillError({
      code: 'baseline-not-found',
      what: 'there is no such baseline',
      where: baseline,
      hint: `write it: waybill baseline write --baseline ${baseline}`,
    });
  }
  const shown = shownPath(place, cwd);
  let text: string;
  try {
    text = readFileSync(place.file, 'utf8');
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new WaybillError({
      code: 'baseline-unreadable',
      what: `the baseline can't be read (${code ?? message})`,
      where: shown,
      hint: 'it must be a file that you may read; --no-baseline scans without it',
      cause,
    });
  }
  // Loaded when there is one.
  return (await import('../triage/baseline-file.js')).readBaseline(text, shown);
}

/** What of a baseline speaks of the code below the root, with paths as findings have them; and what does not. */
export function cutToRoot(
  baseline: Baseline,
  { prefix }: Pick<BaselinePlace, 'prefix'>,
): { readonly inside: Baseline; readonly outside: Baseline } {
  if (prefix === '') return { inside: baseline, outside: { ...baseline, findings: [], files: {} } };
  const within = (path: string): boolean => path.startsWith(prefix);
  const files = Object.entries(baseline.files);
  return {
    inside: {
      ...baseline,
      findings: baseline.findings.filter(({ path }) => within(path)).map((entry) => ({ ...entry, path: entry.path.slice(prefix.length) })),
      files: Object.fromEntries(files.filter(([path]) => within(path)).map(([path, digest]) => [path.slice(prefix.length), digest])),
    },
    outside: {
      ...baseline,
      findings: baseline.findings.filter(({ path }) => !within(path)),
      files: Object.fromEntries(files.filter(([path]) => !within(path))),
    },
  };
}

/** The paths of a baseline as its file has them. */
export function fromRoot(baseline: Baseline, { prefix }: Pick<BaselinePlace, 'prefix'>): Baseline {
  if (prefix === '') return baseline;
  return {
    ...baseline,
    findings: baseline.findings.map((entry) => placed(entry, prefix)),
    files: Object.fromEntries(Object.entries(baseline.files).map(([path, digest]) => [prefix + path, digest])),
  };
}

export function placed(entry: BaselineEntry, prefix: string): BaselineEntry {
  return { ...entry, path: prefix + entry.path };
}
