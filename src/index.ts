/**
 * Waybill's API: what looks at code, and what writes the results as text. The command line uses nothing else. The analysis brings the
 * TypeScript parser, so each function loads what it needs when it is called.
 */
import type { Answer } from './api/explain/answer.js';
import type { ConfigQuery, ConfigReport, InitialConfig } from './model/config-report.js';
import type { Explanation } from './model/explanation.js';
import type { Inventory } from './model/inventory.js';
import type {
  BaselineOptions,
  BaselinePlan,
  ExplainOptions,
  InventoryOptions,
  InventoryOutcome,
  ScanOptions,
  ScanOutcome,
} from './model/options.js';
import type { RunInfo } from './model/report.js';
import type { RuleDetails, RuleListQuery, RuleRow, RuleShowQuery } from './model/rule-book.js';
import type { RuleDraft, RuleDraftQuery, RuleExamplesQuery, RuleExamplesResult } from './model/rule-examples.js';
import { DEFAULT_THRESHOLDS, type Selection } from './model/selection.js';
import { loadExplainReporter, type ExplainFormat } from './report/explain/reporter.js';
import { loadInventoryReporter, type InventoryFormat } from './report/inventory/reporter.js';
import { loadReporter, PLAIN_STYLE, type Format, type ReportStyle, type RepositoryPlace } from './report/reporter.js';
import { select, thresholdsOf, type ThresholdChoice } from './triage/select.js';

export { EXIT_FAILED, WaybillError } from './model/errors.js';
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
export type * from './model/rule-book.js';
export type * from './model/rule-examples.js';
export type { Selection, Thresholds } from './model/selection.js';
export type * from './model/triage.js';
export { CONFIDENCES, DEFAULT_THRESHOLDS, SEVERITIES } from './model/selection.js';
export { RULE_FORMS, RULE_STATUSES } from './model/rule-book.js';
export { SINK_KINDS } from './model/vocabulary.js';
export { EXPLAIN_FORMATS, type ExplainFormat } from './report/explain/reporter.js';
export { INVENTORY_FORMATS, type InventoryFormat } from './report/inventory/reporter.js';
export { FORMATS, type Format, type ReportStyle, type RepositoryPlace } from './report/reporter.js';
export { verdict } from './report/verdict.js';
export type { ThresholdChoice } from './triage/select.js';

/**
 * Follows personal data through the code and gives every place where it leaves.
 *
 * @param options what to scan; see {@link ScanOptions}
 * @throws {WaybillError} when nothing can be looked at: a path that is not there, no source file, wrong rules
 */
export async function scan(options: ScanOptions): Promise<ScanOutcome> {
  const { analyse } = await import('./api/analyse.js');
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
  /** What was demanded to be seen and was not, in words: the report says that the run fails for it. */
  readonly shortfall?: string;
}

/** Writes a scan as text: what `--format` prints. */
export async function report(outcome: ScanOutcome, { format, style, repository, shortfall, ...choice }: ReportOptions): Promise<string> {
  const write = await loadReporter(format);
  const input = {
    result: outcome.result,
    run: outcome.run,
    selection: judge(outcome, choice),
    ...(repository ? { repository } : {}),
    ...(shortfall === undefined ? {} : { shortfall }),
  };
  return write(input, { ...PLAIN_STYLE, ...style });
}

/** Writes an inventory as text: what `waybill inventory --format` prints. */
export async function reportInventory(
  inventory: Inventory,
  { format, style }: { readonly format: InventoryFormat; readonly style?: Partial<ReportStyle> },
): Promise<string> {
  const write = await loadInventoryReporter(format);
  return write(inventory, { ...PLAIN_STYLE, ...style });
}

/** Writes an explanation as text: what `waybill explain --format` prints. */
export async function reportExplanation(
  explanation: Explanation,
  { format, style }: { readonly format: ExplainFormat; readonly style?: Partial<ReportStyle> },
): Promise<string> {
  const write = await loadExplainReporter(format);
  return write(explanation, { ...PLAIN_STYLE, ...style });
}

/** What the baseline holds beside a scan, as text: what `waybill baseline show` prints. */
export async function reportBaseline({ result }: ScanOutcome, style?: Partial<ReportStyle>): Promise<string> {
  const { baselineView } = await import('./report/pretty/baseline-view.js');
  return baselineView(result, { ...PLAIN_STYLE, ...style });
}

/** How a planned baseline differs from the one there, a line an entry; empty when it does not. */
export async function reportBaselineChanges({ added, removed }: BaselinePlan, style?: Partial<ReportStyle>): Promise<string> {
  const { changeLines } = await import('./report/pretty/baseline-view.js');
  return changeLines(added, removed, { ...PLAIN_STYLE, ...style })
    .map((line) => `${line}\n`)
    .join('');
}

/** What a run cost, as text: what `--profile` prints; empty when the run does not say. */
export async function reportProfile(run: RunInfo, style?: Partial<ReportStyle>): Promise<string> {
  const { profileView } = await import('./report/pretty/profile-view.js');
  return profileView(run, { ...PLAIN_STYLE, ...style });
}

/** All that comments and the configuration accept, as text: what `waybill suppressions --format` prints. */
export async function reportSuppressions(
  { result }: ScanOutcome,
  { format, style }: { readonly format: 'pretty' | 'json'; readonly style?: Partial<ReportStyle> },
): Promise<string> {
  if (format === 'json') return (await import('./report/safe-text.js')).inertJson(result.triage?.suppressions ?? []);
  const { suppressionList } = await import('./report/pretty/suppression-list.js');
  return suppressionList(result, { ...PLAIN_STYLE, ...style });
}

/**
 * Scans, and gives the baseline that fits: what `waybill baseline` writes. Writes nothing itself.
 *
 * @param options as {@link scan}; `baseline` says where it lies
 * @throws {WaybillError} as {@link scan}; when files were named, as a baseline is of all the code; when there is none to update
 */
export async function planBaseline(options: BaselineOptions): Promise<BaselinePlan> {
  const [{ analyse }, { baselinePlan }] = await Promise.all([import('./api/analyse.js'), import('./api/baseline-plan.js')]);
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
  const [{ analyse }, { checkDataTypes, checkRecipients }, { buildInventory }] = await Promise.all([
    import('./api/analyse.js'),
    import('./api/known-words.js'),
    import('./inventory/index.js'),
  ]);
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
  const [{ analyse }, { answerFor }, { assembleExplanation }, { readQuestion }] = await Promise.all([
    import('./api/analyse.js'),
    import('./api/explain/answer.js'),
    import('./api/explain/assemble.js'),
    import('./api/explain/question.js'),
  ]);
  const question = await readQuestion(options);
  const answers: Answer[] = [];
  const analysis = await analyse(
    { ...options, paths: question.roots },
    {
      inspect: (inside, by) => {
        answers.push(answerFor(question, inside, { rules: by.rules, taxonomy: by.bundle.taxonomy, policies: by.policies }));
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
export async function describeConfig(query: ConfigQuery): Promise<ConfigReport> {
  const { describe } = await import('./api/describe-config.js');
  return describe(query);
}

/**
 * Looks at a project and drafts its `waybill.yml`. Writes nothing, and runs nothing of the project.
 *
 * @throws {WaybillError} when there is no such folder
 */
export async function draftConfig(query: Pick<ConfigQuery, 'path' | 'cwd'>): Promise<InitialConfig> {
  const { draft } = await import('./api/draft-config.js');
  return draft(query);
}

/**
 * Runs the examples of rule files: those named, or those of the project around `cwd`. Writes nothing.
 *
 * @throws {WaybillError} when a configuration, a rule file or a mark is wrong, or there is no such file
 */
export async function testRuleExamples(query: RuleExamplesQuery): Promise<readonly RuleExamplesResult[]> {
  const { ruleExamples } = await import('./api/rule-examples.js');
  return ruleExamples(query);
}

/**
 * Lists what rules know: without a selector, the libraries.
 *
 * @throws {WaybillError} when a word of a selector is not known
 */
export async function listRules(query: RuleListQuery): Promise<readonly RuleRow[]> {
  return (await import('./api/rule-book/list.js')).listRules(query);
}

/**
 * Gives all that rules know of an id: of a library, a data type, a recipient, a policy, a rule of findings, a package or a host.
 *
 * @throws {WaybillError} when they know nothing, with the nearest id
 */
export async function showRules(query: RuleShowQuery): Promise<readonly RuleDetails[]> {
  return (await import('./api/rule-book/show.js')).showRules(query);
}

/**
 * Drafts a rule file whose examples hold. Writes nothing.
 *
 * @throws {WaybillError} when a name or a recipient is wrong
 */
export async function draftRule(query: RuleDraftQuery): Promise<RuleDraft> {
  return (await import('./api/draft-rule.js')).draftRule(query);
}

/** What rules know, and what became of examples, as the terminal shows it. */
export async function reportRules(
  what:
    | { readonly rows: readonly RuleRow[] }
    | { readonly details: readonly RuleDetails[] }
    | { readonly examples: readonly RuleExamplesResult[] },
  style?: Partial<ReportStyle>,
): Promise<string> {
  const whole = { ...PLAIN_STYLE, ...style };
  if ('examples' in what) return (await import('./report/rules/examples.js')).examplesText(what.examples, whole);
  const { ruleList, rulePages } = await import('./report/rules/pretty.js');
  return 'rows' in what ? ruleList(what.rows, whole) : rulePages(what.details, whole);
}
