/** The form of `waybill.yml`: what validates it, and what editors are told. */
import * as v from 'valibot';
import { ownPolicyEditorSchema, ownPolicySchema } from '../forms/policy.js';
import { day } from '../forms/words.js';
import { CONFIDENCES, SEVERITIES } from '../model/selection.js';
import { OTHER_KINDS, SINK_KINDS, TIERS } from '../model/vocabulary.js';

/** Where the second of two forms is a text: the error is about the form that was begun, and not about both. */
type Either = <One extends v.GenericSchema, Text extends v.GenericSchema>(
  one: One,
  text: Text,
) => v.GenericSchema<v.InferOutput<One> | v.InferOutput<Text>>;

const byForm: Either = (one, text) => v.lazy((input) => (typeof input === 'object' && input !== null ? one : text));
const both: Either = (one, text) => v.union([one, text]);

const text = v.pipe(v.string('expected text'), v.minLength(1, 'expected some text'));
const severity = v.picklist(SEVERITIES);
const failLevel = v.picklist([...SEVERITIES, 'never'] as const);
const print = v.pipe(text, v.regex(/^[0-9a-fA-F]{8,16}$/, 'expected a print: 8 to 16 hexadecimal characters'));
/** @param either which of two forms a value has */
function schemaWith(either: Either, ownPolicy: typeof ownPolicySchema | typeof ownPolicyEditorSchema) {
  const listOf = <Item extends v.GenericSchema>(item: Item) => v.array(item, 'expected a list');
  const texts = either(listOf(text), text);
  const prints = either(listOf(print), print);
  const said = <Schema extends v.GenericSchema>(schema: Schema, description: string) =>
    v.exactOptional(v.pipe(schema, v.description(description)));

  const sanitizer = v.strictObject({
    name: v.pipe(text, v.description('A name (redactArg), or a module and what it exports (./src/mask#mask)')),
    effect: v.exactOptional(v.picklist(['remove', 'mask', 'hash', 'encrypt'] as const)),
  });
  const ignoreEntry = v.strictObject({
    paths: said(texts, 'Globs in the form of .gitignore, from the folder of this file'),
    rules: said(texts, 'Rules: log-direct'),
    dataTypes: said(texts, 'Data types: email'),
    prints: said(prints, 'Prints of findings, as reports show them: the beginning of one, from 8 characters on, is enough'),
    reason: v.pipe(text, v.description('Why it is accepted')),
    until: said(day, 'Last day on which it holds: YYYY-MM-DD'),
    by: said(text, 'Who accepted it'),
  });
  const failOnEntry = v.strictObject({
    level: failLevel,
    kinds: v.exactOptional(
      either(listOf(v.picklist([...SINK_KINDS, ...OTHER_KINDS] as const)), v.picklist([...SINK_KINDS, ...OTHER_KINDS] as const)),
    ),
    tiers: v.exactOptional(
      either(listOf(v.picklist([...TIERS, 'unclassified'] as const)), v.picklist([...TIERS, 'unclassified'] as const)),
    ),
    paths: v.exactOptional(texts),
  });
  return v.strictObject({
    $schema: v.exactOptional(text),
    sanitizers: said(
      listOf(either(sanitizer, text)),
      'Functions that leave no personal data in clear: a name (redactArg), or a module and what it exports (./src/mask#mask)',
    ),
    loggers: said(listOf(text), 'Functions and objects that write a log: ./src/log#audit, a package#member, or a name'),
    firstParty: said(listOf(text), 'Hosts of your own: "*.example.com", or the environment variable that holds one: env:API_URL'),
    sources: said(
      v.record(text, texts, 'expected data types by name'),
      'What gives personal data: a name (custRef), a member (Order.contact), a module and what it exports; "none" for what is not personal',
    ),
    ignore: said(listOf(ignoreEntry), 'Places that are accepted'),
    exclude: said(texts, 'Files that are not looked at: globs in the form of .gitignore, from the folder of this file'),
    failOn: said(either(listOf(failOnEntry), failLevel), 'From which severity a run fails; a list tells it by kind, tier and path'),
    severity: said(severity, 'Show from this severity on'),
    confidence: said(v.picklist(CONFIDENCES), 'Leave out what is less sure'),
    policy: said(
      policyForm(either, ownPolicy, listOf(text)),
      'The policy that judges; several together: a list; one of your own: what it extends, and what differs',
    ),
    jurisdictions: said(texts, 'Where the data is at home: EU, or codes of countries. What goes to others is marked as cross-border'),
    rules: said(texts, 'Folders with rules of your own for libraries'),
  });
}

/** The name of one policy, names of several, or one that is written here. */
function policyForm<Own extends v.GenericSchema, List extends v.GenericSchema>(either: Either, own: Own, list: List) {
  if (either === both) return v.union([own, list, text]);
  return v.lazy((input) => (Array.isArray(input) ? list : typeof input === 'object' && input !== null ? own : text));
}

export const configSchema = schemaWith(byForm, ownPolicySchema);
/** The same for JSON Schema, which has no form that depends on the input. */
export const configEditorSchema = schemaWith(both, ownPolicyEditorSchema);

export type Config = v.InferOutput<typeof configSchema>;
/** Keys that a user writes. */
export type ConfigKey = Exclude<keyof Config, '$schema'>;

/** The default, in the order in which keys are told. */
export const CONFIG_KEYS = (Object.keys(configSchema.entries) as (keyof Config)[]).filter(
  (key) => key !== '$schema',
) as readonly ConfigKey[];

/** A text or a list, as a list. */
export function listed<Item>(value: Item | readonly Item[] | undefined): readonly Item[] {
  return value === undefined ? [] : Array.isArray(value) ? (value as readonly Item[]) : [value as Item];
}
