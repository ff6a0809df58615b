/** What a comment that begins with `waybill-` says. */
import { closest, distance } from 'fastest-levenshtein';
import type { SuppressionProblem } from '../model/triage.js';
import { isDay } from './days.js';

const FORMS = ['ignore', 'ignore-next-line', 'ignore-start', 'ignore-end', 'ignore-file'] as const;
export type CommentForm = (typeof FORMS)[number];

export interface CommentText {
  readonly form: CommentForm;
  readonly names: readonly string[];
  readonly until?: string;
  readonly reason: string;
  /** Any of these makes it void. */
  readonly problems: readonly SuppressionProblem[];
}

const PREFIX = 'waybill-';
/** Further from every known word than this, a comment is not meant for suppressing. */
const MAX_TYPOS = 3;
const EXAMPLE = 'waybill-ignore-next-line email -- why this is accepted';

/**
 * Reads `waybill-ignore-next-line email, log-direct until 2027-01-31 -- reason`.
 *
 * @returns nothing when the comment is about something else
 */
export function readComment(text: string): CommentText | undefined {
  if (!text.startsWith(PREFIX)) return undefined;
  const said = text.slice(PREFIX.length);
  const word = /^[a-z-]*/.exec(said)?.[0] ?? '';
  const rest = said.slice(word.length).replace(/^[:,]/, '');
  const form = FORMS.find((known) => known === word);
  if (!form) return misspelt(word);
  if (form === 'ignore-end') return { form, names: [], reason: '', problems: [] };
  const split = /(?:^|\s)(?:-{2,}|[—–])/.exec(rest);
  const given = split ? rest.slice(split.index + split[0].length).trim() : '';
  const head = (split ? rest.slice(0, split.index) : rest).trim();
  const dated = /(?:^|[\s,])until\b\s*(\S*)$/.exec(head);
  // Who writes the day after the reason means it no less: for good it was not to hold.
  const late = dated ? null : /(?:^|[\s,;(])until\s+(\d{4}-\d{2}-\d{2})[).]?$/.exec(given);
  const reason = late
    ? given
        .slice(0, late.index)
        .trimEnd()
        .replace(/[,;(]$/, '')
    : given;
  const until = dated?.[1] ?? late?.[1];
  const names = [...new Set((dated ? head.slice(0, dated.index) : head).split(/[\s,]+/).filter((name) => name !== ''))];
  return { form, names, ...(until === undefined ? {} : { until }), reason, problems: problemsOf(names, until, reason) };
}

/** What other tools call it. The nearest of ours by letters might accept more than was meant. */
const HABITS: Readonly<Record<string, CommentForm>> = {
  'ignore-line': 'ignore',
  'ignore-this-line': 'ignore',
  'ignore-next': 'ignore-next-line',
  'ignore-all': 'ignore-file',
  disable: 'ignore-start',
  'disable-line': 'ignore',
  'disable-next-line': 'ignore-next-line',
  'disable-file': 'ignore-file',
  'expect-error': 'ignore-next-line',
};

function misspelt(word: string): CommentText | undefined {
  const habit = Object.hasOwn(HABITS, word) ? HABITS[word] : undefined;
  const nearest = habit ?? closest(word, [...FORMS]);
  if (habit === undefined && !word.startsWith('ignore') && distance(word, nearest) > MAX_TYPOS) return undefined;
  const problem = { message: `begins with \`waybill-${word}\`, which means nothing`, hint: `did you mean waybill-${nearest}?` };
  return { form: 'ignore', names: [], reason: '', problems: [problem] };
}

function problemsOf(names: readonly string[], until: string | undefined, reason: string): SuppressionProblem[] {
  const problems: SuppressionProblem[] = [];
  if (names.length === 0) problems.push({ message: 'names no rule and no data type, so it suppresses nothing', hint: `write: ${EXAMPLE}` });
  if (reason === '')
    problems.push({ message: 'gives no reason, so it suppresses nothing', hint: 'write the reason after two hyphens: -- reason' });
  if (until !== undefined && !isDay(until))
    problems.push({ message: `holds until \`${until}\`, which is no day, so it suppresses nothing`, hint: 'write it as 2027-01-31' });
  return problems;
}
