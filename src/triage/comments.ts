/** Comments of the code → what they accept, and where. */
import type { Finding } from '../model/report.js';
import type { SourceComment, Suppression } from '../model/triage.js';
import { Acceptance, ruleFits, type Fit, type Unit } from './acceptance.js';
import { readComment, type CommentText } from './comment-text.js';
import { unknownNames, type KnownNames } from './known-names.js';

/** First and last line. */
type Lines = readonly [number, number];

/**
 * @param comments any order
 * @returns by file
 */
export function acceptancesOf(
  comments: readonly SourceComment[],
  known: KnownNames,
  today: string,
): ReadonlyMap<string, readonly Acceptance[]> {
  const byPath = new Map<string, SourceComment[]>();
  for (const comment of comments) {
    const ofFile = byPath.get(comment.path);
    if (ofFile) ofFile.push(comment);
    else byPath.set(comment.path, [comment]);
  }
  return new Map([...byPath].map(([path, ofFile]) => [path, ofOneFile(ofFile, known, today)]));
}

function ofOneFile(comments: readonly SourceComment[], known: KnownNames, today: string): Acceptance[] {
  const all: Acceptance[] = [];
  const open: (readonly [SourceComment, CommentText])[] = [];
  const add = (comment: SourceComment, text: CommentText, scope: Suppression['scope'], lines: Lines): void => {
    all.push(acceptance(comment, text, scope, lines, known, today));
  };
  for (const comment of [...comments].sort((a, b) => a.line - b.line)) {
    const text = readComment(comment.text);
    if (!text) continue;
    if (text.form === 'ignore-start') open.push([comment, text]);
    else if (text.form === 'ignore-end') {
      const begun = open.pop();
      if (begun) add(...begun, 'block', [begun[0].line, comment.line]);
      else add(comment, broken(text, 'ends nothing: no `waybill-ignore-start` is open here', 'remove it'), 'block', [0, 0]);
    } else if (text.form === 'ignore-file') add(comment, text, 'file', [0, Infinity]);
    else add(comment, text, 'line', lineOf(comment, text));
  }
  for (const [comment, text] of open)
    add(comment, broken(text, 'has no end, so it suppresses nothing', 'close it with waybill-ignore-end'), 'block', [0, 0]);
  return all;
}

function broken(text: CommentText, message: string, hint: string): CommentText {
  return { ...text, problems: [...text.problems, { message, hint }] };
}

/** A comment on a line of its own speaks of the code below it. */
function lineOf(comment: SourceComment, { form }: CommentText): Lines {
  const line = form === 'ignore' && comment.trailing ? comment.line : (comment.nextLine ?? 0);
  return [line, line];
}

function acceptance(
  { path, line }: SourceComment,
  text: CommentText,
  scope: Suppression['scope'],
  lines: Lines,
  known: KnownNames,
  today: string,
): Acceptance {
  const { names, reason, until, problems } = text;
  const unknown = unknownNames(names, known);
  const void_ = problems.length > 0 || (names.length > 0 && unknown.length === names.length);
  return new Acceptance(
    {
      origin: 'comment',
      scope,
      path,
      line,
      names,
      reason,
      ...(until === undefined ? {} : { until }),
      faults: void_ ? [...problems, ...unknown] : [],
      warnings: void_ ? [] : unknown,
    },
    fitOf(names, lines, scope === 'line' && text.form === 'ignore'),
    today,
  );
}

function fitOf(names: readonly string[], lines: Lines, endCounts: boolean): Fit {
  return (finding, unit) => {
    const fitting = names.filter((name) => name === unit.id || ruleFits(name, finding, unit));
    if (fitting.length === 0 || !linesOf(finding, unit, endCounts).some((line) => line >= lines[0] && line <= lines[1])) return [];
    return fitting;
  };
}

/** Lines on which a person would write a comment about this data in this call: where the call begins, its name, the data in it. */
function linesOf(finding: Finding, unit: Unit, endCounts: boolean): number[] {
  const { location, callLocation, extent = location } = finding;
  const lines = [extent.line, callLocation.line];
  const inside = finding.flows
    .filter((flow) => flow.dataType === unit.id)
    .flatMap((flow) => flow.steps.slice(0, -1).map((step) => step.location))
    .filter(({ path, line }) => path === location.path && line >= extent.line && line <= extent.endLine)
    .map(({ line }) => line);
  if (inside.length === 0) inside.push(location.line);
  return [...lines, ...inside, ...(endCounts ? [extent.endLine] : [])];
}
