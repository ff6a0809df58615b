/** Pieces of modules: forms of export and import, cycles, namespaces, enums, state. */
import type { ModuleStyle, Piece } from '../writer.js';

const TYPESCRIPT: readonly ModuleStyle[] = ['esm', 'list', 'namespace', 'barrel', 'renamed', 'named-barrel', 'nested-barrel', 'default'];

export const MODULES: readonly Piece[] = [
  {
    name: 'dynamic import',
    awaits: true,
    write(w) {
      const [f, name] = [w.fresh('f'), w.fresh()];
      const file = w.fresh('m');
      const text = w.text();
      const how = w.pick(4);
      w.declareFile(file, w.one(['esm', 'list', 'commonjs-members']), [f], () => [
        `function ${f}(p‹: string›) {`,
        `  return ${w.one(['p', "'x'", '`${p}.`'])};`,
        '}',
      ]);
      if (how === 0) {
        w.line(`const { ${f} } = await import('./${file}.js');`);
        w.give('text', `${f}(${text})`);
      } else if (how === 1) {
        w.line(`const ${name} = await import('./${file}.js');`);
        w.give('text', `${name}.${f}(${text})`);
      } else if (how === 2) w.give('text', `(await import('./${file}.js')).${f}(${text})`);
      else w.give('later', `import('./${file}.js').then((p) => p.${f}(${text}))`);
    },
  },
  {
    name: 'import cycle',
    inexact: true,
    write(w) {
      const [f, g, a, b] = [w.fresh('f'), w.fresh('f'), w.fresh('m'), w.fresh('m')];
      const text = w.text();
      const [p, q] = [w.fresh('n'), w.fresh('n')];
      w.declareFile(a, 'list', [f], () => {
        w.namespace(`./${b}.js`, q);
        return [
          `function ${f}(p‹: string›, q‹: number›)‹: string› {`,
          `  return q > 0 ? ${q}.${g}(p, q - 1) : ${w.one(['p', "'x'"])};`,
          '}',
        ];
      });
      w.declareFile(b, 'list', [g], () => {
        w.namespace(`./${a}.js`, p);
        return [`function ${g}(p‹: string›, q‹: number›)‹: string› {`, `  return ${p}.${f}(${w.one(['p', "'y'"])}, q);`, '}'];
      });
      w.give('text', `${w.importFrom(a, f)}(${text}, 2)`);
    },
  },
  {
    name: 'enum',
    write(w) {
      const e = w.fresh('E');
      const [k] = w.declare([e], () => [`‹enum ${e} { A = 'k1', B = 'k2' }¦const ${e} = { A: 'k1', B: 'k2' };›`]);
      w.give('text', `${w.box()}[${k}.${w.one(['A', 'B'])}]`);
    },
  },
  {
    name: 'keys of an enum in a literal',
    write(w) {
      const [e, name] = [w.fresh('E'), w.fresh()];
      const [k] = w.declare([e], () => [`‹enum ${e} { A = 'a', B = 'b' }¦const ${e} = { A: 'a', B: 'b' };›`]);
      w.line(`const ${name} = { [${k}.A]: ${w.text()}, [${k}.B]: ${w.text()} };`);
      w.give('text', w.one([`${name}.a`, `${name}[${k}.B]`, `${name}['b']`]));
    },
  },
  {
    name: 'namespace',
    write(w) {
      const [n, f] = [w.fresh('N'), w.fresh('f')];
      const text = w.text();
      const [k] = w.declare([n], () => [
        `‹namespace ${n} {¦const ${n} = (() => {›`,
        `  ‹export ›const a = (p‹: string›) => ${w.one(['p', "'x'"])};`,
        `  ‹export ›function ${f}(p‹: string›) { return a(p) + ${w.one(["'.'", 'p'])}; }`,
        `‹}¦return { a, ${f} }; })();›`,
      ]);
      w.give('text', `${k}.${w.one([f, 'a'])}(${text})`);
    },
  },
  {
    name: 'object of constants',
    write(w) {
      const c = w.fresh('K');
      const [k] = w.declare([c], () => [`const ${c} = { a: 'k1', b: { c: 'k2' } }‹ as const›;`]);
      w.give('text', `${w.box()}[${k}.${w.one(['a', 'b.c'])}]`);
    },
  },
  {
    name: 'function of a class and a constant',
    write(w) {
      const style = w.one(TYPESCRIPT);
      const [c, f, k] = [w.fresh('C'), w.fresh('f'), w.fresh('K')];
      const text = w.text();
      const [, g] = w.declareApart(style, [c, f, k], () => [
        `class ${c} {`,
        '  ‹readonly a: string;›',
        '  constructor(p‹: string›) { this.a = p; }',
        `  b() { return ${w.one(['this.a', "'x'"])}; }`,
        '}',
        `function ${f}(p‹: string›) { return new ${c}(${w.one(['p', "'y'"])}); }`,
        `const ${k} = ${f}('x').b();`,
      ]);
      w.give('text', `${g}(${text}).${w.one(['b()', 'a'])}`);
    },
  },
  {
    name: 'instance of a module',
    gap: 'a field that a setter or a method fills',
    inexact: true,
    write(w) {
      const [c, o] = [w.fresh('C'), w.fresh('o')];
      const text = w.text();
      const [, k] = w.declare([c, o], () => [
        `class ${c} {`,
        "  ‹private ›a = 'x';",
        `  b(p‹: string›) { this.a = ${w.one(['p', "'y'"])}; }`,
        `  c(p‹: string›) { return ${w.one(['p', 'this.a'])}; }`,
        '}',
        `const ${o} = new ${c}();`,
      ]);
      w.line(`${k}.b(${text});`);
      w.give('text', `${k}.c(${w.text()})`);
    },
  },
  {
    name: 'module map',
    gap: 'a collection of another module',
    inexact: true,
    write(w) {
      const m = w.fresh('k');
      const [k] = w.declare([m], () => [`const ${m} = new Map‹<string, string>›();`]);
      w.line(`${k}.set('a', ${w.text()});`);
      w.give('text', `(${k}.get('${w.one(['a', 'b'])}') ?? '')`);
    },
  },
  {
    name: 'module list',
    inexact: true,
    write(w) {
      const [m, f] = [w.fresh('k'), w.fresh('f')];
      const text = w.text();
      const [k, g] = w.declare([m, f], () => [`const ${m}‹: string[]› = [];`, `function ${f}(p‹: string›)‹: void› { ${m}.push(p); }`]);
      w.line(`${g}(${text});`);
      w.give('text', `${k}.join()`);
    },
  },
  {
    name: 'exported binding that changes',
    inexact: true,
    write(w) {
      const [m, f] = [w.fresh('k'), w.fresh('f')];
      const text = w.text();
      const [, g, h] = w.declareApart('list', [m, f, `${f}x`], () => [
        `let ${m} = 'x';`,
        `function ${f}(p‹: string›)‹: void› { ${m} = p; }`,
        `function ${f}x() { return ${m}; }`,
      ]);
      w.line(`${g}(${text});`);
      w.give('text', `${h}()`);
    },
  },
  {
    name: 'exported in CommonJS as functions',
    write(w) {
      const [f, g, m] = [w.fresh('f'), w.fresh('f'), w.fresh('m')];
      const text = w.text();
      const form = w.pick(3);
      w.declareFile(
        m,
        'raw',
        [f, g],
        () =>
          [
            [`exports.${f} = function (p) { return ${w.one(['p', "'x'"])}; };`, `exports.${g} = (p) => exports.${f}(p);`],
            [
              `module.exports.${f} = function (p) { return ${w.one(['p', "'x'"])}; };`,
              `module.exports.${g} = (p) => module.exports.${f}(p);`,
            ],
            [`module.exports = { ${f}(p) { return ${w.one(['p', "'x'"])}; }, ${g}: (p) => p + '.' };`],
          ][form]!,
      );
      w.give('text', `${w.importFrom(m, w.one([f, g]))}(${text})`);
    },
  },
  {
    name: 'exported class in CommonJS',
    write(w) {
      const [c, m] = [w.fresh('C'), w.fresh('m')];
      const text = w.text();
      w.declareFile(m, 'raw', [c], () => [
        `class ${c} {`,
        '  constructor(p) { this.a = p; }',
        `  b() { return ${w.one(['this.a', "'x'"])}; }`,
        '}',
        `${w.one([`exports.${c} = ${c};`, `module.exports = { ${c} };`, `module.exports.${c} = ${c};`])}`,
      ]);
      w.give('text', `new ${w.importFrom(m, c)}(${text}).b()`);
    },
  },
];
