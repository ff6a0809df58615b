import { readFileSync } from 'node:fs';
import fg from 'fast-glob';
import type * as TsMorph from 'ts-morph';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Finding, Flow, SinkRecord } from '../model/report.js';
import { compareMarks, readMarks, type Mark } from '../testing/marks.js';
import { flowPlaces } from './compare-marks.js';

const { ts } = createRequire(import.meta.url)('ts-morph') as typeof TsMorph;
const courier = fileURLToPath(new URL('../../fixtures/courier', import.meta.url));

describe('readMarks', () => {
  it('reads a mark at the end of its line and blanks it, same length', () => {
    const text = 'log.info(user.email); // leak: log-direct email\nlog.info(user.id); // clean: an id\n';
    const { blanked, marks } = readMarks(text);
    expect(marks).toEqual([
      { line: 1, kind: 'leak', rule: 'log-direct', types: ['email'] },
      { line: 2, kind: 'clean', types: [], why: 'an id' },
    ]);
    expect(blanked).toHaveLength(text.length);
    expect(blanked.split('\n').map((line) => line.trimEnd())).toEqual(['log.info(user.email);', 'log.info(user.id);', '']);
  });

  it('gives a mark that stands alone to the next line of code', () => {
    const { marks } = readMarks('// leak: url-direct phone-number\n\n  // leak: outbound-direct phone-number\nfetch(a); // clean\n');
    expect(marks.map(({ line, kind, rule }) => [line, kind, rule])).toEqual([
      [4, 'leak', 'url-direct'],
      [4, 'leak', 'outbound-direct'],
      [4, 'clean', undefined],
    ]);
  });

  it('reads comments of markup', () => {
    const text = '<!-- a list -->\n<b @click="a(x)" /> <!-- leak: log-direct email -->\n<i /> <!-- clean: an id -->\n';
    const { blanked, marks } = readMarks(text);
    expect(marks.map(({ line, kind }) => [line, kind])).toEqual([
      [2, 'leak'],
      [3, 'clean'],
    ]);
    expect(blanked.slice(0, 15)).toBe('<!-- a list -->');
    expect(blanked).toHaveLength(text.length);
    expect(blanked).not.toContain('leak');
  });

  it('reads JSX comments', () => {
    const text = '  <b>{name}</b> {/* leak: log-direct full-name */}\n  {/* clean: an id */}\n  <i />\n';
    const { blanked, marks } = readMarks(text);
    expect(marks.map(({ line, kind }) => [line, kind])).toEqual([
      [1, 'leak'],
      [3, 'clean'],
    ]);
    expect(blanked).toHaveLength(text.length);
    expect(blanked).toMatch(/^ {2}<b>\{name\}<\/b> +\n +\n {2}<i \/>\n$/);
  });

  it('tells known errors, with the reason', () => {
    const { marks } = readMarks(
      'a(); // known-miss: log-direct email phone-number: the key is dynamic\nb(); // known-false: the mask keeps much\n',
    );
    expect(marks).toEqual([
      { line: 1, kind: 'known-miss', rule: 'log-direct', types: ['email', 'phone-number'], why: 'the key is dynamic' },
      { line: 2, kind: 'known-false', types: [], why: 'the mask keeps much' },
    ]);
  });

  it('leaves other comments and addresses alone', () => {
    const text = "fetch('https://a.de/x'); // clean: a constant\n// clean up the folder\nopen('//leak'); // leaks if it fails\n";
    const { blanked, marks } = readMarks(text);
    expect(marks.map(({ line }) => line)).toEqual([1]);
    expect(blanked).toContain("fetch('https://a.de/x');");
    expect(blanked).toContain('// clean up the folder');
    expect(blanked).toContain('// leaks if it fails');
  });

  it('reads what is recorded and no finding', () => {
    const { blanked, marks } = readMarks('save(user); // flow: database email user-id: its own table\nflow(); // flow of goods\n');
    expect(marks).toEqual([{ line: 1, kind: 'flow', rule: 'database', types: ['email', 'user-id'], why: 'its own table' }]);
    expect(blanked).toContain('// flow of goods');
  });

  it('reads what an inventory lists', () => {
    const { marks } = readMarks('show(request.ip); // enters: ip-address\n@Entity() // table: Rider\n');
    expect(marks).toEqual([
      { line: 1, kind: 'flow', rule: 'enters', types: ['ip-address'] },
      { line: 2, kind: 'flow', rule: 'table', types: ['Rider'] },
    ]);
  });

  it('reads how severe a leak is, and who gets it', () => {
    const { marks } = readMarks('log(user); // leak: log-direct/medium email to datadog\n');
    expect(marks).toEqual([{ line: 1, kind: 'leak', rule: 'log-direct', severity: 'medium', recipient: 'datadog', types: ['email'] }]);
  });

  it('keeps carriage returns', () => {
    const { blanked, marks } = readMarks('a(); // leak: log-direct email\r\nb();\r\n');
    expect(marks[0]?.types).toEqual(['email']);
    expect(blanked).toMatch(/^a\(\); +\r\nb\(\);\r\n$/);
  });

  it.each([
    ['a(); // leak: log-secret email', /line 1: no rule/],
    ['a(); // leak: log-direct E-Mail', /line 1: "E-Mail"/],
    ['a(); // flow: mail email', /line 1: a flow names the kind of sink \(log, .*"mail"/],
    ['a(); // flow: log-direct email', /names the kind of sink/],
    ['a(); // known-miss: log-direct email', /says why/],
    ['a(); // leak: log-direct/dire email', /"dire" is no severity of a finding \(critical/],
    ['a(); // flow: log/low email', /no severity/],
    ['a(); // enters:', /is a data type/],
    ['a(); // table:', /has a name/],
    ['a(); // known-false:', /says why/],
    ['// leak: log-direct email\n', /no line follows/],
  ])('refuses %j', (text, message) => {
    expect(() => readMarks(text)).toThrow(message);
  });
});

describe('compareMarks', () => {
  const compare = (text: string, ...findings: [line: number, rule: string, ...types: string[]][]) =>
    compareMarks(
      new Map<string, readonly Mark[]>([['a.ts', readMarks(text).marks]]),
      findings.map(([line, rule, ...types]) => ({ path: 'a.ts', line, rule, types })),
      (type) => type !== 'user-id',
    );
  const nothing = { missing: [], extra: [], mendedMisses: [], mendedFalse: [], wrongTypes: [] };

  it('is content when each leak is found and nothing else', () => {
    const text = 'a(); // leak: log-direct email\nb(); // clean\nc(); // leak: analytics-joined\n';
    expect(compare(text, [1, 'log-direct', 'user-id', 'email'], [3, 'analytics-joined', 'user-id', 'city'])).toEqual(nothing);
  });

  it('says what is missing and what is extra', () => {
    expect(
      compare('a(); // leak: log-direct email\nb(); // clean: masked\n', [2, 'log-direct', 'email'], [9, 'url-direct', 'email']),
    ).toEqual({
      ...nothing,
      missing: ['a.ts:1 log-direct email is not found'],
      extra: ['a.ts:2 log-direct email is found but is clean (masked)', 'a.ts:9 url-direct email is found'],
    });
  });

  it('says what was found instead under another rule', () => {
    const { missing, extra } = compare('a(); // leak: log-direct email\n', [1, 'log-credential', 'password']);
    expect(missing).toEqual(['a.ts:1 log-direct email is not found (instead: log-credential password)']);
    expect(extra).toEqual(['a.ts:1 log-credential password is found']);
  });

  it('compares how severe a finding is, and who gets it, where the mark says so', () => {
    const found = [{ path: 'a.ts', line: 1, rule: 'log-direct', severity: 'high', recipient: 'datadog', types: ['email'] }];
    const missing = (text: string) => compareMarks(new Map([['a.ts', readMarks(text).marks]]), found).missing;
    expect(missing('a(); // leak: log-direct/high email\n')).toEqual([]);
    expect(missing('a(); // leak: log-direct email\n')).toEqual([]);
    expect(missing('a(); // leak: log-direct email to datadog\n')).toEqual([]);
    expect(missing('a(); // leak: log-direct email to sentry\n')).toEqual([
      'a.ts:1 log-direct email to sentry is not found (instead: log-direct email to datadog)',
    ]);
    expect(missing('a(); // leak: log-direct/medium email\n')).toEqual([
      'a.ts:1 log-direct/medium email is not found (instead: log-direct/high email)',
    ]);
  });

  it('compares data types', () => {
    const { wrongTypes } = compare('a(); // leak: log-direct email full-name\n', [1, 'log-direct', 'email', 'phone-number']);
    expect(wrongTypes).toEqual(['a.ts:1 log-direct is found without full-name and with phone-number besides']);
  });

  it('gives every mark of a line a finding of its own', () => {
    const text = '// leak: url-direct email\na(); // leak: outbound-direct email\n';
    expect(compare(text, [2, 'outbound-direct', 'email'], [2, 'url-direct', 'email'])).toEqual(nothing);
    expect(compare(text, [2, 'url-direct', 'email'], [2, 'url-direct', 'email'])).toMatchObject({
      missing: [expect.stringContaining('outbound-direct')],
      extra: [expect.stringContaining('url-direct')],
    });
  });

  it('lets known errors stand, and tells when one is mended', () => {
    const text = 'a(); // known-miss: log-direct email: hard\nb(); // known-false: keeps much\n';
    expect(compare(text, [2, 'log-direct', 'email'])).toEqual(nothing);
    const { mendedMisses, mendedFalse } = compare(text, [1, 'log-direct', 'email']);
    expect(mendedMisses).toEqual(['a.ts:1 log-direct email is found now; make its mark a leak']);
    expect(mendedFalse).toEqual(['a.ts:2 is no longer reported (keeps much); make its mark clean']);
  });
});

describe('compareMarks, of what is recorded', () => {
  const recorded = (text: string, ...flows: [line: number, kind: string, ...types: string[]][]) =>
    compareMarks(
      new Map<string, readonly Mark[]>([['a.ts', readMarks(text).marks]]),
      [],
      () => true,
      flows.map(([line, rule, ...types]) => ({ path: 'a.ts', line, rule, types, named: types.filter((type) => type !== 'user-id') })),
    );
  const problems = (...of: Parameters<typeof recorded>): readonly string[] =>
    (Object.values(recorded(...of)) as (readonly string[])[]).flat();

  it('is content with the flows that marks name, and with others without marks', () => {
    const text = 'a(); // flow: database email\nb(); // flow: queue user-id\nc(); // clean\n';
    expect(problems(text, [1, 'database', 'email', 'user-id'], [2, 'queue', 'user-id'], [3, 'queue', 'email'])).toEqual([]);
  });

  it('says what an inventory does not list', () => {
    const flows = [{ path: 'a.ts', line: 1, rule: 'enters', types: ['ip-address', 'user-agent'], named: [] }];
    const missing = (text: string) => {
      const { missing: absent, wrongTypes } = compareMarks(new Map([['a.ts', readMarks(text).marks]]), [], undefined, flows);
      return [...absent, ...wrongTypes];
    };
    expect(missing('a(); // enters: ip-address\n')).toEqual([]);
    expect(missing('a(); // enters: email\n')).toEqual(['a.ts:1 enters is found without email']);
    expect(missing('a(); // table: riders\n')).toEqual(['a.ts:1 table: riders is not recorded (instead: enters ip-address user-agent)']);
  });

  it('says what is not recorded, what is so instead, and other data types', () => {
    const text = 'a(); // flow: database email\nb(); // flow: queue email\nc(); // flow: queue email\n';
    expect(problems(text, [2, 'database', 'email'], [3, 'queue', 'phone-number'])).toEqual([
      'a.ts:1 flow: database email is not recorded',
      'a.ts:2 flow: queue email is not recorded (instead: database email)',
      'a.ts:3 queue is found without email and with phone-number besides',
    ]);
  });
});

describe('flowPlaces', () => {
  const flow = (dataType: string, tier: Flow['tier'], confidence: Flow['confidence'] = 'high') => ({ dataType, tier, confidence }) as Flow;
  const at = { path: 'a.ts', line: 3 } as SinkRecord['location'];
  const sink = (print: string, more: Partial<SinkRecord>) =>
    ({ print, kind: 'queue', location: at, callLocation: at, flows: [flow('email', 'direct')], ...more }) as SinkRecord;

  it('gives what is recorded and no finding: surely, and by a rule', () => {
    const sinks = [
      sink('recorded', { flows: [flow('email', 'direct'), flow('user-id', 'pseudonymous'), flow('phone-number', 'direct', 'low')] }),
      sink('reported', {}),
      sink('catalogued', { basis: 'catalogue' }),
      sink('unsure', { flows: [flow('email', 'direct', 'low')] }),
    ];
    expect(flowPlaces({ findings: [{ print: 'reported', location: at } as Finding], sinks })).toEqual([
      { path: 'a.ts', line: 3, rule: 'queue', types: ['email', 'user-id'], named: ['email'] },
    ]);
  });
});

describe('fixtures/courier', () => {
  const files = fg.sync('**/*.{ts,tsx,js,cjs}', { cwd: courier }).sort();
  const read = files.map((path) => {
    const text = readFileSync(`${courier}/${path}`, 'utf8');
    return { path, text, ...readMarks(text) };
  });
  const marks = read.flatMap((file) => file.marks);

  it('has at least 80 leaks and 80 places that only look like leaks', () => {
    expect(marks.filter(({ kind }) => kind === 'leak').length).toBeGreaterThanOrEqual(80);
    expect(marks.filter(({ kind }) => kind === 'clean').length).toBeGreaterThanOrEqual(80);
  });

  it.each(read)('$path is valid code without its marks', ({ path, text, blanked }) => {
    const result = ts.transpileModule(blanked, {
      fileName: path,
      reportDiagnostics: true,
      compilerOptions: { jsx: ts.JsxEmit.Preserve, target: ts.ScriptTarget.ES2022, experimentalDecorators: true },
    });
    expect((result.diagnostics ?? []).map(({ messageText }) => messageText)).toEqual([]);
    expect(blanked).toHaveLength(text.length);
    expect(blanked).not.toMatch(/\b(?:leak|known-miss|known-false): /);
  });
});
