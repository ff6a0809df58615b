/** Rules' models: the authors' texts parsed, defaults filled in. */
import type {
  BuilderModel,
  ChannelModel,
  CompiledCondition,
  CompiledTextPart,
  Place,
  PropagatorModel,
  SanitizerModel,
  EnvironmentModel,
  SinkModel,
  SourceModel,
} from '../model/compiled-rules.js';
import type {
  BuilderRule,
  ChannelEndRule,
  ChannelRule,
  PropagatorRule,
  RuleCondition,
  SanitizerRule,
  EnvironmentRule,
  SinkRule,
  SourceRule,
  TextPart,
  TypeAliasRule,
  TypeOp,
} from '../model/rules.js';
import { parsePlace } from './paths.js';
import type { RuleReader } from './rule-reader.js';
import type { DataPath } from '../yaml/yaml-file.js';

/** One rule: its library, where it stands in the file, and who reads its texts. */
export interface RuleContext {
  readonly library: string;
  readonly path: DataPath;
  readonly reader: RuleReader;
}

export function sinkModel(rule: SinkRule, context: RuleContext): SinkModel {
  const assign = rule.on === 'assign';
  const everything = parsePlace(assign ? 'Assigned' : 'Argument[0..]');
  const [name] = places(rule.name, 'name', context);
  return {
    library: context.library,
    at: typeof rule.at === 'string' ? [rule.at] : rule.at,
    kind: rule.kind,
    payload: rule.payload ? places(rule.payload, 'payload', context) : [everything],
    purpose: places(rule.purpose, 'purpose', context),
    except: places(rule.except, 'except', context),
    ...(rule.recipient === undefined ? {} : { recipient: rule.recipient }),
    host: places(rule.host, 'host', context),
    ...(rule.party === undefined ? {} : { party: rule.party }),
    when: conditions(rule.when, context),
    ...(name === undefined ? {} : { name }),
    ...(rule.nameOwner === undefined ? {} : { nameOwner: rule.nameOwner }),
    purposeTypes: rule.purposeTypes ?? [],
    assign,
    sets: rule.sets ?? false,
    ...(rule.within === undefined ? {} : { within: rule.within }),
    ...(rule.asText ? { asText: true } : {}),
  };
}

export function sourceModel(rule: SourceRule, context: RuleContext): SourceModel {
  if (rule.type === undefined && rule.shape === undefined && rule.owner === undefined && rule.nameFrom === undefined) {
    context.reader.report(context.path, 'a source needs type, shape, owner or nameFrom');
  }
  const [nameFrom] = places(rule.nameFrom, 'nameFrom', context);
  return {
    library: context.library,
    ...(rule.type === undefined ? {} : { type: rule.type }),
    ...(rule.shape === undefined ? {} : { shape: rule.shape }),
    ...(rule.owner === undefined ? {} : { owner: rule.owner }),
    ...(nameFrom === undefined ? {} : { nameFrom }),
    ...(rule.beside ? { beside: true } : {}),
    ...(rule.nameOwner === undefined ? {} : { nameOwner: rule.nameOwner }),
    ...(rule.scope === undefined ? {} : { scope: rule.scope }),
  };
}

export function propagatorModel(rule: PropagatorRule, context: RuleContext): PropagatorModel {
  return {
    library: context.library,
    from: places(rule.from, 'from', context),
    to: places(rule.to, 'to', context),
    member: places(rule.member, 'member', context),
    keep: places(rule.keep, 'keep', context),
    drop: places(rule.drop, 'drop', context),
    text: rule.text ?? false,
    plain: rule.plain ?? false,
    withoutHidden: rule.withoutHidden ?? false,
    without: rule.without ?? [],
    ...(rule.part === undefined ? {} : { part: textPart(rule.part, { ...context, path: [...context.path, 'part'] }) }),
    when: conditions(rule.when, context),
  };
}

function textPart(part: TextPart, context: RuleContext): CompiledTextPart {
  const at = (key: 'from' | 'to' | 'length') => {
    const [place] = places(part[key], key, context);
    return place ? { [key]: place } : {};
  };
  return { ...at('from'), ...at('to'), ...at('length'), one: part.one ?? false };
}

export function sanitizerModel(rule: SanitizerRule, context: RuleContext): SanitizerModel {
  const [value = parsePlace('Argument[0]')] = places(rule.value, 'value', context);
  return { library: context.library, value, effect: rule.effect, when: conditions(rule.when, context) };
}

export function channelModel(
  { channel, loose = false }: ChannelRule,
  end: ChannelModel['end'],
  rule: Omit<ChannelEndRule, 'value'> & Partial<ChannelEndRule>,
  context: RuleContext,
): ChannelModel {
  const key = places(rule.key, 'key', context);
  const [of] =
    rule.of === 'Created' ? (['created'] as const) : rule.of === 'Origin' ? (['origin'] as const) : places(rule.of, 'of', context);
  const [under] = places(rule.under, 'under', context);
  if (key.length === 0 && of === undefined && rule.on === undefined)
    context.reader.report(context.path, 'an end of a channel needs key or of');
  return {
    library: context.library,
    channel: `${context.library}/${channel}`,
    end,
    loose,
    key,
    ...(of === undefined ? {} : { of }),
    value: places(rule.value, 'value', context),
    ...(rule.on === undefined ? {} : { on: rule.on }),
    when: conditions(rule.when, context),
    ...(under === undefined ? {} : { under }),
  };
}

export function environmentModel(rule: EnvironmentRule, context: RuleContext): EnvironmentModel {
  if (!rule.production && !rule.flag) context.reader.report(context.path, 'an environment needs production or flag');
  return { library: context.library, production: rule.production ?? [], ...(rule.flag === undefined ? {} : { flag: rule.flag }) };
}

export function builderModel(rule: BuilderRule, context: RuleContext): BuilderModel {
  if (!rule.builds && !rule.returns && !rule.is && !rule.checks && !rule.table) {
    context.reader.report(context.path, 'a builder needs builds, returns, is, checks or table');
  }
  if (rule.checks) {
    context.reader.typePlace(rule.checks[0], [...context.path, 'checks', 0]);
    checkOperator(rule.checks[1], { ...context, path: [...context.path, 'checks', 1] });
  }
  checkOperator(rule.builds, { ...context, path: [...context.path, 'builds'] });
  checkOperator(rule.returns, { ...context, path: [...context.path, 'returns'] });
  checkOperator(rule.is, { ...context, path: [...context.path, 'is'] });
  return {
    library: context.library,
    ...(rule.builds === undefined ? {} : { builds: rule.builds }),
    ...(rule.returns === undefined ? {} : { returns: rule.returns }),
    ...(rule.is === undefined ? {} : { is: rule.is }),
    ...(rule.checks === undefined ? {} : { checks: { place: rule.checks[0], type: rule.checks[1] } }),
    ...(rule.table === undefined ? {} : { table: places(rule.table, 'table', context) }),
  };
}

/** A type needs a meaning, and its operators well-formed places. */
export function checkTypeRule(rule: TypeAliasRule, context: RuleContext): void {
  if (!rule.is && !rule.describes && !rule.carries) context.reader.report(context.path, 'a type needs is, describes or carries');
  checkOperator(rule.is, { ...context, path: [...context.path, 'is'] });
  checkOperator(rule.describes, { ...context, path: [...context.path, 'describes'] });
  checkOperator(rule.carries, { ...context, path: [...context.path, 'carries'] });
}

/** Operators whose operand is a place. */
const OF_PLACE = ['objectOf', 'builtBy', 'jsonSchema', 'columns', 'typeOf', 'instanceOf'];

/** Places inside type operators stay text (link reads them); here they only have to be well-formed. */
export function checkOperator(operator: TypeOp | undefined, context: RuleContext): void {
  if (!operator) return;
  const [[name, operand]] = Object.entries(operator) as [[string, unknown]];
  const below = (...keys: (string | number)[]): RuleContext => ({ ...context, path: [...context.path, name, ...keys] });
  if ('arrayOf' in operator) checkOperator(operator.arrayOf, below());
  else if ('elementOf' in operator) checkOperator(operator.elementOf, below());
  else if ('resultOf' in operator) checkOperator(operator.resultOf, below());
  else if ('members' in operator) for (const [key, part] of Object.entries(operator.members)) checkOperator(part, below(key));
  else if ('memberOf' in operator) checkOperator(operator.memberOf[0], below(0));
  else if ('keyed' in operator) {
    context.reader.typePlace(operator.keyed[0], [...context.path, name, 0]);
    checkOperator(operator.keyed[1], below(1));
  } else if ('first' in operator) checkOperators(operator.first, below);
  else if ('merge' in operator && typeof operator.merge !== 'string') checkOperators(operator.merge, below);
  else if ('union' in operator && typeof operator.union !== 'string') checkOperators(operator.union, below);
  else if ('primitive' in operator) typePlaces(operator.formatFrom, 'formatFrom', context);
  else if ('row' in operator) typePlaces(operator.row.place, 'place', below());
  else if ('entry' in operator) typePlaces(operator.entry.of, 'of', below());
  else if (OF_PLACE.includes(name) || name === 'merge' || name === 'union') typePlaces(String(operand), name, context);
  else if (Array.isArray(operand)) {
    checkOperator(operand[0] as TypeOp, below(0));
    if (operand.length > 1) context.reader.typePlace(String(operand[1]), [...context.path, name, 1]);
  }
}

const checkOperators = (list: readonly TypeOp[], below: (at: number) => RuleContext): void =>
  list.forEach((part, at) => checkOperator(part, below(at)));

export function conditions(rules: readonly RuleCondition[] | undefined, context: RuleContext): readonly CompiledCondition[] {
  return (rules ?? []).flatMap(({ place, groupsOf, ...rest }, at) => {
    const parsed = context.reader.place(place, [...context.path, 'when', at, 'place']);
    const groups = groupsOf === undefined ? undefined : context.reader.place(groupsOf, [...context.path, 'when', at, 'groupsOf']);
    return parsed ? [{ place: parsed, ...rest, ...(groups ? { groupsOf: groups } : {}) }] : [];
  });
}

type PlaceReader = 'place' | 'typePlace';

function typePlaces(texts: string | readonly string[] | undefined, key: string, context: RuleContext): void {
  places(texts, key, context, 'typePlace');
}

export function places(
  texts: string | readonly string[] | undefined,
  key: string,
  context: RuleContext,
  reader: PlaceReader = 'place',
): readonly Place[] {
  if (texts === undefined) return [];
  const path = [...context.path, key];
  const list = typeof texts === 'string' ? [{ text: texts, path }] : texts.map((text, at) => ({ text, path: [...path, at] }));
  return list.flatMap((item) => {
    const parsed = context.reader[reader](item.text, item.path);
    return parsed ? [parsed] : [];
  });
}
