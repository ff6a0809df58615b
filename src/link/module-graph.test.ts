import { describe, expect, it } from 'vitest';
import type { ValueTarget } from '../model/program.js';
import { programOf, type TestProgram } from '../testing/program.js';

/** What the import under a local name of a file stands for, as text. */
function imported(program: TestProgram, path: string, local: string): string {
  const file = program.file(path);
  const index = program.files[file]!.imports.findIndex((fact) => fact.local === local);
  return said(program, program.graph.importValue(file, index));
}

/** A target as text: the function's or constant's name or text, with its file. */
function said(program: TestProgram, target: ValueTarget | undefined): string {
  if (!target) return 'nothing';
  if (target.kind === 'external') return `${target.module}#${target.name}`;
  if (target.kind === 'any') return target.targets.map((one) => said(program, one)).join(' or ');
  const facts = program.files[target.file]!;
  if (target.kind === 'module') return `module ${facts.path}`;
  if (target.kind === 'cell') return `variable ${facts.cells[target.cell]!.name} of ${facts.path}`;
  const def = facts.functions[0]!.values[target.value]!;
  if (def.op === 'function') return `function ${facts.functions[def.function]!.name} of ${facts.path}`;
  if (def.op === 'class') return `class ${facts.classes[def.class]!.name} of ${facts.path}`;
  return def.op === 'const' ? `${JSON.stringify(def.value)} of ${facts.path}` : `${def.op} of ${facts.path}`;
}

const FUNCTIONS = 'export function a() {}\nexport function b() {}\nexport default function main() {}\n';

describe('imports of ECMAScript modules', () => {
  it('lead to the exported function, class, constant or variable', () => {
    const program = programOf({
      'x.ts': `${FUNCTIONS}export class K {}\nexport const c = 1;\nexport let v = 1;\nexport function set() { v = 2; }`,
      'y.ts': "import main, { a, K, c, v } from './x';\nimport * as ns from './x';",
    });
    expect(['main', 'a', 'K', 'c', 'v', 'ns'].map((name) => imported(program, 'y.ts', name))).toEqual([
      'function main of x.ts',
      'function a of x.ts',
      'class K of x.ts',
      '1 of x.ts',
      'variable v of x.ts',
      'module x.ts',
    ]);
  });

  it('go through re-exports, renames and barrels', () => {
    const program = programOf({
      'x.ts': FUNCTIONS,
      'lib/index.ts':
        "export { a as first } from '../x';\nimport { b } from '../x';\nexport { b };\nexport { default } from '../x';\nexport * as all from '../x';",
      'barrel.ts': "export * from './lib';",
      'y.ts': "import { first, b, all } from './barrel';\nimport main from './lib';",
    });
    expect(['first', 'b', 'all', 'main'].map((name) => imported(program, 'y.ts', name))).toEqual([
      'function a of x.ts',
      'function b of x.ts',
      'module x.ts',
      'function main of x.ts',
    ]);
  });

  it('are of an outside module that a barrel exports whole only where no file has the name', () => {
    const program = programOf({
      'x.ts': FUNCTIONS,
      'made/index.ts': "export * from './not-there';",
      'barrel.ts': "export * from './made';\nexport * from './x';",
      'y.ts': "import { a, c } from './barrel';",
    });
    expect(['a', 'c'].map((name) => imported(program, 'y.ts', name))).toEqual(['function a of x.ts', './not-there#c']);
  });

  it('are outside names when the resolver says so, through barrels too', () => {
    const program = programOf({
      'x.ts': "export { Logger } from 'pino';\nimport p from 'pino';\nexport { p };\nexport * from 'lodash';",
      'y.ts': "import { Logger, p, pick } from './x';\nimport * as q from 'pino';",
    });
    expect(['Logger', 'p', 'pick', 'q'].map((name) => imported(program, 'y.ts', name))).toEqual([
      'pino#Logger',
      'pino#default',
      'lodash#pick',
      'pino#*',
    ]);
  });

  it('are nothing when the file or the name is not there', () => {
    const program = programOf({ 'x.ts': FUNCTIONS, 'y.ts': "import { none } from './x';\nimport css from './style.css';" });
    expect(imported(program, 'y.ts', 'none')).toBe('nothing');
    expect(imported(program, 'y.ts', 'css')).toBe('nothing');
  });
});

describe('export *', () => {
  it('gives way to a local export of the same name', () => {
    const program = programOf({
      'x.ts': FUNCTIONS,
      'z.ts': "export * from './x';\nexport function a() {}",
      'y.ts': "import { a } from './z';",
    });
    expect(imported(program, 'y.ts', 'a')).toBe('function a of z.ts');
  });

  it('drops a name that two modules give differently, and keeps one that both take from the same place', () => {
    const program = programOf({
      'x.ts': FUNCTIONS,
      'p.ts': "export * from './x';\nexport function only() {}",
      'q.ts': "export * from './x';\nexport function only() {}",
      'z.ts': "export * from './p';\nexport * from './q';",
      'y.ts': "import { a, only } from './z';",
    });
    expect(imported(program, 'y.ts', 'a')).toBe('function a of x.ts');
    expect(imported(program, 'y.ts', 'only')).toBe('nothing');
  });

  it('does not pass the default export on', () => {
    const program = programOf({ 'x.ts': FUNCTIONS, 'z.ts': "export * from './x';", 'y.ts': "import main from './z';" });
    expect(imported(program, 'y.ts', 'main')).toBe('nothing');
    expect(program.graph.exportNames(program.file('z.ts'))).toEqual(['a', 'b']);
  });

  it('ends in cycles, and finds what is beyond them', () => {
    const program = programOf({
      'x.ts': "export * from './z';\nexport function a() {}",
      'z.ts': "export * from './x';\nexport function b() {}\nexport { lost } from './x';",
      'y.ts': "import { a, b, lost } from './z';\nimport { b as again } from './x';",
    });
    expect(['a', 'b', 'lost', 'again'].map((name) => imported(program, 'y.ts', name))).toEqual([
      'function a of x.ts',
      'function b of z.ts',
      'nothing',
      'function b of z.ts',
    ]);
  });
});

describe('CommonJS', () => {
  it('finds members of module.exports and of exports', () => {
    const program = programOf({
      'x.js': 'function a() {}\nclass K {}\nmodule.exports = { a, K, made() {} };',
      'z.js': 'exports.one = function one() {};\nexports.two = () => {};',
      'y.js': "const { a } = require('./x');\nconst z = require('./z');\nconst whole = require('./x');",
      'e.ts': "import { K, made } from './x';\nimport x from './x';\nimport { one } from './z';\nimport z from './z';",
    });
    expect(imported(program, 'e.ts', 'K')).toBe('class K of x.js');
    expect(imported(program, 'e.ts', 'made')).toBe('function made of x.js');
    expect(imported(program, 'e.ts', 'x')).toBe('object of x.js');
    expect(imported(program, 'e.ts', 'one')).toBe('function one of z.js');
    expect(imported(program, 'e.ts', 'z')).toBe('module z.js');
    expect(imported(program, 'y.js', 'whole')).toBe('object of x.js');
    expect(said(program, program.graph.exportValue(program.file('x.js'), 'a'))).toBe('function a of x.js');
  });

  it('goes through module.exports = require()', () => {
    const program = programOf({
      'x.js': 'module.exports = { a: function a() {} };',
      'z.js': "module.exports = require('./x');",
      'w.js': "module.exports = require('express');",
      'y.ts': "import { a } from './z';\nimport z from './z';\nimport w, { Router } from './w';",
    });
    expect(['a', 'z', 'w', 'Router'].map((name) => imported(program, 'y.ts', name))).toEqual([
      'function a of x.js',
      'object of x.js',
      'express#*',
      'express#Router',
    ]);
  });

  it('re-exports what was destructured from a required module', () => {
    const program = programOf({
      'x.js': 'exports.a = function a() {};',
      'z.js': "const { a } = require('./x');\nconst { pick } = require('lodash');\nmodule.exports = { a, pick };",
      'y.ts': "import { a, pick } from './z';",
    });
    expect(imported(program, 'y.ts', 'a')).toBe('function a of x.js');
    expect(imported(program, 'y.ts', 'pick')).toBe('lodash#pick');
  });

  it('requires ECMAScript modules whole', () => {
    const program = programOf({ 'x.ts': FUNCTIONS, 'y.ts': "import x = require('./x');" });
    expect(imported(program, 'y.ts', 'x')).toBe('module x.ts');
    expect(said(program, program.graph.exportValue(program.file('x.ts'), '='))).toBe('function main of x.ts');
  });

  it('gives a class that is the whole module', () => {
    const program = programOf({ 'x.js': 'class K {}\nmodule.exports = K;', 'y.ts': "import K from './x';\nlet k: K;" });
    expect(imported(program, 'y.ts', 'K')).toBe('class K of x.js');
    expect(program.graph.importType(program.file('y.ts'), 'K')).toMatchObject({ kind: 'decl', file: program.file('x.js') });
  });
});

describe('types across files', () => {
  const program = programOf({
    'x.ts':
      'export interface User { email: string }\nexport class K {}\nexport enum E { A }\nexport type { User as Person };\nexport namespace Api { export interface Order { id: string } }\nexport default interface Main { m: string }',
    'barrel.ts': "export * from './x';\nexport * as x from './x';\nexport type { Logger } from 'pino';",
    'y.ts':
      "import type { User, Person, Api, Logger } from './barrel';\nimport { K, E, x } from './barrel';\nimport * as ns from './barrel';\nimport Main from './x';\nimport React from 'react';\nimport { Prisma } from '@prisma/client';",
  });
  const found = (name: string): string => {
    const target = program.graph.importType(program.file('y.ts'), name);
    if (!target) return 'nothing';
    return target.kind === 'external' ? `${target.module}#${target.name}` : program.files[target.file]!.types[target.decl]!.name;
  };

  it('lead to declarations through barrels and renames', () => {
    expect(['User', 'Person', 'K', 'E', 'Main'].map(found)).toEqual(['User', 'User', 'K', 'E', 'Main']);
  });

  it('are found inside namespaces', () => {
    expect(['ns.User', 'x.User', 'ns.x.User', 'Api.Order', 'ns.Api.Order'].map(found)).toEqual([
      'User',
      'User',
      'User',
      'Api.Order',
      'Api.Order',
    ]);
  });

  it('are outside names when they come from outside', () => {
    expect(['Logger', 'React.FC', 'Prisma.UserGetPayload'].map(found)).toEqual([
      'pino#Logger',
      'react#FC',
      '@prisma/client#Prisma.UserGetPayload',
    ]);
  });

  it('are visible everywhere when they are global', () => {
    const all = programOf({
      'g.ts': 'export {};\ndeclare global { interface Session { email: string } }',
      's.prisma': 'model Account {\n  email String\n}\n',
    });
    expect(all.graph.globalType('Session')).toEqual({ kind: 'decl', file: 0, decl: 0 });
    expect(all.graph.globalType('Account')).toEqual({ kind: 'decl', file: 1, decl: 0 });
    expect(all.graph.globalType('Nobody')).toBeUndefined();
  });
});

describe('the files that a file imports', () => {
  it('are listed once, in order, re-exports and dynamic imports included', () => {
    const program = programOf({
      'a.ts': FUNCTIONS,
      'b.ts': FUNCTIONS,
      'c.ts': FUNCTIONS,
      'd.ts': FUNCTIONS,
      'y.ts':
        "import { b } from './b';\nimport './a';\nimport { a } from './b';\nimport 'outside';\nexport * from './d';\nexport const f = () => import('./c');",
    });
    expect(program.graph.importsOf(program.file('y.ts')).map((id) => program.files[id]!.path)).toEqual(['b.ts', 'a.ts', 'c.ts', 'd.ts']);
  });
});
