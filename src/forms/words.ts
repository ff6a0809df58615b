/** Words and small forms that rule files and configurations share. */
import * as v from 'valibot';
import { PARTIES, SINK_KINDS, VERDICTS } from '../model/vocabulary.js';

export const text = v.string('expected text');
export const texts = v.array(text, 'expected a list of texts');
export const oneOrMany = v.union([text, texts], 'expected text or a list of texts');
export const flag = v.boolean('expected true or false');
export const constant = v.nullable(v.union([text, v.number(), flag], 'expected a text, a number, true, false or null'));
export const kind = v.picklist(SINK_KINDS);
export const party = v.picklist(PARTIES);
export const verdict = v.picklist(VERDICTS);
export const whole = v.pipe(v.number('expected a number'), v.integer('expected a whole number'), v.minValue(0, 'expected 0 or more'));
export const countryCode = v.pipe(text, v.regex(/^[A-Z]{2}$/, 'expected an ISO 3166 code of two capital letters'));
export const day = v.pipe(
  v.string('expected text'),
  v.regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a day as YYYY-MM-DD'),
  v.check((value) => isDay(value), 'expected a day that exists'),
);

/** Whether a text is a day that exists. */
function isDay(value: string): boolean {
  const [year = 0, month = 0, date = 0] = value.split('-').map(Number);
  return month >= 1 && month <= 12 && date >= 1 && date <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export const effect = v.picklist(['remove', 'mask', 'hash', 'encrypt'] as const);

const condition = v.strictObject({
  place: text,
  is: v.exactOptional(constant),
  not: v.exactOptional(constant),
  absent: v.exactOptional(flag),
  broad: v.exactOptional(flag),
  filler: v.exactOptional(flag),
  groupsOf: v.exactOptional(text),
  wideGroup: v.exactOptional(v.number('expected a number')),
  callback: v.exactOptional(flag),
  placeOf: v.exactOptional(text),
  oneOf: v.exactOptional(v.array(constant, 'expected a list of constants')),
  contains: v.exactOptional(texts),
});
export const conditions = v.array(condition, 'expected a list of conditions');
