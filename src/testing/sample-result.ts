/** A hand-made ScanResult with every kind of thing that reporters must show, for their tests. */
import type { Confidence, DataTypeUse, Finding, Flow, FlowStep, Location, RunInfo, ScanResult, SinkRecord } from '../model/report.js';
import type { Severity } from '../model/policy.js';
import type { Party, SinkKind } from '../model/rules.js';
import { isSinkKind } from '../model/vocabulary.js';
import { SAMPLE_SECRET, sampleSources } from './sample-sources.js';

/** Where the text stands in a sample file: first time, or first time after `after`. */
export function locate(path: string, text: string, after = ''): Location {
  const source = sampleSources[path] ?? '';
  const start = source.indexOf(text, source.indexOf(after));
  if (start < 0) throw new Error(`the sample ${path} has no ${text}`);
  return {
    path,
    ...position(source, start, 'line', 'column'),
    ...position(source, start + text.length, 'endLine', 'endColumn'),
  } as Location;
}

function position(source: string, offset: number, line: string, column: string): Record<string, number> {
  const before = source.slice(0, offset);
  return { [line]: before.split('\n').length, [column]: offset - before.lastIndexOf('\n') };
}

function step(path: string, text: string, words: string, after?: string): FlowStep {
  return { location: locate(path, text, after), text: words };
}

function flow(dataType: string, tier: Flow['tier'], source: string, steps: readonly FlowStep[], rest: Partial<Flow> = {}): Flow {
  return { dataType, tier, via: 'type', source, confidence: 'high', role: 'payload', transforms: [], steps, ...rest };
}

interface Parts {
  readonly print: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence?: Confidence;
  readonly kind: SinkKind | 'literal';
  readonly tier: Finding['tier'];
  readonly message: string;
  readonly remedy: string;
  readonly cwe: readonly number[];
  readonly recipient?: string;
  readonly party?: Party;
  readonly symbol: string;
  readonly callee: string;
  readonly location: Location;
  readonly callLocation: Location;
  readonly dataTypes: readonly (readonly [string, string, Finding['tier']])[];
  readonly flows: readonly Flow[];
  readonly preview?: string;
}

function finding(parts: Parts): Finding {
  return {
    confidence: 'high',
    recipient: 'application-log',
    party: 'self',
    laws: { gdpr: 'art. 5(1)(f), art. 32', pipl: 'art. 51' },
    ...parts,
    dataTypes: parts.dataTypes.map(([id, title, tier]) => ({ id, title, tier, subPrint: `${parts.print}:${id}` })),
  };
}

const SESSIONS = 'apps/api/src/auth/sessions.ts';
const LOOKUP = 'apps/api/src/couriers/lookup.service.ts';
const NOTIFY = 'packages/shared/src/notifications/notify.ts';
const TRACK = 'apps/web/src/tracking/track.ts';
const PAYMENTS = 'apps/api/test/payments.test.ts';
const PRINTING = 'apps/api/src/收件/打印.ts';
const HOSTILE = 'apps/api/src/hostile.ts';
const BUNDLE = 'apps/api/dist-in/bundle.js';

const LOG_REMEDY = 'Logs are copied, kept for long and read by many: log an id that only your own system can resolve, or mask the value.';

const personalArgument = '{\n      name: sender.fullName,\n      phone: sender.phone,\n      address: sender.address,\n    }';
const logSteps: readonly FlowStep[] = [
  step(LOOKUP, personalArgument, 'passed to `notify` as `details`'),
  step(NOTIFY, 'JSON.stringify(details)', '`details` is turned into text'),
  step(NOTIFY, 'message', 'passed to `deliver` as `message`', 'deliver(event, '),
  step(NOTIFY, 'message', 'written to the application log by `log.warn`', 'log.warn(event, '),
];

const findings: readonly Finding[] = [
  finding({
    print: 'a1f0c4d2e3b59687',
    rule: 'log-credential',
    severity: 'critical',
    kind: 'log',
    tier: 'credential',
    message: '`session.accessToken` (access token) and `courier.email` (e-mail address) are written to the application log',
    remedy: 'Whoever reads the log can act as this person: leave the token out, or log a hash of it.',
    cwe: [532],
    symbol: 'Sessions.open',
    callee: 'log.info',
    location: locate(SESSIONS, '`session ${session.accessToken} opened for ${courier.email}`'),
    callLocation: locate(SESSIONS, 'info'),
    dataTypes: [
      ['access-token', 'Access token', 'credential'],
      ['email', 'E-mail address', 'direct'],
    ],
    flows: [
      flow('access-token', 'credential', 'session.accessToken', [
        step(SESSIONS, 'session.accessToken', '`session.accessToken` is read'),
        step(SESSIONS, '`session ${session.accessToken} opened for ${courier.email}`', 'written to the application log by `log.info`'),
      ]),
      flow('email', 'direct', 'courier.email', [
        step(SESSIONS, 'courier.email', '`courier.email` is read'),
        step(SESSIONS, '`session ${session.accessToken} opened for ${courier.email}`', 'written to the application log by `log.info`'),
      ]),
    ],
  }),
  finding({
    print: 'b2e1d5c3f4a60798',
    rule: 'log-direct',
    severity: 'high',
    kind: 'log',
    tier: 'direct',
    message:
      '`sender.fullName` (full name), `sender.phone` (phone number) and `sender.address` (postal address) are written to the application log through `notify`',
    remedy: LOG_REMEDY,
    cwe: [532, 359],
    symbol: 'LookupService.find',
    callee: 'notify',
    location: locate(LOOKUP, personalArgument),
    callLocation: locate(LOOKUP, 'notify', 'await notify'),
    dataTypes: [
      ['full-name', 'Full name', 'direct'],
      ['phone', 'Phone number', 'direct'],
      ['postal-address', 'Postal address', 'direct'],
    ],
    flows: [
      flow('full-name', 'direct', 'sender.fullName', [step(LOOKUP, 'sender.fullName', '`sender.fullName` is read'), ...logSteps]),
      flow('phone', 'direct', 'sender.phone', [step(LOOKUP, 'sender.phone', '`sender.phone` is read'), ...logSteps]),
      flow('postal-address', 'direct', 'sender.address', [step(LOOKUP, 'sender.address', '`sender.address` is read'), ...logSteps]),
    ],
  }),
  finding({
    print: 'c3d2e6b4a5f71809',
    rule: 'error-direct',
    severity: 'high',
    kind: 'error',
    tier: 'direct',
    confidence: 'medium',
    message: '`phone` (phone number) is put into the text of a thrown error',
    remedy: 'Errors end in logs and answers: name the field, keep the value out.',
    cwe: [209],
    symbol: 'LookupService.find',
    callee: 'NotFound',
    location: locate(LOOKUP, '`no sender with phone ${phone}`'),
    callLocation: locate(LOOKUP, 'NotFound'),
    dataTypes: [['phone', 'Phone number', 'direct']],
    flows: [
      flow(
        'phone',
        'direct',
        'phone',
        [
          step(LOOKUP, 'phone: string', '`phone` is a parameter of `find`'),
          step(LOOKUP, '`no sender with phone ${phone}`', 'put into a thrown error'),
        ],
        { via: 'name', confidence: 'medium' },
      ),
    ],
  }),
  finding({
    print: 'd4c3f7a5b6e8291a',
    rule: 'analytics-direct',
    severity: 'high',
    kind: 'analytics',
    tier: 'direct',
    message: '`user.email` (e-mail address), `user.phone` (phone number) and 1 more are sent to Parcel Metrics',
    remedy: 'The recipient builds profiles with it: send the pseudonymous id alone, or have consent and a contract (art. 28).',
    cwe: [359],
    recipient: 'parcel-metrics',
    party: 'third',
    symbol: 'track',
    callee: 'metrics.identify',
    location: locate(TRACK, '{ email: user.email, phone: user.phone, city: user.address.city }'),
    callLocation: locate(TRACK, 'identify'),
    dataTypes: [
      ['email', 'E-mail address', 'direct'],
      ['phone', 'Phone number', 'direct'],
      ['city', 'City', 'indirect'],
    ],
    flows: [
      flow('email', 'direct', 'user.email', [
        step(TRACK, 'user.email', '`user.email` is read'),
        step(TRACK, '{ email', 'sent to Parcel Metrics by `metrics.identify`'),
      ]),
      flow('phone', 'direct', 'user.phone', [
        step(TRACK, 'user.phone', '`user.phone` is read'),
        step(TRACK, '{ email', 'sent to Parcel Metrics by `metrics.identify`'),
      ]),
      flow('city', 'indirect', 'user.address.city', [
        step(TRACK, 'user.address.city', '`user.address.city` is read'),
        step(TRACK, '{ email', 'sent to Parcel Metrics by `metrics.identify`'),
      ]),
    ],
  }),
  finding({
    print: 'e5b4a8f6c7d93a2b',
    rule: 'literal-secret',
    severity: 'critical',
    kind: 'literal',
    tier: 'credential',
    message: 'A payment service key stands in the code',
    remedy: 'Everybody with the repository has it: revoke the key, and read the new one from the environment.',
    cwe: [798],
    recipient: 'unknown',
    symbol: '',
    callee: '',
    location: locate(PAYMENTS, `'${SAMPLE_SECRET}'`),
    callLocation: locate(PAYMENTS, `'${SAMPLE_SECRET}'`),
    dataTypes: [['api-key', 'API key', 'credential']],
    flows: [
      flow('api-key', 'credential', "'crr_…'", [step(PAYMENTS, `'${SAMPLE_SECRET}'`, 'an API key is written here')], { via: 'value' }),
    ],
    preview: 'crr_****************',
  }),
  finding({
    print: 'f6a5b9e7d8c04b3c',
    rule: 'log-direct',
    severity: 'high',
    kind: 'log',
    tier: 'direct',
    confidence: 'medium',
    message: '`收件人.手机号码` (phone number) is written to the application log',
    remedy: LOG_REMEDY,
    cwe: [532],
    symbol: '打印运单',
    callee: '日志.信息',
    location: locate(PRINTING, '收件人.手机号码'),
    callLocation: locate(PRINTING, '信息', '日志.'),
    dataTypes: [['phone', 'Phone number', 'direct']],
    flows: [
      flow(
        'phone',
        'direct',
        '收件人.手机号码',
        [
          step(PRINTING, '收件人: 收件人信息', '`收件人` is a parameter of `打印运单`'),
          step(PRINTING, '收件人.手机号码', '`收件人.手机号码` is read'),
          step(PRINTING, '收件人.手机号码', 'written to the application log by `日志.信息`'),
        ],
        { via: 'name' },
      ),
    ],
  }),
  finding({
    print: '07960ad8e9bf5c4d',
    rule: 'file-direct',
    severity: 'low',
    kind: 'file',
    tier: 'direct',
    message: '`user.email` (e-mail address) is written to a file after \u001b]0;owned\u0007\u202e',
    remedy: 'Files outlive their purpose: write the id.',
    cwe: [312],
    recipient: 'local-file',
    symbol: '',
    callee: 'audit.write',
    location: locate(HOSTILE, 'user.email'),
    callLocation: locate(HOSTILE, 'write'),
    dataTypes: [['email', 'E-mail address', 'direct']],
    flows: [flow('email', 'direct', 'user.email', [step(HOSTILE, 'user.email', '`user.email` is written to a file')])],
  }),
  finding({
    print: '1885f1c9da0e6d5e',
    rule: 'outbound-unclassified-input',
    severity: 'medium',
    kind: 'outbound',
    tier: 'unclassified',
    confidence: 'medium',
    message: 'a whole request body is sent to `collect.example.net`',
    remedy: 'Nobody knows what is in it: send the fields that are needed.',
    cwe: [201, 359],
    recipient: 'unknown',
    party: 'unknown',
    symbol: '',
    callee: 'report',
    location: locate(BUNDLE, 'request.body'),
    callLocation: locate(BUNDLE, 'report'),
    dataTypes: [['unclassified-input', 'Unclassified input', 'unclassified']],
    flows: [
      flow(
        'unclassified-input',
        'unclassified',
        'request.body',
        [step(BUNDLE, 'request.body', 'a request body of unknown shape is sent on')],
        { via: 'api' },
      ),
    ],
  }),
  finding({
    print: '2974e2bacb1f7e6f',
    rule: 'url-direct',
    severity: 'high',
    kind: 'url',
    tier: 'direct',
    confidence: 'low',
    message: '`parcel.number` (waybill number) may stand in a URL',
    remedy: 'URLs are logged everywhere: send it in the body.',
    cwe: [598],
    symbol: 'track',
    callee: 'metrics.capture',
    location: locate(TRACK, '{ number: parcel.number }'),
    callLocation: locate(TRACK, 'capture'),
    dataTypes: [['waybill-number', 'Waybill number', 'direct']],
    flows: [
      flow('waybill-number', 'direct', 'parcel.number', [step(TRACK, 'parcel.number', '`parcel.number` is read')], { confidence: 'low' }),
    ],
  }),
];

function sinkOf({ print, kind, callee, recipient, party, symbol, location, callLocation, flows }: Finding): SinkRecord[] {
  return !isSinkKind(kind)
    ? []
    : [{ print, kind, callee, library: 'courier-log', recipient, party, symbol, location, callLocation, flows }];
}

const inventory: SinkRecord = {
  print: '3a63d3abbc208f70',
  kind: 'message',
  callee: 'mail.send',
  library: 'courier-mail',
  recipient: 'unknown',
  party: 'unknown',
  symbol: 'LookupService.find',
  location: locate(LOOKUP, 'sender.phone'),
  callLocation: locate(LOOKUP, 'notify', 'await '),
  flows: [
    flow('email', 'direct', 'sender.email', [step(LOOKUP, 'sender.phone', 'the mail goes to `sender.email`')], {
      role: 'purpose',
      transforms: ['encrypt'],
    }),
  ],
};

function use(
  id: string,
  title: string,
  tier: DataTypeUse['tier'],
  category: string,
  counts: readonly [number, number, number],
): DataTypeUse {
  return { id, title, tier, category, sources: counts[0], sinks: counts[1], findings: counts[2] };
}

function ruleInfo(
  id: string,
  title: string,
  severity: Severity,
  kind: string,
  tier: string,
  cwe: readonly number[],
): ScanResult['rules'][number] {
  return {
    id,
    title,
    severity,
    kind,
    tier,
    cwe,
    description: `${title}: who can read the ${kind} learns it, and it can not be called back.`,
    help: `${title}.\n\nLeave the value out, or put an id in its place that only your own system can resolve.\n`,
  };
}

export const sampleResult: ScanResult = {
  tool: { name: 'waybill', version: '0.1.0', rulesVersion: '5d41402abc4b2a76' },
  findings,
  sinks: [...findings.flatMap(sinkOf), inventory],
  dataTypes: [
    use('access-token', 'Access token', 'credential', 'credential', [3, 1, 1]),
    use('api-key', 'API key', 'credential', 'credential', [1, 0, 1]),
    use('full-name', 'Full name', 'direct', 'identity', [12, 4, 1]),
    use('email', 'E-mail address', 'direct', 'contact', [41, 9, 3]),
    use('phone', 'Phone number', 'direct', 'contact', [23, 7, 4]),
    use('postal-address', 'Postal address', 'direct', 'contact', [18, 3, 1]),
    use('waybill-number', 'Waybill number', 'direct', 'logistics', [30, 12, 1]),
    use('city', 'City', 'indirect', 'contact', [8, 2, 1]),
    use('birth-date', 'Date of birth', 'direct', 'identity', [2, 0, 0]),
  ],
  recipients: [
    {
      id: 'application-log',
      name: 'application log',
      party: 'self',
      sinks: 5,
      dataTypes: ['access-token', 'email', 'full-name', 'phone', 'postal-address'],
    },
    { id: 'parcel-metrics', name: 'Parcel Metrics', country: 'US', party: 'third', sinks: 2, dataTypes: ['city', 'email', 'phone'] },
    { id: 'local-file', name: 'local file', party: 'self', sinks: 1, dataTypes: ['email'] },
  ],
  rules: [
    ruleInfo('log-credential', 'Credential in a log', 'critical', 'log', 'credential', [532]),
    ruleInfo('log-direct', 'Personal data in a log', 'high', 'log', 'direct', [532, 359]),
    ruleInfo('error-direct', 'Personal data in an error', 'high', 'error', 'direct', [209]),
    ruleInfo('analytics-direct', 'Personal data sent to analytics', 'high', 'analytics', 'direct', [359]),
    ruleInfo('literal-secret', 'Secret in the code', 'critical', 'literal', 'credential', [798]),
    ruleInfo('file-direct', 'Personal data in a file', 'low', 'file', 'direct', [312]),
    ruleInfo('outbound-unclassified-input', 'Whole input sent out', 'medium', 'outbound', 'unclassified', [201, 359]),
    ruleInfo('url-direct', 'Personal data in a URL', 'high', 'url', 'direct', [598]),
  ],
  coverage: {
    files: {
      analysed: 312,
      literalsOnly: 48,
      skipped: { node_modules: 18422, 'build-output': 96, minified: 3, generated: 12, 'too-large': 1 },
    },
    lines: 48210,
    bytes: 1_840_221,
    calls: {
      total: 21840,
      project: 9120,
      modelled: 8000,
      catalogued: 11,
      unresolved: 1422,
      unmodelled: [
        { module: 'barcode-press', calls: 812 },
        { module: 'route-planner', calls: 644 },
        { module: '@courier/legacy-sdk', calls: 301 },
        { module: 'label-fonts', calls: 96 },
        { module: 'depot-map', calls: 80 },
        { module: 'weather', calls: 12 },
        { module: 'moon-phase', calls: 1 },
      ],
    },
    sinkArguments: {
      total: 1204,
      followed: 1100,
      notFollowed: [
        { cause: 'library', package: 'route-planner', arguments: 61 },
        { cause: 'error', arguments: 30 },
        { cause: 'parameter', arguments: 9 },
        { cause: 'call', arguments: 4 },
      ],
    },
    percent: { files: 99.7, calls: 78.4, sinkArguments: 91.3 },
    cuts: { 'call targets': 14, 'path length': 2 },
    unknownRecipients: 7,
    problems: [
      { path: 'apps/api/src/broken.ts', line: 12, message: 'does not parse: `}` expected', hint: 'the rest of the project was analysed' },
      { path: 'apps/api/src/latin1.ts', message: 'is not UTF-8' },
    ],
  },
  sources: sampleSources,
};

export const sampleRun: RunInfo = { seconds: 2.14, workers: 2, root: '/home/kai/courier' };
