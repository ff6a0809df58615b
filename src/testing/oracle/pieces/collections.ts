/** Pieces of lists, maps, sets and loops. */
import type { Piece } from '../writer.js';

export const COLLECTIONS: readonly Piece[] = [
  { name: 'list', write: (w) => void w.give('list', `[${w.text()}, ${w.text()}]`) },
  { name: 'spread list', write: (w) => void w.give('list', `[${w.one(["'x', ", ''])}...${w.list()}, ${w.text()}]`) },
  { name: 'known position', write: (w) => void w.give('text', `[${w.text()}, ${w.text()}][${w.pick(2)}]‹!›`) },
  { name: 'position', inexact: true, write: (w) => void w.give('text', `(${w.list()}[${w.pick(2)}] ?? '')`) },
  { name: 'at', inexact: true, write: (w) => void w.give('text', `(${w.list()}.at(${w.one(['0', '-1'])}) ?? '')`) },
  { name: 'join', write: (w) => void w.give('text', `${w.list()}.join('+')`) },
  {
    name: 'map',
    write: (w) => void w.give('list', `${w.list()}.map((p) => ${w.one(['p', 'p.trim()', "'x'", 'String(p.length)', '`${p}!`'])})`),
  },
  {
    name: 'map with a body',
    write: (w) => {
      const p = w.fresh('p');
      const list = w.list();
      const { lines, result } = w.innerBody([['text', p]]);
      const name = w.fresh();
      w.line(`const ${name} = ${list}.map((${p}) => {`);
      lines.forEach((line) => w.line(line));
      w.line(`  return ${result};`);
      w.line('});');
      w.known('list', name);
    },
  },
  { name: 'filter', write: (w) => void w.give('list', `${w.list()}.filter((p) => ${w.one(['p.length > 0', 'Boolean(p)', "p !== ''"])})`) },
  {
    name: 'find',
    inexact: true,
    write: (w) => void w.give('text', `(${w.list()}.find((p) => p.length > 0 && ${w.flag()}) ?? ${w.text()})`),
  },
  {
    name: 'reduce',
    write: (w) => void w.give('text', `${w.list()}.reduce((p, q) => ${w.one(['p + q', '`${p},${q}`'])}, ${w.one(["''", w.text()])})`),
  },
  { name: 'flatMap', write: (w) => void w.give('list', `${w.list()}.flatMap((p) => [p, ${w.text()}])`) },
  { name: 'flat', write: (w) => void w.give('list', `[${w.list()}, [${w.text()}]].flat()`) },
  { name: 'concat', write: (w) => void w.give('list', `${w.list()}.concat(${w.one([w.text(), w.list()])})`) },
  {
    name: 'copies',
    write: (w) =>
      void w.give(
        'list',
        w.one([
          `${w.list()}.slice(0, 5)`,
          `[...${w.list()}].reverse()`,
          `[...${w.list()}].sort()`,
          `Array.from(${w.list()})`,
          `Array.from(${w.list()}, (p) => p)`,
          `Array.of(${w.text()})`,
          `Array.from(new Set(${w.list()}))`,
          `[...new Set(${w.list()})]`,
          `[...${w.list()}.values()]`,
        ]),
      ),
  },
  {
    name: 'list ends',
    inexact: true,
    write: (w) =>
      void w.give(
        'text',
        w.one([
          `([...${w.list()}].pop() ?? '')`,
          `([...${w.list()}].shift() ?? '')`,
          `String(${w.list()}.length)`,
          `String(${w.list()}.includes('x'))`,
          `String(${w.list()}.indexOf(${w.text()}))`,
          `${w.list()}.toString()`,
          `JSON.stringify(${w.list()})`,
        ]),
      ),
  },
  {
    name: 'pushed',
    write(w) {
      const name = w.fresh();
      w.line(`const ${name}‹: string[]› = [];`);
      w.line(`${name}.${w.one(['push', 'unshift'])}(${w.text()});`);
      w.line(`${name}.push(${w.text()});`);
      w.known('list', name);
    },
  },
  {
    name: 'pushed in forEach',
    write(w) {
      const name = w.fresh();
      w.line(`const ${name}‹: string[]› = [];`);
      w.line(`${w.list()}.forEach((p) => { ${name}.push(${w.one(['p', "'x'", '`${p}.`'])}); });`);
      w.known('list', name);
    },
  },
  {
    name: 'store at a position',
    write(w) {
      const name = w.fresh();
      w.line(`const ${name}‹: string[]› = ['x', 'x'];`);
      w.line(`${name}[${w.pick(2)}] = ${w.text()};`);
      w.known('list', name);
    },
  },
  {
    name: 'for of',
    write(w) {
      const name = w.fresh();
      w.line(`let ${name} = '';`);
      w.line(`for (const p of ${w.list()}) ${name} += ${w.one(['p', "'x'", '`${p}.`'])};`);
      w.give('text', name);
    },
  },
  {
    name: 'for of with a body',
    write(w) {
      const [name, p] = [w.fresh(), w.fresh('p')];
      w.line(`let ${name} = '';`);
      w.line(`for (const ${p} of ${w.list()}) {`);
      const { lines, result } = w.innerBody([['text', p]]);
      lines.forEach((line) => w.line(line));
      w.line(`  ${name} += ${result};`);
      w.line('}');
      w.give('text', name);
    },
  },
  {
    name: 'counted loop',
    write(w) {
      const [name, list] = [w.fresh(), w.give('list', w.list())];
      w.line(`let ${name} = '';`);
      w.line(`for (let i = 0; i < ${list}.length; i++) ${name} += ${list}[i];`);
      w.give('text', name);
    },
  },
  {
    name: 'while',
    write(w) {
      const [name, list] = [w.fresh(), w.fresh()];
      w.line(`const ${list} = [...${w.list()}];`);
      w.line(`let ${name} = '';`);
      w.line(`while (${list}.length > 0) ${name} += ${list}.shift() ?? '';`);
      w.give('text', name);
    },
  },
  {
    name: 'entries of a list',
    write(w) {
      const name = w.fresh();
      w.line(`let ${name} = '';`);
      w.line(`for (const [i, p] of ${w.list()}.entries()) ${name} += ${w.one(['p', 'i', '`${i}:${p}`'])};`);
      w.give('text', name);
    },
  },
  {
    name: 'list destructuring',
    inexact: true,
    write(w) {
      const [a, b] = [w.fresh(), w.fresh()];
      w.line(`const [${a} = ${w.text()}, ...${b}] = ${w.list()};`);
      w.known('text', a);
      w.known('list', b);
    },
  },
  { name: 'map literal', inexact: true, write: (w) => void w.give('map', `new Map([['m1', ${w.text()}], ['m2', ${w.text()}]])`) },
  {
    name: 'map set',
    write(w) {
      const name = w.fresh();
      w.line(`const ${name} = new Map‹<string, string>›();`);
      w.line(`${name}.set(${w.one(["'m1'", w.text()])}, ${w.text()});`);
      w.known('map', name);
    },
  },
  { name: 'map get', inexact: true, write: (w) => void w.give('text', `(${w.map()}.get('m1') ?? '')`) },
  {
    name: 'map reads',
    write: (w) => void w.give('list', `[...${w.map()}${w.one(['.values()', '.keys()', '.entries()', ''])}].map((p) => String(p))`),
  },
  {
    name: 'map forEach',
    write: (w) => {
      const name = w.fresh();
      w.line(`let ${name} = '';`);
      w.line(`${w.map()}.forEach((p, q) => { ${name} += ${w.one(['p', 'q'])}; });`);
      w.give('text', name);
    },
  },
  { name: 'map size', write: (w) => void w.give('text', `String(${w.map()}.size)`) },
  {
    name: 'set',
    write(w) {
      const name = w.fresh();
      w.line(`const ${name} = new Set‹<string>›();`);
      w.line(`${name}.add(${w.text()});`);
      w.give('list', w.one([`[...${name}]`, `Array.from(${name})`, `Array.from(${name}.values())`]));
    },
  },
  { name: 'people', write: (w) => void w.give('people', `[${w.person()}, ${w.person()}]`) },
  {
    name: 'person of people',
    inexact: true,
    write: (w) => void w.give('person', `${w.people()}${w.one(['[0]', ".find((p) => p.id !== '')", '.filter((p) => p.id).at(-1)'])}‹!›`),
  },
  {
    name: 'fields of people',
    write: (w) => void w.give('list', `${w.people()}.map((p) => p.${w.one(['email', 'id', 'fullName', 'plan'])})`),
  },
  {
    name: 'destructured people',
    write: (w) => void w.give('list', `${w.people()}.map(({ ${w.one(['email', 'id', 'fullName'])}: p }) => p)`),
  },
  {
    name: 'people as text',
    write: (w) =>
      void w.give(
        'text',
        `JSON.stringify(${w.people()}.map((p) => (${w.one(['{ a: p.email, b: p.id }', '{ a: p.id }', 'p', '{ ...p, email: undefined, fullName: 0, phoneNumber: 0 }'])})))`,
      ),
  },
  {
    name: 'grouped',
    write: (w) => {
      const name = w.fresh();
      w.line(`const ${name}‹: Record<string, string[]>› = {};`);
      w.line(`for (const p of ${w.people()}) (${name}[p.plan] ??= []).push(p.${w.one(['email', 'id'])});`);
      w.give('list', `Object.values(${name}).flat()`);
    },
  },
];
