import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explain, scan } from '../../index.js';
import type { CallExplanation, Explanation, ValueReason } from '../../model/explanation.js';
import { prettyExplanation } from '../../report/explain/pretty.js';
import { jsonExplanation } from '../../report/explain/json.js';
import type { ReportStyle } from '../../report/reporter.js';
import { COURIER } from '../../testing/courier.js';
import { temporaryTree, type TemporaryTree } from '../../testing/temporary-tree.js';

const CODE = `import { createHash } from 'node:crypto';
import { format } from 'unheard-of';
import pino from 'pino';
const logger = pino();
interface Product { name: string }
interface User { email: boolean; id: string; phone: string; translations: { password: string } }
const mask = (s: string) => s.slice(-2);
export function run(product: Product, user: User, cb: (x: unknown) => void, key: string, other: any) {
  logger.info(product.name); // owner
  logger.info(user.email); // type
  logger.info(mask(user.phone)); // mask
  logger.info(createHash('sha256').update(user.phone).digest('hex')); // hash
  logger.info(format(user.phone)); // unmodelled
  cb(user.phone); // parameter
  other.thing.send(user.phone); // receiver
  other[key](user.phone); // computed
  nowhere(user.phone); // global
  logger.info('started', 3); // constant
  keep(user); // project
  fetch(process.env.HOST + '/x', { method: 'POST', body: JSON.stringify(user.phone) }); // unknown recipient
  logger.info(user.translations.password); // wording
  const status = 1; // nothing
  logger.info({ colour: product }, status); // no word
  throw new Error('no'); // throw
}
function keep(user: User) { return user.id; }
function inner(email: string) { logger.info(email); } // callers
inner('a'); inner(String(1));
export function leak(user: User) {
  const phone = user.phone; // passes
  logger.info(phone); // leak
}
export function wide(user: User) {
  logger.info({
    at: 3, // beside
    phone: user.phone, // inside
  });
}
`;
const STYLE: ReportStyle = { width: 80, color: 0, unicode: true, quiet: false };

let tree: TemporaryTree;
beforeAll(() => {
  tree = temporaryTree({
    'package.json': { name: 'shop' },
    'src/a.ts': CODE,
    'src/names.ts': `export interface User { phone: string }\nexport const f = (user: User) => console.log(user.phone); // \\u202e \u001b]0;x\u0007\n`,
    'test/a.test.ts': `const phone = '1';\nconsole.log(phone);\n`,
    '.gitignore': 'src/ignored.ts\n',
    'src/ignored.ts': 'export {};\n',
    'view.astro': '<p/>\n',
  });
});
afterAll(() => tree.remove());

const lineOf = (mark: string): number => CODE.split('\n').findIndex((line) => line.endsWith(`// ${mark}`)) + 1;
const ask = (what: string, paths?: readonly string[], cwd = tree.root): Promise<Explanation> =>
  explain({ what, cwd, noCache: true, workers: 1, ...(paths ? { paths } : {}) });
const at = (mark: string): Promise<Explanation> => ask(`src/a.ts:${lineOf(mark)}`);

async function callAt(mark: string): Promise<CallExplanation> {
  const { calls } = await at(mark);
  return calls[0]!;
}

const reasonsOf = ({ arguments: args }: CallExplanation): ValueReason[] => args.flatMap((a) => a.values.map((v) => v.reason));

describe('a line without a finding', () => {
  it.each<[string, Partial<ValueReason>]>([
    ['owner', { is: 'owner', name: 'name', owner: 'Product', likeness: 'non-person', dataType: 'full-name' }],
    ['type', { is: 'type', name: 'email', type: 'boolean', dataType: 'email' }],
    ['mask', { is: 'sanitized', by: 'slice', effect: 'mask' }],
    ['unmodelled', { is: 'result', of: 'format', resolution: { how: 'unmodelled', module: 'unheard-of', hasRules: false } }],
    ['constant', { is: 'constant' }],
    ['wording', { is: 'wording', name: 'translations' }],
    ['callers', { is: 'callers', name: 'email', dataType: 'email', callers: 2 }],
  ])('says of its values: %s', async (mark, reason) => {
    const call = await callAt(mark);
    expect(call.sinks).toMatchObject([{ kind: 'log', holds: true }]);
    expect(reasonsOf(call)).toContainEqual(expect.objectContaining(reason));
  });

  it.each([
    ['parameter', { how: 'unresolved', cause: 'parameter', name: 'cb' }],
    ['receiver', { how: 'unresolved', cause: 'receiver', name: 'send' }],
    ['computed', { how: 'unresolved', cause: 'computed' }],
    ['global', { how: 'unresolved', cause: 'global', name: 'nowhere' }],
    ['project', { how: 'project', targets: [{ symbol: 'keep', path: 'src/a.ts' }] }],
  ])('says how a call was resolved: %s', async (mark, resolution) => {
    expect((await callAt(mark)).resolution).toMatchObject(resolution);
  });

  it('says what a policy records and does not report', async () => {
    const hashed = (await at('hash')).sinks[0]!;
    expect(hashed.finding).toBeUndefined();
    expect(hashed.flows[0]!.policy).toMatchObject({ verdict: 'inventory', why: 'cell', tier: 'pseudonymous', kind: 'log' });
    const unknown = (await at('unknown recipient')).sinks[0]!;
    expect(unknown.flows[0]!.policy).toMatchObject({ verdict: 'inventory', party: 'unknown', kind: 'outbound' });
  });

  it('knows throws, lines with nothing on them, and what passes', async () => {
    expect((await callAt('throw')).what).toBe('throw');
    const nothing = await at('nothing');
    expect(nothing.calls).toEqual([]);
    expect(prettyExplanation(nothing, STYLE)).toContain('there is no call, throw or assignment');
    const passes = await at('passes');
    expect(passes.near).toMatchObject([{ rule: 'log-direct', line: lineOf('leak'), relation: 'passes' }]);
  });

  it('knows files that are not analysed, or not whole', async () => {
    expect((await ask('test/a.test.ts:2')).file?.state).toBe('literals-only');
    expect((await ask('src/ignored.ts:1')).file?.state).toBe('ignored');
    expect((await ask('view.astro:1')).file?.state).toBe('unsupported');
    expect((await ask('package.json:1')).file?.state).toBe('unsupported');
  });
});

describe('a finding', () => {
  it('is told by place and by the beginning of its print', async () => {
    const place = await at('leak');
    const { finding, flows, rule, laws } = place.sinks[0]!;
    expect(finding).toMatchObject({ rule: 'log-direct', severity: 'high' });
    expect(flows[0]).toMatchObject({ because: 'phone', strength: 'strong', doubts: [], policy: { verdict: 'high', hashed: 'inventory' } });
    expect(rule).toMatchObject({ library: 'pino' });
    expect(laws.map((l) => l.id)).toContain('gdpr');
    const print = await ask(finding!.print.slice(0, 8));
    expect(print.sinks.map((s) => s.finding?.print)).toEqual([finding!.print]);
  });

  it('is told by every column of its call, and by the line on which its data is read', async () => {
    const found = async (what: string) => (await ask(what)).sinks.map(({ finding }) => finding?.rule);
    const line = lineOf('leak');
    const columnsOf = (text: string): number[] => [text.indexOf('logger') + 1, text.indexOf('info') + 1, text.indexOf('phone') + 1];
    for (const column of columnsOf(CODE.split('\n')[line - 1]!)) expect(await found(`src/a.ts:${line}:${column}`)).toEqual(['log-direct']);
    expect(await found(`src/a.ts:${line}:1`)).toEqual([]);
    const inside = lineOf('inside');
    expect(await found(`src/a.ts:${inside}`)).toEqual(['log-direct']);
    expect(await found(`src/a.ts:${inside}:12`)).toEqual(['log-direct']);
    expect(await found(`src/a.ts:${lineOf('beside')}`)).toEqual([]);
  });

  it('says how to mend and how to accept it', async () => {
    const text = prettyExplanation(await at('leak'), STYLE);
    expect(text).toContain('// waybill-ignore-next-line phone-number -- <reason>');
    expect(text).toContain('a hash of it would be recorded and no finding');
    expect(text).toContain('`phone` is read');
    expect(text).toContain('direct data, log to the');
  });

  it('is the same as in the scan of the workspace', async () => {
    const { result } = await scan({ paths: ['.'], cwd: COURIER, noCache: true });
    const literal = result.findings.find((f) => f.kind === 'literal')!;
    const flow = result.findings.find((f) => f.kind !== 'literal' && f.flows[0]!.steps.length > 2)!;
    for (const { print, location } of [literal, flow]) {
      const told = await ask(print, undefined, COURIER);
      expect([...told.literals, ...told.sinks.flatMap((s) => s.finding ?? [])].map((f) => f.location.line)).toContain(location.line);
      expect(prettyExplanation(told, STYLE)).toContain(`print ${print}`);
    }
  }, 60_000);
});

describe('what cannot be told', () => {
  it.each([
    ['src/a.ts:999', 'no-such-line', /has \d+ lines/],
    ['src/b.ts:1', 'path-not-found', /did you mean src\/a\.ts/],
    ['ffffffffff', 'unknown-print', /nearest is [0-9a-f]{10}/],
    ['abc', 'short-print', undefined],
    ['what?', 'no-question', /path:line/],
  ])('%s', async (what, code, hint) => {
    await expect(ask(what)).rejects.toMatchObject({ code, ...(hint ? { hint: expect.stringMatching(hint) as string } : {}) });
  });

  it('a file outside of the folders that were named', async () => {
    await expect(ask('src/a.ts:1', ['test'])).rejects.toMatchObject({ code: expect.stringMatching(/outside|nothing/) as string });
  });
});

describe('what is printed', () => {
  it('is inert, and holds no source in JSON', async () => {
    const told = await ask('src/names.ts:2');
    expect(prettyExplanation(told, STYLE)).not.toMatch(/[\u001b\u0007\u202e]/);
    const json = jsonExplanation(told, STYLE);
    expect(json).not.toMatch(/[\u001b\u0007\u202e]/);
    expect(JSON.parse(json)).not.toHaveProperty('sources');
    expect(JSON.parse(json)).toMatchObject({ schemaVersion: 1, query: { path: 'src/names.ts', line: 2 } });
  });
});
