/**
 * The JSON report's schema. It is written beside the type and held equal to it by the type checker (the last lines), so
 * that `schema/report.schema.json`, which is generated from here, can't fall behind. Objects are open: a version may gain
 * members. Never loaded by a scan.
 */
import * as v from 'valibot';
import { OTHER_KINDS, SINK_KINDS, TIERS } from '../model/vocabulary.js';
import { coverage } from './coverage-schema.js';
import { JSON_SCHEMA_VERSION, type JsonReport } from './json.js';
import {
  about,
  confidence,
  count,
  crossBorder,
  jurisdictions,
  party,
  policies,
  position,
  severity,
  sinkKind,
  statement,
  tier,
} from './schema-words.js';

const recipient = v.pipe(v.string(), about('Id of the recipient, or `unknown`.'));

const location = v.pipe(
  v.object({
    path: v.pipe(v.string(), about('Relative to the scanned root, with `/`.')),
    line: position,
    column: position,
    endLine: position,
    endColumn: position,
  }),
  about('1-based; columns count UTF-16 units, the end is exclusive.'),
);

const step = v.object({ location, text: v.pipe(v.string(), about('What happens here, in plain words.')) });

const flow = v.pipe(
  v.object({
    dataType: v.pipe(v.string(), about('Id of a data type.')),
    tier,
    via: v.pipe(v.picklist(['name', 'type', 'api', 'value', 'schema']), about('How the source was recognised.')),
    source: v.pipe(v.string(), about('The expression or member at the source.')),
    confidence,
    role: v.pipe(v.picklist(['purpose', 'payload']), about('Whether the call is for this value, or carries it.')),
    transforms: v.pipe(v.array(v.string()), about('What happened to the value on the way: hash, encrypt ….')),
    steps: v.pipe(v.array(step), about('First the source, last the sink.')),
  }),
  about('One way of one data type from its source to the sink.'),
);

const sink = v.pipe(
  v.object({
    print: v.pipe(v.string(), about('Identity that survives moved lines.')),
    kind: sinkKind,
    callee: v.pipe(v.string(), about('What is called, as written.')),
    library: v.string(),
    recipient,
    party,
    basis: v.exactOptional(v.pipe(v.literal('catalogue'), about('Only who gets it is known, by the package: it is never a finding.'))),
    symbol: v.pipe(v.string(), about('Symbol path of the enclosing function.')),
    location,
    callLocation: location,
    crossBorder: v.exactOptional(crossBorder),
    flows: v.array(flow),
  }),
  about('A call at which personal data leaves.'),
);

const findingDataType = v.object({
  id: v.string(),
  title: v.string(),
  tier,
  subPrint: v.pipe(v.string(), about('Identity of this data type within the finding.')),
  rule: v.exactOptional(
    v.pipe(v.string(), about('The rule it breaks by itself; absent when it only leaves beside what a policy reports.')),
  ),
  severity: v.exactOptional(severity),
  beyondDefault: v.exactOptional(v.pipe(v.literal(true), about('The default policy does not report it at this call.'))),
  policies: v.exactOptional(v.array(statement)),
});

const origin = v.picklist(['comment', 'config']);
const day = v.pipe(v.string(), about('Last day on which it holds, YYYY-MM-DD.'));

const findingSuppression = v.object({
  origin,
  path: v.string(),
  line: count,
  reason: v.string(),
  until: v.exactOptional(day),
  by: v.exactOptional(v.string()),
});

const suppression = v.pipe(
  v.object({
    origin,
    scope: v.picklist(['line', 'block', 'file', 'project']),
    path: v.pipe(v.string(), about('Where it is written.')),
    line: count,
    names: v.pipe(v.array(v.string()), about('Rules, data types and prints, as written.')),
    paths: v.exactOptional(v.pipe(v.array(v.string()), about('Globs of an entry of the configuration.'))),
    reason: v.string(),
    until: v.exactOptional(day),
    by: v.exactOptional(v.string()),
    state: v.pipe(v.picklist(['active', 'unused', 'expired', 'invalid']), about('Only an active one covers findings.')),
    findings: v.pipe(count, about('Findings it covers, whole or in part.')),
    problems: v.array(v.object({ message: v.string(), hint: v.exactOptional(v.string()) })),
  }),
  about('A comment or an entry of the configuration that accepts findings.'),
);

const baselineEntry = v.object({
  path: v.string(),
  rule: v.string(),
  symbol: v.string(),
  sink: v.pipe(v.string(), about('Kind, library, recipient.')),
  dataTypes: v.array(v.string()),
  print: v.pipe(v.string(), about('The stem of the finding.')),
});

const baseline = v.object({
  path: v.string(),
  entries: count,
  baselined: v.pipe(count, about('Findings it covers, whole or in part.')),
  newerRules: v.pipe(count, about('Findings in unchanged code that only newer rules see.')),
  otherRules: v.pipe(v.boolean(), about('Written by other rules or another version.')),
  gone: v.pipe(v.array(baselineEntry), about('What was not found again.')),
});

const finding = v.pipe(
  v.object({
    print: v.pipe(v.string(), about('Identity that survives moved lines.')),
    stem: v.exactOptional(v.pipe(v.string(), about('The print without the number among equals.'))),
    rule: v.pipe(v.string(), about('Id of an entry of `rules`.')),
    severity,
    confidence,
    kind: v.picklist([...SINK_KINDS, ...OTHER_KINDS]),
    tier,
    message: v.string(),
    remedy: v.string(),
    cwe: v.array(count),
    laws: v.pipe(v.record(v.string(), v.string()), about('Law → articles or categories of the worst data type.')),
    policies: v.exactOptional(v.pipe(v.array(statement), about('Each policy that reports it; absent in a run by the default alone.'))),
    recipient,
    party,
    crossBorder: v.exactOptional(crossBorder),
    symbol: v.string(),
    callee: v.string(),
    library: v.exactOptional(v.string()),
    location: v.pipe(location, about('The sink’s argument, or the literal.')),
    callLocation: location,
    extent: v.exactOptional(v.pipe(location, about('The whole call.'))),
    dataTypes: v.array(findingDataType),
    flows: v.array(flow),
    preview: v.exactOptional(v.pipe(v.string(), about('Masked text of a literal.'))),
    shown: v.pipe(v.boolean(), about('At or above the run’s confidence and severity.')),
    fails: v.pipe(v.boolean(), about('Makes the run fail.')),
    status: v.pipe(
      v.picklist(['new', 'baselined', 'suppressed', 'newer-rules']),
      about('Only what is new can make the run fail. A finding that was accepted in part stands twice, with the same print.'),
    ),
    suppressions: v.exactOptional(v.pipe(v.array(findingSuppression), about('What accepts it.'))),
  }),
  about('A call, or a literal, that a policy reports.'),
);

const dataTypeUse = v.object({
  id: v.string(),
  title: v.string(),
  tier,
  category: v.string(),
  sources: count,
  sinks: count,
  findings: count,
});

const recipientUse = v.object({
  id: v.string(),
  name: v.string(),
  country: v.exactOptional(v.pipe(v.string(), about('ISO 3166 code of its seat.'))),
  company: v.exactOptional(v.pipe(v.string(), about('Whose service it is, when it has another name.'))),
  purposes: v.exactOptional(v.array(v.string())),
  terms: v.exactOptional(v.pipe(v.string(), about('Its page of subprocessors or of terms of data processing.'))),
  party,
  crossBorder: v.exactOptional(crossBorder),
  sinks: count,
  dataTypes: v.array(v.string()),
});

const rule = v.object({
  id: v.string(),
  title: v.string(),
  description: v.string(),
  help: v.pipe(v.string(), about('Markdown.')),
  severity,
  kind: v.string(),
  tier: v.string(),
  cwe: v.array(count),
  page: v.exactOptional(v.pipe(v.string(), about('In the package: docs/rules/findings.md#log-direct.'))),
});

const failLevel = v.picklist(['critical', 'high', 'medium', 'low', 'never']);

export const jsonReportSchema = v.pipe(
  v.object({
    schemaVersion: v.pipe(v.literal(JSON_SCHEMA_VERSION), about('Goes up when a reader of an older version could misread the document.')),
    tool: v.object({ name: v.literal('waybill'), version: v.string(), rulesVersion: v.pipe(v.string(), about('Digest of all rules.')) }),
    thresholds: v.pipe(
      v.object({
        confidence,
        severity,
        failOn: failLevel,
        failOnEntries: v.exactOptional(
          v.pipe(
            v.array(
              v.object({
                level: failLevel,
                kinds: v.exactOptional(v.array(v.picklist([...SINK_KINDS, ...OTHER_KINDS] as const))),
                tiers: v.exactOptional(v.array(v.picklist([...TIERS, 'unclassified'] as const))),
                paths: v.exactOptional(v.array(v.string())),
                place: v.object({ path: v.string(), line: v.number() }),
                scope: v.exactOptional(v.object({ below: v.string(), above: v.string() })),
              }),
            ),
            about('By kind, tier and place, from the configuration: the first that fits decides, else failOn.'),
          ),
        ),
      }),
      about('What the run was told to show and to fail on.'),
    ),
    summary: v.object({
      shown: v.pipe(v.object({ critical: count, high: count, medium: count, low: count }), about('Findings shown, by severity.')),
      belowConfidence: count,
      belowSeverity: count,
      failing: v.pipe(count, about('More than none is exit code 1.')),
      baselined: v.pipe(count, about('Findings that were there before.')),
      suppressed: v.pipe(count, about('Findings that were accepted.')),
      newerRules: v.pipe(count, about('Findings that only newer rules see.')),
    }),
    findings: v.pipe(v.array(finding), about('All, also those below the thresholds: see `shown`.')),
    sinks: v.pipe(v.array(sink), about('Every call that personal data reaches, findings or not.')),
    dataTypes: v.array(dataTypeUse),
    recipients: v.array(recipientUse),
    rules: v.array(rule),
    policies: v.exactOptional(policies),
    jurisdictions: v.exactOptional(jurisdictions),
    coverage,
    suppressions: v.array(suppression),
    baseline: v.exactOptional(baseline),
  }),
  v.title('Waybill report'),
  about('What `waybill scan --format json` writes.'),
);

/** Without `readonly`, which a schema does not say. */
export type Mutable<T> = T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T;
export type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Does not compile when the schema and the written type differ. */
export const schemaIsTheType: Equal<Mutable<v.InferOutput<typeof jsonReportSchema>>, Mutable<JsonReport>> = true;
