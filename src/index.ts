/** Waybill's API, and the only place that joins its stages. */
import { performance } from 'node:perf_hooks';
import { assemble } from './api/assemble.js';
import { describe } from './api/describe-config.js';
import { draft } from './api/draft-config.js';
import { commonFolder, prefixOf, withPrefix } from './api/prefix-paths.js';
import { configure } from './api/project-config.js';
import { openRoots } from './api/roots.js';
import { scanRoot, type RootResult } from './api/scan-root.js';
import { StageClock } from './api/stage-clock.js';
import { extractChoices, runOf } from './api/run.js';
import { packageVersion } from './api/version.js';
import type { ConfigQuery, ConfigReport, InitialConfig } from './model/config-report.js';
import { WaybillError } from './model/errors.js';
import type { ScanOptions, ScanOutcome } from './model/options.js';
import type { CompiledRules, Policy } from './model/rules.js';
import { loadBundle } from './rules/bundle.js';
import { compileNameMatcher } from './taxonomy/name-matcher.js';

export { WaybillError } from './model/errors.js';
export type { ScanOptions, ScanOutcome } from './model/options.js';
export type * from './model/config-report.js';
export type * from './model/project-config.js';
export type * from './model/report.js';

/**
 * Follows personal data through the code and gives every place where it leaves.
 *
 * @param options what to scan; see {@link ScanOptions}
 * @throws {WaybillError} when nothing can be looked at: a path that is not there, no source file, wrong rules
 */
export async function scan(options: ScanOptions): Promise<ScanOutcome> {
  const start = performance.now();
  const clock = new StageClock();
  const bundle = await clock.time('rules', () => loadBundle());
  const names = compileNameMatcher(bundle.taxonomy);
  const workspaces = await clock.time('workspace', () => openRoots(options.paths, options.cwd, options.filesAreChanges));
  const base = commonFolder(workspaces.map((w) => w.root));
  const project = await clock.time('config', () => configure(workspaces, base, bundle, options));
  const policies = Object.assign(
    {},
    bundle.rules.policies,
    ...project.roots.map(({ rules }) => rules.policies),
  ) as CompiledRules['policies'];
  const policy = policyNamed(options.policy ?? project.policy, policies);
  const roots: RootResult[] = [];
  for (const root of project.roots) {
    options.signal?.throwIfAborted();
    roots.push(
      await scanRoot({
        root,
        taxonomy: bundle.taxonomy,
        names,
        policy,
        clock,
        choices: extractChoices(options, bundle.version),
      }),
    );
  }
  const placed = roots.map((root, i) => withPrefix(root, prefixOf(workspaces[i]!.root, base)));
  const result = assemble({
    roots: placed,
    taxonomy: bundle.taxonomy,
    policy,
    version: packageVersion(),
    rulesVersion: bundle.version,
  });
  if (process.env['WAYBILL_PROFILE']) process.stderr.write(`${JSON.stringify(Object.fromEntries(clock.milliseconds))}\n`);
  const run = { seconds: (performance.now() - start) / 1000, root: base, ...runOf(roots) };
  return { result, run, ...(project.settings === undefined ? {} : { settings: project.settings }) };
}

/**
 * What holds for a folder: defaults, and what configurations say, with file and line. Scans nothing.
 *
 * @throws {WaybillError} when a configuration is wrong, or there is no such folder
 */
export function describeConfig(query: ConfigQuery): Promise<ConfigReport> {
  return describe(query);
}

/**
 * Looks at a project and drafts its `waybill.yml`. Writes nothing, and runs nothing of the project.
 *
 * @throws {WaybillError} when there is no such folder
 */
export function draftConfig(query: Pick<ConfigQuery, 'path' | 'cwd'>): Promise<InitialConfig> {
  return draft(query);
}

function policyNamed(name = 'default', policies: CompiledRules['policies']): Policy {
  const policy = Object.hasOwn(policies, name) ? policies[name] : undefined;
  if (policy) return policy;
  throw new WaybillError({
    code: 'unknown-policy',
    what: 'there is no such policy',
    where: name,
    hint: `known: ${Object.keys(policies).join(', ')}`,
  });
}
