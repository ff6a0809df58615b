/** Aliases that bundlers are told of in configs that are code, which Waybill never runs: `~/`, `@/`, `src/…`. */
import { joinPath } from '../paths.js';
import type { FileLookup } from './file-lookup.js';

/** Where frameworks keep the source of a package. */
const SOURCE_FOLDERS = ['src', 'app', 'resources/js', ''];

/** `@/x`, `~/x`, `@@/x`, `~~/x`: no package has such a name, so it is an alias whatever it means. */
const ROOT_ALIAS = /^(?:@@?|~~?)\//;
/** `@components/x`, `~utils/x`, `#db`, `$lib/x`. */
const NAMED_ALIAS = /^[@~#$]\b/;

/** Whether a specifier can be nothing but an alias of the project. */
export function isProjectAlias(specifier: string): boolean {
  return ROOT_ALIAS.test(specifier) || specifier === '@' || specifier === '~' || specifier.startsWith('src/');
}

/**
 * Takes a specifier that nothing else explains and the folders of the packages around the file (innermost first), gives
 * the file it means when one of them has a folder that makes it resolve.
 */
export function resolveByConvention(specifier: string, packageDirs: readonly string[], lookup: FileLookup): string | undefined {
  const path = aliasedPath(specifier);
  if (path === undefined) return undefined;
  for (const dir of packageDirs) {
    for (const folder of SOURCE_FOLDERS) {
      const file = lookup.fileOrIndex(joinPath(joinPath(dir, folder), path));
      if (file !== undefined) return file;
    }
  }
  return undefined;
}

function aliasedPath(specifier: string): string | undefined {
  if (ROOT_ALIAS.test(specifier)) return specifier.slice(specifier.indexOf('/') + 1);
  if (specifier.startsWith('$lib')) return specifier.slice(1);
  if (NAMED_ALIAS.test(specifier)) return specifier.slice(1);
  return specifier.includes('/') ? specifier : undefined;
}
