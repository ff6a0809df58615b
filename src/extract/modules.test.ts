import { describe, expect, it } from 'vitest';
import { factsOf, printedFunction } from '../testing/facts-of.js';

const imports = (text: string, path?: string): unknown => factsOf(text, path).imports.map(({ at, ...rest }) => rest);
const exportsOf = (text: string, path?: string): unknown => {
  const facts = factsOf(text, path);
  return facts.exports.map(({ value, ...rest }) => (value === undefined ? rest : { ...rest, is: facts.functions[0]?.values[value]?.op }));
};

describe('imports', () => {
  it('have a fact for each name', () => {
    expect(
      imports(
        `import a, { b as c, type T } from 'x'; import * as n from 'y'; import type { U } from 'z'; import 'side'; import fs = require('fs')`,
      ),
    ).toMatchInlineSnapshot(`
      [
        {
          "local": "a",
          "name": "default",
          "specifier": "x",
          "style": "esm",
        },
        {
          "local": "c",
          "name": "b",
          "specifier": "x",
          "style": "esm",
        },
        {
          "local": "T",
          "name": "T",
          "specifier": "x",
          "style": "esm",
          "typeOnly": true,
        },
        {
          "local": "n",
          "name": "*",
          "specifier": "y",
          "style": "esm",
        },
        {
          "local": "U",
          "name": "U",
          "specifier": "z",
          "style": "esm",
          "typeOnly": true,
        },
        {
          "name": "*",
          "specifier": "side",
          "style": "esm",
        },
        {
          "local": "fs",
          "name": "*",
          "specifier": "fs",
          "style": "require",
        },
      ]
    `);
  });

  it('are values where they are used', () => {
    expect(printedFunction(`import { b } from 'x'; function f() { b() }`, 'f')).toMatchInlineSnapshot(`
      "function f()
      %0 = import x#b
      call 0: %0()"
    `);
  });

  it('may be dynamic or required', () => {
    const text = `const { parse } = require('csv'); const http = require('http'); async function f() { const { z } = await import('zod'); return z(require('late').x, parse, http) }`;
    expect(imports(text)).toMatchInlineSnapshot(`
      [
        {
          "name": "*",
          "specifier": "csv",
          "style": "require",
        },
        {
          "local": "http",
          "name": "*",
          "specifier": "http",
          "style": "require",
        },
        {
          "name": "*",
          "specifier": "zod",
          "style": "dynamic",
        },
        {
          "name": "*",
          "specifier": "late",
          "style": "require",
        },
      ]
    `);
    expect(printedFunction(text, 'f')).toMatchInlineSnapshot(`
      "function f()
      %0 = import zod#*
      %1 = %0.z "z"
      %2 = import late#*
      %3 = %2.x
      %4 = outer module%2
      %5 = import http#*
      %6 = call 0
      call 0: %1(%3, %4, %5)
      return %6"
    `);
  });

  it('are none when require is a local', () => {
    expect(imports(`function f(require) { require('x') }`)).toEqual([]);
  });
});

describe('exports', () => {
  it('are names of declarations, lists and re-exports', () => {
    expect(
      exportsOf(`
        import { i } from 'x';
        export const a = 1, { b } = o; export function f() {} export class K {} export interface I {} export enum E { A }
        const c = 2; type T = string;
        export { c as d, i, type T }; export { e as g } from 'y'; export * from 'z'; export * as ns from 'w';
        export default c;
      `),
    ).toMatchInlineSnapshot(`
      [
        {
          "from": {
            "name": "e",
            "specifier": "y",
          },
          "name": "g",
        },
        {
          "from": {
            "name": "*",
            "specifier": "z",
          },
          "name": "*",
        },
        {
          "from": {
            "name": "*",
            "specifier": "w",
          },
          "name": "ns",
        },
        {
          "is": "function",
          "name": "f",
        },
        {
          "is": "const",
          "name": "a",
        },
        {
          "is": "load",
          "name": "b",
        },
        {
          "is": "class",
          "name": "K",
          "type": "K",
        },
        {
          "name": "I",
          "type": "I",
        },
        {
          "is": "object",
          "name": "E",
          "type": "E",
        },
        {
          "is": "const",
          "name": "d",
        },
        {
          "from": {
            "name": "i",
            "specifier": "x",
          },
          "name": "i",
        },
        {
          "name": "T",
          "type": "T",
        },
        {
          "is": "const",
          "name": "default",
        },
      ]
    `);
  });

  it('know the CommonJS forms', () => {
    expect(
      exportsOf(
        `function a() {} module.exports = { a, b: 1 }; exports.c = a; module.exports.d = 2; Object.assign(module.exports, { e: a })`,
        'file.js',
      ),
    ).toMatchInlineSnapshot(`
      [
        {
          "is": "object",
          "name": "=",
        },
        {
          "is": "function",
          "name": "a",
        },
        {
          "is": "const",
          "name": "b",
        },
        {
          "is": "function",
          "name": "c",
        },
        {
          "is": "const",
          "name": "d",
        },
        {
          "is": "function",
          "name": "e",
        },
      ]
    `);
    expect(exportsOf(`exports = module.exports = create; function create() {}`, 'file.js')).toMatchInlineSnapshot(`
      [
        {
          "is": "function",
          "name": "=",
        },
      ]
    `);
    expect(exportsOf('const x = 1; export = x')).toMatchInlineSnapshot(`
      [
        {
          "is": "const",
          "name": "=",
        },
      ]
    `);
    expect(exportsOf('export default () => 1')).toMatchInlineSnapshot(`
      [
        {
          "is": "function",
          "name": "default",
        },
      ]
    `);
  });
});
