/** Settings of rule files → how the stages read them. */
import type { SettingModel } from '../model/compiled-rules.js';
import type { DropPathsRule, ReplacesRule, SettingRule } from '../model/rules.js';
import { conditions, places, type RuleContext } from './models.js';

export function settingModel(rule: SettingRule, context: RuleContext): SettingModel {
  const { library } = context;
  switch (rule.effect) {
    case 'drop-paths':
      return {
        ...redactionOf(rule, library),
        effect: rule.effect,
        paths: places(rule.paths, 'paths', context),
        dialect: rule.dialect,
      };
    case 'replaces':
      return {
        ...redactionOf(rule, library),
        effect: rule.effect,
        by: places(rule.by, 'by', context),
        eachMember: rule.eachMember ?? false,
      };
    case 'hides-member':
      return { library, effect: rule.effect, when: conditions(rule.when, context) };
    case 'sends-to':
      return { library, effect: rule.effect, by: places(rule.by, 'by', context), everywhere: rule.everywhere ?? false };
    case 'turns-on':
      return {
        library,
        effect: rule.effect,
        kind: rule.kind,
        carries: rule.carries,
        ...(rule.recipient === undefined ? {} : { recipient: rule.recipient }),
        host: places(rule.host, 'host', context),
        ...(rule.party === undefined ? {} : { party: rule.party }),
        when: conditions(rule.when, context),
        says: rule.says,
        remedy: rule.remedy,
      };
  }
}

function redactionOf({ below = '', everywhere = false, adds = false }: DropPathsRule | ReplacesRule, library: string) {
  return { library, below, everywhere, adds };
}
