/** What goes to a company of which only package, global or host are known, and where a logger's transport takes its log. */
import { describe, expect, it } from 'vitest';
import type { ScanResult } from './model/report.js';
import { scanTree } from './testing/scan-tree.js';

const USER = 'interface User { id: string; email: string; phone: string }\n';

/** `line callee → recipient kind`, with `!` for a finding and `?` where only the recipient is known. */
function ways({ sinks, findings }: ScanResult): readonly string[] {
  const found = new Set(findings.map(({ callLocation: { line } }) => line));
  return sinks.map(({ callee, kind, recipient, basis, callLocation: { line } }) =>
    [`${line} ${callee} → ${recipient} ${kind}`, ...(found.has(line) ? ['!'] : []), ...(basis ? ['?'] : [])].join(' '),
  );
}

async function waysOf(code: string, more: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  return ways(await scanTree({ 'a.ts': USER + code, ...more }));
}

describe('calls of catalogued packages', () => {
  it('are inventory, and never findings', async () => {
    const code = `import Close, { track } from 'close.io';
      import { createClient as make } from 'attio';
      export async function send(user: User) {
        await track(user.email);
        const client = new Close('key');
        await client.lead.create({ contacts: [{ email: user.email, note: 'hello' }] });
        await client.lead.read('lead-1');
        make({ token: 'x' }).people.assert(user);
      }`;
    expect(await waysOf(code)).toEqual([
      '5 track → close outbound ?',
      '7 client.lead.create → close outbound ?',
      "9 make({ token: 'x' }).people.assert → attio outbound ?",
    ]);
  });

  it('are known by type, and through functions of the project', async () => {
    const code = `import type { Client } from 'pipedrive';
      export class Crm {
        constructor(private readonly client: Client) {}
        add(text: string) { return this.client.persons.add({ name: text }); }
        welcome(user: User) { return this.add(user.email); }
      }`;
    expect(await waysOf(code)).toEqual(['6 this.add → pipedrive outbound ?']);
  });

  it('are calls of globals, too', async () => {
    const code = `declare const other: { push(x: unknown): void };
      export function page(user: User) {
        window.Userpilot?.identify(user.id);
        userpilot.identify(user.email);
        window.userpilot.identify(user.email);
        other.push(user.email);
      }
      export function own(userpilot: { identify(x: string): void }, user: User) { userpilot.identify(user.email); }`;
    expect(await waysOf(code)).toEqual([
      '5 userpilot.identify → userpilot analytics ?',
      '6 window.userpilot.identify → userpilot analytics ?',
    ]);
  });

  it('say more by a module than by its package', async () => {
    const code = `import { addDoc } from 'firebase/firestore/lite';
      import { httpsCallable } from 'firebase/functions';
      import { logger } from 'firebase-functions';
      export const save = (user: User) => addDoc({}, user.email);
      export const call = (user: User) => httpsCallable(logger, user.email);`;
    const recipients = (await waysOf(code)).map((way) => way.split(' ').slice(1, 4).join(' '));
    expect(recipients).toContain('httpsCallable → firebase');
    expect(recipients.some((way) => /addDoc → fire(?:store|base)/.test(way))).toBe(true);
  });

  it('leave what rules describe to the rules', async () => {
    const result = await scanTree({
      'a.ts': `${USER}import OpenAI from 'openai';
        const client = new OpenAI();
        export const ask = (user: User) => client.responses.create({ model: 'm', input: user.email });
        export const list = (user: User) => client.unheardOf.list({ after: user.email });`,
    });
    expect(ways(result)).toEqual(['4 client.responses.create → openai ai !', '5 client.unheardOf.list → openai ai ?']);
  });

  it('are counted apart from those of modules that nobody knows', async () => {
    const { coverage } = await scanTree({
      'a.ts': `import close from 'close.io';
        import other from 'unheard-of-module';
        close.send('a'); other.send('b'); other.send('c');`,
    });
    expect(coverage.calls).toMatchObject({
      total: 3,
      catalogued: 1,
      unmodelled: [{ module: 'unheard-of-module', calls: 2 }],
      unresolved: 0,
    });
    expect(coverage.percent.calls).toBe(33.3);
  });

  it('do not take a finding away where a wrapper leads to both', async () => {
    const code = `import close from 'close.io';
      export function both(text: string) { console.log(text); close.send(text); }
      export const run = (user: User) => both(user.email);`;
    expect(await waysOf(code)).toEqual(['4 both → application-log log !', '4 both → close outbound ! ?']);
  });
});

describe('hosts', () => {
  it('decide over the package that the client is made by', async () => {
    const code = `import Close from 'close.io';
      const here = new Close({ baseUrl: 'http://localhost:8080' });
      const there = new Close({ baseUrl: 'https://api.pipedrive.com/v1' });
      const env = new Close({ baseUrl: process.env.CRM_URL });
      export function send(user: User) { here.add(user.email); there.add(user.email); env.add(user.email); }`;
    expect(await waysOf(code)).toEqual([
      '6 here.add → own-server outbound ?',
      '6 there.add → pipedrive outbound ?',
      '6 env.add → close outbound ?',
    ]);
  });

  it('of a request by a client that has no rules are its recipients', async () => {
    const code = `import popsicle from 'popsicle';
      export function send(user: User, url: string) {
        popsicle.post('https://api.close.com/lead', { email: user.email });
        popsicle.post(url, { email: user.email });
        popsicle.post('user.signed.up', { email: user.email });
      }`;
    expect(await waysOf(code)).toEqual([
      '4 popsicle.post → close outbound ?',
      '5 popsicle.post → http-request outbound ?',
      '6 popsicle.post → http-request outbound ?',
    ]);
  });

  it('of a verified client get their name; the policy judges as it did', async () => {
    const code = `export const known = (user: User) => fetch('https://api.close.com/lead', { method: 'POST', body: user.email });
      export const unknown = (user: User) => fetch('https://api.unheard-of.example.org/', { method: 'POST', body: user.email });`;
    const result = await scanTree({ 'a.ts': USER + code });
    expect(result.findings.map(({ rule, recipient }) => `${rule} ${recipient}`)).toEqual([
      'outbound-direct close',
      'outbound-direct api.unheard-of.example.org',
    ]);
    expect(result.recipients[1]).toMatchObject({ id: 'close', name: 'Close', country: 'US', purposes: ['crm'] });
  });
});

describe('a transport', () => {
  const logged = async (code: string, more: Readonly<Record<string, string>> = {}) =>
    (await waysOf(code, more)).map((way) => way.replace(/^\d+ /, ''));

  it('that a package makes takes the log there: winston', async () => {
    const code = `import winston from 'winston';
      import DatadogWinston from 'datadog-winston';
      const plain = winston.createLogger({ transports: [new winston.transports.Console()] });
      const sent = winston.createLogger({ transports: [new winston.transports.Console(), new DatadogWinston({ apiKey: 'k' })] });
      const later = winston.createLogger();
      later.add(new DatadogWinston({ apiKey: 'k' }));
      const byHost = winston.createLogger({ transports: [new winston.transports.Http({ host: 'http-intake.logs.datadoghq.com' })] });
      export function print(user: User) {
        plain.info(user.email); sent.info(user.email); later.info(user.email); byHost.info(user.email);
        sent.child({ a: 1 }).warn(user.email);
      }`;
    expect(await logged(code)).toEqual([
      'plain.info → application-log log !',
      'sent.info → datadog log !',
      'later.info → datadog log !',
      'byHost.info → datadog log !',
      'sent.child({ a: 1 }).warn → datadog log !',
    ]);
  });

  it('holds for a logger of another file, and is told in the finding', async () => {
    const result = await scanTree({
      'log.ts': `import winston from 'winston';
        import { LogtailTransport } from '@logtail/winston';
        export const log = winston.createLogger({ transports: new LogtailTransport({}) });`,
      'a.ts': `${USER}import { log } from './log.js';\nexport const print = (user: User) => log.info(user.email);`,
    });
    expect(result.findings.map(({ message, party }) => `${party}: ${message}`)).toEqual([
      'third: `user.email` (e-mail address) is written to the log that Better Stack keeps',
    ]);
  });

  it('is named by its package: pino', async () => {
    const code = `import pino from 'pino';
      const one = pino({ transport: { target: 'pino-datadog-transport' } });
      const several = pino({ transport: { targets: [{ target: 'pino/file' }, { target: '@axiomhq/pino' }] } });
      const made = pino(pino.transport({ target: 'pino-loki' }));
      const own = pino({ transport: { target: 'pino-pretty' } });
      export function print(user: User) { one.info(user.email); several.info(user.email); made.info(user.email); own.info(user.email); }`;
    expect(await logged(code)).toEqual([
      'one.info → datadog log !',
      'several.info → axiom log !',
      'made.info → grafana-cloud log !',
      'own.info → application-log log !',
    ]);
  });

  it('of the whole process holds for all its loggers: log4js', async () => {
    const code = `import log4js from 'log4js';
      log4js.configure({ appenders: { out: { type: 'stdout' }, far: { type: '@log4js-node/slack' } }, categories: {} });
      export const print = (user: User) => log4js.getLogger('a').info(user.email);`;
    expect(await logged(code)).toEqual(["log4js.getLogger('a').info → slack log !"]);
  });

  it('is a stream or a reporter: bunyan and consola', async () => {
    const code = `import bunyan from 'bunyan';
      import { createConsola } from 'consola';
      import { Bunyan2Loggly } from 'bunyan-loggly';
      import { Logger } from '@logdna/logger';
      const log = bunyan.createLogger({ name: 'a', streams: [{ stream: process.stdout }, { type: 'raw', stream: new Bunyan2Loggly({}) }] });
      const lines = createConsola({ reporters: [new Logger('k')] });
      export function print(user: User) { log.info(user.email); lines.info(user.email); }`;
    expect(await logged(code)).toEqual(['log.info → solarwinds log !', 'lines.info → mezmo log !']);
  });
});
