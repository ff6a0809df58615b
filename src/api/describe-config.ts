/** What holds for a folder, without a scan. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { policyRows } from '../config/policy-rows.js';
import { configRows } from '../config/rows.js';
import type { ConfigQuery, ConfigReport, ConfigRow } from '../model/config-report.js';
import { WaybillError } from '../model/errors.js';
import type { Policy } from '../model/policy.js';
import { DEFAULT_POLICY } from '../model/vocabulary.js';
import { loadBundle } from '../rules/bundle.js';
import { createResolver, openWorkspace } from '../workspace/index.js';
import { judgingOf } from './judging.js';
import { configure } from './project-config.js';

/** @throws {WaybillError} `wrong-config` with every problem, `path-not-found` */
export async function describe({ path, cwd, config, policy }: ConfigQuery): Promise<ConfigReport> {
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
  const { policies } = judgingOf(policy === undefined ? {} : { policy }, project, bundle);
  const judging = policies.some((one) => one !== bundle.rules.policies[DEFAULT_POLICY]) ? policyRows(policies, project.ownPolicies) : [];
  const rows = policy === undefined ? configRows(project.configs) : withFlag(configRows(project.configs), policies);
  return { files: project.configs.map(({ yaml }) => yaml.file), rows: [...rows, ...judging], problems };
}

/** Policies that a flag names take the place of the configuration's. */
function withFlag(rows: readonly ConfigRow[], policies: readonly Policy[]): readonly ConfigRow[] {
  const at = rows.findIndex(({ key }) => key === 'policy');
  const named = policies.map(({ policy }): ConfigRow => ({ key: 'policy', value: policy, origin: { from: 'flag', flag: '--policy' } }));
  return [...rows.slice(0, at), ...named, ...rows.slice(at).filter(({ key }) => key !== 'policy')];
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
