/** A flow tells every call that the data goes through, also when it goes inside something that was made of it. */
import { describe, expect, it } from 'vitest';
import { scanFiles } from '../testing/compare-scans.js';

const LOGGER = `export class Logger {
  fatal(message: string, error: Error): void {
    console.error(message, error);
  }
}
export const logger = new Logger();
`;

/** Lines and words of the first flow of the only finding of a kind. */
async function stepsOf(main: string, kind: string): Promise<readonly string[]> {
  const { findings } = await scanFiles({ 'logger.ts': LOGGER, 'main.ts': main });
  const found = findings.filter((f) => f.kind === kind);
  expect(found).toHaveLength(1);
  return found[0]!.flows[0]!.steps.map(({ location, text }) => `${location.path}:${location.line} ${text}`);
}

describe('the steps of a flow', () => {
  it('name each wrapper of a text', async () => {
    const main = `import { logger } from './logger.js';
function outer(text: string): void {
  logger.fatal(text, new Error('x'));
}
export function run(user: { email: string }): void {
  outer(\`mail \${user.email}\`);
}
`;
    expect(await stepsOf(main, 'log')).toEqual([
      'main.ts:6 `email` is read',
      'main.ts:6 passed to `outer`',
      'main.ts:3 passed to `fatal`',
      'logger.ts:3 leaves here, by `error`',
    ]);
  });

  it('name each wrapper of an error', async () => {
    const main = `import { logger } from './logger.js';
export function run(user: { email: string }): void {
  const error = new Error(\`no mail to \${user.email}\`);
  report(error);
}
function report(error: Error): void {
  logger.fatal('x', error);
}
`;
    expect(await stepsOf(main, 'log')).toEqual([
      'main.ts:3 `email` is read',
      'main.ts:4 passed to `report`',
      'main.ts:7 passed to `fatal`',
      'logger.ts:3 leaves here, by `error`',
    ]);
  });
});
