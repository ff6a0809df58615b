/** Pieces of libraries: those of the stubs, and modules of Node and the platform. */
import type { Piece } from '../writer.js';

export const LIBRARIES: readonly Piece[] = [
  {
    name: 'library of objects',
    write(w) {
      const pick = w.library('lodash', 'pick');
      const omit = w.library('lodash', 'omit');
      w.give(
        'text',
        `JSON.stringify(${w.one([
          `${pick}(${w.person()}, ['id', '${w.one(['plan', 'email', 'fullName'])}'])`,
          `${omit}(${w.person()}, ['email', '${w.one(['plan', 'fullName'])}', 'home'])`,
        ])})`,
      );
    },
  },
  {
    name: 'library member',
    write: (w) => void w.give('text', `String(${w.library('lodash', 'get')}(${w.person()}, '${w.one(['email', 'plan'])}'))`),
  },
  {
    name: 'library copies',
    write: (w) =>
      void w.give(
        'box',
        w.one([`${w.library('lodash', 'cloneDeep')}(${w.box()})`, `${w.library('lodash', 'merge')}({}, ${w.box()})‹ as Box›`]),
      ),
  },
  {
    name: 'library lists',
    write: (w) =>
      void w.give(
        'list',
        w.one([
          `${w.library('lodash', 'map')}(${w.list()}, (p‹: string›) => ${w.one(['p', "'x'", 'p.trim()'])})`,
          `${w.library('lodash', 'uniq')}(${w.list()})`,
          `${w.library('lodash', 'compact')}(${w.list()})`,
        ]),
      ),
  },
  {
    name: 'library groups',
    write: (w) =>
      void w.give(
        'text',
        w.one([
          `JSON.stringify(${w.library('lodash', 'groupBy')}(${w.people()}, 'plan'))`,
          `JSON.stringify(${w.library('lodash', 'keyBy')}(${w.people()}, 'id'))`,
          `JSON.stringify(${w.library('lodash', 'mapValues')}(${w.box()}, (p‹: string›) => ${w.one(['p', 'p.length'])}))`,
        ]),
      ),
  },
  {
    name: 'library texts',
    write: (w) =>
      void w.give(
        'text',
        w.one([
          `${w.library('lodash', 'capitalize')}(${w.text()})`,
          `${w.library('lodash', 'trim')}(${w.text()})`,
          `String(${w.library('lodash', 'size')}(${w.list()}))`,
          `String(${w.library('lodash', 'isEmpty')}(${w.list()}))`,
          `${w.library('lodash', 'join')}(${w.list()}, '+')`,
        ]),
      ),
  },
  {
    name: 'redacting logger',
    write(w) {
      const f = w.fresh('f');
      const person = w.person();
      const text = w.text();
      const [g] = w.declare([f], () => {
        const pino = w.library('pino', 'pino', true);
        return [
          `const ${f} = ${pino}({ redact: [${w.one(["'email', '*.email'", "'user.email'", "'*.fullName', '*.phoneNumber', '*.email'", ''])}] });`,
        ];
      });
      w.line(
        `${g}.${w.one(['info', 'warn', 'error'])}(${w.one([`{ user: ${person} }`, `${person}`, `{ email: ${text} }, 'x'`, `\`x \${${text}}\``, `{ a: ${text} }`])});`,
      );
    },
  },
  {
    name: 'child logger',
    write(w) {
      const f = w.fresh('f');
      const text = w.text();
      const [g] = w.declare([f], () => {
        const pino = w.library('pino', 'pino', true);
        return [`const ${f} = ${pino}(${w.one(['', "{ redact: ['email'] }"])});`];
      });
      w.line(`${g}.child({ ${w.one(['email', 'a'])}: ${text} }).info('x');`);
    },
  },
  {
    name: 'http client',
    write(w) {
      const axios = w.library('axios', 'axios', true);
      const name = w.fresh();
      if (w.pick(2)) w.line(`void ${axios}.post('https://api.segment.io/v1', { a: ${w.text()} });`);
      else {
        w.line(`const ${name} = ${axios}.create({ baseURL: 'https://api.segment.io' });`);
        w.line(`void ${name}.${w.one(['post', 'put'])}('/v1', ${w.one([`{ a: ${w.text()} }`, w.box()])});`);
      }
    },
  },
  {
    name: 'format',
    write: (w) =>
      void w.give(
        'text',
        w.one([`${w.library('node:util', 'format')}('%s', ${w.text()})`, `${w.library('node:util', 'inspect')}(${w.box()})`]),
      ),
  },
  {
    name: 'query',
    write: (w) =>
      void w.give(
        'text',
        w.one([
          `new URLSearchParams({ a: ${w.text()} }).toString()`,
          `String(new URLSearchParams({ a: ${w.text()} }))`,
          `${w.library('node:querystring', 'stringify')}({ a: ${w.text()} })`,
        ]),
      ),
  },
  {
    name: 'address',
    write(w) {
      const name = w.fresh();
      w.line(`const ${name} = new URL('https://api.segment.io/v1');`);
      w.line(`${name}.searchParams.${w.one(['set', 'append'])}('q', ${w.text()});`);
      w.give('text', w.one([`${name}.toString()`, `${name}.href`, `${name}.search`, `${name}.hostname`, `String(${name})`]));
    },
  },
  {
    name: 'bytes',
    write: (w) =>
      void w.give(
        'text',
        w.one([
          `btoa(encodeURIComponent(${w.text()}))`,
          `new TextDecoder().decode(new TextEncoder().encode(${w.text()}))`,
          `Buffer.from(${w.text()}).toString()`,
          `Buffer.concat([Buffer.from(${w.text()})]).toString('utf8')`,
          `String(Buffer.byteLength(${w.text()}))`,
        ]),
      ),
  },
  {
    name: 'promisified',
    gap: 'promisify of a function of the project',
    awaits: true,
    write(w) {
      const f = w.fresh('f');
      const text = w.text();
      const promisify = w.library('node:util', 'promisify');
      const [g] = w.declare([f], () => [
        `function ${f}(p‹: string›, q‹: (e: Error | null, r: string) => void›)‹: void› { q(null, ${w.one(['p', "'x'"])}); }`,
      ]);
      w.give('text', `await ${promisify}(${g})(${text})`);
    },
  },
];
