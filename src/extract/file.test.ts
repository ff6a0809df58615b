import { directivesOfMarkup } from './directives.js';
import { describe, expect, it } from 'vitest';
import { factsOf } from '../testing/facts-of.js';
import type { ValueMatcher } from '../model/taxonomy.js';

const mails: ValueMatcher = (text, { name }) => {
  const start = text.search(/\S+@\S+/);
  return start < 0
    ? []
    : [{ dataType: 'email', start, end: start + (/\S+@\S+/.exec(text)?.[0].length ?? 0), preview: 'a…b', strong: name !== undefined }];
};

describe('literals', () => {
  const text = `
    import x from 'a@import.x';
    const contact = 'me@x.io';
    send({ replyTo: \`you@y.io\`, list: ['they@z.io'] }, <Input mail="jsx@w.io" className="style@x.y">text child@v.io</Input>);
    user.email = \`to: q@r.s \${x}\`;
    type T = 'type@x.y';
    const escaped = '\\tesc@x.y';
  `;

  it('are matched with the name beside them, outside types, imports and styles', () => {
    const found = factsOf(text, 'file.tsx', { matchValue: mails }).literals;
    expect(found.map((one) => [text.slice(one.at[0], one.at[1]), one.name])).toEqual(
      [
        ['me@x.io', 'contact'],
        ['jsx@w.io', 'mail'],
        ['child@v.io', undefined],
        ['you@y.io', 'replyTo'],
        ['they@z.io', 'list'],
        ['q@r.s', 'email'],
        [`'\\tesc@x.y'`, 'escaped'],
      ].sort((a, b) => text.indexOf(String(a[0])) - text.indexOf(String(b[0]))),
    );
  });

  it('know what the name beside them belongs to', () => {
    const seen: string[] = [];
    const watch: ValueMatcher = (value, { name, owner }) => {
      seen.push(`${owner ?? '-'}.${name ?? '-'}=${value}`);
      return [];
    };
    factsOf(`const user = { mail: 'a', list: ['b'] }; user.home.phone = 'c'; save('d', { id: 'e' }); const f = () => 'g'`, 'file.ts', {
      matchValue: watch,
    });
    expect(seen.sort()).toEqual(['-.-=d', '-.-=g', '-.id=e', 'home.phone=c', 'user.list=b', 'user.mail=a']);
  });

  it('are all that is taken of tests', () => {
    const facts = factsOf(text, 'file.tsx', { matchValue: mails, literalsOnly: true });
    expect(facts.literals).toHaveLength(7);
    expect([facts.functions.length, facts.functions[0]?.values, facts.imports, facts.types, facts.exports]).toEqual([1, [], [], [], []]);
    expect(facts.lines).toBe(8);
  });
});

describe('directives', () => {
  it('are comments, not strings or JSX text', () => {
    const text = `// waybill-ignore-next-line email -- why\r\nconst a = '// waybill-no';\n/* waybill-pii: phone */ const b = <p>// waybill-text</p>; // plain\n/** see\n * // waybill-quoted */\nfunction f() { g(); // waybill-last\n}`;
    expect(factsOf(text).directives.map(({ text, at }) => ({ text, at }))).toEqual([
      { text: 'waybill-ignore-next-line email -- why', at: [0, 40] },
      { text: 'waybill-pii: phone', at: [text.indexOf('/* w'), text.indexOf('*/') + 2] },
      { text: 'waybill-last', at: [text.indexOf('// waybill-last'), text.length - 2] },
    ]);
  });
});

describe('the code around a directive', () => {
  const around = (text: string): (string | true | undefined)[] =>
    factsOf(text, 'file.tsx').directives.flatMap(({ following, trailing }) => [
      following === undefined ? undefined : text.slice(following, following + 3),
      trailing,
    ]);

  it('is the next that is no comment', () => {
    expect(around('// waybill-ignore-next-line email -- a\n\n// other\n/* and */ log(1);')).toEqual(['log', undefined]);
    expect(around('log(1);\n// waybill-ignore-file email -- a\n  \n// end')).toEqual([undefined, undefined]);
  });

  it('may stand before it', () => {
    expect(around('log(1); // waybill-ignore email -- a\r\nsend(2);')).toEqual(['sen', true]);
  });

  it('does not begin with the braces of JSX', () => {
    expect(around('const a = (\n  <p>\n    {/* waybill-ignore-next-line email -- a */}\n    <b a={c} />\n  </p>\n);')).toEqual([
      '<b ',
      undefined,
    ]);
    expect(around('function f() {\n  g(); /* waybill-ignore email -- a */\n}\nh();')).toEqual(['}\nh', true]);
  });

  it('is found in markup too', () => {
    const text = '<p>a</p> <!-- waybill-ignore email -- a -->\n<!-- waybill-ignore-next-line email\n -- why -->\n<!-- x -->\n<b>';
    expect(directivesOfMarkup(text)).toEqual([
      { text: 'waybill-ignore email -- a', at: [9, 43], following: text.indexOf('<b>'), trailing: true },
      { text: 'waybill-ignore-next-line email -- why', at: [44, text.indexOf('\n<!-- x')], following: text.indexOf('<b>') },
    ]);
  });
});

describe('files', () => {
  it('keep their lines, pragmas, hashbang and BOM', () => {
    const facts = factsOf(`#!/usr/bin/env node\n'use client';\nlog('é')\n`);
    expect([facts.lineStarts, facts.bytes]).toEqual([[0, 20, 34, 43], 44]);
    expect(facts.pragmas).toEqual(['use client']);
    expect(facts.functions[0]?.calls).toHaveLength(1);
    expect(factsOf(`\ufefflog(1)`).functions[0]?.calls[0]?.span).toEqual([1, 7]);
  });

  it('with syntax errors say so and keep the rest', () => {
    const facts = factsOf('log(a; const = 1; function ok() { send(b) }');
    expect(facts.problems.length).toBeGreaterThan(0);
    expect(facts.problems.length).toBeLessThanOrEqual(5);
    expect(facts.functions.find((fn) => fn.symbol === 'ok')?.calls).toHaveLength(1);
  });

  it('are read as JavaScript with JSX and types in comments or code', () => {
    expect(factsOf('const f = (a: string) => <b>{a}</b>', 'file.js').problems).toEqual([]);
    expect(factsOf('const f = <T>(a: T) => a as T', 'file.mts').problems).toEqual([]);
  });

  it('are plain data', () => {
    const facts = factsOf('export class A { run(x: string) { return () => this } }');
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
  });
});

const TOO_DEEP = { message: 'Nested too deep to be read', cut: 'code nested too deep' };

describe('deep nesting', () => {
  it('of sums and chains is no problem', () => {
    const sum = Array.from({ length: 6000 }, (_, i) => `a${i}`).join(' + ');
    const chain = `z${'.min(1)'.repeat(6000)}`;
    const facts = factsOf(`const s = ${sum}; const c = ${chain}; const o = ${'a || '.repeat(6000)}b;`);
    expect(facts.problems).toEqual([]);
    expect(facts.functions[0]?.calls).toHaveLength(6000);
    expect(facts.functions[0]?.values.find((value) => value.op === 'concat')).toHaveProperty('parts.length', 6000);
  });

  it('of other things costs one function', () => {
    const deep = `a${' - b + c'.repeat(20_000)}`;
    const facts = factsOf(`function bad() { const t = 1; const g = () => log(t); return ${deep} } function ok() { log(2) }`);
    expect(facts.problems).toEqual([{ ...TOO_DEEP, at: facts.functions[1]?.span }]);
    expect(facts.functions.map((fn) => [fn.symbol, fn.calls.length])).toEqual([
      ['', 0],
      ['bad', 0],
      ['ok', 1],
      ['bad.g', 1],
    ]);
  });

  it('costs a type its function, and what is nested in anything else the file', () => {
    const arrays = factsOf(`type T = A${'[]'.repeat(2_000)}; function ok() { log(1) }`);
    expect(arrays.problems).toHaveLength(1);
    expect(arrays.functions.map((fn) => [fn.symbol, fn.calls.length])).toEqual([
      ['', 0],
      ['ok', 1],
    ]);
  });

  it.each([
    ['parentheses', '(', 'x', ')'],
    ['lists', '[', 'x', ']'],
    ['objects', '{ a: ', 'x', '}'],
    ['calls', 'f(', 'x', ')'],
    ['arrow functions', '() => ', 'x', ''],
    ['choices', 'a ? b : ', 'c', ''],
    ['template literals', '`${', 'x', '}`'],
    ['type arguments', 'f<A<', 'B', '>>()'],
    ['function bodies', 'f(() => { ', 'g()', ' })'],
  ])('of %s is counted, whatever the stack could hold', (_, open, inner, close) => {
    const code = (depth: number): string => {
      const parts = open === 'f<A<' ? ['f<', 'A<', '>', '>()'] : ['', open, close, ''];
      return `x = ${parts[0]}${parts[1]?.repeat(depth)}${inner}${parts[2]?.repeat(depth)}${parts[3]}`;
    };
    expect(factsOf(code(60)).problems).toEqual([]);
    expect(factsOf(code(500)).problems).toEqual([{ ...TOO_DEEP, at: [0, 0] }]);
  });

  it('costs the file when even the parser cannot follow', () => {
    const hopeless = factsOf(`${'('.repeat(50_000)}x${')'.repeat(50_000)}`);
    expect(hopeless.problems).toEqual([{ ...TOO_DEEP, at: [0, 0] }]);
    expect(hopeless.functions).toHaveLength(1);
  });
});
