/** Opens a workspace: lists, reads the packages and configs, and looks at the head of every code file. */
import { existsSync, statSync } from 'node:fs';
import nodePath from 'node:path';
import { WaybillError } from '../model/errors.js';
import type { SkippedFile, SkipReason, SourceFile, Workspace } from '../model/workspace.js';
import { inspect, isTooLarge } from './contents.js';
import { readFocus, type Focus } from './focus.js';
import { compilePatterns, gitTopOf } from './ignore-rules.js';
import { packageFinder, readPackages } from './packages.js';
import { byCodeUnits, dirOf, nameOf, relativeTo } from './paths.js';
import { roleOf } from './roles.js';
import { readTsConfigs } from './tsconfigs.js';
import { schemasOf } from './schemas.js';
import { listTree, type Listing } from './walk.js';

export interface OpenOptions {
  /** Files or folders named on the command line, absolute or relative to the root: analysed whole, whatever their role. */
  readonly focus?: readonly string[];
  /** Files that changed, relative to the root: of interest are those that are analysed without being named. Not beside `focus`. */
  readonly changed?: readonly string[];
  /** Patterns in the form of .gitignore, from the root: only what they match is analysed. */
  readonly include?: readonly string[];
  /** Patterns in the form of .gitignore, from the root: what they match is left out. */
  readonly exclude?: readonly string[];
  /** Makes the digest of a file's content; without it files have none. */
  readonly digest?: ((content: Uint8Array) => string) | undefined;
}

/**
 * Takes a folder, gives what is in it: files with role and package, schemas, packages, configs, what was skipped and
 * why, and problems. Reads no more than the head of a code file, unless it may be minified.
 * @throws WaybillError `path-not-found` when the root is no folder, `path-unreadable` when it can't be read.
 */
// eslint-disable-next-line @typescript-eslint/require-await -- part of the API: what fails rejects, and reading may become parallel
export async function openWorkspace(root: string, options: OpenOptions = {}): Promise<Workspace> {
  const absolute = nodePath.resolve(root);
  if (statSync(absolute, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new WaybillError({ code: 'path-not-found', what: 'there is no such folder', where: root, hint: 'Check the spelling.' });
  }
  const listing = list(absolute, root, options);
  const problems = listing.problems;
  const focus = readFocus(absolute, options.focus ?? [], listing, problems);
  const packages = readPackages(absolute, listing.packages, problems);
  const configs = [...listing.tsconfigs, ...configAround(absolute, listing)];
  const tsconfigs = readTsConfigs(absolute, configs, packages, problems);
  const skipped = [...listing.skipped];
  const files = takeFiles(absolute, listing, options, focus, skipped);
  const packageOf = packageFinder(packages);
  const schemas = schemasOf(absolute, listing.schemas.sort(byCodeUnits), skipped);
  const analysed = new Set([...files, ...schemas].map((file) => file.path));
  const ofInterest = focus?.files ?? options.changed;
  return {
    root: absolute,
    files: files.map((file) => ({ ...file, package: packageOf(dirOf(file.path)) })),
    schemas,
    packages,
    tsconfigs,
    configs: listing.configs.sort(byCodeUnits),
    skipped: skipped.sort((a, b) => byCodeUnits(a.path, b.path)),
    ...(listing.links.length === 0 ? {} : { links: listing.links.sort((a, b) => byCodeUnits(a.path, b.path)) }),
    problems: problems.sort((a, b) => byCodeUnits(a.path, b.path) || byCodeUnits(a.message, b.message)),
    ...(ofInterest === undefined ? {} : { focus: ofInterest.filter((path) => analysed.has(path)) }),
  };
}

function list(absolute: string, given: string, options: OpenOptions): Listing {
  try {
    return listTree(absolute, excluder(options.exclude));
  } catch (cause) {
    throw new WaybillError({
      code: 'path-unreadable',
      what: 'the folder cannot be read',
      where: given,
      hint: 'Check its permissions.',
      cause,
    });
  }
}

function excluder(patterns: readonly string[] | undefined): (path: string) => boolean {
  if (patterns === undefined || patterns.length === 0) return () => false;
  const matcher = compilePatterns(patterns);
  return (path) => matcher.ignores(path);
}

type FoundFile = Omit<SourceFile, 'package'>;

function takeFiles(root: string, listing: Listing, options: OpenOptions, focus: Focus | undefined, skipped: SkippedFile[]): FoundFile[] {
  const included = options.include === undefined || options.include.length === 0 ? undefined : compilePatterns(options.include);
  const declared = new Set(listing.code);
  const found: FoundFile[] = [];
  for (const path of [...declared].sort(byCodeUnits)) {
    const isNamed = focus?.named.has(path) === true;
    if (!isNamed && included?.ignores(path) === false) continue;
    const file = inspect(nodePath.join(root, path), nameOf(path), options.digest);
    const unnamed = file.skip ?? (isEmitted(path, declared) ? 'declaration' : undefined);
    const skip = isNamed ? skipOfNamed(unnamed, nameOf(path), file.bytes) : unnamed;
    if (skip !== undefined) {
      skipped.push({ path, reason: skip });
      continue;
    }
    const role = focus?.sources.has(path) === true ? 'source' : roleOf(path);
    found.push({ path, bytes: file.bytes, role, ...(file.digest === undefined ? {} : { digest: file.digest }) });
  }
  return found;
}

/** What is named is looked at, whatever it is, as far as it can be. */
function skipOfNamed(skip: SkipReason | undefined, name: string, bytes: number): SkipReason | undefined {
  if (skip === 'unreadable' || skip === undefined) return skip;
  return isTooLarge(name, bytes) ? 'too-large' : undefined;
}

/** A declaration beside the TypeScript file it was emitted from says nothing that the file does not. */
function isEmitted(path: string, files: ReadonlySet<string>): boolean {
  if (!/\.d\.[cm]?ts$/.test(path)) return false;
  const source = path.replace(/\.d(\.[cm]?ts)$/, '$1');
  return files.has(source) || files.has(source.replace(/\.ts$/, '.tsx'));
}

/** When the root has no config of its own, the nearest around it inside the git work tree: `src` scanned by itself has aliases too. */
function configAround(root: string, listing: Listing): string[] {
  const top = gitTopOf(root);
  if (top === undefined || listing.tsconfigs.some((path) => !path.includes('/'))) return [];
  for (let dir = root; dir !== top;) {
    dir = nodePath.dirname(dir);
    const config = ['tsconfig.json', 'jsconfig.json'].map((name) => nodePath.join(dir, name)).find((path) => existsSync(path));
    if (config !== undefined) return [relativeTo(root, config)];
  }
  return [];
}
