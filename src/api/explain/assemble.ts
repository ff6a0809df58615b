/** The answers of all roots → one explanation, or why there is none. */
import { closest } from 'fastest-levenshtein';
import { WaybillError } from '../../model/errors.js';
import type { Explanation } from '../../model/explanation.js';
import type { ScanOutcome } from '../../model/options.js';
import { ignoreEntriesOf, standingsOf } from './standing.js';
import type { Answer } from './answer.js';
import type { PlaceQuestion, PrintQuestion, Question } from './question.js';

/** The analysis that the answers come from. */
export interface Origin extends ScanOutcome {
  readonly policy: string;
  readonly cwd: string;
}

/** Characters of a print that are shown. */
const SHORT = 10;

/** @throws {WaybillError} when no root knows the print, several fit, or the file has no such line */
export function assembleExplanation(question: Question, answers: readonly Answer[], origin: Origin): Explanation {
  if (question.is === 'print') checkPrint(question, answers);
  // A file lies in one root, and so does most often what has a print.
  const own =
    question.is === 'place' ? answers.filter((a) => a.file !== undefined) : answers.filter((a) => a.sinks.length + a.literals.length > 0);
  if (question.is === 'place') checkPlace(question, own[0]);
  const baseline = origin.result.triage?.baseline?.path;
  return {
    tool: origin.result.tool,
    query: queryOf(question, own[0]),
    policy: origin.policy,
    ...(origin.result.jurisdictions ? { jurisdictions: origin.result.jurisdictions } : {}),
    sinks: own.flatMap((a) => a.sinks).sort((a, b) => Number(b.finding !== undefined) - Number(a.finding !== undefined)),
    literals: own.flatMap((a) => a.literals),
    standings: own.flatMap((a) => standingsOf(a, origin)),
    ...(baseline === undefined ? {} : { baseline }),
    ignoreEntries: ignoreEntriesOf(own[0], origin),
    calls: own.flatMap((a) => a.calls),
    ...(own[0]?.file ? { file: own[0].file } : {}),
    near: own.flatMap((a) => a.near),
    sources: Object.assign({}, ...own.map((a) => a.sources)) as Explanation['sources'],
  };
}

function queryOf(question: Question, answer: Answer | undefined): Explanation['query'] {
  if (question.is === 'print') return { print: question.prefix };
  const { line, column } = question;
  return { path: answer?.file?.path ?? question.path, line, ...(column === undefined ? {} : { column }) };
}

function checkPrint({ prefix }: PrintQuestion, answers: readonly Answer[]): void {
  const found = new Set(answers.flatMap((a) => [...a.sinks.map((s) => s.sink.print), ...a.literals.map((f) => f.print)]));
  if (found.size === 1) return;
  if (found.size > 1) {
    throw new WaybillError({
      code: 'ambiguous-print',
      what: `${found.size} prints begin so`,
      where: prefix,
      hint: `give more of it: ${[...found].slice(0, 5).join(', ')}`,
    });
  }
  const all = [...new Set(answers.flatMap((a) => a.prints))];
  const nearest =
    all.length > 0
      ? closest(
          prefix,
          all.map((p) => p.slice(0, Math.max(prefix.length, SHORT))),
        )
      : undefined;
  throw new WaybillError({
    code: 'unknown-print',
    what: 'no finding has such a print',
    where: prefix,
    hint: `${nearest === undefined ? 'the scan has no finding' : `nearest is ${nearest}`}; name the folder that was scanned, as prints hang on it: waybill explain ${prefix} <folder>`,
  });
}

function checkPlace({ path, line }: PlaceQuestion, answer: Answer | undefined): void {
  if (!answer) {
    throw new WaybillError({ code: 'outside', what: 'the file is in none of the folders that were named', where: path });
  }
  if (answer.lines !== undefined && (line < 1 || line > answer.lines)) {
    throw new WaybillError({
      code: 'no-such-line',
      what: `there is no line ${line}`,
      where: path,
      hint: `the file has ${answer.lines} ${answer.lines === 1 ? 'line' : 'lines'}`,
    });
  }
}
