/** Pieces of the program's own ways out: loggers, clients, helpers around sinks. */
import type { Piece } from '../writer.js';

export const WRAPPERS: readonly Piece[] = [
  {
    name: 'other ways out',
    write(w) {
      const text = w.text();
      w.line(
        w.one([
          `console.debug(${text});`,
          `console.dir({ a: ${text} });`,
          `console.table([${text}]);`,
          `process.stdout.write(${text});`,
          `navigator.sendBeacon('https://api.segment.io/v1', ${text});`,
          `document.cookie = \`a=\${${text}}\`;`,
          `sessionStorage.setItem('x', ${text});`,
          `console['log'](${text});`,
          `console?.log?.(${text});`,
          `console.log('%s', ${text});`,
          `console.log(...[${text}, 'x']);`,
        ]),
      );
    },
  },
  {
    name: 'logger by another name',
    write(w) {
      const f = w.fresh('f');
      const text = w.text();
      const form = w.pick(5);
      const [g] = w.declare([f], () => [
        [
          `const ${f} = console.log;`,
          `const ${f} = console.log.bind(console, 'x');`,
          `const ${f} = { log: console.log }.log;`,
          `const { log: ${f} } = console;`,
          `const ${f} = (...p‹: unknown[]›) => console.log(...p);`,
        ][form]!,
      ]);
      w.line(`${g}(${text});`);
    },
  },
  {
    name: 'log of the rest',
    write(w) {
      const f = w.fresh('f');
      const [a, b] = [w.text(), w.text()];
      const [g] = w.declare([f], () => [
        `function ${f}(p‹: string›, ...q‹: unknown[]›)‹: void› {`,
        `  console.${w.one(['log', 'warn'])}(${w.one(['p, ...q', 'p, q', 'p', 'q.length'])});`,
        '}',
      ]);
      w.line(`${g}(${a}, ${b});`);
    },
  },
  {
    name: 'log of options',
    write(w) {
      const f = w.fresh('f');
      const [a, b] = [w.text(), w.text()];
      const [g] = w.declare([f], () => [
        `function ${f}({ p, q }‹: { p: string; q: string }›)‹: void› {`,
        `  console.log(${w.one(['p', 'q', '{ p, q }', '`${p}${q}`'])});`,
        '}',
      ]);
      w.line(`${g}({ p: ${a}, q: ${b} });`);
    },
  },
  {
    name: 'wrapper of a wrapper',
    write(w) {
      const [f, g] = [w.fresh('f'), w.fresh('f')];
      const [a, b] = [w.text(), w.text()];
      const [, k] = w.declare([f, g], () => [
        `const ${f} = (p‹: string›, q‹: unknown›)‹: void› => console.log(${w.one(['p, q', 'p', 'q'])});`,
        `const ${g} = (p‹: string›, q‹: string›)‹: void› => ${f}(${w.one(['p', "'x'", 'q'])}, ${w.one(['{ q }', 'q', "'x'"])});`,
      ]);
      w.line(`${k}(${a}, ${b});`);
    },
  },
  {
    name: 'logger class',
    write(w) {
      const [c, name] = [w.fresh('C'), w.fresh()];
      const [a, b] = [w.text(), w.text()];
      const [k] = w.declare([c], () => [
        `class ${c} {`,
        '  ‹private readonly a: string;›',
        '  constructor(p‹: string›) { this.a = p; }',
        `  info(p‹: string›, q‹: unknown› = {})‹: void› { this.write(${w.one(["'info'", 'this.a'])}, ${w.one(['p', "'x'"])}, q); }`,
        `  ‹private ›write(p‹: string›, q‹: string›, r‹: unknown›)‹: void› { console.log(${w.one(['p, q, r', '`${p} ${q}`', 'p'])}); }`,
        `  child(p‹: string›) { return new ${c}(${w.one(['p', 'this.a'])}); }`,
        '}',
      ]);
      w.line(`const ${name} = new ${k}(${w.one(["'x'", w.text()])});`);
      w.line(w.one([`${name}.info(${a}, { b: ${b} });`, `${name}.child(${a}).info(${b});`, `${name}.info('x', ${b});`]));
    },
  },
  {
    name: 'interface of a logger',
    write(w) {
      const [f, c] = [w.fresh('f'), w.fresh('C')];
      const text = w.text();
      const [g, k] = w.declareTyped([f, c], () => [
        `‹interface I${f} { a(p: string): void }›`,
        `class ${c}‹ implements I${f}› { a(p‹: string›)‹: void› { console.log(${w.one(['p', "'x'"])}); } }`,
        `function ${f}(p‹: I${f}›, q‹: string›)‹: void› { p.a(q); }`,
      ]);
      w.line(`${g}(new ${k}(), ${text});`);
    },
  },
  {
    name: 'literal with a logger',
    write(w) {
      const name = w.fresh();
      const text = w.text();
      w.line(`const ${name} = { a(p‹: string›) { console.log(${w.one(['p', "'x'"])}); }, b: (p‹: string›) => console.log(p.length) };`);
      w.line(`${name}.${w.one(['a', 'b'])}(${text});`);
    },
  },
  {
    name: 'client of a class',
    write(w) {
      const c = w.fresh('C');
      const text = w.text();
      const [k] = w.declare([c], () => [
        `class ${c} {`,
        `  async post(p‹: string›, q‹: unknown›)‹: Promise<void>› { await fetch(\`https://api.segment.io/\${p}\`, { method: 'POST', body: JSON.stringify(q) }); }`,
        `  send(p‹: string›)‹: Promise<void>› { return this.post(${w.one(["'v1'", "'v2'"])}, { a: ${w.one(['p', 'p.length'])} }); }`,
        '}',
      ]);
      w.line(`void new ${k}().send(${text});`);
    },
  },
  {
    name: 'log in a callback',
    write(w) {
      const f = w.fresh('f');
      const text = w.text();
      const [g] = w.declare([f], () => [`function ${f}‹<T>›(p‹: T›, q‹: (p: T) => void›)‹: void› { q(p); }`]);
      w.line(`${g}(${text}, ${w.one(['console.log', '(p) => console.log(p)', "() => console.log('x')"])});`);
    },
  },
  {
    name: 'log later by a timer',
    write: (w) =>
      w.line(
        w.one([
          `setTimeout(() => console.log(${w.text()}), 0);`,
          `setTimeout(console.log, 0, ${w.text()});`,
          `queueMicrotask(() => console.log(${w.text()}));`,
        ]),
      ),
  },
  {
    name: 'log of members',
    write: (w) =>
      w.line(
        `console.log(${w.one([`{ ...${w.person()} }`, `[${w.person()}]`, `{ a: { b: ${w.text()} } }`, `Object.keys(${w.person()})`, `Object.values(${w.box()})`])});`,
      ),
  },
  {
    name: 'logged result',
    write(w) {
      const f = w.fresh('f');
      const text = w.text();
      const [g] = w.declare([f], () => [`function ${f}‹<T>›(p‹: T›)‹: T› {`, `  console.log(${w.one(['p', "'x'"])});`, '  return p;', '}']);
      w.give('text', `${g}(${text})`);
    },
  },
];
