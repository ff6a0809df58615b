/** What comments and the configuration accept, scan by scan. */
import { describe, expect, it } from 'vitest';
import type { IgnoreEntry } from '../model/project-config.js';
import type { ScanResult } from '../model/report.js';
import { scanTree, statuses } from '../testing/scan-tree.js';

const code = (lines: readonly string[]): string => `export function f(email: string, phoneNumber: string) {\n${lines.join('\n')}\n}\n`;
const scanLines = (...lines: string[]): Promise<ScanResult> => scanTree({ 'a.ts': code(lines) });
const notes = ({ triage }: ScanResult): string[] =>
  (triage?.suppressions ?? []).map(({ path, line, state, findings, problems }) =>
    [`${path}:${line} ${state} ${findings}`, ...problems.map(({ message, hint }) => `${message} (${hint ?? ''})`)].join('; '),
  );

describe('a comment on the line above', () => {
  it('accepts what it names, and says why at the finding', async () => {
    const result = await scanLines('  // waybill-ignore-next-line email -- for support', '  console.log(email);');
    expect(statuses(result)).toEqual(['a.ts:3 suppressed log-direct email']);
    expect(result.findings[0]?.suppressions).toEqual([{ origin: 'comment', path: 'a.ts', line: 2, reason: 'for support' }]);
    expect(notes(result)).toEqual(['a.ts:2 active 1']);
  });

  it('leaves the other data of the call', async () => {
    const result = await scanLines('  // waybill-ignore-next-line email -- for support', '  console.log(email, phoneNumber);');
    expect(statuses(result)).toEqual(['a.ts:3 new log-direct phone-number', 'a.ts:3 suppressed log-direct email']);
    const left = result.findings.find(({ status }) => status === 'new');
    expect(left?.message).toBe('`phoneNumber` (phone number) is written to the application log');
    expect(left?.flows.map(({ dataType }) => dataType)).toEqual(['phone-number']);
    expect(new Set(result.findings.map(({ print }) => print)).size).toBe(1);
  });

  it('may name the rule', async () => {
    const result = await scanLines('  // waybill-ignore-next-line log-direct -- for support', '  console.log(email, phoneNumber);');
    expect(statuses(result)).toEqual(['a.ts:3 suppressed log-direct email+phone-number']);
  });

  it('does not accept worse data by the name of a milder rule', async () => {
    const text =
      'export function f(email: string, password: string) {\n  // waybill-ignore-next-line log-direct -- why\n  console.log(email, password);\n}\n';
    expect(statuses(await scanTree({ 'a.ts': text }))).toEqual([
      'a.ts:3 new log-credential password',
      'a.ts:3 suppressed log-direct email',
    ]);
    const worse = statuses(await scanTree({ 'a.ts': text.replace('log-direct', 'log-credential') }));
    expect(worse).toEqual(['a.ts:3 new log-direct email', 'a.ts:3 suppressed log-credential password']);
  });

  it('passes over other comments and empty lines', async () => {
    const result = await scanLines(
      '  // waybill-ignore-next-line email -- a',
      '  // eslint-disable-next-line no-console',
      '  // waybill-ignore-next-line phone-number -- b',
      '',
      '  console.log(email, phoneNumber);',
    );
    expect(statuses(result)).toEqual(['a.ts:6 suppressed log-direct email+phone-number']);
    expect(notes(result)).toEqual(['a.ts:2 active 1', 'a.ts:4 active 1']);
  });

  it('holds for a call of several lines, above it and inside', async () => {
    const call = ['  console.log({', '    email,', '    phoneNumber,', '  });'];
    expect(statuses(await scanLines('  // waybill-ignore-next-line email, phone-number -- a', ...call))).toEqual([
      'a.ts:3 suppressed log-direct email+phone-number',
    ]);
    const user = 'export function f(user: { email: string; phoneNumber: string }) {\n  console.log({\n    email: user.email,\n';
    const inside = `${user}    // waybill-ignore-next-line phone-number -- a\n    phone: user.phoneNumber,\n  });\n}\n`;
    expect(statuses(await scanTree({ 'a.ts': inside }))).toEqual([
      'a.ts:3 new log-direct email',
      'a.ts:3 suppressed log-direct phone-number',
    ]);
  });

  it('does not reach further', async () => {
    const result = await scanLines('  // waybill-ignore-next-line email -- a', '  console.log(email);', '  console.log(email);');
    expect(statuses(result)).toEqual(['a.ts:3 suppressed log-direct email', 'a.ts:4 new log-direct email']);
  });
});

describe('other forms', () => {
  it('on the same line, or alone on the line above', async () => {
    const result = await scanLines(
      '  console.log(email); // waybill-ignore email -- a',
      '  console.log(email);',
      '  // waybill-ignore email -- a',
      '  console.log(email);',
      '  console.log({',
      '    email,',
      '  }); /* waybill-ignore email -- a */',
    );
    expect(statuses(result)).toEqual([
      'a.ts:2 suppressed log-direct email',
      'a.ts:3 new log-direct email',
      'a.ts:5 suppressed log-direct email',
      'a.ts:6 suppressed log-direct email',
    ]);
  });

  it('a block', async () => {
    const result = await scanLines(
      '  console.log(email);',
      '  // waybill-ignore-start email -- a',
      '  console.log(email);',
      '  // waybill-ignore-start phone-number -- b',
      '  console.log(email, phoneNumber);',
      '  // waybill-ignore-end',
      '  console.log(phoneNumber);',
      '  // waybill-ignore-end',
      '  console.log(email);',
    );
    expect(statuses(result)).toEqual([
      'a.ts:10 new log-direct email',
      'a.ts:2 new log-direct email',
      'a.ts:4 suppressed log-direct email',
      'a.ts:6 suppressed log-direct email+phone-number',
      'a.ts:8 new log-direct phone-number',
    ]);
  });

  it('a block without end, or an end without block', async () => {
    const result = await scanLines('  // waybill-ignore-end', '  // waybill-ignore-start email -- a', '  console.log(email);');
    expect(statuses(result)).toEqual(['a.ts:4 new log-direct email']);
    expect(notes(result)).toEqual([
      'a.ts:2 invalid 0; ends nothing: no `waybill-ignore-start` is open here (remove it)',
      'a.ts:3 invalid 0; has no end, so it suppresses nothing (close it with waybill-ignore-end)',
    ]);
  });

  it('a file', async () => {
    const files = {
      'a.ts': `/* waybill-ignore-file email -- a */\n${code(['  console.log(email, phoneNumber);'])}`,
      'b.ts': code(['  console.log(email);']),
    };
    expect(statuses(await scanTree(files))).toEqual([
      'a.ts:3 new log-direct phone-number',
      'a.ts:3 suppressed log-direct email',
      'b.ts:2 new log-direct email',
    ]);
  });

  it('JSX', async () => {
    const text = (comment: string): string => `import posthog from 'posthog-js';
export function Form(props: { user: { email: string } }) {
  return (
    <div>
      ${comment}
      <button onClick={() => console.log(props.user.email)}>a</button>
    </div>
  );
}
`;
    expect(statuses(await scanTree({ 'a.tsx': text('{/* waybill-ignore-next-line email -- a */}') }))).toEqual([
      'a.tsx:6 suppressed log-direct email',
    ]);
    expect(statuses(await scanTree({ 'a.tsx': text('') }))).toEqual(['a.tsx:6 new log-direct email']);
    const lines = text('{\n        // waybill-ignore-next-line email -- a\n      }');
    expect(statuses(await scanTree({ 'a.tsx': lines }))).toEqual(['a.tsx:8 suppressed log-direct email']);
  });

  it('the braces of a block are no braces of JSX: what comes after it is not meant', async () => {
    const files = {
      'a.ts':
        'export function f(email: string) {\n  if (email) {\n    // waybill-ignore-next-line email -- a\n  }\n  console.log(email);\n}\n',
    };
    const result = await scanTree(files);
    expect(statuses(result)).toEqual(['a.ts:5 new log-direct email']);
    expect(notes(result)).toEqual(['a.ts:3 unused 0; suppresses nothing: no finding here fits it (remove it)']);
  });

  it('a literal', async () => {
    const text = "// waybill-ignore-next-line literal-secret -- revoked\nexport const stripeKey = 'sk_live_4eC39HqLyjWDarjtT1zdp7dc';\n";
    expect((await scanTree({ 'a.ts': text })).findings.map(({ status }) => status)).toEqual(['suppressed']);
  });
});

describe('what is wrong with a comment', () => {
  it.each([
    ['email', 'invalid 0; gives no reason, so it suppresses nothing (write the reason after two hyphens: -- reason)'],
    ['emial -- a', 'invalid 0; names `emial`, which is no rule and no data type (did you mean email?)'],
    [
      'email until 2026-06-14 -- a',
      'expired 0; held until 2026-06-14 and suppresses nothing any more (remove it, or decide anew and set another day)',
    ],
    ['colon -- a', 'invalid 0; names `colon`, which is no rule and no data type (what is accepted is named: email, log-direct)'],
    ['* -- a', 'invalid 0; names `*`, which is no rule and no data type (what is accepted is named: email, log-direct)'],
    ['phone-number -- a', 'unused 0; suppresses nothing: no finding here fits it (remove it)'],
  ])('%s', async (said, note) => {
    const result = await scanLines(`  // waybill-ignore-next-line ${said}`, '  console.log(email);');
    expect(statuses(result)).toEqual(['a.ts:3 new log-direct email']);
    expect(notes(result)).toEqual([`a.ts:2 ${note}`]);
  });

  it('holds on its last day, and for the names that are right', async () => {
    const last = await scanLines('  // waybill-ignore-next-line email until 2026-06-15 -- a', '  console.log(email);');
    expect(notes(last)).toEqual(['a.ts:2 active 1']);
    const partly = await scanLines('  // waybill-ignore-next-line email, phone-nunber, password -- a', '  console.log(email);');
    expect(notes(partly)).toEqual([
      'a.ts:2 active 1; names `phone-nunber`, which is no rule and no data type (did you mean phone-number?); ' +
        'names `password`, which fits no finding here (remove password from it)',
    ]);
  });

  it('is not said of files that were not asked for', async () => {
    const files = {
      'a.ts': code(['  // waybill-ignore email -- a', '  void email;']),
      'b.ts': code(['  // waybill-ignore email -- a', '  void email;']),
    };
    expect(notes(await scanTree(files, { paths: ['b.ts'] }))).toEqual([
      'a.ts:2 active 0',
      'b.ts:2 unused 0; suppresses nothing: no finding here fits it (remove it)',
    ]);
  });
});

describe('entries of the configuration', () => {
  const place = { path: 'waybill.yml', line: 4 };
  const files = {
    'src/a.ts': code(['  console.log(email, phoneNumber);']),
    'src/old/b.ts': code(['  console.log(email);', '  localStorage.setItem("e", email);']),
  };
  const scanWith = (...entries: Omit<IgnoreEntry, 'place'>[]): Promise<ScanResult> =>
    scanTree(files, { ignore: entries.map((entry) => ({ ...entry, place })) });

  it('select by path, rule, data type and print, all at once', async () => {
    const inOld = await scanWith({ paths: ['src/old/**'], rules: ['log-direct'], reason: 'goes', by: 'Ada', until: '2026-12-31' });
    expect(statuses(inOld)).toEqual([
      'src/a.ts:2 new log-direct email+phone-number',
      'src/old/b.ts:2 suppressed log-direct email',
      'src/old/b.ts:3 new browser-storage-direct email',
    ]);
    expect(inOld.findings.find(({ status }) => status === 'suppressed')?.suppressions).toEqual([
      { origin: 'config', ...place, reason: 'goes', until: '2026-12-31', by: 'Ada' },
    ]);
    expect(statuses(await scanWith({ dataTypes: ['email'], reason: 'a' }))).toEqual([
      'src/a.ts:2 new log-direct phone-number',
      'src/a.ts:2 suppressed log-direct email',
      'src/old/b.ts:2 suppressed log-direct email',
      'src/old/b.ts:3 suppressed browser-storage-direct email',
    ]);
    const print = inOld.findings.find(({ location }) => location.path === 'src/a.ts')?.print ?? '';
    expect(
      statuses(await scanWith({ prints: [print], paths: ['src/a.ts'], reason: 'a' })).filter((line) => line.includes('suppressed')),
    ).toEqual(['src/a.ts:2 suppressed log-direct email+phone-number']);
    // As the terminal shows it.
    const short = await scanWith({ prints: [print.slice(0, 8).toUpperCase()], paths: ['src/a.ts'], reason: 'a' });
    expect(statuses(short)).toContain('src/a.ts:2 suppressed log-direct email+phone-number');
  });

  it('of a configuration around the scanned folder may be there for what was not scanned', async () => {
    const scope = { below: '', above: 'packages/api' };
    const result = await scanWith(
      { paths: ['packages/web/**'], reason: 'a', scope },
      { paths: ['packages/api/src/a.ts'], reason: 'b', scope },
    );
    expect(notes(result)).toEqual(['waybill.yml:4 active 0', 'waybill.yml:4 active 1']);
    expect(result.coverage.problems).toEqual([]);
  });

  it('are told when they are over, idle or misspelt', async () => {
    const result = await scanWith(
      { paths: ['src/old/'], reason: 'a', until: '2026-01-01' },
      { paths: ['lib/**'], reason: 'b' },
      { dataTypes: ['emial'], rules: ['log-direct'], reason: 'c' },
    );
    expect(statuses(result).every((line) => line.includes(' new '))).toBe(true);
    expect(notes(result)).toEqual([
      expect.stringContaining('expired 0; held until 2026-01-01'),
      expect.stringContaining('unused 0; suppresses nothing'),
      expect.stringContaining('names `emial`, which is no rule and no data type (did you mean email?)'),
    ]);
  });
});
