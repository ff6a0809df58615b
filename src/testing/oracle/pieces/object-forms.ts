/** Pieces of objects in less common forms: setters, several levels, keys that are made, copies with changes. */
import type { Piece } from '../writer.js';

export const OBJECT_FORMS: readonly Piece[] = [
  {
    name: 'setter of a literal',
    gap: 'a setter of a literal',
    write(w) {
      const name = w.fresh();
      w.line(`const ${name} = { a: 'x', set b(p‹: string›) { this.a = ${w.one(['p', "'y'"])}; } };`);
      w.line(`${name}.b = ${w.text()};`);
      w.give('text', `${name}.a`);
    },
  },
  {
    name: 'getter that makes harmless',
    write(w) {
      const name = w.fresh();
      w.line(
        `const ${name} = { email: ${w.text()}, get masked() { return ${w.one(["'***'", 'String(this.email.length)', 'this.email'])}; } };`,
      );
      w.give('text', `${name}.masked`);
    },
  },
  {
    name: 'computed destructuring',
    write(w) {
      const [a, key] = [w.fresh(), w.fresh()];
      w.line(`const ${key} = '${w.one(['k1', 'k2'])}';`);
      w.line(`const { [${key}]: ${a} } = ${w.box()};`);
      w.known('text', a);
    },
  },
  {
    name: 'key of a parameter',
    write(w) {
      const f = w.fresh('f');
      const person = w.person();
      const [g] = w.declareTyped([f], () => [`function ${f}‹<K extends keyof User>›(p‹: User›, q‹: K›) {`, '  return p[q];', '}']);
      w.give('text', `String(${g}(${person}, '${w.one(['email', 'plan', 'id', 'fullName'])}'))`);
    },
  },
  {
    name: 'nested store of a member',
    write(w) {
      const name = w.fresh();
      w.line(`const ${name} = { a: ${w.box()}, b: [{ c: 'x' }] };`);
      w.line(`${name}.b[0]‹!›.c = ${w.text()};`);
      w.line(`${name}.b.push({ c: ${w.text()} });`);
      w.give('text', w.one([`${name}.b.map((p) => p.c).join()`, `${name}.a.k1`, `JSON.stringify(${name})`, `JSON.stringify(${name}.b)`]));
    },
  },
  {
    name: 'store under a key that is made',
    write(w) {
      const name = w.fresh();
      w.line(`const ${name}‹: Record<string, string>› = {};`);
      w.line(`${name}[\`k\${${w.flag()}}\`] = ${w.text()};`);
      w.give('text', w.one([`JSON.stringify(${name})`, `Object.values(${name}).join()`, `String(Object.keys(${name}).length)`]));
    },
  },
  {
    name: 'text as a key',
    gap: 'a text that is stored as a key',
    write(w) {
      const name = w.fresh();
      w.line(`const ${name}‹: Record<string, number>› = {};`);
      w.line(`${name}[${w.text()}] = 1;`);
      w.give('text', w.one([`Object.keys(${name}).join()`, `JSON.stringify(${name})`, `Object.values(${name}).join()`]));
    },
  },
  {
    name: 'optional members',
    write: (w) =>
      void w.give(
        'text',
        w.one([
          `(${w.people()}[0]?.home?.${w.one(['street', 'floor'])} ?? '')`,
          `(${w.person()}?.['${w.one(['email', 'id'])}'] ?? '')`,
          `${w.callable()}?.(${w.text()})`,
        ]),
      ),
  },
  {
    name: 'conditional spread',
    write: (w) =>
      void w.give('box', `{ k1: 'x', k2: 'x', ...(${w.flag()} ? { k1: ${w.text()} } : {}), ...(${w.flag()} && { k2: ${w.text()} }) }`),
  },
  {
    name: 'shorthand',
    write(w) {
      const [k1, name] = [w.text(), w.fresh()];
      w.line(`const ${name} = ((k1‹: string›, k2‹: string›) => ({ k1, k2 }))(${k1}, ${w.text()});`);
      w.known('box', name);
    },
  },
  {
    name: 'omitted by a rest function',
    write(w) {
      const f = w.fresh('f');
      const person = w.person();
      const [g] = w.declare([f], () => [`const ${f} = ({ ${w.one(['email', 'fullName'])}: _p, home: _h, ...q }‹: User›) => q;`]);
      w.give('text', `JSON.stringify(${g}(${person}))`);
    },
  },
  {
    name: 'picked by a helper',
    inexact: true,
    write(w) {
      const f = w.fresh('f');
      const person = w.person();
      const [g] = w.declare([f], () => [
        `function ${f}‹<T extends object, K extends keyof T>›(p‹: T›, ...q‹: K[]›)‹: Pick<T, K>› {`,
        '  const r = {}‹ as Pick<T, K>›;',
        '  for (const s of q) r[s] = p[s];',
        '  return r;',
        '}',
      ]);
      w.give('text', `JSON.stringify(${g}(${person}, 'id', '${w.one(['email', 'plan'])}'))`);
    },
  },
  {
    name: 'copy by entries',
    inexact: true,
    write(w) {
      const name = w.fresh();
      w.line(`const ${name}‹: Record<string, unknown>› = {};`);
      w.line(
        `for (const [p, q] of Object.entries(${w.person()})) if (p !== '${w.one(['email', 'plan'])}') ${name}[p] = ${w.one(['q', 'typeof q'])};`,
      );
      w.give('text', `JSON.stringify(${name})`);
    },
  },
  {
    name: 'copy with a reviver',
    write: (w) => void w.give('box', `JSON.parse(JSON.stringify(${w.box()}), (p, q) => q)‹ as Box›`),
  },
  {
    name: 'assign to itself',
    inexact: true,
    write(w) {
      const name = w.give('box', `{ k1: 'x', k2: 'x' }`);
      w.line(`Object.assign(${name}, { ${w.one(['k1', 'k2'])}: ${w.text()} });`);
    },
  },
  {
    name: 'frozen and sealed',
    write: (w) => void w.give('box', w.one([`Object.freeze({ k1: ${w.text()}, k2: 'x' })`, `Object.seal({ k1: 'x', k2: ${w.text()} })`])),
  },
  {
    name: 'created',
    write: (w) => void w.give('text', `(Object.create(${w.box()})‹ as Box›).${w.one(['k1', 'k2'])}`),
  },
  {
    name: 'defined property',
    gap: 'Object.defineProperty',
    write(w) {
      const name = w.fresh();
      w.line(`const ${name} = Object.defineProperty({}‹ as Box›, 'k1', { value: ${w.text()}, enumerable: true });`);
      w.give('text', `${name}.k1`);
    },
  },
  {
    name: 'reflection',
    write: (w) => void w.give('text', `String(Reflect.get(${w.box()}, 'k${w.pick(2) + 1}'))`),
  },
  {
    name: 'list of boxes',
    write(w) {
      const name = w.fresh();
      w.line(`const ${name} = [${w.box()}, ${w.box()}];`);
      w.give('list', `${name}.map(${w.one(['(p) => p.k1', '({ k2 }) => k2', '(p) => `${p.k1}${p.k2}`', '(p) => Object.keys(p).join()'])})`);
    },
  },
  {
    name: 'tuple',
    write(w) {
      const [f, a, b] = [w.fresh('f'), w.fresh(), w.fresh()];
      const [x, y] = [w.text(), w.text()];
      const [g] = w.declare([f], () => [
        `function ${f}(p‹: string›, q‹: string›)‹: [string, string]› {`,
        `  return ${w.one(['[p, q]', '[q, p]', "['x', q]"])};`,
        '}',
      ]);
      w.line(`const [${a}, ${b}] = ${g}(${x}, ${y});`);
      w.known('text', w.pick(2) ? a : b);
    },
  },
  {
    name: 'result object',
    write(w) {
      const [f, name] = [w.fresh('f'), w.fresh()];
      const text = w.text();
      const [g] = w.declare([f], () => [
        `function ${f}(p‹: string›)‹: { ok: true; value: string } | { ok: false; error: string }› {`,
        `  return ${w.flag()} ? { ok: true, value: ${w.one(['p', "'x'"])} } : { ok: false, error: ${w.one(['`bad ${p}`', "'bad'"])} };`,
        '}',
      ]);
      w.line(`const ${name} = ${g}(${text});`);
      w.give('text', `${name}.ok ? ${name}.value : ${name}.error`);
    },
  },
];
