/** Pieces of errors: made, thrown, caught, wrapped. */
import type { Piece } from '../writer.js';

export const ERRORS: readonly Piece[] = [
  {
    name: 'error',
    write: (w) =>
      void w.give(
        'error',
        w.one([`new Error(${w.text()})`, `new TypeError(\`bad \${${w.text()}}\`)`, `new Error('x', { cause: ${w.text()} })`]),
      ),
  },
  {
    name: 'message',
    write: (w) =>
      void w.give(
        'text',
        w.one([`${w.error()}.message`, `String(${w.error()})`, `(${w.error()}.stack ?? '')`, `\`\${${w.error()}}\``, `${w.error()}.name`]),
      ),
  },
  {
    name: 'custom error',
    write(w) {
      const c = w.fresh('C');
      const args = `${w.text()}, ${w.text()}`;
      const read = w.one(['message', 'a', 'name', 'b']);
      const [k] = w.declare([c], () => [
        `class ${c} extends Error {`,
        '  ‹a: string;›',
        "  b = 'x';",
        `  constructor(p‹: string›, q‹: string›) { super(${w.one(['p', '`no ${p}`', "'no'"])}); this.name = '${c}'; this.a = q; }`,
        '}',
      ]);
      w.give('text', `new ${k}(${args}).${read}`);
      w.give('error', `new ${k}(${w.text()}, ${w.text()})`);
    },
  },
  {
    name: 'thrown and caught',
    write(w) {
      const f = w.fresh('f');
      const text = w.text();
      const [g] = w.declare([f], () => [
        `function ${f}(p‹: string›)‹: string› {`,
        `  if (${w.flag()}) throw new Error(${w.one(['p', '`no ${p}`', "'no'"])});`,
        '  return p;',
        '}',
      ]);
      const [name, e] = [w.fresh(), w.fresh('e')];
      w.line(`let ${name} = '';`);
      w.line(
        `try { ${name} = ${g}(${text}); } catch (${e}) { ${name} = ${w.one([`(${e}‹ as Error›).message`, `String(${e})`, "'x'", `${e} instanceof Error ? ${e}.message : ''`])}; }`,
      );
      w.give('text', name);
    },
  },
  {
    name: 'caught here',
    write(w) {
      const [name, e] = [w.fresh(), w.fresh('e')];
      w.line(`let ${name} = 'x';`);
      w.line(
        `try { if (${w.flag()}) throw ${w.error()}; ${name} = ${w.text()}; } catch (${e}) { ${name} = (${e}‹ as Error›).message; } finally { ${name} += '.'; }`,
      );
      w.give('text', name);
    },
  },
  {
    name: 'custom error thrown',
    write(w) {
      const [c, f] = [w.fresh('C'), w.fresh('f')];
      const text = w.text();
      const [k, g] = w.declare([c, f], () => [
        `class ${c} extends Error {`,
        `  constructor(‹readonly ›p‹: string›) { super('no'); this.a = ${w.one(['p', 'p.length'])}; }`,
        '  ‹a: any;›',
        '}',
        `function ${f}(p‹: string›)‹: void› { throw new ${c}(p); }`,
      ]);
      const [name, e] = [w.fresh(), w.fresh('e')];
      w.line(`let ${name} = 'x';`);
      w.line(`try { ${g}(${text}); } catch (${e}) { if (${e} instanceof ${k}) ${name} = String(${e}.${w.one(['a', 'message'])}); }`);
      w.give('text', name);
    },
  },
  {
    name: 'wrapped and thrown again',
    write(w) {
      const f = w.fresh('f');
      const text = w.text();
      const [g] = w.declare([f], () => [
        `function ${f}(p‹: string›)‹: void› {`,
        '  try {',
        '    throw new Error(p);',
        '  } catch (e) {',
        `    throw new Error(${w.one(['`again ${(e‹ as Error›).message}`', "'again'", 'String(e)'])}${w.one(['', ', { cause: e }'])});`,
        '  }',
        '}',
      ]);
      const [name, e] = [w.fresh(), w.fresh('e')];
      w.line(`let ${name} = 'x';`);
      w.line(`try { ${g}(${text}); } catch (${e}) { ${name} = (${e}‹ as Error›).message; }`);
      w.give('text', name);
    },
  },
  { name: 'error logged', write: (w) => w.line(`console.error(${w.one(['', "'failed', "])}${w.error()});`) },
];
