/** Chains that no hand writes: a run ends, the rest of the project keeps its findings, and what was cut is counted. */
import { expect, it } from 'vitest';
import { scanFiles } from '../testing/compare-scans.js';

const seq = (n: number, line: (i: number) => string): string => Array.from({ length: n }, (_, i) => line(i)).join('\n');
const OTHER = { 'other.ts': 'export const other = (user: { email: string }) => console.log(user.email);' };

it.each([
  [
    'objects that hold and spread each other',
    `const o0 = { e: 1 };\n${seq(2_000, (i) => `const o${i + 1} = { ...o${i}, a${i}: o${i} };`)}\nconsole.log(o2000); o2000.a5.a4.x();`,
  ],
  [
    'members of members',
    `export function f(v0: { a: any }) {\n${seq(5_000, (i) => `const v${i + 1} = v${i}.a;`)}\nconsole.log(v5000.email); v5000.x() }`,
  ],
  [
    'choices',
    `declare const c: any; const f0 = { e: c.e };\n${seq(5_000, (i) => `const f${i + 1} = c ? f${i} : { a: f${i} };`)}\nconsole.log(f5000); f5000.a.a.go();`,
  ],
  ['lists of lists', `const a0 = [{ e: '' }];\n${seq(2_000, (i) => `const a${i + 1} = [a${i}, a${i}, ...a${i}];`)}\nconsole.log(a2000);`],
  [
    'functions that call the next',
    `${seq(5_000, (i) => `function f${i}(x: string) { return f${i + 1}(x); }`)}\nexport const r = () => console.log(f0('x'));`,
  ],
  [
    'types of types',
    `type T0 = { e: string };\n${seq(5_000, (i) => `type T${i + 1} = T${i} & { a${i}: T${i} };`)}\nexport const z = (c: T5000) => console.log(c.e, c);`,
  ],
  [
    'classes that extend the one before',
    `class C0 { e = '' }\n${seq(3_000, (i) => `class C${i + 1} extends C${i} { m${i}() { return this; } }`)}\nexport const z = (c: C3000) => console.log(c.e, c);`,
  ],
])('of %s', async (_, code) => {
  const { findings } = await scanFiles({ ...OTHER, 'chain.ts': code });
  expect(findings.map((one) => [one.location.path, one.rule])).toEqual([['other.ts', 'log-direct']]);
});

it('of re-exports', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 1_000 }, (_, i) => [
      `m${i}.ts`,
      i === 0
        ? 'export const log = (text: string) => console.log(text);'
        : `export * from './m${i - 1}'; export { log as log${i} } from './m${i - 1}';`,
    ]),
  );
  const use = (n: number): string => `import { log } from './m${n}'; export const f${n} = (user: { email: string }) => log(user.email);`;
  const { findings, coverage } = await scanFiles({ ...OTHER, ...files, 'near.ts': use(20), 'far.ts': use(999) });
  expect(findings.map((one) => one.location.path)).toEqual(['near.ts', 'other.ts']);
  expect(coverage.cuts).toMatchObject({ 're-exports in a row': expect.any(Number) as number });
});
