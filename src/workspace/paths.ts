/** Paths inside a workspace: relative to its root, with `/`, '' for the root itself. */
import nodePath from 'node:path';

/** The part of `node:path` that the helpers need; tests hand in `path.win32`. */
export type PathFlavour = Pick<typeof nodePath, 'sep' | 'relative' | 'isAbsolute' | 'resolve'>;

/** Takes a path of the platform, gives it with `/`. */
export function toPosix(path: string, flavour: PathFlavour = nodePath): string {
  return flavour.sep === '/' ? path : path.split(flavour.sep).join('/');
}

/**
 * Takes the root and an absolute path, gives the path relative to the root. A path outside begins with `../`, or is
 * absolute when it lies on another drive: ask {@link isInside}.
 */
export function relativeTo(root: string, absolute: string, flavour: PathFlavour = nodePath): string {
  return toPosix(flavour.relative(root, absolute), flavour);
}

/** Whether a path given by {@link relativeTo} lies in the root (or is the root). */
export function isInside(relative: string): boolean {
  return relative !== '..' && !relative.startsWith('../') && !relative.startsWith('/') && !/^[A-Za-z]:/.test(relative);
}

/** Joins a folder and a relative path and resolves `.` and `..`; gives '' for the root. */
export function joinPath(dir: string, path: string): string {
  const joined = nodePath.posix.join(dir, path);
  if (joined === '.' || joined === './') return '';
  return joined.endsWith('/') ? joined.slice(0, -1) : joined;
}

/** The folder of a path; '' when it stands in the root. */
export function dirOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The folder and the folders around it, innermost first, the root ('') last. */
export function ancestorsOf(dir: string): string[] {
  const dirs = [dir];
  for (let at = dir; at !== '';) {
    at = dirOf(at);
    dirs.push(at);
  }
  return dirs;
}

/** Whether `path` is `dir` or lies below it. */
export function isBelow(path: string, dir: string): boolean {
  return dir === '' || path === dir || path.startsWith(`${dir}/`);
}

/** Order by UTF-16 code units: the same on every machine, in every locale. */
export function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
