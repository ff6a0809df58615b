/** Waybill's API, and the only place that joins its stages. */
import { analyse } from './api/analyse.js';
import { baselinePlan } from './api/baseline-plan.js';
import { describe } from './api/describe-config.js';
import { draft } from './api/draft-config.js';
import { answerFor, type Answer } from './api/explain/answer.js';
import { assembleExplanation } from './api/explain/assemble.js';
import { readQuestion } from './api/explain/question.js';
import { ruleExamples } from './api/rule-examples.js';
import { checkDataTypes, checkRecipients } from './api/known-words.js';
import { buildInventory } from './inventory/index.js';
import type { ConfigQuery, ConfigReport, InitialConfig } from './model/config-report.js';
import type { Explanation } from './model/explanation.js';
import type {
  BaselineOptions,
  BaselinePlan,
  ExplainOptions,
  InventoryOptions,
  InventoryOutcome,
  ScanOptions,
  ScanOutcome,
} from './model/options.js';
import type { RuleExamplesQuery, RuleExamplesResult } from './model/rule-examples.js';
import { DEFAULT_THRESHOLDS, type Selection } from './model/selection.js';
import { loadReporter, type Format, type ReportStyle, type RepositoryPlace } from './report/reporter.js';
import { select, thresholdsOf, type ThresholdChoice } from './triage/select.js';

export { WaybillError } from './model/errors.js';
export type {
  BaselineOptions,
  BaselinePlan,
  ExplainOptions,
  InventoryOptions,
  InventoryOutcome,
  ScanOptions,
  ScanOutcome,
  ScanProgress,
} from './model/options.js';
export type * from './model/config-report.js';
export type * from './model/explanation.js';
export type * from './model/inventory.js';
export type * from './model/project-config.js';
export type * from './model/report.js';
export type * from './model/rule-examples.js';
export type { Selection, Thresholds } from './model/selection.js';
export type * from './model/triage.js';
export type { Format, ReportStyle, RepositoryPlace } from './report/reporter.js';
export type { ThresholdChoice } from './triage/select.js';

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
 * Divides the findings of a scan as the command line does: which are shown, and which make a run fail.
 *
 * @param choice what is absent, the project's configuration or the default says
 */
export function judge({ result, settings }: ScanOutcome, choice: ThresholdChoice = {}): Selection {
  return select(result.findings, thresholdsOf(choice, settings));
}

export interface ReportOptions extends ThresholdChoice {
  readonly format: Format;
  /** Of the place the text goes to; default: 80 columns, no colour. */
  readonly style?: Partial<ReportStyle>;
  /** Default: the scanned folder is the top of the repository. */
  readonly repository?: RepositoryPlace;
}

/** Writes a scan as text: what `--format` prints. */
export async function report(outcome: ScanOutcome, { format, style, repository, ...choice }: ReportOptions): Promise<string> {
  const write = await loadReporter(format);
  const input = { result: outcome.result, run: outcome.run, selection: judge(outcome, choice), ...(repository ? { repository } : {}) };
  return write(input, { width: 80, color: 0, unicode: true, quiet: false, ...style });
}

/**
 * Scans, and gives the baseline that fits: what `waybill baseline` writes. Writes nothing itself.
 *
 * @param options as {@link scan}; `baseline` says where it lies
 * @throws {WaybillError} as {@link scan}; when files were named, as a baseline is of all the code; when there is none to update
 */
export async function planBaseline(options: BaselineOptions): Promise<BaselinePlan> {
  return baselinePlan(options, await analyse(options, { baseline: options.anew === true ? 'place' : 'plan' }));
}

/**
 * Takes stock of the personal data of a system: which there is, where it enters, is kept and leaves, and who gets it.
 *
 * @param options what to scan, and what to narrow the inventory to; see {@link InventoryOptions}
 * @throws {WaybillError} as {@link scan}, and when a data type is not known
 */
export async function inventory(options: InventoryOptions): Promise<InventoryOutcome> {
  const { dataTypes = [], recipients = [], confidence = DEFAULT_THRESHOLDS.confidence } = options;
  const { result, run, bundle } = await analyse(
    { ...options, survey: true },
    { ready: ({ taxonomy }) => checkDataTypes(dataTypes, taxonomy) },
  );
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
  const analysis = await analyse(
    { ...options, paths: question.roots },
    {
      inspect: (inside, by) => {
        answers.push(answerFor(question, inside, { rules: by.rules, taxonomy: by.bundle.taxonomy, policy: by.policy }));
      },
    },
  );
  return assembleExplanation(question, answers, { ...analysis, cwd: options.cwd });
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
 * Checks the rule files that a project's configuration names, and runs the examples in them.
 *
 * @throws {WaybillError} when a configuration or a rule file is wrong, or there is no such folder
 */
export function testRuleExamples(query: RuleExamplesQuery): Promise<readonly RuleExamplesResult[]> {
  return ruleExamples(query);
}
