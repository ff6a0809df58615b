/**
 * The JSON report's schema. It is written beside the type and held equal to it by the type checker (the last lines), so
 * that `schema/report.schema.json`, which is generated from here, can't fall behind. Objects are open: a version may gain
 * members. Never loaded by a scan.
 */
import * as v from 'valibot';
import { JSON_SCHEMA_VERSION, type JsonReport } from './json.js';

const about = <T>(text: string) => v.description<T, string>(text);
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const position = v.pipe(v.number(), v.integer(), v.minValue(1));

const severity = v.pipe(v.picklist(['critical', 'high', 'medium', 'low']), about('How bad the policy says it is.'));
const confidence = v.pipe(v.picklist(['high', 'medium', 'low']), about('How sure the analysis is.'));
const party = v.pipe(
  v.picklist(['self', 'first', 'third', 'unknown']),
  about('Who gets it: the process itself, an own service, another company, or nobody knows.'),
);
const tier = v.pipe(
  v.picklist(['direct', 'sensitive', 'credential', 'pseudonymous', 'indirect', 'unclassified']),
  about('How close to a person the data is; unclassified is an input of unknown shape.'),
);
const sinkKindNames = [
  'log',
  'error',
  'outbound',
  'analytics',
  'ai',
  'message',
  'browser-storage',
  'cookie',
  'url',
  'token',
  'file',
  'export',
  'database',
  'response',
  'queue',
] as const;
const sinkKind = v.pipe(v.picklist(sinkKindNames), about('How data leaves.'));
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
    symbol: v.pipe(v.string(), about('Symbol path of the enclosing function.')),
    location,
    callLocation: location,
    flows: v.array(flow),
  }),
  about('A call at which personal data leaves.'),
);

const findingDataType = v.object({
  id: v.string(),
  title: v.string(),
  tier,
  subPrint: v.pipe(v.string(), about('Identity of this data type within the finding.')),
});

const finding = v.pipe(
  v.object({
    print: v.pipe(v.string(), about('Identity that survives moved lines.')),
    rule: v.pipe(v.string(), about('Id of an entry of `rules`.')),
    severity,
    confidence,
    kind: v.picklist([...sinkKindNames, 'literal']),
    tier,
    message: v.string(),
    remedy: v.string(),
    cwe: v.array(count),
    laws: v.pipe(v.record(v.string(), v.string()), about('Law → articles or categories of the worst data type.')),
    recipient,
    party,
    symbol: v.string(),
    callee: v.string(),
    location: v.pipe(location, about('The sink’s argument, or the literal.')),
    callLocation: location,
    dataTypes: v.array(findingDataType),
    flows: v.array(flow),
    preview: v.exactOptional(v.pipe(v.string(), about('Masked text of a literal.'))),
    shown: v.pipe(v.boolean(), about('At or above the run’s confidence and severity.')),
    fails: v.pipe(v.boolean(), about('Makes the run fail.')),
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
  party,
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
});

const problem = v.object({
  path: v.string(),
  line: v.exactOptional(count),
  message: v.string(),
  hint: v.exactOptional(v.string()),
});

const unfollowed = v.object({
  cause: v.pipe(
    v.picklist(['library', 'call', 'parameter', 'error', 'limit', 'unknown']),
    about('Given by a library without rules for it; by a call with an unknown target; by code that is not seen; a caught error; a limit.'),
  ),
  package: v.exactOptional(v.pipe(v.string(), about('Of a library.'))),
  arguments: count,
});

const coverage = v.pipe(
  v.object({
    files: v.object({
      analysed: count,
      literalsOnly: v.pipe(count, about('Tests, stories and fixtures.')),
      skipped: v.pipe(v.record(v.string(), count), about('Files left out, by reason.')),
    }),
    lines: count,
    bytes: count,
    calls: v.object({
      total: count,
      project: v.pipe(count, about('To functions of the project.')),
      modelled: v.pipe(count, about('To libraries and built-ins with rules.')),
      unmodelled: v.pipe(v.array(v.object({ module: v.string(), calls: count })), about('To modules without rules, most frequent first.')),
      unresolved: v.pipe(count, about('With a target that is not known.')),
    }),
    sinkArguments: v.pipe(
      v.object({
        total: count,
        followed: v.pipe(count, about('What they hold is known, personal or not.')),
        notFollowed: v.pipe(v.array(unfollowed), about('By cause, most frequent first.')),
      }),
      about('Arguments of calls at which data leaves.'),
    ),
    percent: v.pipe(
      v.object({ files: v.number(), calls: v.number(), sinkArguments: v.number() }),
      about('How much of each was followed, rounded down to a tenth.'),
    ),
    cuts: v.pipe(v.record(v.string(), count), about('Limits of the analysis that cut something → how often.')),
    unknownRecipients: v.pipe(count, about('Sinks with an unknown recipient.')),
    problems: v.pipe(v.array(problem), about('Files that could not be analysed, or not whole.')),
  }),
  about('What was looked at, and what was not.'),
);

export const jsonReportSchema = v.pipe(
  v.object({
    schemaVersion: v.pipe(v.literal(JSON_SCHEMA_VERSION), about('Goes up when a reader of an older version could misread the document.')),
    tool: v.object({ name: v.literal('waybill'), version: v.string(), rulesVersion: v.pipe(v.string(), about('Digest of all rules.')) }),
    thresholds: v.pipe(
      v.object({ confidence, severity, failOn: v.picklist(['critical', 'high', 'medium', 'low', 'never']) }),
      about('What the run was told to show and to fail on.'),
    ),
    summary: v.object({
      shown: v.pipe(v.object({ critical: count, high: count, medium: count, low: count }), about('Findings shown, by severity.')),
      belowConfidence: count,
      belowSeverity: count,
      failing: v.pipe(count, about('More than none is exit code 1.')),
    }),
    findings: v.pipe(v.array(finding), about('All, also those below the thresholds: see `shown`.')),
    sinks: v.pipe(v.array(sink), about('Every call that personal data reaches, findings or not.')),
    dataTypes: v.array(dataTypeUse),
    recipients: v.array(recipientUse),
    rules: v.array(rule),
    coverage,
  }),
  v.title('Waybill report'),
  about('What `waybill scan --format json` writes.'),
);

/** Without `readonly`, which a schema does not say. */
type Mutable<T> = T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T;
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Does not compile when the schema and the written type differ. */
export const schemaIsTheType: Equal<Mutable<v.InferOutput<typeof jsonReportSchema>>, Mutable<JsonReport>> = true;
