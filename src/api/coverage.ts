/** The honest meter: what was followed, and what was not, by cause. */
import { cataloguedCall } from '../model/catalogue.js';
import type { FileFacts } from '../model/facts.js';
import { packageOf } from '../model/package-name.js';
import type { Program } from '../model/program.js';
import type { CompiledRules } from '../model/compiled-rules.js';
import type { Coverage } from '../model/report.js';
import type { SkippedFile, SkipReason, SourceFile } from '../model/workspace.js';

export interface CoverageInput {
  readonly files: readonly SourceFile[];
  readonly facts: readonly FileFacts[];
  readonly program: Program;
  readonly rules: CompiledRules;
  readonly skipped: readonly SkippedFile[];
  readonly problems: Coverage['problems'];
  readonly sinkArguments: Coverage['sinkArguments'];
  readonly cuts: Readonly<Record<string, number>>;
  readonly unknownRecipients: number;
}

export function coverageOf(input: CoverageInput): Coverage {
  const skipped: Record<string, number> = {};
  for (const s of input.skipped) skipped[s.reason] = (skipped[s.reason] ?? 0) + 1;
  const gone = new Set(input.skipped.map((s) => s.path));
  const read = input.files.filter((f) => !gone.has(f.path));
  const files = {
    analysed: read.filter((f) => f.role === 'source').length,
    literalsOnly: read.filter((f) => f.role === 'test').length,
    skipped,
  };
  const calls = callCoverage(input.program, input.rules);
  return {
    files,
    lines: input.facts.reduce((sum, f) => sum + f.lines, 0),
    bytes: input.facts.reduce((sum, f) => sum + f.bytes, 0),
    calls,
    sinkArguments: input.sinkArguments,
    percent: percentOf({ files, calls, sinkArguments: input.sinkArguments }),
    cuts: cutsOf(input),
    unknownRecipients: input.unknownRecipients,
    problems: [...input.problems, ...unread(input.skipped, new Set(input.problems.map(({ path }) => path)))],
  };
}

/** Why a file was to be read and was not; what was left out on purpose is no loss. */
const LOST: readonly SkipReason[] = ['unreadable', 'not-utf8', 'binary', 'too-large', 'unsupported', 'failed'];

/** Whether code was to be looked at that could not be. */
export function isLoss(reason: SkipReason): boolean {
  return LOST.includes(reason);
}

/**
 * Of files, those read of those that were to be; of calls, those to functions of the project, to what rules describe, and to packages
 * whose recipient is known.
 */
export function percentOf({ files, calls, sinkArguments }: Pick<Coverage, 'files' | 'calls' | 'sinkArguments'>): Coverage['percent'] {
  const read = files.analysed + files.literalsOnly;
  const lost = LOST.reduce((sum, reason) => sum + (files.skipped[reason] ?? 0), 0);
  return {
    files: percent(read, read + lost),
    calls: percent(calls.project + calls.modelled + calls.catalogued, calls.total),
    sinkArguments: percent(sinkArguments.followed, sinkArguments.total),
  };
}

/** Rounded down, so that only all is 100. */
function percent(part: number, whole: number): number {
  return whole === 0 ? 100 : Math.floor((part * 1000) / whole) / 10;
}

/** Of flow, of link, and of extraction: there, what was cut is a problem with its place as well. */
function cutsOf({ cuts, facts, program }: CoverageInput): Coverage['cuts'] {
  const all = new Map([...Object.entries(cuts), ...Object.entries(program.cuts())]);
  for (const { cut } of facts.flatMap((f) => f.problems)) if (cut !== undefined) all.set(cut, (all.get(cut) ?? 0) + 1);
  return Object.fromEntries([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Files that were to be read and could not be: each by name, so that somebody can mend it, and once. */
function unread(skipped: readonly SkippedFile[], told: ReadonlySet<string>): Coverage['problems'] {
  return skipped.flatMap((s) => {
    if (told.has(s.path)) return [];
    if (s.reason === 'not-utf8') return [{ path: s.path, message: 'is not UTF-8 text, so it was not read', hint: 'save it as UTF-8' }];
    if (s.reason === 'unreadable')
      return [{ path: s.path, message: 'could not be read', hint: 'check that it is there and that you may read it' }];
    if (s.reason === 'too-large')
      return [{ path: s.path, message: 'is too large to be read', hint: 'split it, or name it in .gitignore when it is no source' }];
    return s.reason === 'binary' ? [{ path: s.path, message: 'holds bytes that are no text, so it was not read' }] : [];
  });
}

function callCoverage(program: Program, rules: CompiledRules): Coverage['calls'] {
  let total = 0;
  let project = 0;
  let modelled = 0;
  let catalogued = 0;
  let unresolved = 0;
  const modules = new Map<string, number>();
  program.graph.files.forEach((facts, file) => {
    facts.functions.forEach((f, fn) => {
      f.calls.forEach((call, index) => {
        if (f.values[call.callee]?.op === 'const') return; // an intrinsic JSX element
        total++;
        const linked = program.call(file, fn, index);
        const outside = linked.library.find((l) => l.module !== '' && l.nodes.length === 0);
        if (linked.targets.length || linked.classes.length) project++;
        else if (linked.library.some((l) => l.nodes.length)) modelled++;
        else if (cataloguedCall(program, rules, { file, function: fn, call: index })) catalogued++;
        else if (outside) modules.set(packageOf(outside.module), (modules.get(packageOf(outside.module)) ?? 0) + 1);
        else unresolved++;
      });
    });
  });
  const unmodelled = [...modules]
    .map(([module, calls]) => ({ module, calls }))
    .sort((a, b) => b.calls - a.calls || (a.module < b.module ? -1 : 1));
  return { total, project, modelled, catalogued, unmodelled, unresolved };
}
