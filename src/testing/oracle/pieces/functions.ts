/** Pieces of functions: calls across files, parameters, closures, callbacks, generators. */
import type { Kind, Piece, Writer } from '../writer.js';

/** A function declaration over text, in a form that is chosen. */
function declared(w: Writer, params: readonly (readonly [Kind, string, string])[], form: number): string {
  const f = w.fresh('f');
  const [expression] = w.declare([f], () => {
    const { lines, result } = w.topBody(params.map(([kind, name]) => [kind, name]));
    const list = params.map(([, name, type]) => `${name}‹${type}›`).join(', ');
    if (form === 1) return [`const ${f} = (${list})‹: string› => {`, ...lines, `  return ${result};`, '};'];
    if (form === 2) return [`const ${f} = function (${list})‹: string› {`, ...lines, `  return ${result};`, '};'];
    return [`function ${f}(${list})‹: string› {`, ...lines, `  return ${result};`, '}'];
  });
  return expression!;
}

export const FUNCTIONS: readonly Piece[] = [
  {
    name: 'function of text',
    write(w) {
      const form = w.pick(3);
      const [p, q] = [w.fresh('p'), w.fresh('p')];
      const args = `${w.text()}, ${w.text()}`;
      const f = declared(
        w,
        [
          ['text', p, ': string'],
          ['text', q, ': string'],
        ],
        form,
      );
      w.give('text', `${f}(${args})`);
      if (w.pick(3) === 1) w.give('text', `${f}(${w.text()}, ${w.text()})`);
    },
  },
  {
    name: 'function of a person',
    write(w) {
      const p = w.fresh('p');
      const arg = w.person();
      const f = declared(w, [['person', p, ': User']], w.pick(3));
      w.give('text', `${f}(${arg})`);
    },
  },
  {
    name: 'function of a box and a list',
    write(w) {
      const [p, q] = [w.fresh('p'), w.fresh('p')];
      const args = `${w.box()}, ${w.list()}`;
      const f = declared(
        w,
        [
          ['box', p, ': Box'],
          ['list', q, ': string[]'],
        ],
        w.pick(3),
      );
      w.give('text', `${f}(${args})`);
    },
  },
  {
    name: 'destructured parameters',
    write(w) {
      const f = w.fresh('f');
      const arg = w.box();
      const [g] = w.declare([f], () => {
        const { lines, result } = w.topBody([
          ['text', 'a'],
          ['text', 'b'],
        ]);
        return [`function ${f}({ k1: a, k2: b = 'x' }‹: Box›) {`, ...lines, `  return ${result};`, '}'];
      });
      w.give('text', `${g}(${arg})`);
    },
  },
  {
    name: 'defaults',
    write(w) {
      const f = w.fresh('f');
      const args = w.one([w.text(), `${w.text()}, ${w.text()}`]);
      const result = w.one(['q', 'p', 'p + q']);
      const [g] = w.declare([f], () => [`function ${f}(p‹: string›, q = 'x') {`, `  return ${result};`, '}']);
      w.give('text', `${g}(${args})`);
    },
  },
  {
    name: 'default of another parameter',
    inexact: true,
    write(w) {
      const f = w.fresh('f');
      const args = w.one([w.text(), `${w.text()}, ${w.text()}`]);
      const [g] = w.declare([f], () => [`function ${f}(p‹: string›, q = p) {`, '  return q;', '}']);
      w.give('text', `${g}(${args})`);
    },
  },
  {
    name: 'rest parameters',
    write(w) {
      const f = w.fresh('f');
      const args = w.one([`${w.text()}, ${w.text()}`, `...[${w.text()}, ${w.text()}]`, `'x', ...[${w.text()}]`]);
      const result = w.one(["q.join('')", "(q[0] ?? '')", 'p', 'String(q.length)']);
      const [g] = w.declare([f], () => [`function ${f}(p‹: string›, ...q‹: string[]›) {`, `  return ${result};`, '}']);
      w.give('text', `${g}(${args})`);
    },
  },
  {
    name: 'arguments',
    write(w) {
      const f = w.fresh('f');
      const args = `${w.text()}, ${w.text()}`;
      const [g] = w.declare([f], () => [`function ${f}(...p‹: string[]›) {`, `  return ${w.one(['p[0]', 'p[1]', 'p.length'])} + '';`, '}']);
      w.give('text', `${g}(${args})`);
    },
  },
  {
    name: 'closure',
    write(w) {
      const [f, p] = [w.fresh(), w.fresh('p')];
      const { lines, result } = w.innerBody([['text', p]]);
      w.line(`const ${f} = (${p}‹: string›) => {`);
      lines.forEach((line) => w.line(line));
      w.line(`  return ${result};`);
      w.line('};');
      w.known('function', f);
    },
  },
  {
    name: 'inner function',
    write(w) {
      const [f, p] = [w.fresh('f'), w.fresh('p')];
      const { lines, result } = w.innerBody([['text', p]]);
      w.line(`function ${f}(${p}‹: string›) {`);
      lines.forEach((line) => w.line(line));
      w.line(`  return ${result};`);
      w.line('}');
      w.give('text', `${f}(${w.text()})`);
    },
  },
  { name: 'called', write: (w) => void w.give('text', `${w.callable()}(${w.text()})`) },
  { name: 'iife', write: (w) => void w.give('text', `((p‹: string›) => ${w.one(['p', "'x'", w.text()])})(${w.text()})`) },
  {
    name: 'callback',
    write(w) {
      const f = w.fresh('f');
      const [text, callable] = [w.text(), w.callable()];
      const [g] = w.declare([f], () => [
        `function ${f}(p‹: string›, q‹: (p: string) => string›) {`,
        `  return ${w.one(['q(p)', 'p', "q('x')", 'q(q(p))'])};`,
        '}',
      ]);
      w.give('text', `${g}(${text}, ${callable})`);
    },
  },
  {
    name: 'callback written there',
    write(w) {
      const [f, p] = [w.fresh('f'), w.fresh('p')];
      const text = w.text();
      const [g] = w.declare([f], () => [`function ${f}‹<T>›(p‹: T›, q‹: (p: T) => string›)‹: string› {`, `  return q(p);`, '}']);
      const { lines, result } = w.innerBody([['text', p]]);
      const name = w.fresh();
      w.line(`const ${name} = ${g}(${text}, (${p}) => {`);
      lines.forEach((line) => w.line(line));
      w.line(`  return ${result};`);
      w.line('});');
      w.known('text', name);
    },
  },
  {
    name: 'currying',
    write(w) {
      const f = w.fresh('f');
      const [a, b] = [w.text(), w.text()];
      const [g] = w.declare([f], () => [`const ${f} = (p‹: string›) => (q‹: string›) => ${w.one(['p', 'q', 'p + q', "'x'"])};`]);
      if (w.pick(2)) w.give('text', `${g}(${a})(${b})`);
      else w.give('function', `${g}(${a})`);
    },
  },
  {
    name: 'function maker',
    write(w) {
      const f = w.fresh('f');
      const box = w.box();
      const [g] = w.declare([f], () => [
        `function ${f}(p‹: Box›) {`,
        `  return (q‹: string›) => ${w.one(['p.k1', 'p.k2 + q', 'q'])};`,
        '}',
      ]);
      w.give('function', `${g}(${box})`);
    },
  },
  {
    name: 'call, apply, bind',
    write(w) {
      const f = w.fresh('f');
      const [a, b] = [w.text(), w.text()];
      const form = w.pick(4);
      const [g] = w.declare([f], () => [`function ${f}(p‹: string›, q‹: string›) {`, `  return ${w.one(['p', 'q', 'p + q'])};`, '}']);
      w.give(
        'text',
        [`${g}.call(null, ${a}, ${b})`, `${g}.apply(null, [${a}, ${b}])`, `${g}.bind(null, ${a})(${b})`, `${g}.bind(null)(${a}, ${b})`][
          form
        ]!,
      );
    },
  },
  {
    name: 'recursion',
    write(w) {
      const f = w.fresh('f');
      const text = w.text();
      const [g] = w.declare([f], () => [
        `function ${f}(p‹: string›, q‹: number›)‹: string› {`,
        `  return q > 0 ? ${f}(p, q - 1) : ${w.one(['p', "'x'"])};`,
        '}',
      ]);
      w.give('text', `${g}(${text}, 2)`);
    },
  },
  {
    name: 'compose',
    inexact: true,
    write(w) {
      const f = w.fresh('f');
      const [a, b, text] = [w.callable(), w.callable(), w.text()];
      const [g] = w.declare([f], () => [
        `const ${f} = (...p‹: ((q: string) => string)[]›) => (r‹: string›) => p.reduce((s, t) => t(s), r);`,
      ]);
      w.give('text', `${g}(${a}, ${b})(${text})`);
    },
  },
  {
    name: 'generator',
    inexact: true,
    write(w) {
      const f = w.fresh('f');
      const text = w.text();
      const [g] = w.declare([f], () => [
        `function* ${f}(p‹: string›) {`,
        `  yield ${w.one(["'x'", 'p'])};`,
        `  yield ${w.one(['p', "'x'"])};`,
        '}',
      ]);
      w.give('list', `[...${g}(${text})]`);
    },
  },
  {
    name: 'generator read by next',
    inexact: true,
    write(w) {
      const f = w.fresh('f');
      const list = w.list();
      const [g] = w.declare([f], () => [`function* ${f}(p‹: string[]›) {`, `  yield* p;`, '}']);
      w.give('text', `String(${g}(${list}).next().value)`);
    },
  },
  {
    name: 'module state',
    inexact: true,
    write(w) {
      const [set, get] = [w.fresh('f'), w.fresh('f')];
      const state = w.fresh();
      const text = w.text();
      const [s, g] = w.declare([set, get], () => [
        `let ${state} = 'x';`,
        `function ${set}(p‹: string›)‹: void› {`,
        `  ${state} = ${w.one(['p', 'String(p.length)'])};`,
        '}',
        `function ${get}() {`,
        `  return ${state};`,
        '}',
      ]);
      w.line(`${s}(${text});`);
      w.give('text', `${g}()`);
    },
  },
  {
    name: 'collected in a closure',
    write(w) {
      const [name, f] = [w.fresh(), w.fresh()];
      w.line(`const ${name}‹: string[]› = [];`);
      w.line(`const ${f} = (p‹: string›) => { ${name}.push(${w.one(['p', "'x'"])}); };`);
      w.line(`${f}(${w.text()});`);
      w.known('list', name);
    },
  },
  {
    name: 'kept in a closure',
    inexact: true,
    write(w) {
      const [name, f] = [w.fresh(), w.fresh()];
      w.line(`let ${name} = 'x';`);
      w.line(`const ${f} = (p‹: string›) => { ${name} = ${w.one(['p', 'p.slice(0, 3)'])}; };`);
      w.line(`${f}(${w.text()});`);
      w.known('text', name);
    },
  },
  {
    name: 'filled by a function',
    write(w) {
      const [f, name] = [w.fresh('f'), w.fresh()];
      const text = w.text();
      const [g] = w.declare([f], () => [`function ${f}(p‹: Box›, q‹: string›)‹: void› {`, `  p.${w.one(['k1', 'k2'])} = q;`, '}']);
      w.line(`const ${name}‹: Box› = { k1: 'x', k2: 'x' };`);
      w.line(`${g}(${name}, ${text});`);
      w.known('box', name);
    },
  },
  {
    name: 'list filled by a function',
    write(w) {
      const [f, name] = [w.fresh('f'), w.fresh()];
      const text = w.text();
      const [g] = w.declare([f], () => [`function ${f}(p‹: string[]›, q‹: string›)‹: void› {`, `  p.push(q);`, '}']);
      w.line(`const ${name}‹: string[]› = [];`);
      w.line(`${g}(${name}, ${text});`);
      w.known('list', name);
    },
  },
  {
    name: 'table of functions',
    write(w) {
      const f = w.fresh('f');
      const text = w.text();
      const key = w.one(['a', 'b']);
      const [g] = w.declare([f], () => [`const ${f} = { a: (p‹: string›) => p, b: (p‹: string›) => String(p.length) };`]);
      w.give('text', w.one([`${g}.${key}(${text})`, `${g}['${key}'](${text})`]));
    },
  },
  {
    name: 'mask in code',
    write(w) {
      const f = w.fresh('f');
      const text = w.text();
      const [g] = w.declare([f], () => [
        `function ${f}(p‹: string›)‹: string› {`,
        `  ${w.one([
          "return p.replace(/./g, '*');",
          'return `${String(p).slice(0, 1)}***`;',
          "return '***';",
          'return p;',
          'return p.trim().toLowerCase();',
          "return p.length > 3 ? '***' : 'short';",
          'return `***${String(p).slice(-2)}`;',
        ])}`,
        '}',
      ]);
      w.give('text', `${g}(${text})`);
    },
  },
];
