/** Pieces that put something in at one place and take it out at another: events, stores, queues, contexts. */
import type { Piece } from '../writer.js';

export const CHANNELS: readonly Piece[] = [
  {
    name: 'event',
    write(w) {
      const emitter = w.library('node:events', 'EventEmitter');
      const [name, got] = [w.fresh(), w.fresh()];
      w.line(`const ${name} = new ${emitter}();`);
      const how = w.pick(3);
      const text = w.text();
      if (how === 0)
        w.line(
          `${name}.${w.one(['on', 'once', 'addListener'])}('a', (p‹: string›) => { console.log(${w.one(['p', "'x'", 'p.length'])}); });`,
        );
      if (how === 1) w.line(`${name}.on('${w.one(['a', 'b'])}', (p‹: string›, q‹: string›) => { console.log(${w.one(['q', 'p'])}); });`);
      if (how === 2) {
        w.line(`let ${got} = 'x';`);
        w.line(`${name}.on('a', (p‹: string›) => { ${got} = ${w.one(['p', "'y'"])}; });`);
      }
      w.line(`${name}.emit('a', ${text}, ${w.text()});`);
      w.line(`${name}.emit('b', 'x', 'x');`);
      if (how === 2) w.known('text', got);
    },
  },
  {
    name: 'class of events',
    write(w) {
      const [c, name, event] = [w.fresh('C'), w.fresh(), w.fresh('a')];
      const text = w.text();
      const [k] = w.declare([c], () => {
        const emitter = w.library('node:events', 'EventEmitter');
        return [`class ${c} extends ${emitter} {`, `  a(p‹: string›)‹: void› { this.emit('${event}', ${w.one(['p', "'x'"])}); }`, '}'];
      });
      w.line(`const ${name} = new ${k}();`);
      w.line(`${name}.on('${event}', (p‹: string›) => console.log(p));`);
      w.line(`${name}.a(${text});`);
    },
  },
  {
    name: 'bus',
    gap: 'handlers that a class keeps by name',
    inexact: true,
    write(w) {
      const [c, name] = [w.fresh('C'), w.fresh()];
      const text = w.text();
      const [k] = w.declare([c], () => [
        `class ${c} {`,
        '  ‹private readonly ›a = new Map‹<string, ((p: string) => void)[]>›();',
        '  on(p‹: string›, q‹: (p: string) => void›)‹: void› { this.a.set(p, [...(this.a.get(p) ?? []), q]); }',
        `  emit(p‹: string›, q‹: string›)‹: void› { for (const r of this.a.get(p) ?? []) r(${w.one(['q', "'x'"])}); }`,
        '}',
      ]);
      w.line(`const ${name} = new ${k}();`);
      w.line(`${name}.on('a', (p) => console.log(p));`);
      w.line(`${name}.emit('a', ${text});`);
    },
  },
  {
    name: 'observers',
    gap: 'handlers that are kept in a list',
    write(w) {
      const [name, f] = [w.fresh(), w.fresh()];
      w.line(`const ${name}‹: ((p: string) => void)[]› = [];`);
      w.line(`const ${f} = (p‹: string›) => ${name}.forEach((q) => q(${w.one(['p', "'x'"])}));`);
      w.line(`${name}.push((p) => console.log(p));`);
      w.line(`${f}(${w.text()});`);
    },
  },
  {
    name: 'event target',
    gap: 'details of DOM events',
    write(w) {
      const name = w.fresh();
      w.line(`const ${name} = new EventTarget();`);
      w.line(`${name}.addEventListener('a', (p) => console.log((p‹ as CustomEvent<string>›).detail));`);
      w.line(`${name}.dispatchEvent(new CustomEvent('a', { detail: ${w.text()} }));`);
    },
  },
  {
    name: 'async storage',
    awaits: true,
    write(w) {
      const storage = w.library('node:async_hooks', 'AsyncLocalStorage');
      const name = w.fresh();
      w.line(`const ${name} = new ${storage}‹<{ a: string }>›();`);
      w.give('text', `${name}.run({ a: ${w.text()} }, () => ${w.one([`${name}.getStore()?.a ?? ''`, "'x'"])})`);
    },
  },
  {
    name: 'page storage',
    inexact: true,
    write(w) {
      const key = w.fresh('k');
      w.line(`localStorage.setItem('${key}', ${w.one([w.text(), `JSON.stringify(${w.box()})`])});`);
      w.give('text', `(localStorage.getItem('${w.one([key, 'other'])}') ?? '')`);
    },
  },
  {
    name: 'queue of a class',
    inexact: true,
    write(w) {
      const [c, name] = [w.fresh('C'), w.fresh()];
      const text = w.text();
      const [k] = w.declare([c], () => [
        `class ${c}‹<T>› {`,
        '  ‹private readonly ›a‹: T[]› = [];',
        '  push(p‹: T›)‹: void› { this.a.push(p); }',
        '  pop()‹: T | undefined› { return this.a.shift(); }',
        '}',
      ]);
      w.line(`const ${name} = new ${k}‹<string>›();`);
      w.line(`${name}.push(${text});`);
      w.give('text', `(${name}.pop() ?? '')`);
    },
  },
  {
    name: 'cache of a class',
    gap: 'what a map in a field of a generic class holds',
    inexact: true,
    write(w) {
      const [c, name] = [w.fresh('C'), w.fresh()];
      const text = w.text();
      const [k] = w.declare([c], () => [
        `class ${c} {`,
        '  ‹private readonly ›a = new Map‹<string, string>›();',
        `  b(p‹: string›, q‹: string›)‹: this› { this.a.set(p, ${w.one(['q', "'x'"])}); return this; }`,
        "  c(p‹: string›) { return this.a.get(p) ?? ''; }",
        '}',
      ]);
      w.line(`const ${name} = new ${k}();`);
      w.line(`${name}.b('k', ${text});`);
      w.give('text', `${name}.c('k')`);
    },
  },
  {
    name: 'memoized',
    inexact: true,
    write(w) {
      const f = w.fresh('f');
      const text = w.text();
      const [g] = w.declare([f], () => [
        `function ${f}(p‹: (q: string) => string›) {`,
        '  const r = new Map‹<string, string>›();',
        '  return (q‹: string›)‹: string› => {',
        '    const s = r.get(q) ?? p(q);',
        '    r.set(q, s);',
        `    return ${w.one(['s', "'x'"])};`,
        '  };',
        '}',
      ]);
      w.give('text', `${g}((p) => ${w.one(['p', "'x'", 'p.trim()'])})(${text})`);
    },
  },
  {
    name: 'once',
    inexact: true,
    write(w) {
      const f = w.fresh('f');
      const text = w.text();
      const [g] = w.declare([f], () => [
        `function ${f}‹<T>›(p‹: () => T›)‹: () => T› {`,
        '  let q‹: T | undefined›;',
        '  return () => (q ??= p());',
        '}',
      ]);
      w.give('text', `${g}(() => ${w.one([text, "'x'"])})()`);
    },
  },
  {
    name: 'counter in a closure',
    write(w) {
      const f = w.fresh('f');
      const [g] = w.declare([f], () => [`function ${f}() {`, '  let p = 0;', '  return (q‹: string›) => `${++p}:${q.length}`;', '}']);
      w.give('text', `${g}()(${w.text()})`);
    },
  },
];
