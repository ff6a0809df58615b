/** What holds for a folder, without a scan. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { configRows } from '../config/rows.js';
import type { ConfigQuery, ConfigReport } from '../model/config-report.js';
import { WaybillError } from '../model/errors.js';
import { loadBundle } from '../rules/bundle.js';
import { createResolver, openWorkspace } from '../workspace/index.js';
import { configure } from './project-config.js';

/** @throws {WaybillError} `wrong-config` with every problem, `path-not-found` */
export async function describe({ path, cwd, config }: ConfigQuery): Promise<ConfigReport> {
  const root = folderNamed(path, cwd);
  const [bundle, workspace] = await Promise.all([loadBundle(), openWorkspace(root)]);
  const project = configure([workspace], root, bundle, { cwd, ...(config === undefined ? {} : { config }) });
  const resolver = createResolver(workspace);
  const problems = project.roots.flatMap(({ named }) =>
    named.flatMap(({ specifier, text, line, shown }) => {
      if (specifier.startsWith('..')) return [];
      const to = resolver.resolve(specifier, 'waybill.yml');
      return to && 'file' in to ? [] : [`${shown}:${line}: "${text}" leads to no file that is analysed`];
    }),
  );
  return { files: project.configs.map(({ yaml }) => yaml.file), rows: configRows(project.configs), problems };
}

/** @returns absolute; the folder around a file */
export function folderNamed(path: string, cwd: string): string {
  const absolute = resolve(cwd, path);
  const stats = statSync(absolute, { throwIfNoEntry: false });
  if (stats?.isDirectory() === true) return absolute;
  throw new WaybillError({
    code: 'path-not-found',
    what: stats ? 'this is no folder' : 'there is no such folder',
    where: path,
    hint: 'name the folder that holds the code',
  });
}
