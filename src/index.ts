/** Waybill's API, and the only place that joins its stages. */
import { performance } from 'node:perf_hooks';
import { assemble } from './api/assemble.js';
import { commonFolder, prefixOf, withPrefix } from './api/prefix-paths.js';
import { openRoots } from './api/roots.js';
import { scanRoot, type RootResult } from './api/scan-root.js';
import { StageClock } from './api/stage-clock.js';
import { extractChoices, runOf } from './api/run.js';
import { packageVersion } from './api/version.js';
import { WaybillError } from './model/errors.js';
import type { ScanOptions, ScanOutcome } from './model/options.js';
import { loadBundle } from './rules/bundle.js';
import { compileNameMatcher } from './taxonomy/name-matcher.js';

export { WaybillError } from './model/errors.js';
export type { ScanOptions, ScanOutcome } from './model/options.js';
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
  const policy = bundle.rules.policies[options.policy ?? 'default'];
  if (!policy) {
    throw new WaybillError({
      code: 'unknown-policy',
      what: 'there is no such policy',
      where: options.policy ?? '',
      hint: `known: ${Object.keys(bundle.rules.policies).join(', ')}`,
    });
  }
  const names = compileNameMatcher(bundle.taxonomy);
  const workspaces = await clock.time('workspace', () => openRoots(options.paths, options.cwd, options.filesAreChanges));
  const roots: RootResult[] = [];
  for (const workspace of workspaces) {
    options.signal?.throwIfAborted();
    roots.push(
      await scanRoot({
        workspace,
        rules: bundle.rules,
        taxonomy: bundle.taxonomy,
        names,
        policy,
        clock,
        choices: extractChoices(options, bundle.version),
        ...(options.blocking === undefined ? {} : { blocking: options.blocking }),
      }),
    );
  }
  const base = commonFolder(workspaces.map((w) => w.root));
  const placed = roots.map((root, i) => withPrefix(root, prefixOf(workspaces[i]!.root, base)));
  const result = assemble({
    roots: placed,
    taxonomy: bundle.taxonomy,
    recipients: bundle.rules.recipients,
    policy,
    version: packageVersion(),
    rulesVersion: bundle.version,
  });
  if (process.env['WAYBILL_PROFILE']) process.stderr.write(`${JSON.stringify(Object.fromEntries(clock.milliseconds))}\n`);
  return { result, run: { seconds: (performance.now() - start) / 1000, root: base, ...runOf(roots) } };
}
