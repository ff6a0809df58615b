/**
 * The schema of the inventory's JSON, written beside the type and held equal to it by the type checker (the last lines).
 * `schema/inventory.schema.json` is generated from here. Objects are open: a version may gain members. Never loaded by a run.
 */
import * as v from 'valibot';
import { coverage } from '../coverage-schema.js';
import type { Equal, Mutable } from '../json-schema.js';
import { about, confidence, count, crossBorder, jurisdictions, party, position, severity, sinkKind, tier } from '../schema-words.js';
import { INVENTORY_SCHEMA_VERSION, type JsonInventory } from './json.js';

const place = {
  path: v.pipe(v.string(), about('Relative to the scanned root, with `/`.')),
  line: v.pipe(position, about('1-based.')),
  column: v.pipe(position, about('1-based, in UTF-16 units.')),
};
const country = v.exactOptional(v.pipe(v.string(), about('ISO 3166 code of its seat.')));

const law = v.object({
  id: v.string(),
  title: v.string(),
  jurisdiction: v.string(),
  reference: v.pipe(v.string(), about('Article or category of the data type in this law.')),
});

const entry = v.object({
  ...place,
  source: v.pipe(v.string(), about('As read in the code; of a literal its masked text.')),
  how: v.pipe(
    v.picklist(['request-body', 'query', 'params', 'headers', 'form', 'env', 'event', 'session-user', 'api', 'name', 'literal']),
    about('By which interface; `name`: known by the name of a parameter or result alone; `literal`: written in the code.'),
  ),
  library: v.pipe(v.string(), about('Library by whose rules it is known, or empty.')),
});

const declaration = v.object({ ...place, type: v.string(), member: v.string() });
const column = v.object({ ...place, table: v.string(), name: v.string() });

const exit = v.object({
  ...place,
  kind: sinkKind,
  callee: v.pipe(v.string(), about('What is called, as written.')),
  recipient: v.pipe(v.string(), about('Id of the recipient, or `unknown`.')),
  recipientName: v.string(),
  country,
  party,
  crossBorder: v.exactOptional(crossBorder),
  form: v.pipe(v.picklist(['clear', 'hashed', 'encrypted']), about('In clear, when one way is.')),
  purpose: v.pipe(v.boolean(), about('The call is for this value, such as the address of a mail.')),
  confidence,
  severity: v.exactOptional(v.pipe(severity, about('Of the finding at this place that names the data type.'))),
  print: v.pipe(v.string(), about('Identity of the call, as in the report of a scan.')),
});

const dataType = v.pipe(
  v.object({
    id: v.string(),
    title: v.string(),
    category: v.string(),
    tier,
    meaning: v.pipe(v.string(), about('What the tier means.')),
    laws: v.array(law),
    enters: v.array(entry),
    declared: v.pipe(v.array(declaration), about('Members of types that the code declares.')),
    columns: v.pipe(v.array(column), about('Columns of tables.')),
    stored: v.pipe(v.array(exit), about('Calls that keep it: database, file, browser storage, cookie, queue.')),
    leaves: v.pipe(v.array(exit), about('All other calls that it reaches.')),
    findings: count,
  }),
  about('One kind of personal data.'),
);

const table = v.object({
  ...place,
  name: v.string(),
  declaredBy: v.pipe(v.string(), about('Library by whose rules it is a table, or `schema` for a schema file.')),
  columnCount: v.pipe(count, about('All columns that the declaration shows.')),
  columns: v.pipe(
    v.array(v.object({ ...place, name: v.string(), dataType: v.string(), title: v.string(), tier })),
    about('Those with personal data.'),
  ),
});

const recipient = v.object({
  id: v.string(),
  name: v.string(),
  country,
  company: v.exactOptional(v.pipe(v.string(), about('Whose service it is, when it has another name.'))),
  purposes: v.exactOptional(v.array(v.string())),
  terms: v.exactOptional(v.pipe(v.string(), about('Its page of subprocessors or of terms of data processing.'))),
  party,
  crossBorder: v.exactOptional(crossBorder),
  kinds: v.array(sinkKind),
  dataTypes: v.array(v.object({ id: v.string(), title: v.string(), tier })),
  calls: count,
  places: v.array(v.object(place)),
});

export const jsonInventorySchema = v.pipe(
  v.object({
    schemaVersion: v.pipe(
      v.literal(INVENTORY_SCHEMA_VERSION),
      about('Goes up when a reader of an older version could misread the document.'),
    ),
    tool: v.object({ name: v.literal('waybill'), version: v.string(), rulesVersion: v.pipe(v.string(), about('Digest of all rules.')) }),
    policies: v.exactOptional(v.pipe(v.array(v.string()), about('Policies that judged; absent: the default alone.'))),
    jurisdictions: v.exactOptional(jurisdictions),
    filter: v.pipe(
      v.object({ dataTypes: v.array(v.string()), recipients: v.array(v.string()), confidence }),
      about('What the inventory was narrowed to; empty lists: nothing was left out.'),
    ),
    summary: v.object({
      dataTypes: count,
      tables: count,
      personalTables: v.pipe(count, about('Tables that have a column with personal data.')),
      personalColumns: count,
      recipients: v.pipe(count, about('Those that are known.')),
      thirdParties: count,
      countries: v.pipe(v.array(v.string()), about('ISO 3166 codes of third parties.')),
      crossBorder: v.exactOptional(v.pipe(count, about('Recipients outside the jurisdictions that the configuration names.'))),
      findings: count,
    }),
    dataTypes: v.array(dataType),
    tables: v.array(table),
    recipients: v.array(recipient),
    coverage,
  }),
  v.title('Waybill inventory'),
  about('What `waybill inventory --format json` writes.'),
);

/** Does not compile when the schema and the written type differ. */
export const schemaIsTheType: Equal<Mutable<v.InferOutput<typeof jsonInventorySchema>>, Mutable<JsonInventory>> = true;
