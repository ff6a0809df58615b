/** The form of a setting, by its effect. */
import * as v from 'valibot';
import type { SettingRule } from '../model/rules.js';
import { conditions, flag, kind, oneOrMany, party, text, texts } from '../forms/words.js';

const SETTINGS = {
  'drop-paths': v.strictObject({
    at: oneOrMany,
    effect: v.literal('drop-paths'),
    paths: texts,
    dialect: v.picklist(['dots', 'keys'] as const),
    below: v.exactOptional(text),
    everywhere: v.exactOptional(flag),
    adds: v.exactOptional(flag),
  }),
  replaces: v.strictObject({
    at: oneOrMany,
    effect: v.literal('replaces'),
    by: texts,
    eachMember: v.exactOptional(flag),
    below: v.exactOptional(text),
    everywhere: v.exactOptional(flag),
    adds: v.exactOptional(flag),
  }),
  'hides-member': v.strictObject({ at: oneOrMany, effect: v.literal('hides-member'), when: v.exactOptional(conditions) }),
  'sends-to': v.strictObject({ at: oneOrMany, effect: v.literal('sends-to'), by: texts, everywhere: v.exactOptional(flag) }),
  'turns-on': v.strictObject({
    at: oneOrMany,
    effect: v.literal('turns-on'),
    kind,
    carries: texts,
    recipient: v.exactOptional(text),
    host: v.exactOptional(texts),
    party: v.exactOptional(party),
    when: v.exactOptional(conditions),
    says: text,
    remedy: text,
  }),
};

/** A setting of which nothing more is known than that its effect is none of ours. */
const anySetting = v.looseObject({
  effect: v.picklist(Object.keys(SETTINGS) as (keyof typeof SETTINGS)[]),
}) as unknown as v.GenericSchema<SettingRule>;

/** The schema of the effect that the input names, so that an error is about that one and not about all. */
export const setting: v.GenericSchema<SettingRule> = v.lazy((input) => {
  const effect = typeof input === 'object' && input !== null && 'effect' in input ? input.effect : undefined;
  return typeof effect === 'string' && Object.hasOwn(SETTINGS, effect) ? SETTINGS[effect as keyof typeof SETTINGS] : anySetting;
});
/** The same for editors, which have no form that depends on the input. */
export const settingEditorSchema: v.GenericSchema<SettingRule> = v.union(Object.values(SETTINGS));
