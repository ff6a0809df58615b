/** One root through all stages. */
import type { Key } from '../cache/index.js';
import { createClassifier, OwnNames } from '../classify/index.js';
import { analyseFlows } from '../flow/index.js';
import { surveyOf } from '../inventory/index.js';
import { link } from '../link/index.js';
import type { FactsCount, Finding, SinkRecord } from '../model/report.js';
import { judge, literalFindings, settingFindings } from '../policy/index.js';
import { createResolver } from '../workspace/index.js';
import type { AnalysisCache } from './analysis-cache.js';
import { outlineOf } from './code-view.js';
import { commentsOf } from './comments.js';
import { coverageOf } from './coverage.js';
import { extractFiles } from './extract-files.js';
import { sanitizerNames } from './judging.js';
import { maskedTexts } from './mask-literals.js';
import { readBytes } from './read-source.js';
import type { RootFound } from './root-result.js';
import type { RootInput } from './scan-root.js';
import { unknownNames } from './unknown-names.js';

export interface AnalysedRoot {
  readonly found: RootFound;
  readonly sources: Readonly<Record<string, string>>;
  /** Of every file that was looked at. */
  readonly keys: ReadonlyMap<string, Key>;
  readonly count: FactsCount;
  readonly workers: number;
  /** A fault of ours cost a file: the next run may do better. */
  readonly faulty: boolean;
}

/**
 * @param cache where facts are and go; none when nothing is to be kept
 * @param keys  of all files, when they were read for them already
 */
export async function analyseRoot(
  input: RootInput,
  cache: AnalysisCache | undefined,
  keys: ReadonlyMap<string, Key> | undefined,
): Promise<AnalysedRoot> {
  const { taxonomy, judging, clock, blocking = (work) => work() } = input;
  const { workspace, rules } = input.root;
  const names = input.names();
  const extracted = await clock.time('extract', () =>
    extractFiles(workspace, {
      taxonomy,
      names,
      ...input.choices,
      cache,
      keys,
      onCost: (path, milliseconds) => clock.file(path, milliseconds),
    }),
  );
  const resolver = createResolver(workspace);
  const program = await clock.time('link', () => blocking(() => link(extracted.facts, resolver, rules)));
  const own = rules.own?.names.length ? new OwnNames(rules.own.names, (file) => extracted.facts[file]!.path) : undefined;
  const classifier = createClassifier(taxonomy, names, program.types, own);
  const flows = await clock.time('flow', () => blocking(() => analyseFlows(program, rules, classifier, sanitizerNames(judging))));
  const literals = literalFindings(extracted.facts, taxonomy, judging);
  const shown = new Set([
    ...flows.sinks.flatMap((s) => [s.file, ...s.flows.flatMap((f) => f.steps.map((t) => t.file))]).map((f) => extracted.facts[f]!.path),
    ...literals.map((l) => l.location.path),
    ...[...flows.settings, ...flows.sanitizers].map(({ file }) => extracted.facts[file]!.path),
  ]);
  const quoted = extracted.facts
    .filter(({ path }) => shown.has(path))
    .map(({ path, literals: matches, unquotable = [] }) => ({
      path,
      hidden: [...unquotable.map((at) => ({ at, preview: '' })), ...matches.map(({ at, preview }) => ({ at, preview }))],
    }));
  const texts = maskedTexts(quoted, (path) => readBytes(workspace.root, path));
  const judged = await clock.time('policy', () =>
    blocking(() => judge({ files: extracted.facts, flows, rules, taxonomy, ...judging, texts })),
  );
  const settings = settingFindings({ files: extracted.facts, flows, rules, taxonomy, ...judging, texts });
  const others = [...literals, ...settings];
  const skipped = [...workspace.skipped, ...extracted.skipped];
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
    rules,
    skipped,
    problems: [...workspace.problems, ...unknownNames(input.root.named, program.graph, resolver), ...extracted.problems],
    sinkArguments: flows.sinkArguments,
    cuts: flows.cuts,
    unknownRecipients: judged.sinks.filter((s) => s.party === 'unknown').length,
  });
  const found: RootFound = {
    findings: focused([...judged.findings, ...others], workspace.focus),
    sinks: input.survey ? focused(judged.sinks, workspace.focus) : judged.sinks,
    recipients: [...judged.recipients],
    coverage,
    comments: commentsOf(extracted.facts),
    ...(input.keepCode ? { code: outlineOf(program.graph, skipped) } : {}),
    ...(input.survey ? { survey: await clock.time('survey', () => surveyOf(program, rules, classifier, workspace.focus)) } : {}),
    quoted,
    files: extracted.count.parsed + extracted.count.cached,
  };
  const faulty = extracted.skipped.some(({ reason }) => reason === 'failed');
  return { found, sources: texts, keys: extracted.keys, count: extracted.count, workers: extracted.workers, faulty };
}

/** Only what has a place in a file that was named. */
function focused<T extends Finding | SinkRecord>(findings: readonly T[], focus: readonly string[] | undefined): readonly T[] {
  if (!focus) return findings;
  const named = new Set(focus);
  return findings.filter((f) => named.has(f.location.path) || f.flows.some((flow) => flow.steps.some((s) => named.has(s.location.path))));
}
