/** Waybill's API, and the only place that joins its stages. */
import { performance } from 'node:perf_hooks';
import { assemble } from './api/assemble.js';
import { baselinePlan, refuseParts, refuseReplacing } from './api/baseline-plan.js';
import { baselinePlace, cutToRoot, openBaseline, reportPath, type BaselinePlace } from './api/baseline-place.js';
import { joinCode } from './api/code-view.js';
import { describe } from './api/describe-config.js';
import { draft } from './api/draft-config.js';
import { commonFolder, prefixOf, withPrefix } from './api/prefix-paths.js';
import { configure } from './api/project-config.js';
import { focusOf, openRoots } from './api/roots.js';
import { scanRoot, type RootResult } from './api/scan-root.js';
import { StageClock } from './api/stage-clock.js';
import { triageResult } from './api/triage-result.js';
import { extractChoices, runOf } from './api/run.js';
import { packageVersion } from './api/version.js';
import type { ConfigQuery, ConfigReport, InitialConfig } from './model/config-report.js';
import { WaybillError } from './model/errors.js';
import type { BaselineOptions, BaselinePlan, ScanOptions, ScanOutcome } from './model/options.js';
import type { CompiledRules, Policy } from './model/rules.js';
import type { Baseline, CodeView } from './model/triage.js';
import { loadBundle } from './rules/bundle.js';
import { compileNameMatcher } from './taxonomy/name-matcher.js';

export { WaybillError } from './model/errors.js';
export type { BaselineOptions, BaselinePlan, ScanOptions, ScanOutcome } from './model/options.js';
export type * from './model/config-report.js';
export type * from './model/project-config.js';
export type * from './model/report.js';
export type * from './model/triage.js';

/**
 * Follows personal data through the code and gives every place where it leaves.
 *
 * @param options what to scan; see {@link ScanOptions}
 * @throws {WaybillError} when nothing can be looked at: a path that is not there, no source file, wrong rules
 */
export async function scan(options: ScanOptions): Promise<ScanOutcome> {
  const { result, run, settings } = await analyse(options);
  return { result, run, ...(settings === undefined ? {} : { settings }) };
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

/**
 * Scans, and gives the baseline that fits: what `waybill baseline` writes. Writes nothing itself.
 *
 * @param options as {@link scan}; `baseline` says where it lies
 * @throws {WaybillError} as {@link scan}; when files were named, as a baseline is of all the code; when there is none to update
 */
export async function planBaseline(options: BaselineOptions): Promise<BaselinePlan> {
  return baselinePlan(options, await analyse(options, options.anew === true ? 'place' : 'plan'));
}

/** What a baseline is wanted for: to triage by it, to bring it up to date, or only to put one there. */
type BaselineUse = 'triage' | 'plan' | 'place';

interface Analysis extends ScanOutcome {
  readonly place: BaselinePlace;
  /** Whole, as its file has it. */
  readonly baseline?: Baseline;
  /** Of all roots; absent in a scan without a baseline. */
  readonly code?: CodeView;
}

async function analyse(options: BaselineOptions, use: BaselineUse = 'triage'): Promise<Analysis> {
  const start = performance.now();
  const clock = new StageClock();
  const bundle = await clock.time('rules', () => loadBundle());
  const names = compileNameMatcher(bundle.taxonomy);
  const workspaces = await clock.time('workspace', () => openRoots(options.paths, options.cwd, options.filesAreChanges));
  const base = commonFolder(workspaces.map((w) => w.root));
  if (use !== 'triage') refuseParts(workspaces);
  const place = baselinePlace(options, base);
  if (use === 'place') refuseReplacing(place, options);
  const project = await clock.time('config', () => configure(workspaces, base, bundle, options));
  const policies = Object.assign(
    {},
    bundle.rules.policies,
    ...project.roots.map(({ rules }) => rules.policies),
  ) as CompiledRules['policies'];
  const policy = policyNamed(options.policy ?? project.policy, policies);
  const baseline = use === 'place' || options.baseline === false ? undefined : await openBaseline(place, options);
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
        keepCode: use !== 'triage' || baseline !== undefined,
        choices: extractChoices(options, bundle.version),
      }),
    );
  }
  const prefixes = workspaces.map((w) => prefixOf(w.root, base));
  const placed = roots.map((root, i) => withPrefix(root, prefixes[i]!));
  const code = roots.every((root) => root.code)
    ? joinCode(roots.map((root, i) => ({ prefix: prefixes[i]!, code: root.code! })))
    : undefined;
  const assembled = assemble({
    roots: placed,
    taxonomy: bundle.taxonomy,
    policy,
    version: packageVersion(),
    rulesVersion: bundle.version,
  });
  const focus = focusOf(workspaces, prefixes);
  const result = await clock.time('triage', () =>
    triageResult({
      result: assembled,
      options,
      entries: [...(project.settings?.ignore ?? []), ...(options.ignore ?? [])],
      comments: placed.flatMap(({ comments }) => comments),
      policy,
      taxonomy: bundle.taxonomy,
      recipients: new Map(roots.flatMap(({ recipients }) => [...recipients])),
      ...(focus ? { focus } : {}),
      ...(baseline && code ? { baseline: { path: reportPath(place, base), content: cutToRoot(baseline, place).inside, code } } : {}),
    }),
  );
  if (process.env['WAYBILL_PROFILE']) process.stderr.write(`${JSON.stringify(Object.fromEntries(clock.milliseconds))}\n`);
  return {
    result,
    run: { seconds: (performance.now() - start) / 1000, root: base, ...runOf(roots) },
    ...(project.settings === undefined ? {} : { settings: project.settings }),
    place,
    ...(baseline ? { baseline } : {}),
    ...(code ? { code } : {}),
  };
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
