import { expect, it } from 'vitest';
import type { Coverage } from '../model/report.js';
import { scanFiles } from '../testing/compare-scans.js';

async function meterOf(code: string): Promise<Coverage['sinkArguments']> {
  return (await scanFiles({ 'a.ts': code })).coverage.sinkArguments;
}

it('an argument whose content is known is followed, personal or not', async () => {
  const code = `
const LIMIT = 3;
function name(user: { email: string; age: number }) { return user.email; }
export function run(user: { email: string; age: number }, flag: boolean) {
  console.log('start', LIMIT, user, name(user), flag ? 'a' : 'b', user.age > 3);
  throw new Error(\`no \${user.age}\`);
}`;
  const { total, followed, notFollowed } = await meterOf(code);
  expect(notFollowed).toEqual([]);
  expect(followed).toBe(total);
  expect(total).toBeGreaterThan(6);
});

it('others are told by cause: the library, the call, code that is not seen, a caught error', async () => {
  const code = `
import { weather } from 'weather-station/today';
import { rows } from '@scope/rows/deep';
declare const someGlobal;
export function a(x) { console.log(weather(), rows, x); }
export function b() { console.log(unbound().thing); }
export function c() { try { unbound(); } catch (error) { console.error(error); } }
export function d() { console.log(someGlobal.thing, 'and', weather().city); }`;
  expect(await meterOf(code)).toEqual({
    total: 8,
    followed: 1,
    notFollowed: [
      { cause: 'library', package: 'weather-station', arguments: 2 },
      { cause: 'call', arguments: 1 },
      { cause: 'error', arguments: 1 },
      { cause: 'library', package: '@scope/rows', arguments: 1 },
      { cause: 'parameter', arguments: 1 },
      { cause: 'unknown', arguments: 1 },
    ],
  });
});

it('a parameter is followed when the project calls the function', async () => {
  const { notFollowed } = await meterOf(`function log(x) { console.log(x); } export function run() { log('start'); }`);
  expect(notFollowed).toEqual([]);
});

it('an argument counts once, whatever number of rules reads it', async () => {
  const { total } = await meterOf(`export const send = (q: string) => fetch('/find?q=' + q, { method: 'POST', body: q });`);
  expect(total).toBe(2);
});

it('of several roots, the sum', async () => {
  const { coverage } = await scanFiles({ 'x/a.ts': 'console.log(f())', 'y/b.ts': 'console.log(f(), 1)' });
  expect(coverage.sinkArguments).toEqual({ total: 3, followed: 1, notFollowed: [{ cause: 'call', arguments: 2 }] });
  expect(coverage.percent).toEqual({ files: 100, calls: 50, sinkArguments: 33.3 });
});
