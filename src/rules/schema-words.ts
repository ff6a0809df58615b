/** Forms that several parts of rule files share. */
import * as v from 'valibot';
import type { Verdict } from '../model/rules.js';
import { PARTIES, SINK_KINDS } from '../model/vocabulary.js';

const VERDICTS = ['critical', 'high', 'medium', 'low', 'inventory'] as const satisfies readonly Verdict[];

export const text = v.string('expected text');
export const texts = v.array(text, 'expected a list of texts');
export const oneOrMany = v.union([text, texts], 'expected text or a list of texts');
export const flag = v.boolean('expected true or false');
export const constant = v.nullable(v.union([text, v.number(), flag], 'expected a text, a number, true, false or null'));
export const kind = v.picklist(SINK_KINDS);
export const party = v.picklist(PARTIES);
export const verdict = v.picklist(VERDICTS);
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
