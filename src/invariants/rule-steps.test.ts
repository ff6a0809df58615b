/** Steps of rules whose ends are no findings by themselves: that they lead there is seen in the inventory. */
import { expect, it } from 'vitest';
import { scanFiles } from '../testing/compare-scans.js';

it('a map in a library is entered by what code calls on it', async () => {
  const { sinks } = await scanFiles({
    'bot.ts': `
import { Client } from 'discord.js';
const client = new Client({ intents: [] });
export function tell(user: { email: string }, client2: Client) {
  client.channels.cache.get('1')?.send(user.email);
  client.users.cache.forEach((admin) => admin.send(user.email));
  for (const channel of client2.channels.cache.values()) channel.send({ content: user.email });
  client.channels.cache.size.send(user.email);
}`,
  });
  const ruled = sinks.filter(({ basis }) => basis !== 'catalogue');
  expect(ruled.map(({ kind, recipient, location }) => [kind, recipient, location.line])).toEqual([
    ['message', 'discord', 5],
    ['message', 'discord', 6],
    ['message', 'discord', 7],
  ]);
});

it('what stays on everything sent later says so where it is given', async () => {
  const { findings } = await scanFiles({
    'log.ts': `
import pino from 'pino';
const logger = pino();
export const child = (user: { email: string }) => logger.child({ email: user.email });
export const line = (user: { email: string }) => logger.info(user.email);`,
  });
  const ends = findings.map(({ flows }) => flows[0]?.steps.at(-1)?.text);
  expect(ends[0]).toMatch(/leaves here, and stays on everything sent later$/);
  expect(ends[1]).toMatch(/leaves here$/);
});
