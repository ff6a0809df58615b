import { describe, expect, it } from 'vitest';
import { factsOf, printedFunction } from '../testing/facts-of.js';
import { printType } from '../testing/print-facts.js';

const alias = (type: string): string => {
  const [declaration] = factsOf(`type A = ${type}`).types;
  return declaration?.type === undefined ? 'none' : printType(declaration.type);
};

describe('types', () => {
  it.each([
    'Prisma.User<string>',
    'string[] | null',
    '[a, "b", -1]',
    '{a?: string; []: number}',
    '(x: A) => Promise<B>',
    'typeof a.b',
    'keyof T',
    'T["x"]',
    '{[K in keyof T]: T[K]}',
    'T extends infer U ? U : never',
    'import(x).Y',
    'A & B',
    'this',
  ])('keep %s', (type) => {
    expect(alias(type.replace('import(x)', "import('x')").replace('[]: number', '[k: string]: number'))).toBe(type);
  });

  it('are declared by interfaces, enums, classes, in functions and namespaces', () => {
    const text = `
      interface User<T = string> extends Base<T> { readonly id?: T; greet(): void; get x(): number }
      enum Color { Red, Green = 5, Blue, Text = 't' }
      class K {}
      function f() { type Local = number }
      namespace Api { export namespace V1 { export interface User { id: string } } }
      declare global { interface Window { me: User } }
      declare module 'express' { interface Request { user: User } }
      export {};`;
    const print = factsOf(text).types.map((one) => [
      one.kind,
      one.name,
      one.function,
      one.global ?? one.module ?? '',
      (one.members ?? []).map(
        (member) => `${member.key}${member.optional === true ? '?' : ''}: ${member.type === undefined ? '' : printType(member.type)}`,
      ),
    ]);
    expect(print).toMatchInlineSnapshot(`
      [
        [
          "interface",
          "User",
          0,
          "",
          [
            "id?: T",
            "greet: () => void",
            "x: number",
          ],
        ],
        [
          "enum",
          "Color",
          0,
          "",
          [
            "Red: 0",
            "Green: 5",
            "Blue: 6",
            "Text: "t"",
          ],
        ],
        [
          "class",
          "K",
          0,
          "",
          [],
        ],
        [
          "interface",
          "Api.V1.User",
          0,
          "",
          [
            "id: string",
          ],
        ],
        [
          "interface",
          "Window",
          0,
          true,
          [
            "me: User",
          ],
        ],
        [
          "interface",
          "Request",
          0,
          "express",
          [
            "user: User",
          ],
        ],
        [
          "alias",
          "Local",
          1,
          "",
          [],
        ],
      ]
    `);
  });

  it('are global in a script without imports', () => {
    expect(factsOf('interface A {}').types[0]?.global).toBe(true);
    expect(factsOf('interface A {} export {}').types[0]?.global).toBeUndefined();
  });

  it('are read from comments in plain JavaScript', () => {
    const text = `
      /** @typedef {{ email: string }} User */
      /** @param {User} user @returns {Promise<string>} */
      const send = (user) => user.email;
      /** @type {User} */
      const me = get();`;
    const facts = factsOf(text, 'file.js');
    expect(facts.types.map((one) => [one.name, one.kind])).toEqual([['User', 'alias']]);
    expect(facts.functions[1]?.returnType).toEqual({ t: 'name', name: 'Promise', args: [{ t: 'prim', name: 'string' }] });
    expect(printedFunction(text, 'send', 'file.js')).toMatchInlineSnapshot(`
      "arrow send(user: User)
      %0 = param 0
      %1 = %0.email
      return %1"
    `);
    expect(printedFunction(text, '', 'file.js')).toContain(': User');
  });
});

describe('enums and namespaces', () => {
  it('are objects', () => {
    expect(
      printedFunction(
        `enum E { A, B = 'b' } namespace N { export const x = E.A; export function f() { return x } const hidden = 1 } log(E.B, N.f())`,
        '',
      ),
    ).toMatchInlineSnapshot(`
      "module ()
      %0 = 0
      %1 = "b"
      %2 = {A: %0, B: %1}
      %3 = function N.f
      %4 = %2.A "x"
      %5 = {x: %4, f: %3}
      %6 = global log
      %7 = %2.B
      %8 = %5.f
      %9 = call 0
      call 0: %8() on %5
      call 1: %6(%7, %9)"
    `);
  });

  it('merge', () => {
    expect(printedFunction('function f() {} namespace f { export const x = 1 }', '')).toMatchInlineSnapshot(`
      "module ()
      %0 = function f
      %1 = 1
      store %0.x = %1"
    `);
  });

  it('may be ambient', () => {
    expect(printedFunction('declare const ENV: { key: string }; declare function go(): void; log(ENV.key, go())', ''))
      .toMatchInlineSnapshot(`
        "module ()
        %0 = global go
        %1 = %0 : () => void
        %2 = global ENV
        %3 = %2 : {key: string}
        %4 = global log
        %5 = %3.key
        %6 = call 0
        call 0: %1()
        call 1: %4(%5, %6)"
      `);
  });
});
