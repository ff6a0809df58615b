/** Pieces of objects: literals, members, destructuring, spread, keys. */
import type { Piece } from '../writer.js';

const KEYS = ['k1', 'k2'] as const;

export const OBJECTS: readonly Piece[] = [
  { name: 'object literal', write: (w) => void w.give('box', `{ k1: ${w.text()}, k2: ${w.text()} }`) },
  { name: 'member', write: (w) => void w.give('text', `${w.box()}.${w.one(KEYS)}`) },
  { name: 'computed member', write: (w) => void w.give('text', `${w.box()}['${w.one(KEYS)}']`) },
  {
    name: 'key in a constant',
    write(w) {
      const key = w.fresh();
      w.line(`const ${key} = '${w.one(KEYS)}';`);
      w.give('text', `${w.box()}[${key}]`);
    },
  },
  {
    name: 'computed key in a literal',
    write(w) {
      const key = w.fresh();
      w.line(`const ${key} = '${w.one(KEYS)}'‹ as const›;`);
      w.give('box', `{ k1: ${w.text()}, k2: 'x', [${key}]: ${w.text()} }`);
    },
  },
  {
    name: 'destructuring',
    write(w) {
      const [a, b] = [w.fresh(), w.fresh()];
      w.line(`const { k1: ${a}, k2: ${b} = ${w.text()} } = ${w.flag()} ? ${w.box()} : { k1: 'x' }‹ as Partial<Box> as Box›;`);
      w.known('text', w.pick(2) ? a : b);
    },
  },
  {
    name: 'nested destructuring',
    write(w) {
      const [a, b] = [w.fresh(), w.fresh()];
      w.line(`const { a: { k1: ${a} }, b: [, ${b}] } = { a: ${w.box()}, b: [${w.text()}, ${w.text()}] };`);
      w.known('text', a);
      w.known('text', b);
    },
  },
  {
    name: 'rest of an object',
    write(w) {
      const [a, b] = [w.fresh(), w.fresh()];
      w.line(`const { k1: ${a}, ...${b} } = ${w.box()};`);
      w.known('text', a);
      w.give('box', `{ k1: 'x', ...${b} }`);
    },
  },
  { name: 'spread', write: (w) => void w.give('box', w.one([`{ ...${w.box()}, k1: ${w.text()} }`, `{ k1: ${w.text()}, ...${w.box()} }`])) },
  { name: 'assign', inexact: true, write: (w) => void w.give('box', `Object.assign({}, ${w.box()}, { k2: ${w.text()} })`) },
  {
    name: 'store',
    write(w) {
      const box = w.give('box', `{ k1: ${w.text()}, k2: ${w.text()} }`);
      w.line(`${box}.${w.one(KEYS)} = ${w.text()};`);
    },
  },
  {
    name: 'nested object',
    write(w) {
      const name = w.fresh();
      w.line(`const ${name} = { a: { b: ${w.box()}, c: ${w.text()} }, d: ${w.text()} };`);
      w.give('text', w.one([`${name}.a.b.k1`, `${name}.a.c`, `${name}.d`, `${name}['a']['b'].k2`, `${name}?.a?.c`]));
    },
  },
  {
    name: 'store in a member',
    write(w) {
      const name = w.fresh();
      w.line(`const ${name} = { a: { b: ${w.text()}, c: 'x' } };`);
      w.line(`${name}.a.b = ${w.text()};`);
      w.give('text', `${name}.a.${w.one(['b', 'c'])}`);
    },
  },
  {
    name: 'alias of an object',
    write(w) {
      const name = w.fresh();
      w.line(`const ${name}‹: Box› = { k1: ${w.text()}, k2: 'x' };`);
      const other = w.fresh();
      w.line(`const ${other} = ${name};`);
      w.line(`${other}.k2 = ${w.text()};`);
      w.known('box', name);
    },
  },
  { name: 'values', write: (w) => void w.give('list', `Object.values(${w.box()})`) },
  { name: 'keys', write: (w) => void w.give('text', `Object.keys(${w.box()}).join()`) },
  { name: 'entries', write: (w) => void w.give('list', `Object.entries(${w.box()}).map(([p, q]) => ${w.one(['q', 'p', '`${p}=${q}`'])})`) },
  {
    name: 'from entries',
    inexact: true,
    write: (w) => void w.give('box', `Object.fromEntries([['k1', ${w.text()}], ['k2', ${w.text()}]])‹ as unknown as Box›`),
  },
  {
    name: 'mapped entries',
    inexact: true,
    write: (w) =>
      void w.give(
        'box',
        `Object.fromEntries(Object.entries(${w.box()}).map(([p, q]) => [p, ${w.one(['q', 'String(q.length)', 'String(q).trim()'])}]))‹ as unknown as Box›`,
      ),
  },
  {
    name: 'clone',
    write: (w) =>
      void w.give(
        'box',
        w.one([`JSON.parse(JSON.stringify(${w.box()}))‹ as Box›`, `structuredClone(${w.box()})`, `Object.freeze(${w.box()})`]),
      ),
  },
  {
    name: 'person spread',
    write: (w) => void w.give('person', `{ ...${w.person()}, ${w.one(['email', 'fullName', 'plan'])}: ${w.text()} }`),
  },
  {
    name: 'person by parts',
    write: (w) =>
      void w.give(
        'person',
        `{ id: ${w.text()}, email: ${w.text()}, fullName: 'x', phoneNumber: 'x', plan: ${w.text()}, home: ${w.person()}.home }`,
      ),
  },
  {
    name: 'person rest',
    write(w) {
      const name = w.fresh();
      w.line(`const { email: ${w.fresh()}, phoneNumber: ${w.fresh()}, ...${name} } = ${w.person()};`);
      w.give('text', w.one([`JSON.stringify(${name})`, `${name}.fullName`, `${name}.plan`]));
    },
  },
  { name: 'person as text', write: (w) => void w.give('text', `JSON.stringify(${w.person()})`) },
  { name: 'chosen fields', write: (w) => void w.give('text', `JSON.stringify(${w.person()}, ['id', '${w.one(['plan', 'email'])}'])`) },
  { name: 'home', write: (w) => void w.give('text', `${w.person()}.home.street`) },
  {
    name: 'key from a list',
    inexact: true,
    write(w) {
      const name = w.fresh();
      w.line(`const ${name} = [${w.one(["'email', 'fullName'", "'id', 'plan'"])}]‹ as const›;`);
      w.give('list', `${name}.map((p) => (${w.person()})[p])`);
    },
  },
  {
    name: 'for in',
    write(w) {
      const [name, box] = [w.fresh(), w.fresh()];
      w.line(`let ${name} = '';`);
      w.line(`const ${box}‹: Record<string, string>› = { ...${w.box()} };`);
      w.line(`for (const p in ${box}) ${name} += ${w.one([`${box}[p]`, 'p'])};`);
      w.known('text', name);
    },
  },
  {
    name: 'delete',
    write(w) {
      const name = w.fresh();
      w.line(`const ${name}‹: Partial<User>› = { ...${w.person()} };`);
      w.line(`delete ${name}.email; delete ${name}.${w.one(['fullName', 'plan'])}; delete ${name}.phoneNumber;`);
      w.give('text', `JSON.stringify(${name})`);
    },
  },
  {
    name: 'accessors of a literal',
    write(w) {
      const name = w.fresh();
      w.line(`const ${name} = { a: ${w.text()}, get b() { return this.a; }, get c() { return ${w.text()}; } };`);
      w.give('text', `${name}.${w.one(['b', 'c', 'a'])}`);
    },
  },
  {
    name: 'methods of a literal',
    write(w) {
      const name = w.fresh();
      w.line(`const ${name} = { a: ${w.text()}, b() { return this.a; }, c(p‹: string›) { return p; }, d: (p‹: string›) => 'd' };`);
      w.give('text', `${name}.${w.one(['b()', `c(${w.text()})`, `d(${w.text()})`])}`);
    },
  },
  {
    name: 'swap',
    write(w) {
      const [a, b] = [w.fresh(), w.fresh()];
      w.line(`let [${a}, ${b}] = [${w.text()}, ${w.text()}];`);
      w.line(`[${a}, ${b}] = [${b}, ${a}];`);
      w.give('text', a);
      w.give('text', b);
    },
  },
  {
    name: 'record',
    write(w) {
      const name = w.fresh();
      w.line(`const ${name}‹: Record<string, string>› = {};`);
      w.line(`${name}.k${w.pick(2)} = ${w.text()};`);
      w.give('text', `(${name}.k0 ?? ${name}.k1 ?? '')`);
    },
  },
];
