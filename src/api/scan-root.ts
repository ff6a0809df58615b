/** One root through all stages. */
import type { FileFacts } from '../model/facts.js';
import type { ScanOptions } from '../model/options.js';
import type { CompiledRules, Policy } from '../model/rules.js';
import type { Coverage, Finding, SinkRecord } from '../model/report.js';
import type { NameMatcher, Taxonomy } from '../model/taxonomy.js';
import type { Workspace } from '../model/workspace.js';
import { createClassifier } from '../classify/index.js';
import { analyseFlows } from '../flow/index.js';
import { link } from '../link/index.js';
import { judge, literalFindings, type ResolvedRecipient } from '../policy/index.js';
import { createResolver } from '../workspace/index.js';
import { coverageOf } from './coverage.js';
import { extractFiles, type Extracted, type ExtractChoices } from './extract-files.js';
import { maskLiterals } from './mask-literals.js';
import { readSource } from './read-source.js';
import type { StageClock } from './stage-clock.js';

export interface RootInput {
  readonly workspace: Workspace;
  readonly rules: CompiledRules;
  readonly taxonomy: Taxonomy;
  readonly names: NameMatcher;
  readonly policy: Policy;
  readonly clock: StageClock;
  /** See ScanOptions. */
  readonly blocking?: ScanOptions['blocking'];
  /** Of extraction: threads, cache, signal. */
  readonly choices: Pick<ExtractChoices, 'workers' | 'cache' | 'signal'>;
}

export interface RootResult {
  readonly findings: readonly Finding[];
  readonly sinks: readonly SinkRecord[];
  readonly recipients: ReadonlyMap<string, ResolvedRecipient>;
  readonly coverage: Coverage;
  readonly sources: Readonly<Record<string, string>>;
  readonly run: RootRun;
}

/** How the facts were got; in no report. */
export type RootRun = Pick<Extracted, 'count' | 'workers' | 'cacheProblem'>;

export async function scanRoot(input: RootInput): Promise<RootResult> {
  const { workspace, rules, taxonomy, policy, clock, blocking = (work) => work() } = input;
  const extracted = await clock.time('extract', () => extractFiles(workspace, { taxonomy, names: input.names, ...input.choices }));
  const program = await clock.time('link', () => blocking(() => link(extracted.facts, createResolver(workspace), rules)));
  const classifier = createClassifier(taxonomy, input.names, program.types);
  const flows = await clock.time('flow', () => blocking(() => analyseFlows(program, rules, classifier)));
  const literals = literalFindings(extracted.facts, taxonomy, policy);
  const shown = new Set([
    ...flows.sinks.flatMap((s) => [s.file, ...s.flows.flatMap((f) => f.steps.map((t) => t.file))]).map((f) => extracted.facts[f]!.path),
    ...literals.map((l) => l.location.path),
  ]);
  const texts = textsOf(
    workspace.root,
    extracted.facts.filter((f) => shown.has(f.path)),
  );
  const judged = await clock.time('policy', () => blocking(() => judge({ files: extracted.facts, flows, rules, taxonomy, policy, texts })));
  const coverage = coverageOf({
    files: workspace.files,
    facts: extracted.facts,
    program,
    skipped: [...workspace.skipped, ...extracted.skipped],
    problems: [...workspace.problems, ...extracted.problems],
    sinkArguments: flows.sinkArguments,
    cuts: flows.cuts,
    unknownRecipients: judged.sinks.filter((s) => s.party === 'unknown').length,
  });
  const findings = focused([...judged.findings, ...literals], workspace.focus);
  return {
    findings,
    sinks: judged.sinks,
    recipients: judged.recipients,
    coverage,
    sources: texts,
    run: {
      count: extracted.count,
      workers: extracted.workers,
      ...(extracted.cacheProblem === undefined ? {} : { cacheProblem: extracted.cacheProblem }),
    },
  };
}

/** Only findings with a place in a file that was named. */
function focused(findings: readonly Finding[], focus: readonly string[] | undefined): readonly Finding[] {
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
