/** One analysis: roots, configuration, stages, triage. What the API's functions have in common. */
import { performance } from 'node:perf_hooks';
import { contentDigest } from '../cache/index.js';
import type { BaselineOptions, ScanOutcome } from '../model/options.js';
import type { CompiledRules } from '../model/compiled-rules.js';
import type { Policy } from '../model/policy.js';
import type { NameMatcher } from '../model/taxonomy.js';
import type { Baseline, CodeView } from '../model/triage.js';
import { loadBundle, type Bundle } from '../rules/bundle.js';
import { assemble } from './assemble.js';
import { refuseParts, refuseReplacing } from './baseline-plan.js';
import { baselinePlace, cutToRoot, openBaseline, reportPath, type BaselinePlace } from './baseline-place.js';
import { joinCode } from './code-view.js';
import { commonFolder, prefixOf, withPrefix } from './prefix-paths.js';
import { judgingOf, policyText } from './judging.js';
import { configure, ruleIdsOf } from './project-config.js';
import { focusOf, openRoots } from './roots.js';
import { extractChoices, runOf } from './run.js';
import type { RootResult } from './root-result.js';
import { scanRoot, type RootInside } from './scan-root.js';
import { StageClock } from './stage-clock.js';
import { triageResult } from './triage-result.js';
import { packageVersion } from './version.js';

/** What is wanted beside the findings. */
export interface Wanted {
  /** What a baseline is wanted for: to triage by it, to bring it up to date, or only to put one there. Default: to triage. */
  readonly baseline?: 'triage' | 'plan' | 'place';
  /** Before anything is read: to refuse what the rules do not know. */
  readonly ready?: (bundle: Bundle) => void;
  /** Sees what the stages know of each root, and by which rules and policy. */
  readonly inspect?: (
    inside: RootInside,
    by: { readonly rules: CompiledRules; readonly policies: readonly Policy[]; readonly bundle: Bundle },
  ) => void;
}

export interface Analysis extends ScanOutcome {
  readonly bundle: Bundle;
  /** Names of the policies that judged, joined by commas. */
  readonly policy: string;
  readonly place: BaselinePlace;
  /** Whole, as its file has it. */
  readonly baseline?: Baseline;
  /** Of all roots; absent in a scan without a baseline. */
  readonly code?: CodeView;
}

/** @throws {WaybillError} when nothing can be looked at: a path that is not there, wrong rules, a wrong configuration */
export async function analyse(options: BaselineOptions, wanted: Wanted = {}): Promise<Analysis> {
  const start = performance.now();
  const use = wanted.baseline ?? 'triage';
  const clock = new StageClock((stage) => options.onProgress?.({ stage }));
  const bundle = await clock.time('rules', () => loadBundle());
  wanted.ready?.(bundle);
  const { compileNameMatcher } = await import('../taxonomy/name-matcher.js');
  let compiled: NameMatcher | undefined;
  const names = (): NameMatcher => (compiled ??= compileNameMatcher(bundle.taxonomy));
  const workspaces = await clock.time('workspace', () =>
    openRoots({ ...options, ...(options.noCache === true ? {} : { digest: contentDigest }) }),
  );
  const base = commonFolder(workspaces.map((w) => w.root));
  if (use !== 'triage') refuseParts(workspaces);
  const place = baselinePlace(options, base);
  if (use === 'place') refuseReplacing(place, options);
  const project = await clock.time('config', () => configure(workspaces, base, bundle, options));
  const judging = judgingOf(options, project, bundle);
  const { policies } = judging;
  const baseline = use === 'place' || options.baseline === false ? undefined : await openBaseline(place, options);
  const roots: RootResult[] = [];
  for (const root of project.roots) {
    options.signal?.throwIfAborted();
    roots.push(
      await scanRoot({
        root,
        taxonomy: bundle.taxonomy,
        names,
        judging,
        clock,
        keepCode: use !== 'triage' || baseline !== undefined,
        survey: options.survey ?? false,
        ...(options.blocking ? { blocking: options.blocking } : {}),
        ...(wanted.inspect ? { inspect: (inside) => wanted.inspect?.(inside, { rules: root.rules, policies, bundle }) } : {}),
        choices: extractChoices(options, bundle.taxonomyVersion),
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
    judging,
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
      policies,
      ruleIds: ruleIdsOf(project.known, bundle),
      taxonomy: bundle.taxonomy,
      recipients: new Map(roots.flatMap(({ recipients }) => [...recipients])),
      ...(focus ? { focus } : {}),
      ...(baseline && code ? { baseline: { path: reportPath(place, base), content: cutToRoot(baseline, place).inside, code } } : {}),
    }),
  );
  return {
    result,
    run: { seconds: (performance.now() - start) / 1000, root: base, ...runOf(roots), profile: clock.profile() },
    ...(project.settings === undefined ? {} : { settings: project.settings }),
    bundle,
    policy: policyText(judging),
    place,
    ...(baseline ? { baseline } : {}),
    ...(code ? { code } : {}),
  };
}
