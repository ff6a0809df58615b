/** The forms of the files of recipients and of jurisdictions. */
import * as v from 'valibot';
import { articleEntries } from '../forms/policy.js';
import { countryCode, flag, kind, party, text, texts } from '../forms/words.js';

/** `api.acme.com`, `*.acme.com`, `queue.*.acme.cloud`. */
const HOST = /^(?:\*\.)?(?:(?:[A-Za-z\d]|[A-Za-z\d][\w-]*[A-Za-z\d]|[\w-]*\*[\w-]*)\.)+[A-Za-z][A-Za-z\d-]*[A-Za-z\d]$/;
/** A package's name, a whole scope, or a module below a package. */
const PACKAGE = /^(?:@[A-Za-z\d~-][\w.~-]*\/(?:\*|[A-Za-z\d~-][\w.~-]*)|[A-Za-z\d~-][\w.~-]*)(?:\/[\w.-]+)*$/;

export const recipientSchema = v.strictObject({
  id: v.pipe(text, v.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'expected lower-case words joined by "-"')),
  name: text,
  company: v.exactOptional(text),
  country: v.exactOptional(countryCode),
  party: v.exactOptional(party),
  purposes: v.exactOptional(texts),
  hosts: v.exactOptional(v.array(v.pipe(text, v.regex(HOST, 'expected a host name, with `*` for a label')), 'expected a list of hosts')),
  packages: v.exactOptional(v.array(v.pipe(text, v.regex(PACKAGE, 'expected the name of a package')), 'expected a list of packages')),
  globals: v.exactOptional(texts),
  kind: v.exactOptional(kind),
  client: v.exactOptional(flag),
  terms: v.exactOptional(v.pipe(text, v.regex(/^https:\/\/\S+$/, 'expected the address of a page (https)'))),
});

/** What a file says of all its recipients stands once, above them. */
export const recipientsFileSchema = v.strictObject({
  purposes: v.exactOptional(texts),
  kind: v.exactOptional(kind),
  recipients: v.array(recipientSchema, 'expected a list of recipients'),
});

export const regionSchema = v.strictObject({
  id: v.pipe(text, v.regex(/^[A-Z]{2,4}$/, 'expected two to four capital letters')),
  title: text,
  countries: v.array(countryCode, 'expected a list of ISO 3166 codes'),
  transfers: v.exactOptional(v.strictObject({ ...articleEntries, ask: text })),
});

export const jurisdictionsFileSchema = v.strictObject({
  regions: v.exactOptional(v.array(regionSchema, 'expected a list of regions')),
  countries: v.exactOptional(v.array(countryCode, 'expected a list of ISO 3166 codes')),
});
