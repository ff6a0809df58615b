/** Pieces of errors that go far: through promises, causes, callbacks, results. */
import type { Piece } from '../writer.js';

export const FAILURES: readonly Piece[] = [
  {
    name: 'rejected and caught',
    awaits: true,
    write(w) {
      const [f, name, e] = [w.fresh('f'), w.fresh(), w.fresh('e')];
      const text = w.text();
      const [g] = w.declare([f], () => [
        `async function ${f}(p‹: string›)‹: Promise<string>› {`,
        `  if (${w.flag()}) throw new Error(${w.one(['p', "'no'"])}${w.one(['', ', { cause: p }'])});`,
        '  return p;',
        '}',
      ]);
      w.line(`let ${name} = '';`);
      w.line(
        `try { ${name} = await ${g}(${text}); } catch (${e}) { ${name} = ${w.one([`(${e}‹ as Error›).message`, `String((${e}‹ as Error›).cause)`, "'x'"])}; }`,
      );
      w.give('text', name);
    },
  },
  {
    name: 'handlers of a rejection',
    awaits: true,
    write(w) {
      const f = w.fresh('f');
      const text = w.text();
      const [g] = w.declare([f], () => [
        `async function ${f}(p‹: string›)‹: Promise<string>› { throw new Error(${w.one(['p', "'no'"])}); }`,
      ]);
      w.give(
        'text',
        `await ${g}(${text})${w.one([
          '.catch((p‹: Error›) => p.message)',
          '.then((p) => p, (p‹: Error›) => p.message)',
          ".catch(() => 'x')",
          '.then((p) => p).catch((p‹: Error›) => `bad ${p.message}`)',
          '.finally(() => undefined).catch((p‹: Error›) => p.message)',
          '.catch((p‹: Error›) => { throw new Error(p.message); }).catch((p‹: Error›) => p.message)',
        ])}`,
      );
    },
  },
  {
    name: 'cause of a cause',
    write(w) {
      const [f, name, e] = [w.fresh('f'), w.fresh(), w.fresh('e')];
      const text = w.text();
      const [g] = w.declare([f], () => [
        `function ${f}(p‹: string›)‹: void› {`,
        '  try {',
        `    throw new Error(${w.one(['p', "'no'"])});`,
        '  } catch (e) {',
        "    throw new Error('again', { cause: e });",
        '  }',
        '}',
      ]);
      w.line(`let ${name} = 'x';`);
      w.line(
        `try { ${g}(${text}); } catch (${e}) { ${name} = ${w.one([`((${e}‹ as Error›).cause‹ as Error›).message`, `(${e}‹ as Error›).message`])}; }`,
      );
      w.give('text', name);
    },
  },
  {
    name: 'settled reasons',
    awaits: true,
    write(w) {
      const f = w.fresh('f');
      const text = w.text();
      const [g] = w.declare([f], () => [
        `async function ${f}(p‹: string›)‹: Promise<string>› { throw new Error(${w.one(['p', "'no'"])}); }`,
      ]);
      w.give(
        'list',
        `(await Promise.allSettled([${g}(${text})])).map((p) => p.status === 'rejected' ? (p.reason‹ as Error›).message : '')`,
      );
    },
  },
  {
    name: 'several errors',
    write(w) {
      const name = w.fresh();
      w.line(`const ${name} = new AggregateError([${w.error()}], ${w.one(["'no'", w.text()])});`);
      w.give('text', w.one([`${name}.message`, `${name}.errors.map((p‹: Error›) => p.message).join()`]));
    },
  },
  {
    name: 'rejected by a promise maker',
    awaits: true,
    write: (w) =>
      void w.give(
        'text',
        `await new Promise‹<string>›((p, q) => { if (${w.flag()}) q(new Error(${w.one(["'no'", w.text()])})); else p('x'); }).catch((p‹: Error›) => ${w.one(['p.message', "'y'"])})`,
      ),
  },
  {
    name: 'thrown in a callback',
    inexact: true,
    write(w) {
      const [name, e] = [w.fresh(), w.fresh('e')];
      w.line(`let ${name} = 'x';`);
      w.line(
        `try { ${w.list()}.forEach((p) => { if (p.length > 0) throw new Error(${w.one(['p', '`bad ${p}`', "'no'"])}); }); } catch (${e}) { ${name} = (${e}‹ as Error›).message; }`,
      );
      w.give('text', name);
    },
  },
  {
    name: 'thrown by a wrapper',
    write(w) {
      const [f, name, e] = [w.fresh('f'), w.fresh(), w.fresh('e')];
      const text = w.text();
      const [g] = w.declare([f], () => [`function ${f}‹<T>›(p‹: () => T›)‹: T› { return p(); }`]);
      w.line(`let ${name} = 'x';`);
      w.line(`try { ${g}(() => { throw new Error(${w.one([text, "'no'"])}); }); } catch (${e}) { ${name} = (${e}‹ as Error›).message; }`);
      w.give('text', name);
    },
  },
  {
    name: 'error of a class caught by its kind',
    write(w) {
      const [c, f, name, e] = [w.fresh('C'), w.fresh('f'), w.fresh(), w.fresh('e')];
      const text = w.text();
      const [k, g] = w.declare([c, f], () => [
        `class ${c} extends Error {`,
        '  ‹readonly a: string;›',
        `  constructor(p‹: string›, q‹: string›) { super(${w.one(['q', '`${p}: ${q}`'])}); this.a = ${w.one(['p', "'x'"])}; }`,
        '}',
        `function ${f}(p‹: string›)‹: string› { if (${w.flag()}) throw new ${c}(p, 'no'); return 'fine'; }`,
      ]);
      w.line(`let ${name} = 'x';`);
      w.line(
        `try { ${name} = ${g}(${text}); } catch (${e}) { if (!(${e} instanceof ${k})) throw ${e}; ${name} = ${e}.${w.one(['a', 'message'])}; }`,
      );
      w.give('text', name);
    },
  },
  {
    name: 'error given back',
    write(w) {
      const f = w.fresh('f');
      const text = w.text();
      const [g] = w.declare([f], () => [
        `function ${f}(p‹: string›)‹: Error | undefined› {`,
        `  return ${w.flag()} ? new Error(${w.one(['p', "'no'"])}) : undefined;`,
        '}',
      ]);
      w.give('text', `(${g}(${text})?.message ?? '')`);
    },
  },
  {
    name: 'logged and thrown again',
    write(w) {
      const [f, e] = [w.fresh('f'), w.fresh('e')];
      const text = w.text();
      const [g] = w.declare([f], () => [
        `function ${f}(p‹: string›)‹: string› {`,
        '  try {',
        `    if (${w.flag()}) throw new Error(${w.one(['p', "'no'"])});`,
        "    return 'x';",
        '  } catch (e) {',
        `    console.error(${w.one(['e', '(e‹ as Error›).message', "'failed'", "'failed', e"])});`,
        '    throw e;',
        '  }',
        '}',
      ]);
      w.line(`try { ${g}(${text}); } catch (${e}) { console.log(${w.one(["'x'", `${e}`])}); }`);
    },
  },
];
