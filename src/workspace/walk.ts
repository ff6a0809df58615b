/**
 * Lists a tree: code files, packages, configs and schemas, with what is skipped and why. Symbolic links are not followed:
 * what they lead to inside the tree is met in its own place, so that nothing is read twice and a cycle ends.
 */
import { readFileSync, readdirSync, type Dirent } from 'node:fs';
import nodePath from 'node:path';
import { CODE_ENDING } from '../model/endings.js';
import type { LinkedPath, SkippedFile, SkipReason, WorkspaceProblem } from '../model/workspace.js';
import { isInstalled, isOutputByContent, isOutputByName } from './build-output.js';
import { nestRules, rulesAround, type IgnoreRules } from './ignore-rules.js';
import { Links } from './links.js';
import { schemaLanguageOf } from './schemas.js';

/** Paths relative to the root, in no order. */
export interface Listing {
  readonly code: string[];
  readonly packages: string[];
  readonly tsconfigs: string[];
  readonly schemas: string[];
  readonly configs: string[];
  readonly skipped: SkippedFile[];
  /** Links to what lies in the tree. */
  readonly links: LinkedPath[];
  readonly problems: WorkspaceProblem[];
}

type Kind = 'code' | 'packages' | 'tsconfigs' | 'schemas' | 'configs';

const CONFIG = /^waybill\.(?:ya?ml|json)$/;
const TSCONFIG = /^[jt]sconfig(?:\.[^/]+)?\.json$/;
/** Component files hold code that is not read: a reader of the report must know. */
const UNREAD_COMPONENT = /\.astro$/;
const VERSION_CONTROL = new Set(['.git', '.hg', '.svn', '.jj']);

/** Whether a name is one of a file that Waybill analyses. */
export function isCode(name: string): boolean {
  return CODE_ENDING.test(name) && !/\.[cm][jt]sx$/.test(name);
}

function kindOf(name: string): Kind | undefined {
  if (name === 'package.json') return 'packages';
  if (isCode(name)) return 'code';
  if (schemaLanguageOf(name) !== undefined) return 'schemas';
  if (CONFIG.test(name)) return 'configs';
  return TSCONFIG.test(name) ? 'tsconfigs' : undefined;
}

/**
 * Takes an absolute root and the user's exclusion, gives what is there.
 * @throws when the root can't be read.
 */
export function listTree(root: string, excluded: (path: string) => boolean): Listing {
  const walker = new Walker(new Links(root), excluded);
  walker.visit('', root, readdirSync(root, { withFileTypes: true }), rulesAround(root));
  return walker.listing;
}

class Walker {
  readonly listing: Listing = {
    code: [],
    packages: [],
    tsconfigs: [],
    schemas: [],
    configs: [],
    skipped: [],
    links: [],
    problems: [],
  };

  constructor(
    private readonly links: Links,
    private readonly excluded: (path: string) => boolean,
  ) {}

  visit(dir: string, absolute: string, entries: readonly Dirent[], outer: IgnoreRules): void {
    const rules = rulesInside(dir, absolute, entries, outer);
    for (const entry of entries) {
      const path = dir === '' ? entry.name : `${dir}/${entry.name}`;
      if (entry.isDirectory()) this.enter(path, nodePath.join(absolute, entry.name), entries, rules);
      else if (entry.isFile()) this.take(path, entry.name, rules);
      else if (entry.isSymbolicLink()) this.link(path, nodePath.join(absolute, entry.name), entries, rules);
    }
  }

  private enter(path: string, absolute: string, siblings: readonly Dirent[], rules: IgnoreRules): void {
    const name = nodePath.basename(absolute);
    if (VERSION_CONTROL.has(name)) return;
    const reason = this.folderReason(path, name, absolute, siblings, rules);
    if (reason !== undefined) {
      this.skip(path, reason);
      return;
    }
    let entries: Dirent[];
    try {
      entries = readdirSync(absolute, { withFileTypes: true });
    } catch {
      this.skip(path, 'unreadable');
      this.listing.problems.push({ path, message: 'The folder cannot be read.', hint: 'Check its permissions.' });
      return;
    }
    this.visit(path, absolute, entries, rules.within(`${path}/`));
  }

  private folderReason(
    path: string,
    name: string,
    absolute: string,
    siblings: readonly Dirent[],
    rules: IgnoreRules,
  ): SkipReason | undefined {
    if (isInstalled(name)) return 'node_modules';
    if (isOutputByName(name)) return 'build-output';
    if (name === '__generated__') return 'generated';
    if (rules.ignores(`${path}/`) || this.excluded(`${path}/`)) return 'ignored';
    return isOutputByContent(path, absolute, siblings) ? 'build-output' : undefined;
  }

  private take(path: string, name: string, rules: IgnoreRules): void {
    const kind = kindOf(name);
    if (kind === undefined) {
      if (UNREAD_COMPONENT.test(name) && !rules.ignores(path) && !this.excluded(path)) this.skip(path, 'unsupported');
      return;
    }
    if (rules.ignores(path) || this.excluded(path)) {
      if (kind === 'code') this.skip(path, 'ignored');
      return;
    }
    this.listing[kind].push(path);
  }

  /** Counts a link to a folder or to a file of interest. Manifests and configs hold where the link stands. */
  private link(path: string, absolute: string, siblings: readonly Dirent[], rules: IgnoreRules): void {
    const name = nodePath.basename(absolute);
    const kind = kindOf(name);
    const target = this.links.follow(absolute);
    if (target === undefined) {
      if (kind === 'code' && !rules.ignores(path) && !this.excluded(path)) this.skip(path, 'unreadable');
      return;
    }
    if (!target.isFolder && (kind === undefined || kind === 'packages' || kind === 'tsconfigs')) {
      this.take(path, name, rules);
      return;
    }
    const reason = target.isFolder ? this.folderReason(path, name, absolute, siblings, rules) : undefined;
    if (reason !== undefined) this.skip(path, reason);
    else if (rules.ignores(path) || this.excluded(path)) this.skip(path, 'ignored');
    else if (target.path === undefined) this.skip(path, 'link-outside');
    else {
      this.skip(path, 'link');
      this.listing.links.push({ path, target: target.path });
    }
  }

  private skip(path: string, reason: SkipReason): void {
    this.listing.skipped.push({ path, reason });
  }
}

function rulesInside(dir: string, absolute: string, entries: readonly Dirent[], outer: IgnoreRules): IgnoreRules {
  if (!entries.some((entry) => entry.name === '.gitignore' && entry.isFile())) return outer;
  try {
    return nestRules(outer, dir, readFileSync(nodePath.join(absolute, '.gitignore'), 'utf8'));
  } catch {
    return outer;
  }
}
