/** Pieces of pages: texts with code between back-ticks. */
import type { RuleForm } from '../../model/rule-book.js';
import type { RuleCondition } from '../../model/rules.js';

export function code(text: string): string {
  return `\`${text}\``;
}

export function codes(list: string | readonly string[] | undefined, between = ', '): string {
  return (typeof list === 'string' ? [list] : (list ?? [])).map(code).join(between);
}

/** Another page, by what it is about. */
export function reference(form: RuleForm, id: string): string {
  return `{{${form}:${id}}}`;
}

/** Parts that say something, in one cell. */
export function cell(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== false && part !== '').join('; ');
}

/** `label …`, when there is something to tell. */
export function labelled(label: string, list: string | readonly string[] | undefined): string {
  return list === undefined || list.length === 0 ? '' : `${label} ${codes(list)}`;
}

export function conditions(list: readonly RuleCondition[] | undefined): string {
  return (list ?? []).map((condition) => `when ${conditionText(condition)}`).join(', ');
}

function conditionText({ place, ...rest }: RuleCondition): string {
  const tests = Object.entries(rest).map(([key, value]) => {
    if (key === 'is') return `is ${code(JSON.stringify(value))}`;
    if (key === 'not') return `is not ${code(JSON.stringify(value))}`;
    if (key === 'absent') return value === true ? 'is not given' : 'is given';
    return `${key} ${code(JSON.stringify(value))}`;
  });
  return `${code(place)} ${tests.join(' and ')}`;
}
