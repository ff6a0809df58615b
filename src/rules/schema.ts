/** The authors' YAML forms of src/model/rules.ts as schemas: the place where a rule file is first checked. */
import * as v from 'valibot';
import type { policySchema } from '../forms/policy.js';
import type { PolicyFile, Region } from '../model/policy.js';
import type { LibraryExtension, LibraryFile, LibraryOff, LibraryRules, Recipient, SourceRule, TypeOp } from '../model/rules.js';
import { conditions, effect, flag, kind, oneOrMany, party, text, texts, whole } from '../forms/words.js';
import type { recipientSchema, regionSchema } from './recipient-schema.js';
import { setting, settingEditorSchema } from './setting-schema.js';

const SHAPES = [
  'address',
  'request-body',
  'query',
  'params',
  'headers',
  'form',
  'env',
  'event',
  'session-user',
] as const satisfies readonly NonNullable<SourceRule['shape']>[];

const instance = v.strictObject({ at: v.exactOptional(texts), types: v.exactOptional(texts), names: v.exactOptional(texts) });

const sink = v.strictObject({
  at: oneOrMany,
  kind,
  payload: v.exactOptional(texts),
  purpose: v.exactOptional(texts),
  except: v.exactOptional(texts),
  recipient: v.exactOptional(text),
  host: v.exactOptional(texts),
  party: v.exactOptional(party),
  when: v.exactOptional(conditions),
  name: v.exactOptional(text),
  nameOwner: v.exactOptional(text),
  purposeTypes: v.exactOptional(texts),
  on: v.exactOptional(v.literal('assign', 'expected assign')),
  sets: v.exactOptional(flag),
  within: v.exactOptional(text),
  asText: v.exactOptional(v.boolean('expected true or false')),
  title: v.exactOptional(text),
});

const source = v.strictObject({
  at: oneOrMany,
  type: v.exactOptional(text),
  shape: v.exactOptional(v.picklist(SHAPES)),
  owner: v.exactOptional(text),
  beside: v.exactOptional(v.boolean()),
  nameFrom: v.exactOptional(text),
  nameOwner: v.exactOptional(text),
  scope: v.exactOptional(v.picklist(['file', 'library'] as const)),
  title: v.exactOptional(text),
});

const propagator = v.strictObject({
  at: oneOrMany,
  from: oneOrMany,
  to: oneOrMany,
  member: v.exactOptional(texts),
  keep: v.exactOptional(texts),
  drop: v.exactOptional(texts),
  text: v.exactOptional(flag),
  plain: v.exactOptional(flag),
  withoutHidden: v.exactOptional(flag),
  without: v.exactOptional(texts),
  part: v.exactOptional(
    v.strictObject({ from: v.exactOptional(text), to: v.exactOptional(text), length: v.exactOptional(text), one: v.exactOptional(flag) }),
  ),
  when: v.exactOptional(conditions),
});

const sanitizer = v.strictObject({ at: oneOrMany, value: v.exactOptional(text), effect, when: v.exactOptional(conditions) });

const keyedEnd = {
  at: oneOrMany,
  key: v.exactOptional(oneOrMany),
  of: v.exactOptional(text),
  when: v.exactOptional(conditions),
};
const channelEnds = v.array(
  v.strictObject({
    ...keyedEnd,
    value: oneOrMany,
    on: v.exactOptional(v.picklist(['assign', 'read'] as const)),
    under: v.exactOptional(text),
  }),
  'expected a list of ends',
);
const channel = v.strictObject({
  channel: text,
  loose: v.exactOptional(flag),
  write: channelEnds,
  read: channelEnds,
  subscribe: v.exactOptional(v.array(v.strictObject(keyedEnd), 'expected a list of ends')),
});
const environment = v.strictObject({
  at: oneOrMany,
  production: v.exactOptional(texts),
  flag: v.exactOptional(v.picklist(['production', 'development'] as const)),
});

const operand: v.GenericSchema<TypeOp> = v.lazy((input) => operatorSchema(input));
const row = v.strictObject({
  member: v.exactOptional(whole),
  place: v.exactOptional(text),
  match: v.exactOptional(v.pipe(text, v.regex(/^[^*]*\*[^*]*$/, 'expected a name with one *'))),
  case: v.exactOptional(v.literal('pascal', 'expected pascal')),
  open: v.exactOptional(v.literal(true, 'expected true')),
});

type Operand = v.GenericSchema<TypeOp>;

/** @param operand what stands where an operator takes another one */
function operatorsOf(operand: Operand): Readonly<Record<string, Operand>> {
  const pair = v.strictTuple([operand, text], 'expected a type operator and a place');
  const operands = v.array(operand, 'expected a list of type operators');
  const listOrPlace = v.union([operands, text], 'expected a list of type operators or a place');
  return {
    objectOf: v.strictObject({
      objectOf: text,
      typeKey: v.exactOptional(text),
      formats: v.exactOptional(v.record(text, text, 'expected formats by the way to what states them')),
    }),
    arrayOf: v.strictObject({ arrayOf: operand }),
    elementOf: v.strictObject({ elementOf: operand }),
    resultOf: v.strictObject({ resultOf: operand }),
    members: v.strictObject({ members: v.record(text, operand, 'expected type operators by member') }),
    keyed: v.strictObject({ keyed: v.strictTuple([text, operand], 'expected a place and a type operator') }),
    memberOf: v.strictObject({ memberOf: pair }),
    memberAt: v.strictObject({ memberAt: pair }),
    builtBy: v.strictObject({ builtBy: text }),
    entry: v.strictObject({ entry: v.strictObject({ of: text, member: whole }) }),
    jsonSchema: v.strictObject({ jsonSchema: text }),
    columns: v.strictObject({ columns: text }),
    typeOf: v.strictObject({ typeOf: text }),
    pick: v.strictObject({ pick: pair }),
    omit: v.strictObject({ omit: pair }),
    merge: v.strictObject({ merge: listOrPlace }),
    union: v.strictObject({ union: listOrPlace }),
    first: v.strictObject({ first: operands }),
    absent: v.strictObject({ absent: pair }),
    primitive: v.strictObject({
      primitive: v.picklist(['string', 'number', 'boolean', 'date', 'literal', 'any'] as const),
      format: v.exactOptional(text),
      formatFrom: v.exactOptional(oneOrMany),
    }),
    row: v.strictObject({ row }),
    select: v.strictObject({ select: pair }),
    include: v.strictObject({ include: v.union([pair, v.strictTuple([operand])], 'expected a type operator and perhaps a place') }),
    declared: v.strictObject({ declared: text }),
    typeArgument: v.strictObject({ typeArgument: whole }),
    instanceOf: v.strictObject({ instanceOf: text }),
  };
}

const OPERATORS = operatorsOf(operand);
/** Any of them, for editors: which have no form that depends on the input. */
const operandEditor: Operand = v.lazy(() => v.union(Object.values(operatorsOf(operandEditor))));

/** Any operator, for an input that is none: its issue lists all of them. */
const anyOperator = v.strictObject(
  Object.fromEntries(Object.keys(OPERATORS).map((name) => [name, v.exactOptional(v.unknown())])),
  `expected a type operator: one of ${Object.keys(OPERATORS).join(', ')}`,
);

/** The schema of the operator that the input names, so that an error is about that one and not about all. */
function operatorSchema(input: unknown): v.GenericSchema<TypeOp> {
  const name = typeof input === 'object' && input !== null ? Object.keys(input).find((key) => Object.hasOwn(OPERATORS, key)) : undefined;
  const schema = name === undefined ? undefined : OPERATORS[name];
  return (
    schema ??
    (v.pipe(
      anyOperator,
      v.check(() => false, 'expected a type operator'),
    ) as unknown as v.GenericSchema<TypeOp>)
  );
}

function builderOf<Op extends Operand>(op: Op) {
  return v.strictObject({
    at: oneOrMany,
    builds: v.exactOptional(op),
    returns: v.exactOptional(op),
    is: v.exactOptional(op),
    checks: v.exactOptional(v.strictTuple([text, op], 'expected a place and a type operator')),
    table: v.exactOptional(texts),
  });
}

function typeOf<Op extends Operand>(op: Op) {
  return v.strictObject({ name: text, is: v.exactOptional(op), describes: v.exactOptional(op), carries: v.exactOptional(op) });
}

const list = <Item extends v.GenericSchema>(item: Item): v.ExactOptionalSchema<v.ArraySchema<Item, string>, undefined> =>
  v.exactOptional(v.array(item, 'expected a list'));

const libraryEntries = {
  library: text,
  title: v.exactOptional(text),
  modules: v.exactOptional(texts),
  globalObjects: v.exactOptional(texts),
  files: v.exactOptional(v.record(text, texts, 'expected globs by name')),
  status: v.picklist(['verified', 'catalogue'] as const),
  docs: v.exactOptional(texts),
  checked: v.exactOptional(text),
  instances: v.exactOptional(v.record(text, instance, 'expected instances by name')),
  sinks: list(sink),
  sources: list(source),
  propagators: list(propagator),
  sanitizers: list(sanitizer),
  settings: list(setting),
  channels: list(channel),
  environments: list(environment),
  builders: list(builderOf(operand)),
  types: list(typeOf(operand)),
  examples: v.exactOptional(v.strictObject({ leaks: v.exactOptional(texts), clean: v.exactOptional(texts) })),
};

export const libraryRulesSchema = v.strictObject(libraryEntries);
export const libraryExtensionSchema = v.strictObject({
  ...libraryEntries,
  extends: text,
  status: v.exactOptional(libraryEntries.status),
  off: v.exactOptional(texts),
});
export const libraryOffSchema = v.strictObject({
  library: text,
  off: v.literal(true, 'expected true, or with "extends" a list of paths'),
  title: v.exactOptional(text),
});

const withOperand = { builders: list(builderOf(operandEditor)), types: list(typeOf(operandEditor)), settings: list(settingEditorSchema) };
/** The forms of a library for editors. */
export const libraryEditorSchemas = [
  v.strictObject({ ...libraryExtensionSchema.entries, ...withOperand }),
  libraryOffSchema,
  v.strictObject({ ...libraryEntries, ...withOperand }),
] as const;

/** The form that a file begins, so that an error is about that one and not about all. */
export const libraryFileSchema: v.GenericSchema<LibraryFile> = v.lazy((input): v.GenericSchema<LibraryFile> => {
  const has = (key: string): boolean => typeof input === 'object' && input !== null && key in input;
  return has('extends') ? libraryExtensionSchema : has('off') ? libraryOffSchema : libraryRulesSchema;
});

/** Keys of any of several forms. */
type KeysOf<Form> = Form extends unknown ? keyof Form : never;
type Assignable<From extends To, To> = From;
/** The schemas and the model agree: what a schema lets through is what the model says. @public: only the compiler uses it */
export type SchemaOutputs = [
  Assignable<v.InferOutput<typeof libraryRulesSchema>, LibraryRules>,
  Assignable<v.InferOutput<typeof libraryExtensionSchema>, LibraryExtension>,
  Assignable<v.InferOutput<typeof libraryOffSchema>, LibraryOff>,
  Assignable<Required<Pick<Recipient, 'party'>> & v.InferOutput<typeof recipientSchema>, Recipient>,
  Assignable<v.InferOutput<typeof policySchema>, PolicyFile>,
  Assignable<v.InferOutput<typeof regionSchema>, Region>,
];
/** And the other way: the model has no field that the schemas refuse. @public: only the compiler uses it */
export type ModelInputs = [
  Assignable<keyof LibraryRules, keyof v.InferOutput<typeof libraryRulesSchema>>,
  Assignable<keyof LibraryExtension, keyof v.InferOutput<typeof libraryExtensionSchema>>,
  Assignable<keyof Recipient, keyof v.InferOutput<typeof recipientSchema>>,
  Assignable<keyof PolicyFile, KeysOf<v.InferOutput<typeof policySchema>>>,
];
