/** Pieces of code without types: constructor functions, what calls hand to parameters, modules that are functions, lists of keys. */
import type { Piece } from '../writer.js';

export const PLAIN_JAVASCRIPT: readonly Piece[] = [
  {
    name: 'constructor function',
    write(w) {
      const c = w.fresh('C');
      const text = w.text();
      const [k] = w.declareApart('raw', [c], () => [
        `function ${c}(p) { this.a = ${w.one(['p', "'x'"])}; }`,
        w.one([
          `${c}.prototype.b = function () { return this.a; };`,
          `${c}.prototype = { b: function () { return this.a; } };`,
          `Object.assign(${c}.prototype, { b() { return this.a; } });`,
        ]),
        `exports.${c} = ${c};`,
      ]);
      w.give('text', `new ${k}(${text}).${w.one(['b()', 'a'])}`);
    },
  },
  {
    name: 'inherited constructor function',
    write(w) {
      const [c, d] = [w.fresh('C'), w.fresh('C')];
      const text = w.text();
      const [k] = w.declareApart('raw', [d], () => [
        "const util = require('node:util');",
        `function ${c}(p) { this.a = p; }`,
        `${c}.prototype.b = function () { return ${w.one(['this.a', "'x'"])}; };`,
        `function ${d}(p) { ${c}.call(this, ${w.one(['p', "'x'"])}); }`,
        w.one([`util.inherits(${d}, ${c});`, `${d}.prototype = Object.create(${c}.prototype);`]),
        `exports.${d} = ${d};`,
      ]);
      w.give('text', `new ${k}(${text}).b()`);
    },
  },
  {
    name: 'object of a prototype',
    write(w) {
      const f = w.fresh('f');
      const text = w.text();
      const [g] = w.declareApart('raw', [f], () => [
        `const base${f} = { b() { return ${w.one(['this.a', "'x'"])}; }, c: 'x' };`,
        `exports.${f} = function (p) {`,
        `  const q = Object.create(base${f});`,
        `  q.a = ${w.one(['p', "'x'"])};`,
        '  return q;',
        '};',
      ]);
      w.give('text', `${g}(${text}).${w.one(['b()', 'a', 'c'])}`);
    },
  },
  {
    name: 'handed logger',
    write(w) {
      const f = w.fresh('f');
      const text = w.text();
      const isInside = w.pick(2) === 1;
      const [g] = w.declareApart('raw', [f], () => [
        isInside
          ? `exports.${f} = ({ p }, q) => p.info(${w.one(['q', "'x'", '{ a: q }'])});`
          : w.one([`exports.${f} = function (p, q) { p.info(q); };`, `exports.${f} = (p, q) => { const r = p; r.warn('a ' + q); };`]),
      ]);
      w.line(`${g}(${isInside ? '{ p: console }' : 'console'}, ${text});`);
    },
  },
  {
    name: 'module that is a function',
    write(w) {
      const m = w.fresh('m');
      const text = w.text();
      const f = w.fresh('f');
      w.declareFile(`${m}x`, 'raw', [], () => [`module.exports = function (p) { return ${w.one(['p', "'x'", 'p.length'])}; };`]);
      w.declareFile(m, 'raw', [f], () => [`const ${f}x = require('./${m}x.js');`, `exports.${f} = (p) => ${f}x(p);`]);
      w.give('text', `String(${w.importFrom(m, f)}(${text}))`);
    },
  },
  {
    name: 'object of options',
    write(w) {
      const f = w.fresh('f');
      const text = w.text();
      const [g] = w.declareApart('raw', [f], () => [
        `exports.${f} = function (p) {`,
        "  const q = Object.assign({ a: 'x', b: 'y' }, p);",
        `  return ${w.one(['q.a', 'q.b', 'q.a + q.b'])};`,
        '};',
      ]);
      w.give('text', `${g}({ ${w.one(['a', 'b'])}: ${text}, ${w.one(['c', 'd'])}: 'x' })`);
    },
  },
  {
    name: 'keys taken out by a list',
    write(w) {
      const [f, keys] = [w.fresh('f'), w.fresh('K')];
      const person = w.person();
      const [g] = w.declare([f], () =>
        [
          `const ${keys} = [${w.one(["'email', 'fullName', 'phoneNumber'", "'email'", "'plan'"])}];`,
          `function ${f}(p‹: User›)‹: Partial<User>› {`,
          '  const out‹: Record<string, unknown>› = {};',
          '  for (const [q, r] of Object.entries(p)) {',
          w.one([
            `    if (!${keys}.includes(q)) out[q] = r;`,
            `    if (${keys}.includes(q)) continue;\n    out[q] = r;`,
            `    out[q] = ${keys}.includes(q) ? '***' : r;`,
          ]),
          '  }',
          '  return out;',
          '}',
        ].flatMap((line) => line.split('\n')),
      );
      w.give('text', `JSON.stringify({ ...${g}(${person}), home: 'x' })`);
    },
  },
  {
    name: 'keys let through by a list',
    write(w) {
      const [f, keys] = [w.fresh('f'), w.fresh('K')];
      const person = w.person();
      const [g] = w.declare([f], () => [
        `const ${keys} = new Set([${w.one(["'id', 'plan'", "'email'", "'id', 'fullName'"])}]);`,
        `function ${f}(p‹: User›)‹: Partial<User>› {`,
        `  return Object.fromEntries(Object.entries(p).filter(([q]) => ${w.one(['', '!'])}${keys}.has(q)));`,
        '}',
      ]);
      w.give('text', `JSON.stringify({ ...${g}(${person}), home: 'x' })`);
    },
  },
  {
    name: 'keys for JSON',
    write: (w) => void w.give('text', `JSON.stringify(${w.person()}, ${w.one(["['id', 'plan']", "['email']", "['id', 'fullName']"])})`),
  },
  {
    name: 'keys deleted in a loop',
    write(w) {
      const name = w.fresh();
      w.line(`const ${name}‹: Record<string, unknown>› = { ...${w.person()}, home: 'x' };`);
      w.line(
        `for (const p of [${w.one(["'email', 'fullName', 'phoneNumber'", "'email'"])}]) ${w.one([`delete ${name}[p]`, `${name}[p] = '***'`])};`,
      );
      w.give('text', `JSON.stringify(${name})`);
    },
  },
];
