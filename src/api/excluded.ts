/** Leaves out the files that the project does not want to be looked at. */
import ignore from 'ignore';
import { posix, type PlacedConfig } from '../config/load.js';
import { listed } from '../config/schema.js';
import { relative } from 'node:path';
import type { SkippedFile, Workspace } from '../model/workspace.js';

/**
 * A file that was named on the command line stays: it is wanted.
 *
 * @param onlyChanged files are named because they changed: then nobody asked for them
 */
export function withoutExcluded(workspace: Workspace, configs: readonly PlacedConfig[], onlyChanged = false): Workspace {
  const tests = configs.flatMap((config) => excluder(config, workspace.root));
  if (tests.length === 0) return workspace;
  const named = new Set(onlyChanged ? [] : workspace.focus);
  const isExcluded = (path: string): boolean => !named.has(path) && tests.some((test) => test(path));
  const skipped: SkippedFile[] = [];
  const files = workspace.files.filter(({ path }) => {
    if (!isExcluded(path)) return true;
    skipped.push({ path, reason: 'excluded' });
    return false;
  });
  return {
    ...workspace,
    files,
    ...(workspace.focus ? { focus: workspace.focus.filter((path) => !isExcluded(path)) } : {}),
    schemas: workspace.schemas.filter(({ path }) => !isExcluded(path)),
    skipped: [...workspace.skipped.filter(({ path }) => !isExcluded(path)), ...skipped],
  };
}

function excluder({ config, folder, dir }: PlacedConfig, root: string): readonly ((path: string) => boolean)[] {
  const patterns = listed(config.exclude);
  if (patterns.length === 0) return [];
  const matcher = ignore({ ignorecase: false }).add(patterns);
  if (folder === '') return [(path) => matcher.ignores(path)];
  if (!folder.startsWith('..')) return [(path) => path.startsWith(`${folder}/`) && matcher.ignores(path.slice(folder.length + 1))];
  const above = posix(relative(dir, root));
  return [(path) => matcher.ignores(`${above}/${path}`)];
}
