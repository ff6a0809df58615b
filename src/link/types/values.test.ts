import { describe, expect, it } from 'vitest';
import type { TypeTableOptions } from './table.js';
import { programOf } from '../../testing/program.js';
import { shown } from '../../testing/show-type.js';

/** The type `typeof value` (or any other text) written beside the source. */
function type(text: string, source: string, options?: TypeTableOptions): string {
  const program = programOf(
    {
      'other.ts':
        'export const config = { host: "x", retries: 3 };\nexport class Mailer { constructor(public from: string) {} send(to: string): boolean { return true } }\nexport function find(): Promise<{ email: string }> { return null! }',
      'main.ts': `import { config, Mailer, find } from './other';\nimport * as other from './other';\nimport { pino } from 'pino';\n${source}\nexport type Asked = ${text};`,
    },
    options,
  );
  return shown(program, program.typeOf('main.ts', 'Asked'));
}

describe('typeof', () => {
  it('sees the members of object literals, spread ones included', () => {
    expect(type('typeof user', 'const base = { id: 1 };\nconst user = { ...base, email: "a", tags: ["x"], nested: { on: true } };')).toBe(
      '{ id: number, email: string, tags: string[], nested: { on: boolean } }',
    );
  });

  it('goes through imports and namespaces', () => {
    expect(type('typeof config', '')).toBe('{ host: string, retries: number }');
    expect(type('typeof other.config.retries', '')).toBe('number');
    expect(type('ReturnType<typeof find>', '')).toBe('promise of { email: string }');
    expect(type("typeof import('./other').config", '')).toBe('{ host: string, retries: number }');
  });

  it('knows annotations, instances and results of functions', () => {
    expect(type('typeof mailer', 'const mailer = new Mailer("a");')).toBe('{ from: string, send: function }');
    expect(type('typeof x', 'const x: { a: Date } = null!;')).toBe('{ a: date }');
    expect(type('typeof made', 'function make() { return { email: "a" } }\nconst made = make();')).toBe('{ email: string }');
    expect(type('typeof seen', 'const seen = new Map<string, Date>();')).toBe('map of date');
    expect(type('typeof when', 'const when = new Date();')).toBe('date');
  });

  it('gives elements of constant lists and keys of constant objects', () => {
    expect(type('(typeof ROLES)[number]', "const ROLES = ['a', 'b'] as const;")).toMatch(/^(literal|string)$/);
    expect(type('Record<keyof typeof NAMES, Date>', "const NAMES = { a: 'x', b: 'y' } as const;")).toBe('{ a: date, b: date }');
  });

  it('is external for what comes from outside', () => {
    expect(type('typeof pino', '')).toBe('pino#pino');
  });

  it('asks for values that have no declared type', () => {
    let asked = 0;
    const typeOfValue = (): number => {
      asked++;
      return 4;
    };
    expect(type('typeof made', 'const made = pino.make();', { typeOfValue })).toBe('date');
    expect(asked).toBeGreaterThan(0);
  });
});

describe('types of outside modules with a meaning', () => {
  it('are asked for by module, name and arguments, with the value of a typeof argument', () => {
    const asked: string[] = [];
    const options: TypeTableOptions = {
      aliasOf(module, name, args, context) {
        asked.push(`${module}#${name}/${args.length} ${JSON.stringify(context.origin(0)?.path)}`);
        return name === 'z.infer' ? 4 : undefined;
      },
    };
    const program = programOf(
      {
        'a.ts':
          "import { z } from 'zod';\nconst schemas = { user: z.object({}) };\ntype Infer<T> = z.infer<T>;\nexport type A = z.infer<typeof schemas.user>;\nexport type B = Infer<typeof schemas.user>;\nexport type C = z.Other<string>;",
      },
      options,
    );
    expect(['A', 'B', 'C'].map((name) => shown(program, program.typeOf('a.ts', name)))).toEqual(['date', 'date', 'zod#z.Other']);
    expect(asked).toEqual(['zod#z.infer/1 ["user"]', 'zod#z.infer/1 ["user"]', 'zod#z.Other/1 undefined']);
  });
});
