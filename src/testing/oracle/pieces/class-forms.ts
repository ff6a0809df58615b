/** Pieces of classes in less common forms: expressions, static parts, chains of super classes, interfaces, factories. */
import type { Piece } from '../writer.js';

export const CLASS_FORMS: readonly Piece[] = [
  {
    name: 'class expression',
    write(w) {
      const c = w.fresh('C');
      const text = w.text();
      const [k] = w.declare([c], () => [
        `const ${c} = class {`,
        '  ‹a: string;›',
        '  constructor(p‹: string›) { this.a = p; }',
        `  b() { return ${w.one(['this.a', "'x'"])}; }`,
        '};',
      ]);
      w.give('text', `new ${k}(${text}).${w.one(['b()', 'a'])}`);
    },
  },
  {
    name: 'class of a function',
    gap: 'a class that keeps what is around it',
    write(w) {
      const f = w.fresh('f');
      const [a, b] = [w.text(), w.text()];
      const [g] = w.declare([f], () => [
        `function ${f}(p‹: string›) {`,
        `  return class { b(q‹: string›) { return ${w.one(['p', 'q', 'p + q', "'x'"])}; } };`,
        '}',
      ]);
      w.give('text', `new (${g}(${a}))().b(${b})`);
    },
  },
  {
    name: 'private methods',
    write(w) {
      const c = w.fresh('C');
      const text = w.text();
      const [k] = w.declare([c], () => [
        `class ${c} {`,
        "  #a = 'x';",
        "  static #d = 'x';",
        '  constructor(p‹: string›) { this.#a = p; }',
        `  #b() { return ${w.one(['this.#a', "'x'"])}; }`,
        `  b() { return this.#b()${w.one(['', ` + ${c}.#d`])}; }`,
        `  static c(p‹: string›) { return new ${c}(p).#a; }`,
        '}',
      ]);
      w.give('text', w.one([`new ${k}(${text}).b()`, `${k}.c(${text})`]));
    },
  },
  {
    name: 'static block and getter',
    write(w) {
      const c = w.fresh('C');
      const [k] = w.declare([c], () => [
        `class ${c} {`,
        "  static a = 'x';",
        `  static { this.a = 'y'; ${c}.a += '.'; }`,
        '  static get b() { return this.a; }',
        `  static c(p‹: string›) { return ${w.one(['p', 'this.b', `${c}.b + p`])}; }`,
        '}',
      ]);
      w.give('text', w.one([`${k}.c(${w.text()})`, `${k}.b`]));
    },
  },
  {
    name: 'static state',
    gap: 'a field that a setter or a method fills',
    inexact: true,
    write(w) {
      const c = w.fresh('C');
      const text = w.text();
      const [k] = w.declare([c], () => [
        `class ${c} {`,
        "  static a = 'x';",
        `  static b(p‹: string›)‹: void› { ${w.one(['this', c])}.a = ${w.one(['p', "'y'"])}; }`,
        '  static c() { return this.a; }',
        '}',
      ]);
      w.line(`${k}.b(${text});`);
      w.give('text', `${k}.${w.one(['c()', 'a'])}`);
    },
  },
  {
    name: 'singleton',
    gap: 'a field that a setter or a method fills',
    inexact: true,
    write(w) {
      const c = w.fresh('C');
      const text = w.text();
      const [k] = w.declare([c], () => [
        `class ${c} {`,
        `  static a‹: ${c} | undefined›;`,
        "  b = 'x';",
        `  static get()‹: ${c}› { return (${c}.a ??= new ${c}()); }`,
        '  set(p‹: string›)‹: void› { this.b = p; }',
        `  c(p‹: string›) { return ${w.one(['p', 'this.b'])}; }`,
        '}',
      ]);
      w.line(`${k}.get().set(${text});`);
      w.give('text', `${k}.get().c(${w.text()})`);
    },
  },
  {
    name: 'three classes',
    // Which of the overriding methods a method above calls is not told apart.
    inexact: true,
    write(w) {
      const [a, b, c] = [w.fresh('C'), w.fresh('C'), w.fresh('C')];
      const args = `${w.text()}, ${w.text()}`;
      const [, , k] = w.declare([a, b, c], () => [
        `class ${a} {`,
        '  ‹x: string;›',
        '  constructor(p‹: string›) { this.x = p; }',
        '  a() { return this.b(); }',
        "  b() { return 'x'; }",
        '}',
        `class ${b} extends ${a} {`,
        '  ‹y: string;›',
        '  constructor(p‹: string›, q‹: string›) { super(p); this.y = q; }',
        `  b() { return ${w.one(['this.x', 'super.b()', 'this.c()', 'this.y'])}; }`,
        `  c() { return ${w.one(['this.y', "'x'"])}; }`,
        '}',
        `class ${c} extends ${b} {`,
        `  ${w.one(['c() { return this.x; }', "c() { return 'y'; }", 'c() { return super.c(); }', 'd() {}'])}`,
        '}',
      ]);
      w.give('text', `new ${k}(${args}).${w.one(['a()', 'b()', 'c()', 'x', 'y'])}`);
    },
  },
  {
    name: 'overridden accessor',
    write(w) {
      const [a, b] = [w.fresh('C'), w.fresh('C')];
      const text = w.text();
      const [, k] = w.declare([a, b], () => [
        `class ${a} {`,
        '  ‹x: string;›',
        '  constructor(p‹: string›) { this.x = p; }',
        `  get b() { return ${w.one(['this.x', "'x'"])}; }`,
        '}',
        `class ${b} extends ${a} { get b() { return ${w.one(['super.b', 'this.x', "'y'"])}; } }`,
      ]);
      w.give('text', `new ${k}(${text}).b`);
    },
  },
  {
    name: 'two of one interface',
    inexact: true,
    write(w) {
      const [a, b, f] = [w.fresh('C'), w.fresh('C'), w.fresh('f')];
      const text = w.text();
      const [k, l, g] = w.declareTyped([a, b, f], () => [
        `‹interface I${f} { a(p: string): string }›`,
        `class ${a}‹ implements I${f}› { a(p‹: string›) { return ${w.one(['p', "'x'"])}; } }`,
        `class ${b}‹ implements I${f}› { a(p‹: string›) { return ${w.one(["'y'", 'p'])}; } }`,
        `function ${f}(p‹: I${f}›, q‹: string›) { return p.a(q); }`,
      ]);
      w.give('text', `${g}(${w.flag()} ? new ${k}() : new ${l}(), ${text})`);
    },
  },
  {
    name: 'literal of an interface',
    write(w) {
      const [o, f] = [w.fresh('o'), w.fresh('f')];
      const text = w.text();
      const [k, g] = w.declareTyped([o, f], () => [
        `‹interface I${f} { a(p: string): string }›`,
        `const ${o}‹: I${f}› = { a: (p) => ${w.one(['p', "'x'"])} };`,
        `function ${f}(p‹: I${f}›, q‹: string›) { return p.a(q); }`,
      ]);
      w.give('text', `${g}(${k}, ${text})`);
    },
  },
  {
    name: 'generic class',
    write(w) {
      const c = w.fresh('C');
      const text = w.text();
      const [k] = w.declare([c], () => [
        `class ${c}‹<T>› {`,
        '  ‹readonly a: T;›',
        '  constructor(p‹: T›) { this.a = p; }',
        `  b‹<U>›(p‹: (q: T) => U›)‹: ${c}<U>› { return new ${c}(p(this.a)); }`,
        '  c() { return this.a; }',
        '}',
      ]);
      w.give('text', `new ${k}(${text}).b((p) => ${w.one(['p', "'x'", 'p.trim()'])}).${w.one(['c()', 'a'])}`);
    },
  },
  {
    name: 'class with a part',
    write(w) {
      const [a, b] = [w.fresh('C'), w.fresh('C')];
      const text = w.text();
      const [k, l] = w.declareTyped([a, b], () => [
        `class ${a} { b(p‹: string›) { return ${w.one(['p', "'x'", '`${p}.`'])}; } }`,
        `class ${b} {`,
        `  ‹private readonly a: ${a};›`,
        `  constructor(p‹: ${a}›) { this.a = p; }`,
        '  b(p‹: string›) { return this.a.b(p); }',
        '}',
      ]);
      w.give('text', `new ${l}(new ${k}()).b(${text})`);
    },
  },
  {
    name: 'class that makes its part',
    write(w) {
      const [a, b] = [w.fresh('C'), w.fresh('C')];
      const text = w.text();
      const [, l] = w.declareTyped([a, b], () => [
        `class ${a} {`,
        '  ‹a: string;›',
        '  constructor(p‹: string›) { this.a = p; }',
        `  b() { return ${w.one(['this.a', "'x'"])}; }`,
        '}',
        `class ${b} {`,
        `  ‹private readonly a: ${a};›`,
        `  constructor(p‹: string›) { this.a = new ${a}(${w.one(['p', "'x'"])}); }`,
        `  b() { return this.a.${w.one(['b()', 'a'])}; }`,
        '}',
      ]);
      w.give('text', `new ${l}(${text}).b()`);
    },
  },
  {
    name: 'asynchronous method',
    write(w) {
      const c = w.fresh('C');
      const text = w.text();
      const [k] = w.declare([c], () => [
        `class ${c} {`,
        '  ‹a: string;›',
        '  constructor(p‹: string›) { this.a = p; }',
        `  async b()‹: Promise<string>› { return ${w.one(['this.a', "'x'", 'await Promise.resolve(this.a)'])}; }`,
        `  static async c(p‹: string›)‹: Promise<${c}>› { return new ${c}(await Promise.resolve(p)); }`,
        '}',
      ]);
      w.give('later', w.one([`new ${k}(${text}).b()`, `${k}.c(${text}).then((p) => p.${w.one(['a', 'b()'])})`]));
    },
  },
  {
    name: 'decorated method',
    write(w) {
      const [f, c] = [w.fresh('f'), w.fresh('C')];
      const text = w.text();
      const [, k] = w.declare([f, c], () => [
        `function ${f}(p‹: any›, q‹: any›)‹: any› { console.log(typeof p, ${w.one(['String(q)', "'x'"])}); }`,
        `class ${c} {`,
        `  ‹@${f}›`,
        `  b(p‹: string›) { return ${w.one(['p', "'x'"])}; }`,
        '}',
        `‹¦${f}(${c}.prototype, 'b');›`,
      ]);
      w.give('text', `new ${k}().b(${text})`);
    },
  },
  {
    name: 'merged into this',
    write(w) {
      const c = w.fresh('C');
      const box = w.box();
      const [k] = w.declareTyped([c], () => [
        `class ${c} {`,
        "  k1 = 'x';",
        "  k2 = 'x';",
        '  constructor(p‹: Box›) { Object.assign(this, p); }',
        `  b() { return this.${w.one(['k1', 'k2'])}; }`,
        '}',
      ]);
      w.give('text', `new ${k}(${box}).${w.one(['b()', 'k1'])}`);
    },
  },
  {
    name: 'prototype function',
    write(w) {
      const c = w.fresh('C');
      const text = w.text();
      const [k] = w.declareApart('raw', [c], () => [
        `function ${c}(p) { this.a = p; }`,
        `${c}.prototype.b = function () { return ${w.one(['this.a', "'x'"])}; };`,
        `exports.${c} = ${c};`,
      ]);
      w.give('text', `new ${k}(${text}).b()`);
    },
  },
  {
    name: 'service locator',
    write(w) {
      const [f, c] = [w.fresh('f'), w.fresh('C')];
      const text = w.text();
      const [g, k] = w.declareTyped([f, c], () => [
        `‹type T${f}<T = object> = new (...args: never[]) => T;›`,
        `const ${f}s = new Map‹<T${f}, object>›();`,
        `function ${f}‹<T extends T${f}>›(p‹: T›)‹: InstanceType<T>› {`,
        `  if (!${f}s.has(p)) ${f}s.set(p, new p());`,
        `  return ${f}s.get(p)‹ as InstanceType<T>›;`,
        '}',
        `class ${c} { a(p‹: string›) { return ${w.one(['p', "'x'"])}; } }`,
      ]);
      w.give('text', `${g}(${k}).a(${text})`);
    },
  },
  {
    name: 'event of a class to a callback',
    write(w) {
      const c = w.fresh('C');
      const text = w.text();
      const [k] = w.declare([c], () => [
        `class ${c} {`,
        '  ‹private readonly a: (p: string) => void;›',
        '  constructor(p‹: (p: string) => void›) { this.a = p; }',
        `  b(p‹: string›)‹: void› { this.a(${w.one(['p', "'x'"])}); }`,
        '}',
      ]);
      w.line(`new ${k}((p) => console.log(p)).b(${text});`);
    },
  },
];
