/** Pieces of classes: fields, accessors, statics, private names, inheritance, mixins. */
import type { Piece } from '../writer.js';

export const CLASSES: readonly Piece[] = [
  {
    name: 'class with a field',
    write(w) {
      const c = w.fresh('C');
      const args = `${w.text()}, ${w.text()}`;
      const read = w.one(['a', 'b', 'c()', 'd', 'e(1)']);
      const [k] = w.declare([c], () => [
        `class ${c} {`,
        '  ‹a: string;›',
        "  b = 'x';",
        '  constructor(p‹: string›, q‹: string›) {',
        `    this.a = ${w.one(['p', 'q'])};`,
        `    ${w.one(['this.b = q;', ''])}`,
        '  }',
        `  c() { return ${w.one(['this.a', 'this.b', '`${this.a}:${this.b}`'])}; }`,
        `  get d() { return ${w.one(['this.a', 'this.b', 'this.c()'])}; }`,
        '  e(p‹: number›) { return p + this.c(); }',
        '}',
      ]);
      w.give('text', `new ${k}(${args}).${read}`);
    },
  },
  {
    name: 'private field and setter',
    gap: 'a field that a setter or a method fills',
    write(w) {
      const [c, name] = [w.fresh('C'), w.fresh()];
      const text = w.text();
      const how = w.pick(3);
      const [k] = w.declare([c], () => [
        `class ${c} {`,
        "  #a = 'x';",
        `  set a(p‹: string›) { this.#a = ${w.one(['p', "'y'"])}; }`,
        '  get a() { return this.#a; }',
        '  b(p‹: string›) { this.#a = p; return this; }',
        '  c() { return this.#a; }',
        '}',
      ]);
      w.line(`const ${name} = new ${k}();`);
      if (how === 0) w.line(`${name}.a = ${text};`);
      if (how === 1) w.line(`${name}.b(${text});`);
      w.give('text', how === 2 ? `${name}.b(${text}).c()` : `${name}.${w.one(['a', 'c()'])}`);
    },
  },
  {
    name: 'static members',
    write(w) {
      const c = w.fresh('C');
      const text = w.text();
      const read = w.one([`b(${text})`, 'a', 'c().d()', `e(${text}).d()`]);
      const [k] = w.declare([c], () => [
        `class ${c} {`,
        "  static a = 'x';",
        `  static b(p‹: string›) { return ${w.one(['p', 'this.a', "'x'"])}; }`,
        `  static c() { return new ${c}('x'); }`,
        `  static e(p‹: string›) { return new ${c}(p); }`,
        '  ‹f: string;›',
        '  constructor(p‹: string›) { this.f = p; }',
        '  d() { return this.f; }',
        '}',
      ]);
      w.give('text', `${k}.${read}`);
    },
  },
  {
    name: 'inheritance',
    write(w) {
      const [b, c] = [w.fresh('C'), w.fresh('C')];
      const args = `${w.text()}, ${w.text()}`;
      const read = w.one(['m()', 'n()', 'o()', 'a', 'b']);
      const [, k] = w.declare([b, c], () => [
        `class ${b} {`,
        '  ‹a: string;›',
        '  constructor(p‹: string›) { this.a = p; }',
        '  m() { return this.a; }',
        '  n() { return this.o(); }',
        "  o() { return 'x'; }",
        '}',
        `class ${c} extends ${b} {`,
        '  ‹b: string;›',
        `  constructor(p‹: string›, q‹: string›) { super(${w.one(['p', 'q'])}); this.b = q; }`,
        `  o() { return ${w.one(['this.a', 'this.b', 'super.m()', 'super.o()'])}; }`,
        '}',
      ]);
      w.give('text', `new ${k}(${args}).${read}`);
    },
  },
  {
    name: 'abstract class',
    write(w) {
      const [b, c] = [w.fresh('C'), w.fresh('C')];
      const text = w.text();
      const [, k] = w.declare([b, c], () => [
        `‹abstract ›class ${b} {`,
        '  ‹abstract a(p: string): string;›',
        '  b(p‹: string›) { return this.a(p); }',
        '}',
        `class ${c} extends ${b} {`,
        `  a(p‹: string›) { return ${w.one(['p', "'x'", 'String(p.length)'])}; }`,
        '}',
      ]);
      w.give('text', `new ${k}().b(${text})`);
    },
  },
  {
    name: 'mixin',
    gap: 'a class that a function extends',
    write(w) {
      const [m, b] = [w.fresh('f'), w.fresh('C')];
      const text = w.text();
      const [mixin, base] = w.declare([m, b], () => [
        `const ${m} = ‹<T extends new (...a: any[]) => { a: string }>›(p‹: T›) => class extends p { b() { return ${w.one(['this.a', "'x'"])}; } };`,
        `class ${b} {`,
        '  ‹a: string;›',
        '  constructor(p‹: string›) { this.a = p; }',
        '}',
      ]);
      const c = w.fresh('C');
      w.line(`class ${c} extends ${mixin}(${base}) {}`);
      w.give('text', `new ${c}(${text}).b()`);
    },
  },
  {
    name: 'arrow field',
    write(w) {
      const [c, name] = [w.fresh('C'), w.fresh()];
      const [a, b] = [w.text(), w.text()];
      const [k] = w.declare([c], () => [
        `class ${c} {`,
        '  ‹a: string;›',
        '  constructor(p‹: string›) { this.a = p; }',
        `  b = (p‹: string›) => ${w.one(['p', 'this.a', 'p + this.a'])};`,
        '}',
      ]);
      w.line(`const ${name} = new ${k}(${a});`);
      w.give('text', `${name}.b(${b})`);
    },
  },
  {
    name: 'builder',
    write(w) {
      const c = w.fresh('C');
      const [a, b] = [w.text(), w.text()];
      const [k] = w.declare([c], () => [
        `class ${c} {`,
        '  ‹private readonly ›a‹: string[]› = [];',
        '  add(p‹: string›) { this.a.push(p); return this; }',
        `  build() { return ${w.one(["this.a.join('')", 'String(this.a.length)'])}; }`,
        '}',
      ]);
      w.give('text', `new ${k}().add(${a}).add(${b}).build()`);
    },
  },
  {
    name: 'person in a class',
    inexact: true,
    write(w) {
      const c = w.fresh('C');
      const person = w.person();
      const read = w.one(['b()', 'c()', 'd', 'toJSON()']);
      const [k] = w.declare([c], () => [
        `class ${c} {`,
        '  ‹private readonly a: User;›',
        '  constructor(p‹: User›) { this.a = p; }',
        `  b() { return this.a.${w.one(['email', 'id'])}; }`,
        `  c() { const { fullName, plan } = this.a; return ${w.one(['fullName', 'plan'])}; }`,
        `  get d() { return ${w.one(['this.a.home.street', 'this.a.plan', 'this.b()'])}; }`,
        `  toJSON() { return { id: this.a.id, c: this.a.${w.one(['plan', 'phoneNumber'])} }; }`,
        '}',
      ]);
      w.give('text', w.one([`JSON.stringify(new ${k}(${person}))`, `JSON.stringify(new ${k}(${person}).${read})`]));
    },
  },
  {
    name: 'class in a list',
    gap: 'methods of what a callback makes',
    write(w) {
      const c = w.fresh('C');
      const list = w.list();
      const [k] = w.declare([c], () => [
        `class ${c} {`,
        '  ‹a: string;›',
        '  constructor(p‹: string›) { this.a = p; }',
        `  b() { return ${w.one(['this.a', "'x'"])}; }`,
        '}',
      ]);
      w.give('list', `${list}.map((p) => new ${k}(p)).map((q) => q.${w.one(['a', 'b()'])})`);
    },
  },
  {
    name: 'method handed over',
    write(w) {
      const [c, name] = [w.fresh('C'), w.fresh()];
      const list = w.list();
      const text = w.text();
      const [k] = w.declare([c], () => [
        `class ${c} {`,
        '  ‹a: string;›',
        '  constructor(p‹: string›) { this.a = p; }',
        `  b(p‹: string›) { return ${w.one(['this.a', 'p', "'x'"])}; }`,
        '}',
      ]);
      w.line(`const ${name} = new ${k}(${text});`);
      w.give('list', `${list}.map(${w.one([`${name}.b.bind(${name})`, `(p) => ${name}.b(p)`])})`);
    },
  },
  {
    name: 'to string',
    gap: 'what toString gives inside a template',
    inexact: true,
    write(w) {
      const c = w.fresh('C');
      const text = w.text();
      const [k] = w.declare([c], () => [
        `class ${c} {`,
        '  ‹a: string;›',
        '  constructor(p‹: string›) { this.a = p; }',
        `  toString() { return ${w.one(['this.a', "'x'"])}; }`,
        '}',
      ]);
      w.give('text', w.one([`\`\${new ${k}(${text})}\``, `String(new ${k}(${text}))`, `new ${k}(${text}).toString()`]));
    },
  },
  {
    name: 'iterator of a class',
    inexact: true,
    write(w) {
      const c = w.fresh('C');
      const list = w.list();
      const [k] = w.declare([c], () => [
        `class ${c} {`,
        '  ‹a: string[];›',
        '  constructor(p‹: string[]›) { this.a = p; }',
        '  *[Symbol.iterator]() { yield* this.a; }',
        '}',
      ]);
      w.give('list', `[...new ${k}(${list})]`);
    },
  },
];
