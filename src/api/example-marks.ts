/** Marks in the examples of a rule file: where their lines stand in it, and the file with other marks. */
import { findMark, LISTED } from '../marks/read-marks.js';
import type { AcceptedMarks, ExampleDifference } from '../model/rule-examples.js';
import type { ChosenFile } from './example-files.js';

/**
 * @param at from 0
 * @returns the line in the file of each line of an example; nothing when it is not written as a block (`|`)
 */
export function exampleLines(
  { yaml, text }: ChosenFile,
  kind: ExampleDifference['kind'],
  at: number,
): ((line: number) => number) | undefined {
  if (!yaml || text === undefined) return undefined;
  const { line, column } = yaml.at(['examples', kind, at]);
  const begin = text.split('\n')[line - 1]?.slice(column - 1) ?? '';
  return /^\|[-+\d]*\s*(?:#.*)?$/.test(begin) ? (inside) => line + inside : undefined;
}

/**
 * The file with marks by which its examples hold: on lines that differ they are replaced by what was found, nothing else is touched.
 * A clean example that leaks is not accepted: then it is the rule that is wrong, or the example belongs under `leaks`.
 */
export function acceptedMarks(file: ChosenFile, differences: readonly ExampleDifference[]): AcceptedMarks {
  const { path = '', text = '' } = file;
  const lines = text.split('\n');
  const left = differences.filter((difference) => refusal(difference) !== undefined);
  const accepted = differences.filter((difference) => !left.includes(difference));
  // From below, as marks above a line move what stands under it.
  for (const { fileLine = 1, found } of accepted.toSorted((a, b) => (b.fileLine ?? 0) - (a.fileLine ?? 0)))
    remark(lines, fileLine - 1, found);
  const refused = left.map((difference) => `${difference.kind} ${difference.example}: ${refusal(difference) ?? ''}`);
  return { path, text: lines.join('\n'), accepts: accepted.length, left, refused: [...new Set(refused)] };
}

/** Why no mark can express a difference. */
function refusal({ kind, line, fileLine, found }: ExampleDifference): string | undefined {
  if (kind === 'clean' && found.some((what) => !isFlow(what)))
    return 'a clean example leaks: mend the rule, or move the example under leaks';
  if (line === 0) return 'nothing is found in a leaking example: mend the rule, or move the example under clean';
  return fileLine === undefined ? 'write the example as a block (|), so that its lines can be marked' : undefined;
}

const isFlow = (found: string): boolean => ['flow', ...LISTED].some((mark) => found.startsWith(`${mark}: `));

function remark(lines: string[], at: number, found: readonly string[]): void {
  const line = lines[at] ?? '';
  const end = line.endsWith('\r') ? '\r' : '';
  const own = findMark(line);
  const code = (own ? line.slice(0, own.start) : line).trimEnd();
  const [first, ...more] = found.map((what) => `// ${isFlow(what) ? what : `leak: ${what}`}`);
  const indent = /^\s*/.exec(code)?.[0] ?? '';
  let above = at;
  while (above > 0 && isMarkAlone(lines[above - 1] ?? '')) above--;
  lines.splice(
    above,
    at - above + 1,
    ...more.map((mark) => `${indent}${mark}${end}`),
    `${code}${first === undefined ? '' : ` ${first}`}${end}`,
  );
}

function isMarkAlone(line: string): boolean {
  const mark = findMark(line);
  return mark !== undefined && line.slice(0, mark.start).trim() === '';
}
