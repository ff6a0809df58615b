/** Pieces of functions in less common forms: handed around, partly applied, stored, overloaded. */
import type { Piece } from '../writer.js';

export const FUNCTION_FORMS: readonly Piece[] = [
  {
    name: 'pipe',
    inexact: true,
    write(w) {
      const f = w.fresh('f');
      const [text, a] = [w.text(), w.callable()];
      const [g] = w.declare([f], () => [`function ${f}‹<A, B, C>›(p‹: A›, q‹: (x: A) => B›, r‹: (x: B) => C›)‹: C› { return r(q(p)); }`]);
      w.give('text', `${g}(${text}, ${a}, (p‹: string›) => ${w.one(['p', "'x'", '`${p}.`'])})`);
    },
  },
  {
    name: 'partly applied',
    write(w) {
      const f = w.fresh('f');
      const [a, b] = [w.text(), w.text()];
      const [g] = w.declare([f], () => [
        `const ${f} = (p‹: string›, q‹: string›, r‹: string›) => ${w.one(['p', 'q', 'r', 'p + r', "'x'"])};`,
      ]);
      const name = w.fresh();
      w.line(`const ${name} = ${g}.bind(null, ${a}, ${b});`);
      w.give('text', `${name}(${w.text()})`);
    },
  },
  {
    name: 'curried three times',
    write(w) {
      const f = w.fresh('f');
      const [a, b, c] = [w.text(), w.text(), w.text()];
      const [g] = w.declare([f], () => [
        `const ${f} = (p‹: string›) => (q‹: string›) => (r‹: string›) => ${w.one(['p', 'q', 'r', 'p + q + r', "'x'"])};`,
      ]);
      w.give('text', `${g}(${a})(${b})(${c})`);
    },
  },
  {
    name: 'callback kept in an object',
    write(w) {
      const f = w.fresh('f');
      const [text, callable] = [w.text(), w.callable()];
      const [g] = w.declare([f], () => [
        `function ${f}(p‹: string›, q‹: { run: (p: string) => string }›) {`,
        `  return ${w.one(['q.run(p)', 'p', "q.run('x')"])};`,
        '}',
      ]);
      w.give('text', `${g}(${text}, { run: ${callable} })`);
    },
  },
  {
    name: 'methods by call and apply',
    write(w) {
      const [c, name] = [w.fresh('C'), w.fresh()];
      const [a, b] = [w.text(), w.text()];
      const [k] = w.declare([c], () => [
        `class ${c} {`,
        '  ‹a: string;›',
        '  constructor(p‹: string›) { this.a = p; }',
        `  b(p‹: string›) { return ${w.one(['p', 'this.a', 'this.a + p'])}; }`,
        '}',
      ]);
      w.line(`const ${name} = new ${k}(${a});`);
      w.give(
        'text',
        w.one([`${name}.b.call(${name}, ${b})`, `${name}.b.apply(${name}, [${b}])`, `${name}.b.bind(${name})(${b})`, `${name}['b'](${b})`]),
      );
    },
  },
  {
    name: 'function in a list',
    write(w) {
      const text = w.text();
      w.give('list', `[(p‹: string›) => ${w.one(['p', "'x'"])}, (p‹: string›) => ${w.one(["'y'", 'p'])}].map((p) => p(${text}))`);
    },
  },
  {
    name: 'function in a map',
    inexact: true,
    write(w) {
      const name = w.fresh();
      w.line(`const ${name} = new Map([['a', (p‹: string›) => ${w.one(['p', "'x'"])}]]);`);
      w.give('text', `(${name}.get('a')?.(${w.text()}) ?? '')`);
    },
  },
  {
    name: 'chosen function',
    write(w) {
      const [f, h] = [w.fresh('f'), w.fresh('f')];
      const text = w.text();
      const [a, b] = w.declare([f, h], () => [
        `const ${f} = (p‹: string›) => ${w.one(['p', "'x'"])};`,
        `const ${h} = (p‹: string›) => ${w.one(["'y'", 'p.trim()'])};`,
      ]);
      const name = w.fresh();
      w.line(`const ${name} = ${w.flag()} ? ${a} : ${b};`);
      w.give('text', `${name}(${text})`);
    },
  },
  {
    name: 'table of functions by a key',
    inexact: true,
    write(w) {
      const f = w.fresh('f');
      const text = w.text();
      const [g] = w.declare([f], () => [
        `const ${f}‹: Record<string, (p: string) => string>› = { a: (p) => ${w.one(['p', "'x'"])}, b: (p) => ${w.one(["'y'", 'p'])} };`,
      ]);
      w.give('text', `${g}[${w.flag()} ? 'a' : 'b']‹!›(${text})`);
    },
  },
  {
    name: 'mutual recursion',
    inexact: true,
    write(w) {
      const [f, g] = [w.fresh('f'), w.fresh('f')];
      const [a, b] = [w.text(), w.text()];
      const [k] = w.declare([f, g], () => [
        `function ${f}(p‹: string›, q‹: string›, r‹: number›)‹: string› { return r > 0 ? ${g}(${w.one(['q, p', 'p, q'])}, r - 1) : ${w.one(['p', 'q', "'x'"])}; }`,
        `function ${g}(p‹: string›, q‹: string›, r‹: number›)‹: string› { return ${f}(${w.one(['p, q', "p, 'y'"])}, r); }`,
      ]);
      w.give('text', `${k}(${a}, ${b}, 3)`);
    },
  },
  {
    name: 'recursive walk',
    gap: 'a function that hands itself to a list method',
    inexact: true,
    write(w) {
      const f = w.fresh('f');
      const text = w.text();
      const [g] = w.declare([f], () => [
        `‹interface T${f} { v: string; c: T${f}[] }›`,
        `function ${f}(p‹: T${f}›)‹: string[]› { return [${w.one(['p.v', "'x'"])}, ...p.c.flatMap(${f})]; }`,
      ]);
      w.give('list', `${g}({ v: 'y', c: [{ v: ${text}, c: [] }] })`);
    },
  },
  {
    name: 'defaults of an object',
    inexact: true,
    write(w) {
      const f = w.fresh('f');
      const text = w.text();
      const [g] = w.declare([f], () => [
        `function ${f}({ a = 'x', b = 'y' }‹: { a?: string; b?: string }› = {}) {`,
        `  return ${w.one(['a', 'b', 'a + b'])};`,
        '}',
      ]);
      w.give('text', w.one([`${g}({ a: ${text} })`, `${g}()`, `${g}({ b: ${text} })`]));
    },
  },
  {
    name: 'overloaded',
    inexact: true,
    write(w) {
      const f = w.fresh('f');
      const text = w.text();
      const [g] = w.declareApart('list', [f], () => [
        `‹function ${f}(p: string): string;›`,
        `‹function ${f}(p: number): string;›`,
        `function ${f}(p‹: string | number›)‹: string› {`,
        `  return typeof p === 'string' ? ${w.one(['p', "'x'"])} : String(p);`,
        '}',
      ]);
      w.give('text', `${g}(${text})`);
    },
  },
  {
    name: 'tagged with all parts',
    write(w) {
      const f = w.fresh('f');
      const text = w.text();
      const [tag] = w.declare([f], () => [
        `function ${f}(p‹: TemplateStringsArray›, ...q‹: string[]›) {`,
        `  return p.reduce((r, s, i) => r + s + ${w.one(["(q[i] ?? '')", "(i < q.length ? '***' : '')"])}, '');`,
        '}',
      ]);
      w.give('text', w.one([`${tag}\`a\${${text}}b\``, `String.raw\`a\${${text}}\``]));
    },
  },
  {
    name: 'debounced',
    write(w) {
      const f = w.fresh('f');
      const text = w.text();
      const [g] = w.declare([f], () => [
        `function ${f}‹<A extends unknown[]>›(p‹: (...a: A) => void›) {`,
        '  return (...q‹: A›)‹: void› => { setTimeout(() => p(...q), 0); };',
        '}',
      ]);
      w.line(`${g}((p‹: string›) => console.log(${w.one(['p', "'x'"])}))(${text});`);
    },
  },
  {
    name: 'wrapped function',
    write(w) {
      const f = w.fresh('f');
      const text = w.text();
      const [g] = w.declare([f], () => [
        `const ${f} = ‹<A extends unknown[], R>›(p‹: (...a: A) => R›) => (...q‹: A›)‹: R› => { ${w.one(["console.log('x');", 'console.log(q.length);'])} return p(...q); };`,
      ]);
      w.give('text', `${g}((p‹: string›) => ${w.one(['p', "'x'"])})(${text})`);
    },
  },
  {
    name: 'log of all arguments by a wrapper',
    write(w) {
      const f = w.fresh('f');
      const text = w.text();
      const [g] = w.declare([f], () => [
        `const ${f} = ‹<A extends unknown[], R>›(p‹: (...a: A) => R›) => (...q‹: A›)‹: R› => { console.log(${w.one(['q', '...q', 'JSON.stringify(q)'])}); return p(...q); };`,
      ]);
      w.give('text', `${g}((p‹: string›) => ${w.one(['p', "'x'"])})(${text})`);
    },
  },
  {
    name: 'hoisted',
    write(w) {
      const f = w.fresh('f');
      w.give('text', `${f}(${w.text()})`);
      w.line(`function ${f}(p‹: string›) { return ${w.one(['p', "'x'"])}; }`);
    },
  },
];
