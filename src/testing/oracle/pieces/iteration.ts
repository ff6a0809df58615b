/** Pieces of generators and iterators, of their own and of built-ins. */
import type { Piece } from '../writer.js';

export const ITERATION: readonly Piece[] = [
  {
    name: 'generator that is walked',
    write(w) {
      const [f, name] = [w.fresh('f'), w.fresh()];
      const [a, b] = [w.text(), w.text()];
      const [g] = w.declare([f], () => [
        `function* ${f}(p‹: string›, q‹: string›)‹: Generator<string>› {`,
        `  yield ${w.one(['p', "'x'"])};`,
        `  if (${w.flag()}) yield ${w.one(['q', "'y'"])};`,
        '}',
      ]);
      w.line(`let ${name} = '';`);
      w.line(`for (const p of ${g}(${a}, ${b})) ${name} += p;`);
      w.give('text', name);
    },
  },
  {
    name: 'generator of a generator',
    write(w) {
      const [f, h, name] = [w.fresh('f'), w.fresh('f'), w.fresh()];
      const list = w.list();
      const [, g] = w.declare([f, h], () => [
        `function* ${f}(p‹: string[]›)‹: Generator<string>› { for (const q of p) yield ${w.one(['q', "'x'", 'q.trim()'])}; }`,
        `function* ${h}(p‹: string[]›)‹: Generator<string>› { yield* ${f}(p); yield 'y'; }`,
      ]);
      w.line(`const ${name} = Array.from(${g}(${list}));`);
      w.known('list', name);
    },
  },
  {
    name: 'generator result',
    inexact: true,
    write(w) {
      const f = w.fresh('f');
      const text = w.text();
      const [g] = w.declare([f], () => [
        `function* ${f}(p‹: string›) {`,
        `  const q = yield ${w.one(['p', "'x'"])};`,
        `  return ${w.one(['p', 'String(q)', "'x'"])};`,
        '}',
      ]);
      w.give('text', `String(${g}(${text}).next().value)`);
    },
  },
  {
    name: 'generator method',
    write(w) {
      const c = w.fresh('C');
      const list = w.list();
      const [k] = w.declare([c], () => [
        `class ${c} {`,
        '  ‹a: string[];›',
        '  constructor(p‹: string[]›) { this.a = p; }',
        `  *b()‹: Generator<string>› { for (const p of this.a) yield ${w.one(['p', "'x'"])}; }`,
        '}',
      ]);
      w.give('list', `[...new ${k}(${list}).b()]`);
    },
  },
  {
    name: 'async generator over promises',
    awaits: true,
    write(w) {
      const [f, name] = [w.fresh('f'), w.fresh()];
      const list = w.list();
      const [g] = w.declare([f], () => [
        `async function* ${f}(p‹: string[]›)‹: AsyncGenerator<string>› {`,
        `  for (const q of p) yield await Promise.resolve(${w.one(['q', "'x'", '`${q}.`'])});`,
        '}',
      ]);
      w.line(`const ${name}‹: string[]› = [];`);
      w.line(`for await (const p of ${g}(${list})) ${name}.push(p);`);
      w.known('list', name);
    },
  },
  {
    name: 'promises in a loop',
    awaits: true,
    write(w) {
      const name = w.fresh();
      w.line(`let ${name} = '';`);
      w.line(`for await (const p of [${w.later()}, ${w.later()}]) ${name} += p;`);
      w.give('text', name);
    },
  },
  {
    name: 'iterator of an object',
    gap: 'an iterator that an object defines',
    write(w) {
      const name = w.fresh();
      w.line(`const ${name} = { *[Symbol.iterator]() { yield ${w.text()}; } };`);
      w.give('list', `[...${name}]`);
    },
  },
  {
    name: 'async iterator of a class',
    gap: 'an iterator that a class defines',
    awaits: true,
    write(w) {
      const [c, name] = [w.fresh('C'), w.fresh()];
      const text = w.text();
      const [k] = w.declare([c], () => [
        `class ${c} {`,
        '  ‹a: string;›',
        '  constructor(p‹: string›) { this.a = p; }',
        `  async *[Symbol.asyncIterator]() { yield ${w.one(['this.a', "'x'"])}; }`,
        '}',
      ]);
      w.line(`let ${name} = '';`);
      w.line(`for await (const p of new ${k}(${text})) ${name} += p;`);
      w.give('text', name);
    },
  },
  {
    name: 'iterator read by hand',
    gap: 'an iterator that is taken by its symbol',
    inexact: true,
    write(w) {
      const name = w.fresh();
      w.line(`const ${name} = ${w.list()}[Symbol.iterator]();`);
      w.give('text', `String(${name}.next().value)`);
    },
  },
  {
    name: 'callbacks of lists',
    write: (w) =>
      void w.give(
        'list',
        w.one([
          `[...${w.list()}].sort((p, q) => p.localeCompare(q))`,
          `${w.list()}.reduceRight‹<string[]>›((p, q) => [...p, ${w.one(['q', "'x'"])}], [])`,
          `${w.list()}.reduce‹<string[]>›((p, q) => { p.push(${w.one(['q', "'x'"])}); return p; }, [])`,
          `${w.list()}.reduce‹<string[]>›((p, q) => p.concat(q), [])`,
          `${w.list()}.filter((p, i, all) => all.indexOf(p) === i)`,
          `Array.from({ length: 2 }, () => ${w.text()})`,
          `new Array(2).fill(${w.text()})`,
          `[${w.list()}, ${w.list()}].flat()`,
          `${w.list()}.flatMap((p) => ${w.one(['[p, p]', "['x']", "p.split('')"])})`,
          `[...${w.list()}].map(String)`,
          `${w.list()}.toSorted()`,
          `${w.list()}.toReversed()`,
          `Object.values({ ...${w.list()} })`,
        ]),
      ),
  },
  {
    name: 'object by reduce',
    write(w) {
      const name = w.fresh();
      w.line(
        `const ${name} = ${w.list()}.reduce‹<Record<string, string>>›((p, q, i) => ({ ...p, [${w.one(['`a${i}`', 'q'])}]: ${w.one(['q', "'x'"])} }), {});`,
      );
      w.give('text', `JSON.stringify(${name})`);
    },
  },
  {
    name: 'sum by reduce',
    write: (w) => void w.give('text', `String(${w.list()}.reduce((p, q) => p + q.length, 0))`),
  },
  {
    name: 'some and every',
    inexact: true,
    write(w) {
      const name = w.fresh();
      w.line(`let ${name} = 'x';`);
      w.line(`${w.list()}.${w.one(['some', 'every'])}((p) => { ${name} = ${w.one(['p', "'y'"])}; return true; });`);
      w.known('text', name);
    },
  },
  {
    name: 'map of entries',
    inexact: true,
    write: (w) =>
      void w.give('map', `new Map(Object.entries(${w.box()}).map(([p, q]) => [${w.one(["'m1'", 'p'])}, ${w.one(['q', "'x'"])}]))`),
  },
  {
    name: 'map built of a list',
    write: (w) => void w.give('map', `new Map(${w.people()}.map((p) => [p.${w.one(['id', 'email'])}, p.${w.one(['plan', 'fullName'])}]))`),
  },
  {
    name: 'map walked',
    write(w) {
      const name = w.fresh();
      w.line(`let ${name} = '';`);
      w.line(`for (const [p, q] of ${w.map()}) ${name} += ${w.one(['p', 'q', '`${p}:${q}`'])};`);
      w.give('text', name);
    },
  },
  {
    name: 'map to an object',
    write: (w) => void w.give('text', `JSON.stringify(${w.one([`Object.fromEntries(${w.map()})`, `[...${w.map()}]`])})`),
  },
  {
    name: 'weak map',
    inexact: true,
    write(w) {
      const [name, key] = [w.fresh(), w.fresh()];
      w.line(`const ${name} = new WeakMap‹<object, string>›(), ${key} = {};`);
      w.line(`${name}.set(${key}, ${w.text()});`);
      w.give('text', `(${name}.get(${key}) ?? '')`);
    },
  },
  {
    name: 'map of lists',
    write(w) {
      const name = w.fresh();
      w.line(`const ${name} = new Map‹<string, string[]>›();`);
      w.line(`for (const p of ${w.people()}) ${name}.set(p.plan, [...(${name}.get(p.plan) ?? []), p.${w.one(['email', 'id'])}]);`);
      w.give('list', `[...${name}.values()].flat()`);
    },
  },
  {
    name: 'spread arguments',
    write(w) {
      const f = w.fresh('f');
      const list = w.list();
      const [g] = w.declare([f], () => [
        `function ${f}(...p‹: string[]›) {`,
        `  return ${w.one(["p.join('')", '`${p}`', 'String(p.length)', 'p.map((q) => q + q).join()'])};`,
        '}',
      ]);
      w.give('text', `${g}(...${list})`);
    },
  },
  {
    name: 'matched',
    inexact: true,
    write: (w) =>
      void w.give(
        'text',
        w.one([
          `(${w.text()}.match(/.+/)?.[0] ?? '')`,
          `(/(.+)/.exec(${w.text()})?.[1] ?? '')`,
          `[...${w.text()}.matchAll(/.+/g)].map((p) => p[0]).join()`,
          `${w.text()}.replace(/.+/, (p) => p)`,
          `${w.text()}.replaceAll(/./g, (p) => ${w.one(['p', "'*'"])})`,
          `${w.text()}.split('').reverse().reverse().join('')`,
          `[...${w.text()}].join('')`,
          `(${w.text()}.at(0) ?? '')`,
        ]),
      ),
  },
];
