/** `waybill init` on projects as people have them: what it writes is short, is right, and a scan takes it without a problem. */
import { afterEach, describe, expect, it } from 'vitest';
import { draftConfig, scan } from '../index.js';
import { temporaryTree, writeTree, type TemporaryTree } from '../testing/temporary-tree.js';

let tree: TemporaryTree;
afterEach(() => tree.remove());

const PROJECTS: Readonly<
  Record<string, { readonly files: Readonly<Record<string, unknown>>; readonly says: readonly string[]; readonly finds: readonly string[] }>
> = {
  'express, pino and prisma': {
    files: {
      'package.json': {
        name: 'api',
        dependencies: { express: '4', pino: '9', '@prisma/client': '5', axios: '1' },
        homepage: 'https://shop.kontor.example',
      },
      'prisma/schema.prisma': 'model User {\n  id Int @id\n  email String\n}\n',
      '.env.example': 'PAYMENTS_URL=https://pay.kontor.example\n',
      'src/server.ts': `import axios from 'axios';
import pino from 'pino';
import { PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
const log = pino();
export async function create(id: number) {
  const user = await prisma.user.findFirst({ where: { id } });
  log.info({ user }, 'created');
  await axios.post('https://api.kontor.example/welcome', { email: user.email });
}
`,
    },
    says: ['firstParty:\n  - "*.kontor.example" # seen: pay.kontor.example'],
    finds: ['src/server.ts:8 log-direct'],
  },
  'next and sentry': {
    files: {
      'package.json': { name: 'web', dependencies: { next: '15', react: '19', '@sentry/nextjs': '8' } },
      '.env.example': 'NEXT_PUBLIC_API_URL=https://api.web.example\n',
      'app/users/[id]/page.tsx': `import * as Sentry from '@sentry/nextjs';
export default async function Page({ params }: { params: { id: string } }) {
  const user: { email: string } = await fetch(process.env.NEXT_PUBLIC_API_URL + '/users/' + params.id).then((r) => r.json());
  Sentry.setUser({ id: params.id, email: user.email });
  return <p>hello</p>;
}
`,
      'lib/logger.ts': `import { send } from '@corp/telemetry';\nexport function trackEvent(line: string) { send(line); }\n`,
    },
    says: ['# firstParty:\n#   - env:NEXT_PUBLIC_API_URL # api.web.example in .env.example', '# loggers:\n#   - ./lib/logger#trackEvent'],
    finds: ['app/users/[id]/page.tsx:4 error-direct'],
  },
  'a monorepo with nest': {
    files: {
      'package.json': { name: 'mono', private: true, workspaces: ['apps/*', 'packages/*'] },
      'apps/api/package.json': { name: '@mono/api', dependencies: { '@nestjs/common': '10', '@mono/logger': '*' } },
      'packages/logger/package.json': { name: '@mono/logger', main: 'src/index.ts', dependencies: { winston: '3' } },
      'packages/logger/src/index.ts': `import winston from 'winston';
const base = winston.createLogger();
export const log = (message: string, meta?: object) => base.info(message, meta);
`,
      'apps/api/src/users.controller.ts': `import { Body, Controller, Post } from '@nestjs/common';
import { log } from '@mono/logger';
@Controller('users')
export class UsersController {
  @Post()
  create(@Body() dto: { email: string }) {
    log('created', dto);
  }
}
`,
    },
    says: ['# A package may have its own waybill.yml, which holds below it: apps/api, packages/logger.'],
    finds: ['apps/api/src/users.controller.ts:7 log-direct'],
  },
};

/** A page of a terminal. */
const SHORT = 30;

describe('the drafted configuration', () => {
  it.each(Object.entries(PROJECTS))('of %s', async (_, { files, says, finds }) => {
    tree = temporaryTree({ '.git/HEAD': '', ...files });
    const { text } = await draftConfig({ path: '.', cwd: tree.root });
    for (const part of says) expect(text).toContain(part);
    expect(text.split('\n').length).toBeLessThan(SHORT);
    writeTree(tree.root, { 'waybill.yml': text });
    const ask = async () => (await scan({ paths: ['.'], cwd: tree.root, noCache: true, workers: 1 })).result;
    const { findings, coverage } = await ask();
    expect(coverage.problems).toEqual([]);
    expect(findings.map(({ location, rule }) => `${location.path}:${location.line} ${rule}`)).toEqual(finds);
    // What stands in comments is right as well.
    writeTree(tree.root, { 'waybill.yml': text.replace(/^# ?(?=(?:firstParty|loggers|sources):| {2}- )/gm, '') });
    expect((await ask()).coverage.problems.filter(({ message }) => !message.includes('leads to no file'))).toEqual([]);
  });

  it('gives editors the schema that is installed, in the project or in the workspace around it', async () => {
    tree = temporaryTree({
      '.git/HEAD': '',
      'package.json': { name: 'x', workspaces: ['apps/*'] },
      'apps/api/package.json': { name: 'api' },
      'apps/api/a.ts': '',
    });
    const named = async (path: string) => /\$schema=(\S+)/.exec((await draftConfig({ path, cwd: tree.root })).text)?.[1];
    expect(await named('apps/api')).toBe('./node_modules/waybill/schema/config.schema.json');
    writeTree(tree.root, { 'node_modules/waybill/schema/config.schema.json': '{}' });
    expect(await named('apps/api')).toBe('../../node_modules/waybill/schema/config.schema.json');
    expect(await named('.')).toBe('./node_modules/waybill/schema/config.schema.json');
  });
});
