/**
 * Programs whose analysis would grow by powers, or with the square of their size, if anything in it were done once for each way to a
 * value: what a careless analysis never comes back from. Each is made to a size.
 */

const range = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i);
const lines = (n: number, line: (i: number) => string): string => range(n).map(line).join('\n');
const PERSON = 'interface User { email: string; phone: string; name: string }\n';

export interface WorstCase {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** Lines with a finding, at least: in `a.ts`, or where the text of the line says. */
  readonly leak: string;
}

/** One function that does the same thing again and again to what it did before. */
function rows(name: string, n: number, start: string, row: (i: number) => string, end = 'console.log(s);'): WorstCase {
  const text = `${PERSON}export function go(user: User, c: boolean[]) {\n  let s: any = ${start};\n${lines(n, row)}\n  ${end}\n}\n`;
  return { name, files: { 'a.ts': text }, leak: end };
}

/** Functions of which each calls the one before, in more than one place. */
function chain(name: string, n: number, first: string, next: (i: number) => string, end: (last: number) => string): WorstCase {
  const leak = end(n - 1);
  return { name, files: { 'a.ts': `${PERSON}${lines(n, (i) => (i === 0 ? first : next(i)))}\n${leak}\n` }, leak };
}

/** Each would take twice as long for one more of `n`. */
export const doubling = (n: number): readonly WorstCase[] => [
  rows('a text that grows under conditions', n, `''`, (i) => `  if (c[${i}]) s = s + user.email;`),
  rows('a template that holds itself twice', n, 'user.email', (i) => `  s = \`\${s}\${c[${i}] ? s : ''}\`;`),
  rows('an object that holds itself', n, '{}', (i) => `  if (c[${i}]) s = { ...s, e${i}: s, v: user.email };`),
  rows('a list that holds itself', n, '[]', (i) => `  if (c[${i}]) s = [...s, user.email, s];`),
  rows(
    'a closure that calls itself twice',
    n,
    `() => user.email`,
    (i) => `  if (c[${i}]) { const g = s; s = () => g() + g(); }`,
    'console.log(s());',
  ),
  rows(
    'text replaced by itself',
    n,
    'user.email',
    (i) => `  s = c[${i}] ? s.replace(/a/g, (m: string) => m + s) : s.split(',').map((p: string) => p + s).join(s);`,
  ),
  rows('merged objects', n, '{ e: user.email }', (i) => `  s = Object.assign({}, s, { k${i}: s, x: c[${i}] ? s : null });`),
  chain(
    'functions that call the one before three times',
    n,
    'function f0(x: string) { return x; }',
    (i) => `function f${i}(x: string): string { return x ? f${i - 1}(x) : f${i - 1}(x) + f${i - 1}(x + x); }`,
    (last) => `export function go(user: User) { console.log(f${last}(user.email)); }`,
  ),
  chain(
    'methods that call the one above twice',
    n,
    "class C0 { v = ''; m(u: User, d: number): string { return u.email; } }",
    (i) =>
      `class C${i} extends C${i - 1} { override m(u: User, d: number): string { return d ? super.m(u, d - 1) : super.m(u, d) + this.v; } }`,
    (last) => `export function go(user: User, c: C${last}) { console.log(c.m(user, 3)); }`,
  ),
  chain(
    'generators that yield from the one before twice',
    n,
    'function* g0(u: User): any { yield u.email; }',
    (i) => `function* g${i}(u: User): any { yield* g${i - 1}(u); yield* g${i - 1}({ ...u }); for (const x of g${i - 1}(u)) yield x + x; }`,
    (last) => `export function go(user: User) { console.log([...g${last}(user)]); }`,
  ),
  chain(
    'errors that are caught and thrown on',
    n,
    'function t0(u: User): void { throw new Error(u.email); }',
    (i) =>
      `function t${i}(u: User): void { try { t${i - 1}(u); } catch (e: any) { throw new Error(e.message + u.name, { cause: e }); } t${i - 1}({ ...u }); }`,
    (last) => `export function go(user: User) { try { t${last}(user); } catch (e) { console.log(e); } }`,
  ),
  chain(
    'types that hold the one before three times',
    n,
    'type T0 = User;',
    (i) => `type T${i} = { a: T${i - 1}; b?: T${i - 1}; c: T${i - 1}[] } & Partial<Omit<T${i - 1}, 'z'>>;`,
    (last) => `export function go(x: T${last}) { console.log(x.email); }`,
  ),
  chain(
    'functions in one cycle that wrap what they get',
    n,
    `export function f0(u: User, d: number): string { return d ? '(' + f1(u, d - 1) + f2(u, d) + ')' : u.email; }`,
    (i) =>
      `export function f${i}(u: User, d: number): string { return d ? '[' + f${(i + 1) % n}(u, d - 1) + f${(i * 7 + 2) % n}(u, d) + ']' : u.name; }`,
    () => 'export function go(user: User) { console.log(f0(user, 3)); }',
  ),
];

/** Much of one thing; each would take four times as long for twice as much. */
export function huge(n: number): readonly WorstCase[] {
  const personal = (i: number): string => (i % 100 === 0 ? `email${i}` : `field${i}`);
  return [
    {
      name: 'a type with ten thousand members',
      files: {
        'a.ts': `export interface Big {\n${lines(n * 20, (i) => `${personal(i)}: string;`)}\n}\nexport function go(big: Big) {\nconsole.log(big);\nconsole.log(JSON.stringify({ ...big }));\n}\n`,
      },
      leak: 'console.log(big);',
    },
    {
      name: 'five thousand implementations of one interface',
      files: {
        'i.ts': 'export interface Sender { send(user: { email: string }): string }\n',
        'b.ts': `import type { Sender } from './i';\n${lines(n * 10, (i) => `export class S${i} implements Sender { send(user: { email: string }) { return user.email; } }`)}\n`,
        'a.ts': `import type { Sender } from './i';\n${lines(n, (i) => `export function use${i}(s: Sender, user: { email: string }) { return s.send(user); }`)}\nexport function go(s: Sender, user: { email: string }) { console.log(s.send(user)); }\n`,
      },
      leak: 'console.log(s.send(user)); }',
    },
    {
      name: 'generics two hundred deep',
      files: {
        'a.ts': `${PERSON}type Box<T> = { value: T };\ntype Deep = ${'Box<'.repeat(200)}User${'>'.repeat(200)};\n${lines(200, (i) => (i === 0 ? 'type A0<T> = { a: T; b: T };' : `type A${i}<T> = A${i - 1}<A${i - 1}<T>>;`))}\nexport function go(deep: Deep, x: A199<User>, user: User) {\n  console.log(deep.value, x.a.b);\n  console.log(user.email);\n}\n`,
      },
      leak: 'console.log(user.email);',
    },
    {
      name: 'four hundred methods called get',
      files: {
        'b.ts': lines(400, (i) => `export class C${i} { get(key: string): string { return key; } }`),
        'a.ts': `import * as b from './b';\nexport const all: any[] = [${range(400)
          .map((i) => `new b.C${i}()`)
          .join()}];\n${lines(400, (i) => `export function u${i}(x: any, user: { email: string }) { return x.get(user.email); }`)}\nexport function go(user: { email: string }) { console.log(user.email); }\n`,
      },
      leak: 'console.log(user.email); }',
    },
    {
      name: 'one cycle of many functions',
      files: {
        'a.ts': `${PERSON}${lines(n * 4, (i) => `export function f${i}(user: User, note: string, d: number): string { if (d) return f${(i + 1) % (n * 4)}(user, note + user.email, d - 1) + f${(i * 7 + 3) % (n * 4)}({ ...user, name: note }, user.phone, d); return user.name; }`)}\nexport function go(user: User) { console.log(f0(user, '', 3)); }\n`,
      },
      leak: "console.log(f0(user, '', 3)); }",
    },
  ];
}
