/** The form of a policy: in a rule file, and in a configuration. */
import * as v from 'valibot';
import { OTHER_KINDS, SINK_KINDS, TIER_COLUMNS } from '../model/vocabulary.js';
import { day, kind, party, text, texts, verdict, whole } from './words.js';

const KINDS_TEXT = 'expected a list of sink kinds';
const maybe = v.exactOptional;

/** What restricts a row to some data types. */
const ofTypes = {
  dataTypes: maybe(texts),
  categories: maybe(texts),
  laws: maybe(v.record(text, texts, 'expected words by law')),
};
const selectors = {
  parties: maybe(v.array(party, 'expected a list of parties')),
  ...ofTypes,
  position: maybe(v.literal('path', 'expected path')),
  purposes: maybe(texts),
  crossBorder: maybe(v.union([v.literal(true), text], 'expected true or a region')),
};

const row = v.strictObject({
  kinds: v.array(kind, KINDS_TEXT),
  ...selectors,
  tiers: v.strictObject(columns(TIER_COLUMNS, maybe(verdict))),
});

const kindText = { sentence: text, thirdParty: maybe(text), why: text, remedy: text, cwe: v.array(whole, 'expected a list of numbers') };
const partOfKindText = { ...kindText, sentence: maybe(text), why: maybe(text), remedy: maybe(text), cwe: maybe(kindText.cwe) };

const literalRows = maybe(v.array(v.strictObject({ ...ofTypes, verdict }), 'expected a list of rows'));
const settings = maybe(
  v.array(v.strictObject({ kinds: v.array(kind, KINDS_TEXT), parties: selectors.parties, verdict }), 'expected a list of rows'),
);

export const articleEntries = { title: text, says: text, url: text, checked: maybe(day) };
const articles = maybe(v.record(text, v.strictObject(articleEntries), 'expected articles by id'));
const cites = maybe(
  v.array(
    v.strictObject({
      kinds: maybe(v.array(v.picklist([...SINK_KINDS, ...OTHER_KINDS] as const), KINDS_TEXT)),
      tiers: maybe(v.array(v.picklist(TIER_COLUMNS), 'expected a list of tiers')),
      ...selectors,
      articles: texts,
      ask: maybe(text),
    }),
    'expected a list of cites',
  ),
);

const rows = v.array(row, 'expected a list of rows');
const shared = { settings, articles, cites };

/** One that stands alone has to say all. */
const whollyWritten = {
  title: text,
  rows,
  kinds: v.strictObject(columns(SINK_KINDS, maybe(v.strictObject(kindText)))),
  literals: v.strictObject({ secret: verdict, personal: verdict, rows: literalRows }),
  sanitizers: maybe(v.strictObject({ withoutEffect: verdict, names: texts })),
  ...shared,
};
/** One that extends another says what differs. */
const extension = {
  extends: text,
  title: maybe(text),
  rows: maybe(rows),
  kinds: maybe(v.strictObject(columns(SINK_KINDS, maybe(v.strictObject(partOfKindText))))),
  literals: maybe(v.strictObject({ secret: maybe(verdict), personal: maybe(verdict), rows: literalRows })),
  sanitizers: maybe(v.strictObject({ withoutEffect: maybe(verdict), names: maybe(texts) })),
  ...shared,
};

const isExtension = (input: unknown): boolean => typeof input === 'object' && input !== null && 'extends' in input;

const wholeFile = v.strictObject({ policy: text, extends: maybe(text), ...whollyWritten });
const extensionFile = v.strictObject({ policy: text, ...extension });

/** Of a rule file. Which of the two forms counts is told by the key, so that an error is about that one. */
export const policySchema = v.lazy((input) => (isExtension(input) ? extensionFile : wholeFile));

/** The same for editors. */
export const policyEditorSchema = v.union([extensionFile, wholeFile]);

const wholeInside = v.strictObject({ extends: maybe(text), ...whollyWritten });
const extensionInside = v.strictObject(extension);

/** In a configuration, where it has no name of its own. */
export const ownPolicySchema = v.lazy((input) => (isExtension(input) ? extensionInside : wholeInside));
/** The same for editors, in the form that projects write. */
export const ownPolicyEditorSchema = v.union([extensionInside, wholeInside]);

function columns<Key extends string, Schema>(keys: readonly Key[], schema: Schema): Record<Key, Schema> {
  return Object.fromEntries(keys.map((key) => [key, schema])) as Record<Key, Schema>;
}
