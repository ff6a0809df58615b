/**
 * .gitignore rules, nested as git nests them: the innermost file that says something decides.
 *
 * They hold for tracked files too, and neither `.git/info/exclude` nor the user's global excludes are read: what is
 * analysed depends on the tree alone, so a copy of it outside git, or on another machine, gives the same findings.
 */
import { existsSync, readFileSync } from 'node:fs';
import nodePath from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { isInside, relativeTo } from './paths.js';

interface RuleFile {
  readonly patterns: readonly string[];
  readonly matcher: Ignore;
  /** Takes a path relative to the root, gives it relative to the folder of the rules. */
  readonly localise: (path: string) => string;
}

/** The rules that hold in a folder. */
export class IgnoreRules {
  /** @param files innermost first */
  constructor(readonly files: readonly RuleFile[]) {}

  /** Whether the path (relative to the root; a folder's ends in `/`) is ignored. */
  ignores(path: string): boolean {
    for (const file of this.files) {
      const verdict = file.matcher.test(file.localise(path));
      if (verdict.ignored) return true;
      if (verdict.unignored) return false;
    }
    return false;
  }

  /**
   * The rules inside a folder (it ends in `/`) that is not ignored.
   *
   * An inner file may have taken a folder back that an outer file ignores. The outer file's patterns still hold for
   * what is in it, one by one; its verdict on the folder does not.
   */
  within(dir: string): IgnoreRules {
    const isOverruled = ({ matcher, localise }: RuleFile): boolean => matcher.test(localise(dir)).ignored;
    if (this.files.length < 2 || !this.files.some(isOverruled)) return this;
    return new IgnoreRules(this.files.map((file) => (isOverruled(file) ? takeBack(file, dir) : file)));
  }
}

function takeBack({ patterns, localise }: RuleFile, dir: string): RuleFile {
  const literal = localise(dir).replace(/[\\*?[\]!# ]/g, '\\$&');
  return ruleFile([...patterns, `!/${literal}`], localise);
}

function ruleFile(patterns: readonly string[], localise: (path: string) => string): RuleFile {
  return { patterns, matcher: compilePatterns(patterns), localise };
}

/** Takes patterns in the form of .gitignore, gives their matcher; letters count as written, on every system. */
export function compilePatterns(patterns: string | readonly string[]): Ignore {
  return ignore({ ignorecase: false }).add(patterns);
}

/**
 * Takes the rules around a folder and the text of its .gitignore, gives the rules inside.
 * @param dir relative to the root
 */
export function nestRules(outer: IgnoreRules, dir: string, text: string): IgnoreRules {
  const cut = dir === '' ? 0 : dir.length + 1;
  const file = ruleFile(linesOf(text), (path) => path.slice(cut));
  return new IgnoreRules([file, ...outer.files]);
}

/**
 * The rules that hold around the root: those of .gitignore files between it and the top of its git work tree, unless
 * they ignore the root itself (it was named, so it is wanted).
 */
export function rulesAround(root: string): IgnoreRules {
  const top = gitTopOf(root);
  const files: RuleFile[] = [];
  for (let dir = root; top !== undefined && dir !== top;) {
    dir = nodePath.dirname(dir);
    const text = readText(nodePath.join(dir, '.gitignore'));
    if (text === undefined) continue;
    const prefix = `${relativeTo(dir, root)}/`;
    const file = ruleFile(linesOf(text), (path) => prefix + path);
    if (!file.matcher.test(prefix).ignored) files.push(file);
  }
  return new IgnoreRules(files);
}

/** The nearest folder upward that holds `.git`, or nothing. */
export function gitTopOf(dir: string): string | undefined {
  for (let at = dir; ;) {
    if (existsSync(nodePath.join(at, '.git'))) return at;
    const parent = nodePath.dirname(at);
    if (parent === at || !isInside(relativeTo(parent, at))) return undefined;
    at = parent;
  }
}

function linesOf(text: string): string[] {
  return (text.startsWith('\uFEFF') ? text.slice(1) : text).split(/\r?\n/);
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
