/** Pieces of what the language brings that the other pieces leave out: texts, lists, timers, symbols, proxies. */
import type { Piece } from '../writer.js';

export const BUILT_INS: readonly Piece[] = [
  {
    name: 'raw text',
    write: (w) => void w.give('text', w.one([`String.raw\`a\${${w.text()}}\``, `\`a\${\`b\${${w.text()}}\`}\``])),
  },
  {
    name: 'text by characters',
    write: (w) =>
      void w.give(
        'text',
        w.one([
          `[...${w.text()}].join('')`,
          `${w.text()}.split('').join('')`,
          `Array.from(${w.text()}).join('')`,
          `Array.from(${w.text()}, () => '*').join('')`,
          `[...${w.text()}].map(() => '*').join('')`,
        ]),
      ),
  },
  {
    name: 'replaced by a function',
    write: (w) =>
      void w.give(
        'text',
        `${w.text()}.replace(${w.one(["/zz+/, (p) => p + '!'", "/./g, () => '*'", "/^(.)(.*)$/, (p, q) => q + '***'", "/\t/g, () => '_'"])})`,
      ),
  },
  {
    name: 'groups of a match',
    inexact: true,
    write(w) {
      const name = w.fresh();
      w.line(`const ${name} = ${w.one(['/(?<a>.+)/.exec(', '/(?<a>.+)/u.exec('])}${w.text()});`);
      w.give('text', w.one([`(${name}?.groups?.a ?? '')`, `(${name}?.[1] ?? '')`, `(${name}?.[0] ?? '')`]));
    },
  },
  {
    name: 'all matches',
    inexact: true,
    write: (w) => void w.give('list', `[...${w.text()}.matchAll(/.+/g)].map(${w.one(['(p) => p[0]', '([p]) => p', "() => 'x'"])})`),
  },
  {
    name: 'made lists',
    write: (w) =>
      void w.give(
        'list',
        w.one([
          `Array.of(${w.text()}, 'x')`,
          `Array.from({ length: 2 }, () => ${w.text()})`,
          `new Array‹<string>›(2).fill(${w.text()})`,
          `Array.from(new Set([${w.text()}]))`,
          `Array.from(${w.list()}, (p) => ${w.one(['p', "'x'", 'String(p)'])})`,
        ]),
      ),
  },
  {
    name: 'changed copies',
    inexact: true,
    write: (w) =>
      void w.give('list', `${w.list()}.${w.one([`with(0, ${w.text()})`, `toSpliced(0, 1, ${w.text()})`, 'toReversed()', 'toSorted()'])}`),
  },
  {
    name: 'reduced from the right',
    inexact: true,
    write: (w) => void w.give('text', `${w.list()}.reduceRight((p, q) => ${w.one(['p + String(q)', 'p', 'String(q)'])}, '')`),
  },
  {
    name: 'list or text',
    inexact: true,
    write(w) {
      const f = w.fresh('f');
      const given = w.one([w.text(), w.list()]);
      const [g] = w.declare([f], () => [
        `function ${f}(p‹: string | string[]›)‹: string› {`,
        `  return Array.isArray(p) ? ${w.one(['p.join()', "p[0] ?? ''", "'x'"])} : ${w.one(['p', "'x'"])};`,
        '}',
      ]);
      w.give('text', `${g}(${given})`);
    },
  },
  {
    name: 'cut without a type',
    write(w) {
      const [f, m] = [w.fresh('f'), w.fresh('m')];
      w.declareFile(m, 'raw', [f], () => [
        `exports.${f} = (p) => ${w.one(['p.slice(-4)', 'p.slice(0, 2)', 'p.slice(0, 80)', 'p.slice(p.length - 4)', 'p.trim().slice(-3)'])};`,
      ]);
      // Of JSON text nothing says that it is not the list that it may be parsed into.
      w.give('text', `String(${w.importFrom(m, f)}('' + ${w.text()}))`);
    },
  },
  {
    name: 'microtask',
    write: (w) => w.line(`${w.one(['queueMicrotask', 'setImmediate'])}(() => console.log(${w.text()}));`),
  },
  {
    name: 'any of several',
    awaits: true,
    inexact: true,
    write: (w) => void w.give('text', `await Promise.any([${w.later()}, Promise.resolve('x')])`),
  },
  {
    name: 'all of a mapped list',
    awaits: true,
    write: (w) => void w.give('list', `await Promise.all(${w.list()}.map(async (p) => ${w.one(['p', "'x'", 'String(p.length)'])}))`),
  },
  {
    name: 'symbol as a key',
    write(w) {
      const [key, name] = [w.fresh(), w.fresh()];
      w.line(`const ${key} = Symbol('a');`);
      w.line(`const ${name} = { [${key}]: ${w.text()}, k1: 'x' };`);
      w.give('text', w.one([`${name}[${key}]`, `${name}.k1`]));
    },
  },
  {
    name: 'proxy',
    inexact: true,
    write: (w) => void w.give('text', `new Proxy(${w.box()}, {}).${w.one(['k1', 'k2'])}`),
  },
  {
    name: 'keys by reflection',
    write: (w) => void w.give('text', w.one([`Reflect.ownKeys(${w.box()}).join()`, `Object.getOwnPropertyNames(${w.box()}).join()`])),
  },
  {
    name: 'is there',
    write: (w) =>
      void w.give('text', `String(${w.one([`'k1' in ${w.box()}`, `Object.hasOwn(${w.box()}, 'k1')`, `Array.isArray(${w.list()})`])})`),
  },
  {
    name: 'numbers of a text',
    write: (w) =>
      void w.give(
        'text',
        `String(${w.one([`Number.parseInt(${w.text()}.length.toString(), 10)`, `${w.text()}.indexOf('x')`, `${w.text()}.charCodeAt(0)`, `${w.text()}.localeCompare('x')`])})`,
      ),
  },
  {
    name: 'stream of a list',
    awaits: true,
    write(w) {
      const [readable, name] = [w.library('node:stream', 'Readable'), w.fresh()];
      w.line(`const ${name}‹: string[]› = [];`);
      w.line(`for await (const p of ${readable}.from([${w.text()}])) ${name}.push(${w.one(['String(p)', "'x'"])});`);
      w.known('list', name);
    },
  },
  {
    name: 'stream with a listener',
    write(w) {
      const [pass, name] = [w.library('node:stream', 'PassThrough'), w.fresh()];
      w.line(`const ${name} = new ${pass}();`);
      w.line(`${name}.on('data', (p) => { console.log(${w.one(['String(p)', "'x'", 'p.length'])}); });`);
      w.line(`${name}.${w.one(['write', 'end'])}(${w.text()});`);
    },
  },
  {
    name: 'path of an address',
    write: (w) =>
      void w.give(
        'text',
        w.one([`${w.library('node:path', 'resolve')}('/a', ${w.text()})`, `${w.library('node:path', 'normalize')}(${w.text()})`]),
      ),
  },
  {
    name: 'form',
    write(w) {
      const name = w.fresh();
      w.line(`const ${name} = new FormData();`);
      w.line(`${name}.${w.one(['set', 'append'])}('a', ${w.text()});`);
      w.give('text', w.one([`String(${name}.has('a'))`, `[...${name}.values()].join()`, `[...${name}.keys()].join()`]));
    },
  },
  {
    name: 'parameters of a query',
    write(w) {
      const name = w.fresh();
      w.line(`const ${name} = new URLSearchParams();`);
      w.line(`${name}.${w.one(['set', 'append'])}('a', ${w.text()});`);
      w.give('text', w.one([`${name}.toString()`, `[...${name}.keys()].join()`, `String(${name}.size)`]));
    },
  },
  {
    name: 'parts of an address',
    inexact: true,
    write(w) {
      const name = w.fresh();
      w.line(`const ${name} = new URL(\`https://post.example/a?b=\${encodeURIComponent(${w.text()})}\`);`);
      w.give('text', w.one([`${name}.search`, `${name}.href`, `${name}.pathname`, `${name}.origin`, `${name}.host`]));
    },
  },
  {
    name: 'headers',
    write(w) {
      const name = w.fresh();
      w.line(`const ${name} = new Headers({ a: encodeURIComponent(${w.text()}) });`);
      w.give('text', w.one([`String(${name}.has('a'))`, `[...${name}.values()].join()`]));
    },
  },
  {
    name: 'read back by name',
    gap: 'what code puts into a form, a query or headers, and reads from them',
    write(w) {
      const name = w.fresh();
      w.line(`const ${name} = new ${w.one(['FormData', 'URLSearchParams', 'Headers'])}();`);
      w.line(`${name}.${w.one(['set', 'append'])}('a', encodeURIComponent(${w.text()}));`);
      w.give('text', `String(${name}.get('${w.one(['a', 'b'])}'))`);
    },
  },
];
