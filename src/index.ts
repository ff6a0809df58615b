/** Waybill's API, and the only place that joins its stages. */
import { performance } from 'node:perf_hooks';
import { assemble } from './api/assemble.js';
import { commonFolder, prefixOf, withPrefix } from './api/prefix-paths.js';
import { openRoots } from './api/roots.js';
import { scanRoot, type RootInside, type RootResult } from './api/scan-root.js';
import { StageClock } from './api/stage-clock.js';
import { extractChoices, runOf } from './api/run.js';
import { packageVersion } from './api/version.js';
import { answerFor, type Answer } from './api/explain/answer.js';
import { assembleExplanation } from './api/explain/assemble.js';
import { readQuestion } from './api/explain/question.js';
import { checkDataTypes, checkRecipients } from './api/known-words.js';
import { buildInventory } from './inventory/index.js';
import { WaybillError } from './model/errors.js';
import type { Explanation } from './model/explanation.js';
import type { ExplainOptions, InventoryOptions, InventoryOutcome, ScanOptions, ScanOutcome } from './model/options.js';
import { DEFAULT_THRESHOLDS } from './model/selection.js';
import { loadBundle, type Bundle } from './rules/bundle.js';
import { compileNameMatcher } from './taxonomy/name-matcher.js';

export { WaybillError } from './model/errors.js';
export type { ExplainOptions, InventoryOptions, InventoryOutcome, ScanOptions, ScanOutcome } from './model/options.js';
export type * from './model/explanation.js';
export type * from './model/inventory.js';
export type * from './model/report.js';

/**
 * Follows personal data through the code and gives every place where it leaves.
 *
 * @param options what to scan; see {@link ScanOptions}
 * @throws {WaybillError} when nothing can be looked at: a path that is not there, no source file, wrong rules
 */
export async function scan(options: ScanOptions): Promise<ScanOutcome> {
  const { result, run } = await analyse(options);
  return { result, run };
}

/**
 * Takes stock of the personal data of a system: which there is, where it enters, is kept and leaves, and who gets it.
 *
 * @param options what to scan, and what to narrow the inventory to; see {@link InventoryOptions}
 * @throws {WaybillError} as {@link scan}, and when a data type is not known
 */
export async function inventory(options: InventoryOptions): Promise<InventoryOutcome> {
  const { dataTypes = [], recipients = [], confidence = DEFAULT_THRESHOLDS.confidence } = options;
  const ready = ({ taxonomy }: Bundle): void => checkDataTypes(dataTypes, taxonomy);
  const { result, run, bundle } = await analyse({ ...options, survey: true }, { ready });
  checkRecipients(recipients, result.recipients);
  return { inventory: buildInventory({ result, taxonomy: bundle.taxonomy, filter: { dataTypes, recipients, confidence } }), run };
}

/**
 * Says why a finding is one, or why a line has none.
 *
 * @param options a print, or a place `path:line[:column]`; see {@link ExplainOptions}
 * @throws {WaybillError} as {@link scan}, and when there is no such print, file or line
 */
export async function explain(options: ExplainOptions): Promise<Explanation> {
  const question = await readQuestion(options);
  const answers: Answer[] = [];
  const policy = options.policy ?? 'default';
  const { bundle } = await analyse(
    { ...options, paths: question.roots },
    {
      inspect: (inside, { rules, taxonomy }) => {
        answers.push(answerFor(question, inside, { rules, taxonomy, policy: rules.policies[policy]! }));
      },
    },
  );
  return assembleExplanation(question, answers, { policy, version: packageVersion(), rulesVersion: bundle.version });
}

interface Hooks {
  /** Before anything is read: to refuse what the rules do not know. */
  readonly ready?: (bundle: Bundle) => void;
  /** Sees what the stages know of each root. */
  readonly inspect?: (inside: RootInside, bundle: Bundle) => void;
}

async function analyse(options: ScanOptions, hooks: Hooks = {}): Promise<ScanOutcome & { readonly bundle: Bundle }> {
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
  hooks.ready?.(bundle);
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
        survey: options.survey ?? false,
        ...(hooks.inspect ? { inspect: (inside) => hooks.inspect?.(inside, bundle) } : {}),
        choices: extractChoices(options, bundle.version),
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
  return { result, run: { seconds: (performance.now() - start) / 1000, root: base, ...runOf(roots) }, bundle };
}
