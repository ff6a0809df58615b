/** One root through all stages. */
import type { Classifier } from '../model/classifier.js';
import type { FileFacts } from '../model/facts.js';
import type { FlowResult } from '../model/flow.js';
import type { Survey } from '../model/inventory.js';
import type { ScanOptions } from '../model/options.js';
import type { Program } from '../model/program.js';
import type { Policy } from '../model/rules.js';
import type { Coverage, Finding, SinkRecord } from '../model/report.js';
import type { NameMatcher, Taxonomy } from '../model/taxonomy.js';
import type { CodeView, SourceComment } from '../model/triage.js';
import type { Workspace } from '../model/workspace.js';
import { createClassifier, OwnNames } from '../classify/index.js';
import { analyseFlows } from '../flow/index.js';
import { surveyOf } from '../inventory/index.js';
import { link } from '../link/index.js';
import { judge, literalFindings, settingFindings, type Judged, type ResolvedRecipient } from '../policy/index.js';
import { createResolver } from '../workspace/index.js';
import { coverageOf } from './coverage.js';
import { extractFiles, type Extracted, type ExtractChoices } from './extract-files.js';
import { codeView } from './code-view.js';
import { commentsOf } from './comments.js';
import { maskLiterals } from './mask-literals.js';
import type { ConfiguredRoot } from './project-config.js';
import { readSource } from './read-source.js';
import type { StageClock } from './stage-clock.js';
import { unknownNames } from './unknown-names.js';

export interface RootInput {
  readonly root: ConfiguredRoot;
  readonly taxonomy: Taxonomy;
  readonly names: NameMatcher;
  readonly policy: Policy;
  readonly clock: StageClock;
  /** Whether a baseline will ask what code there is. */
  readonly keepCode: boolean;
  /** Whether tables, declared types and entries are asked for. */
  readonly survey: boolean;
  /** Is shown the stages' own results, before they are forgotten. */
  readonly inspect?: (inside: RootInside) => void;
  /** See ScanOptions. */
  readonly blocking?: ScanOptions['blocking'];
  /** Of extraction: threads, cache, signal. */
  readonly choices: Pick<ExtractChoices, 'workers' | 'cache' | 'signal' | 'onFile'>;
}

/** What the stages know of one root, for questions that a report does not answer. */
export interface RootInside {
  readonly workspace: Workspace;
  readonly facts: readonly FileFacts[];
  readonly skipped: Extracted['skipped'];
  readonly program: Program;
  readonly classifier: Classifier;
  readonly flows: FlowResult;
  /** Same order as the sinks of `flows`. */
  readonly judged: Judged;
  readonly literals: readonly Finding[];
  readonly texts: Readonly<Record<string, string>>;
}

export interface RootResult {
  readonly findings: readonly Finding[];
  readonly sinks: readonly SinkRecord[];
  readonly recipients: ReadonlyMap<string, ResolvedRecipient>;
  readonly coverage: Coverage;
  readonly comments: readonly SourceComment[];
  readonly code?: CodeView;
  readonly survey?: Survey;
  readonly sources: Readonly<Record<string, string>>;
  readonly run: RootRun;
}

/** How the facts were got; in no report. */
export type RootRun = Pick<Extracted, 'count' | 'workers' | 'cacheProblem'>;

export async function scanRoot(input: RootInput): Promise<RootResult> {
  const { taxonomy, policy, clock, blocking = (work) => work() } = input;
  const { workspace, rules } = input.root;
  const extracted = await clock.time('extract', () => extractFiles(workspace, { taxonomy, names: input.names, ...input.choices }));
  const resolver = createResolver(workspace);
  const program = await clock.time('link', () => blocking(() => link(extracted.facts, resolver, rules)));
  const own = rules.own?.names.length ? new OwnNames(rules.own.names, (file) => extracted.facts[file]!.path) : undefined;
  const classifier = createClassifier(taxonomy, input.names, program.types, own);
  const flows = await clock.time('flow', () => blocking(() => analyseFlows(program, rules, classifier, policy.sanitizers?.names)));
  const literals = literalFindings(extracted.facts, taxonomy, policy);
  const shown = new Set([
    ...flows.sinks.flatMap((s) => [s.file, ...s.flows.flatMap((f) => f.steps.map((t) => t.file))]).map((f) => extracted.facts[f]!.path),
    ...literals.map((l) => l.location.path),
    ...[...flows.settings, ...flows.sanitizers].map(({ file }) => extracted.facts[file]!.path),
  ]);
  const texts = textsOf(
    workspace.root,
    extracted.facts.filter((f) => shown.has(f.path)),
  );
  const judged = await clock.time('policy', () => blocking(() => judge({ files: extracted.facts, flows, rules, taxonomy, policy, texts })));
  const settings = settingFindings({ files: extracted.facts, flows, rules, taxonomy, policy, texts });
  const others = [...literals, ...settings];
  input.inspect?.({
    workspace,
    facts: extracted.facts,
    skipped: extracted.skipped,
    program,
    classifier,
    flows,
    judged,
    literals: others,
    texts,
  });
  const coverage = coverageOf({
    files: workspace.files,
    facts: extracted.facts,
    program,
    skipped: [...workspace.skipped, ...extracted.skipped],
    problems: [...workspace.problems, ...unknownNames(input.root.named, program.graph, resolver), ...extracted.problems],
    sinkArguments: flows.sinkArguments,
    cuts: flows.cuts,
    unknownRecipients: judged.sinks.filter((s) => s.party === 'unknown').length,
  });
  const findings = focused([...judged.findings, ...others], workspace.focus);
  return {
    findings,
    sinks: input.survey ? focused(judged.sinks, workspace.focus) : judged.sinks,
    recipients: judged.recipients,
    coverage,
    comments: commentsOf(extracted.facts),
    ...(input.keepCode
      ? {
          code: codeView(
            workspace.root,
            program.graph,
            [...workspace.skipped, ...extracted.skipped].map(({ path }) => path),
          ),
        }
      : {}),
    ...(input.survey ? { survey: await clock.time('survey', () => surveyOf(program, rules, classifier, workspace.focus)) } : {}),
    sources: texts,
    run: {
      count: extracted.count,
      workers: extracted.workers,
      ...(extracted.cacheProblem === undefined ? {} : { cacheProblem: extracted.cacheProblem }),
    },
  };
}

/** Only what has a place in a file that was named. */
function focused<T extends Finding | SinkRecord>(findings: readonly T[], focus: readonly string[] | undefined): readonly T[] {
  if (!focus) return findings;
  const named = new Set(focus);
  return findings.filter((f) => named.has(f.location.path) || f.flows.some((flow) => flow.steps.some((s) => named.has(s.location.path))));
}

function textsOf(root: string, files: readonly FileFacts[]): Readonly<Record<string, string>> {
  const out: Record<string, string> = {};
  for (const { path, literals } of files) {
    const read = readSource(root, path);
    if ('text' in read) out[path] = maskLiterals(read.text, literals);
  }
  return out;
}
