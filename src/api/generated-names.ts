/** Names that code imports from files that are not there: what generators write is often left out of a repository. */
import type { FileFacts } from '../model/facts.js';
import type { ModuleResolver } from '../model/workspace.js';

/** Files that are imported for their effect or as data, and not by names. */
const ASSET = /\.(?:css|scss|sass|less|styl|svg|png|jpe?g|gif|webp|avif|ico|woff2?|ttf|mp[34]|webm|pdf|json|txt|md|html?)(?:\?|$)/i;

/** Takes the facts of code, gives each name once. */
export function generatedNames(files: readonly FileFacts[], resolver: ModuleResolver): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { path, imports } of files)
    for (const { specifier, name } of imports)
      if (!ASSET.test(specifier) && resolver.resolve(specifier, path) === undefined) names.add(name);
  return names;
}
