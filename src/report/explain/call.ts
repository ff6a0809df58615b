/** A call that no personal data was seen to reach. */
import type { ArgumentExplanation, CallExplanation } from '../../model/explanation.js';
import type { Page } from './page.js';
import { conclusion, libraryWords, resolutionWords, ruleWords, valueWords } from './words.js';

const ROLES: Readonly<Record<ArgumentExplanation['role'], string>> = {
  payload: 'leaves',
  purpose: 'what the call is for',
  stays: 'does not leave',
  argument: '',
};

export function callLines(call: CallExplanation, page: Page): string[] {
  const name = call.what === 'throw' ? 'throw' : `\`${call.callee || 'a function'}\``;
  const head = call.what === 'assignment' ? `${name} is set` : call.what === 'throw' ? 'an error is thrown' : `${name} is called`;
  return [
    ...page.head(undefined, `${head}: no finding`),
    ...page.at(call.location, [call.symbol === '' ? '' : `in ${call.symbol}`]),
    '',
    ...page.frameOnce(call.location, page.theme.strong),
    ...(call.what === 'call' ? page.section('Target', [resolutionWords(call.resolution)]) : []),
    ...page.section(
      'Rules',
      call.sinks.map(
        (s) =>
          `${s.kind}, by ${ruleWords(s.at, call.callee)} of ${libraryWords(s.library)}${s.holds ? '' : ': its conditions do not hold here'}`,
      ),
    ),
    ...call.arguments.flatMap((argument, i) => argumentLines(argument, i, call, page)),
    ...page.section(
      'Limits',
      Object.entries(call.cuts).map(([limit, n]) => `${limit}: cut ${n === 1 ? 'once' : `${n} times`}`),
    ),
    ...page.section('So', [conclusion(call)]),
  ];
}

/** The values of one argument, each with its reason. */
export function argumentLines({ role, values }: ArgumentExplanation, index: number, call: CallExplanation, page: Page): string[] {
  const label = call.what === 'call' ? `Argument ${index + 1}` : 'Value';
  const note = ROLES[role] === '' || call.what !== 'call' ? [] : [`${ROLES[role]}:`];
  const texts = values.map(({ name, reason }) => `${name === '' ? 'a value' : `\`${name}\``}: ${valueWords(reason)}`);
  return page.section(label, [...note, ...texts]);
}

/** Calls beside what is told at length, in short: those of which the same is to be said together. */
export function otherCallLines(calls: readonly CallExplanation[], page: Page): string[] {
  const byWords = new Map<string, string[]>();
  for (const call of calls) {
    const words = conclusion(call);
    const names = byWords.get(words) ?? [];
    const name = `\`${call.callee || 'a function'}\``;
    if (!names.includes(name)) names.push(name);
    byWords.set(words, names);
  }
  return page.section(
    'Beside it',
    [...byWords].map(([words, names]) => `${names.join(', ')}: ${words}`),
  );
}
