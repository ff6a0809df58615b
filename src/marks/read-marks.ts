/**
 * Marks: what a fixture's comments say a scan of it must find, and must not.
 *
 *     logger.info(user.email); // leak: log-direct email
 *     logger.info(user.id);    // clean: an id
 *     prisma.user.create(row); // flow: database email
 *     const { ip } = request;  // enters: ip-address
 *     @Entity() class Rider {} // table: Rider
 *     <b>{name}</b> {/* clean *\/}
 *     <b :title="name" /> <!-- clean -->
 *     log.debug(user.email);   // leak: log-direct/medium email to application-log
 *     // known-miss: log-direct email: why it is not found yet
 *     // known-false: why it is reported although it is clean
 *
 * A mark stands at the end of its line, or alone on a line above the line it speaks of (several may stand there).
 * A `flow` is recorded and no finding: it names the kind of sink. What `enters`, and a `table`, an inventory lists. The known kinds name errors of ours: mending one without taking its mark away is as wrong as making one.
 */

import { SEVERITIES } from '../model/selection.js';
import { isSinkKind, SINK_KINDS, TIER_COLUMNS } from '../model/vocabulary.js';

export type MarkKind = 'leak' | 'flow' | 'clean' | 'known-miss' | 'known-false';

export interface Mark {
  /** The line (from 1) on which the finding stands. */
  readonly line: number;
  readonly kind: MarkKind;
  /** Of `leak` and `known-miss`; of `flow` the kind of sink, or what an inventory lists. */
  readonly rule?: string;
  /** Of `leak` and `known-miss`, where the mark says how severe: `log-direct/medium`. */
  readonly severity?: string;
  /** Where the mark says who gets it: `log-direct email to datadog`. */
  readonly recipient?: string;
  /** Data types, as written; empty when the mark names none (they are not compared then). */
  readonly types: readonly string[];
  readonly why?: string;
}

export interface ReadMarks {
  /** The text with spaces in place of the marks: every offset and line stays. */
  readonly blanked: string;
  readonly marks: readonly Mark[];
}

/** Marks of what an inventory lists: they read like flows of that name. */
export const LISTED: readonly string[] = ['enters', 'table'];
/** A `//` comment that begins as a mark does. */
const PLAIN = /\/\/[ \t]*(?=(?:leak|flow|enters|table|known-miss|known-false|clean)(?::|[ \t\r]*$))/;
/** Comments of JSX and of markup at the end of a line. */
const CLOSED = [
  ['{/*', '*/}'],
  ['<!--', '-->'],
] as const;
const KEYWORD = /^(?:(?<kind>leak|flow|enters|table|known-miss|known-false)(?::|$)|clean(?::|$))/;
const RULE = new RegExp(
  `^(?:(?:${SINK_KINDS.join('|')})-(?:${TIER_COLUMNS.join('|')})|literal-(?:secret|personal)|settings-[a-z-]+|sanitizer-without-effect)$`,
);
const TYPE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** A mark that is written wrongly, or speaks of no line. */
export class MarkError extends Error {
  /** From 1, in the text. */
  readonly line: number;

  constructor(line: number, what: string) {
    super(`line ${line}: ${what}`);
    this.name = 'MarkError';
    this.line = line;
  }
}

/**
 * Reads and blanks the marks of a fixture file.
 * @param text source text, any language with `//` comments; comments of JSX and of markup count too
 * @returns the text without marks, of the same length, and the marks in order
 * @throws MarkError when a mark is written wrongly or speaks of no line
 */
export function readMarks(text: string): ReadMarks {
  const lines = text.split('\n');
  const marks: Mark[] = [];
  let waiting: Mark[] = [];
  lines.forEach((line, index) => {
    const found = findMark(line);
    if (found === undefined) {
      if (line.trim() === '') return;
      marks.push(...at(waiting, index + 1));
      waiting = [];
      return;
    }
    const mark = parseMark(found.content, index + 1);
    lines[index] = blank(line, found.start);
    if (line.slice(0, found.start).trim() === '') {
      waiting.push(mark);
      return;
    }
    marks.push(...at(waiting, index + 1), mark);
    waiting = [];
  });
  const first = waiting[0];
  if (first) throw new MarkError(first.line, 'no line follows the mark');
  return { blanked: lines.join('\n'), marks };
}

const at = (marks: readonly Mark[], line: number): Mark[] => marks.map((mark) => ({ ...mark, line }));

/** Where a mark begins in a line, and what it says. A `//` that begins no mark (a URL) may stand before it. */
export function findMark(line: string): { start: number; content: string } | undefined {
  const text = line.trimEnd();
  for (const [begin, end] of CLOSED) {
    const start = text.endsWith(end) ? text.lastIndexOf(begin, text.length - end.length - begin.length) : -1;
    const content = text.slice(start + begin.length, -end.length).trim();
    if (start >= 0 && KEYWORD.test(content)) return { start, content };
  }
  const plain = PLAIN.exec(line);
  return plain ? { start: plain.index, content: line.slice(plain.index + 2).trim() } : undefined;
}

function blank(line: string, start: number): string {
  const end = line.endsWith('\r') ? line.length - 1 : line.length;
  return line.slice(0, start) + ' '.repeat(end - start) + line.slice(end);
}

function parseMark(content: string, line: number): Mark {
  const match = KEYWORD.exec(content);
  const word = match?.groups?.['kind'] ?? 'clean';
  const kind = word as MarkKind;
  const rest = content.slice(match?.[0].length ?? 0).trim();
  if (kind === 'clean') return { line, kind, types: [], ...(rest === '' ? {} : { why: rest }) };
  if (kind === 'known-false') {
    if (rest === '') throw new MarkError(line, 'a known-false says why');
    return { line, kind, types: [], why: rest };
  }
  return LISTED.includes(word) ? parseListed(word, rest, line) : parseExpectation(kind, rest, line);
}

/** `enters: <type>…`, `table: <name>`. */
function parseListed(rule: string, rest: string, line: number): Mark {
  const types = rest.split(/\s+/).filter((type) => type !== '');
  if (types.length === 0) throw new MarkError(line, rule === 'table' ? 'a table has a name' : 'what enters is a data type');
  return { line, kind: 'flow', rule, types };
}

/**
 * `<rule> <type>…` or `<rule>/<severity> <type>…`, of a flow `<kind> <type>…`, perhaps `to <recipient>`, and, after a colon, why; the why
 * is required of a known miss.
 */
function parseExpectation(kind: MarkKind, rest: string, line: number): Mark {
  const colon = rest.indexOf(':');
  const [named = '', ...words] = (colon < 0 ? rest : rest.slice(0, colon)).trim().split(/\s+/);
  const to = words.at(-2) === 'to' ? words.at(-1) : undefined;
  const types = to === undefined ? words : words.slice(0, -2);
  const [rule = '', severity] = named.split('/');
  const why = colon < 0 ? '' : rest.slice(colon + 1).trim();
  if (kind === 'flow') {
    if (!isSinkKind(rule)) throw new MarkError(line, `a flow names the kind of sink (${SINK_KINDS.join(', ')}), not "${rule}"`);
  } else if (!RULE.test(rule))
    throw new MarkError(line, rule === '' ? `a ${kind} names the rule: ${kind}: log-direct` : `no rule has the id "${rule}"`);
  if (severity !== undefined && (kind === 'flow' || !SEVERITIES.some((one) => one === severity)))
    throw new MarkError(line, `"${severity}" is no severity of a finding (${SEVERITIES.join(', ')})`);
  const wrong = types.find((type) => !TYPE.test(type));
  if (wrong !== undefined) throw new MarkError(line, `"${wrong}" is no id of a data type`);
  if (kind === 'known-miss' && why === '') throw new MarkError(line, 'a known-miss says why, after a colon');
  return {
    line,
    kind,
    rule,
    ...(severity === undefined ? {} : { severity }),
    ...(to === undefined ? {} : { recipient: to }),
    types,
    ...(why === '' ? {} : { why }),
  };
}
