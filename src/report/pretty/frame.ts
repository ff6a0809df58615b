/**
 * The code around a sink's argument. Not @babel/code-frame: that one counts characters where a terminal counts columns,
 * prints control characters raw, and has no answer to lines of a thousand characters.
 */
import type { Location } from '../../model/report.js';
import { neutralise } from '../safe-text.js';
import { takeWidth, widthOf } from './layout.js';
import type { Theme } from './theme.js';

/** Lines of one argument that are shown. */
const MAX_ARGUMENT_LINES = 8;
/** UTF-16 units beside the argument that are looked at: lines may have a million. */
const REACH = 600;

export interface FrameOptions {
  readonly theme: Theme;
  /** Columns for gutter and code. */
  readonly width: number;
  readonly paint: (text: string) => string;
}

/**
 * @param lines     of the file, masked
 * @param location  the argument; it may span lines
 * @returns lines of the frame, none when the place is not in the text
 */
export function codeFrame(lines: readonly string[], location: Location, options: FrameOptions): string[] {
  const first = lines[location.line - 1];
  if (first === undefined) return [];
  const last = Math.min(location.endLine, lines.length, location.line + MAX_ARGUMENT_LINES - 1);
  const numberWidth = String(Math.min(last + 1, lines.length)).length;
  const codeWidth = Math.max(20, options.width - numberWidth - 5);
  const numbers = frameLines(lines, location.line, last);
  const margin = commonIndent(numbers.map((number) => lines[number - 1] ?? ''));
  const frame: string[] = [];
  for (const number of numbers) {
    const raw = lines[number - 1] ?? '';
    const marked = number >= location.line && number <= last;
    const start = number === location.line ? location.column - 1 : number === location.endLine ? 0 : indentOf(raw);
    const end = number === location.endLine ? location.endColumn - 1 : raw.length;
    const view = cutAround(raw, margin, { start: marked ? start : margin, end: marked ? end : margin }, codeWidth, options.theme);
    frame.push(
      ...(marked ? markedLine(number, view, location, options, numberWidth) : [plainLine(number, view, options.theme, numberWidth)]),
    );
  }
  if (location.endLine > last) frame.push(gutter(options.theme, '', numberWidth, ' ') + options.theme.quiet(options.theme.symbols.cut));
  return frame;
}

/** The argument's lines, and one line before and after it unless it is empty. */
function frameLines(lines: readonly string[], first: number, last: number): number[] {
  const numbers: number[] = [];
  for (let number = first - 1; number <= last + 1; number++) {
    const text = lines[number - 1];
    const inside = number >= first && number <= last;
    if (inside || (text !== undefined && text.length < REACH && text.trim() !== '')) numbers.push(number);
  }
  return numbers;
}

function indentOf(line: string): number {
  return /^[\t ]*/.exec(line)?.[0].length ?? 0;
}

/** UTF-16 units of white space that begin every line alike. */
function commonIndent(lines: readonly string[]): number {
  let common: string | undefined;
  for (const line of lines) {
    if (line.trim() === '') continue;
    const indent = line.slice(0, indentOf(line));
    if (common === undefined) common = indent;
    else while (!indent.startsWith(common)) common = common.slice(0, -1);
  }
  return common?.length ?? 0;
}

interface View {
  readonly before: string;
  readonly argument: string;
  readonly after: string;
}

/**
 * The part of a line that fits, with the argument in it: whole when there is room, else from some columns before the
 * argument on. All parts are neutralised.
 */
function cutAround(
  raw: string,
  margin: number,
  range: { readonly start: number; readonly end: number },
  width: number,
  theme: Theme,
): View {
  const show = (from: number, to: number): string => neutralise(raw.slice(from, to), theme.unicode);
  const sign = theme.symbols.cut;
  const start = Math.min(Math.max(range.start, margin), raw.length);
  const end = Math.min(Math.max(range.end, start), raw.length);
  const lead = show(Math.max(margin, start - REACH), start);
  const argument = show(start, Math.min(end, start + REACH));
  const tail = show(end, end + REACH);
  const signWidth = widthOf(sign);
  const hasTail = tail !== '' || end - start > REACH;

  let before = lead;
  const leadIsWhole = start - REACH <= margin;
  const fits = leadIsWhole && widthOf(lead) + widthOf(argument) + (hasTail ? signWidth + 1 : 0) <= width;
  if (!fits) {
    const free = Math.max(Math.floor(width / 4), width - widthOf(argument) - signWidth * 2);
    const room = Math.max(Math.floor(free / 2), free - widthOf(tail));
    if (!leadIsWhole || widthOf(lead) > room) before = sign + takeEnd(lead, room - signWidth);
  }
  const argumentRoom = width - widthOf(before);
  if (widthOf(argument) > argumentRoom || end - start > REACH) {
    return { before, argument: takeWidth(argument, argumentRoom - signWidth).text, after: sign };
  }
  const tailRoom = argumentRoom - widthOf(argument);
  const after = takeWidth(tail, tailRoom);
  if (!after.cut && end + REACH >= raw.length) return { before, argument, after: tail };
  return { before, argument, after: takeWidth(tail, Math.max(0, tailRoom - signWidth)).text + (tailRoom >= signWidth ? sign : '') };
}

/** The longest end that fits. */
function takeEnd(text: string, width: number): string {
  const parts = [...text];
  let used = 0;
  let index = parts.length;
  while (index > 0) {
    const next = widthOf(parts[index - 1] ?? '');
    if (used + next > width) break;
    used += next;
    index--;
  }
  return parts.slice(index).join('');
}

function gutter(theme: Theme, number: string, width: number, mark: string): string {
  return `${mark} ${theme.quiet(`${number.padStart(width)} ${theme.symbols.bar}`)} `;
}

function plainLine(number: number, view: View, theme: Theme, width: number): string {
  const text = `${view.before}${view.argument}${view.after}`.trimEnd();
  return (gutter(theme, String(number), width, ' ') + theme.quiet(text)).trimEnd();
}

function markedLine(number: number, view: View, location: Location, { theme, paint }: FrameOptions, width: number): string[] {
  const mark = paint(theme.symbols.mark);
  const line = gutter(theme, String(number), width, mark) + view.before + paint(view.argument) + view.after.trimEnd();
  if (location.endLine > location.line) return [line];
  const length = Math.max(1, widthOf(view.argument));
  const under = ' '.repeat(widthOf(view.before)) + paint(theme.symbols.underline.repeat(length));
  return [line, gutter(theme, '', width, ' ') + under];
}
