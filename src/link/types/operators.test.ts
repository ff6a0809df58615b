import { describe, expect, it } from 'vitest';
import { programOf } from '../../testing/program.js';
import { shown } from '../../testing/show-type.js';

/** Resolves one type text beside the declarations of a small model. */
function type(text: string, more = ''): string {
  const program = programOf({
    'main.ts': `import { Outside } from 'outside';
      export interface Address { street: string; city: string }
      export interface User { id: number; email: string; address: Address | null; tags?: string[] }
      export interface Order { id: number; total: number }
      ${more}
      export type Asked = ${text};`,
  });
  return shown(program, program.typeOf('main.ts', 'Asked'));
}

describe('utility types', () => {
  it('choose members', () => {
    expect(type("Pick<User, 'email' | 'id'>")).toBe('{ id: number, email: string }');
    expect(type("Omit<User, 'address' | 'tags'>")).toBe('{ id: number, email: string }');
    expect(type('Pick<User, Keys>', "type Keys = 'email';")).toBe('{ email: string }');
    expect(type("Omit<User, Exclude<keyof User, 'email'>>")).toBe('{ email: string }');
    expect(type("Pick<Outside, 'email'>")).toBe('{ email: unknown }');
    expect(type("Omit<Outside, 'email'>")).toBe('{ … }');
  });

  it('drop nothing when keys are not known', () => {
    expect(type('Omit<Order, K>', 'type K = string;')).toBe('{ id: number, total: number }');
  });

  it('change how members are there', () => {
    expect(type('Partial<Order>')).toBe('{ id?: number, total?: number }');
    expect(type('Readonly<Required<Order>>')).toBe('{ id: number, total: number }');
    expect(type('NonNullable<Order | null | undefined>')).toBe('{ id: number, total: number }');
  });

  it('make records', () => {
    expect(type("Record<'home' | 'work', Address>")).toBe(
      '{ home: { street: string, city: string }, work: { street: string, city: string } }',
    );
    expect(type('Record<string, string>')).toBe('{ … }');
    expect(type('Record<string, Address>[string]')).toBe('{ street: string, city: string }');
  });

  it('look into functions, classes and promises', () => {
    expect(type('ReturnType<typeof f>', 'function f(a: string): Order { return null! }')).toBe('{ id: number, total: number }');
    expect(type('ReturnType<(a: string) => Date>')).toBe('date');
    expect(type('Parameters<(a: Order, b: string) => void>[0]')).toBe('{ id: number, total: number }');
    expect(type('Awaited<ReturnType<() => Promise<Order>>>')).toBe('{ id: number, total: number }');
    expect(type('InstanceType<typeof K>', 'class K { a = 1 }')).toBe('{ a: number }');
  });

  it('filter unions', () => {
    expect(type('Exclude<string | Date, string>')).toBe('date');
    expect(type('Extract<string | Date, Date>')).toBe('date');
    expect(type("Extract<Event, { kind: 'a' }>", "type Event = { kind: 'a'; x: string } | { kind: 'b'; y: string };")).toBe(
      '{ kind: literal, x: string }',
    );
    expect(type("Pick<User, Exclude<'id' | 'email', 'id'>>")).toBe('{ email: string }');
  });
});

describe('type operators', () => {
  it('unite: members of all branches, null left out', () => {
    expect(type('Order | Address | null')).toBe('{ id?: number, total?: number, street?: string, city?: string }');
    expect(type('{ a: string } | { a: number }')).toBe('{ a: {  } }');
    expect(type("'a' | 'b' | undefined")).toBe('literal');
    expect(type("'a' | string")).toBe('string');
  });

  it('are open when a part is not known', () => {
    expect(type('Order | Unheard')).toBe('{ id?: number, total?: number, … }');
    expect(type('Order & Outside')).toBe('{ id: number, total: number, … }');
    expect(type('{ a: string; [key: string]: string }')).toBe('{ a: string, … }');
  });

  it('intersect', () => {
    expect(type('Order & { extra: string }')).toBe('{ id: number, total: number, extra: string }');
    expect(type("string & { __brand: 'Email' }")).toBe('string');
  });

  it('index', () => {
    expect(type("User['address']")).toBe('{ street: string, city: string }');
    expect(type("User['address' | 'email']")).toBe('{ street?: string, city?: string }');
    expect(type("User['tags']")).toBe('string[]');
    expect(type("NonNullable<User['tags']>[number]")).toBe('string');
    expect(type('Order[keyof Order]')).toBe('number');
    expect(type('[string, Date][1]')).toBe('date');
  });

  it('map over known keys, where they come from', () => {
    expect(type('{ [K in keyof Order]: string }')).toBe('{ id: string, total: string }');
    expect(type("{ [K in 'a' | 'b']?: Order[] }['a']")).toBe('{ id: number, total: number }[]');
    expect(type('Deep<User>', 'type Deep<T> = { [K in keyof T]: T[K] extends object ? Deep<T[K]> : T[K] };')).toContain(
      'address: { street: string, city: string }',
    );
    expect(type('{ [K in keyof Order as `get${K}`]: Order[K] }')).toBe('{ … }');
    expect(type('{ [K in string]: Order }[string]')).toBe('{ id: number, total: number }');
  });

  it('choose a branch where the check is plain, else both', () => {
    const unwrap = 'type Unwrap<T> = T extends Promise<infer U> ? U : T extends (infer E)[] ? E : T;';
    expect(type('Unwrap<Promise<Date>>', unwrap)).toBe('date');
    expect(type('Unwrap<string[]>', unwrap)).toBe('string');
    expect(type('Unwrap<number>', unwrap)).toBe('number');
    expect(type('Unwrap<Outside>', unwrap)).toContain('outside#Outside');
    expect(type('Result<() => Date>', 'type Result<F> = F extends (...args: any[]) => infer R ? R : never;')).toBe('date');
    expect(type('Data<{ data: Date }>', 'type Data<T> = T extends { data: infer D } ? D : never;')).toBe('date');
    expect(type('Props<FC<Order>>', 'interface FC<P> { props: P } type Props<T> = T extends FC<infer P> ? P : never;')).toBe(
      '{ id: number, total: number }',
    );
    expect(type('NoNumbers<string | number>', 'type NoNumbers<T> = T extends number ? never : T;')).toBe('string');
    expect(type('Either<Outside>', 'type Either<T> = T extends string ? { a: string } : { b: string };')).toBe(
      '{ a?: string, b?: string }',
    );
  });
});

describe('limits', () => {
  it('cut unions of very many branches and count it', () => {
    const branches = Array.from({ length: 100 }, (_, i) => `{ k${i}: string }`).join(' | ');
    const program = programOf({ 'a.ts': `export type T = ${branches};` });
    expect(program.types.members(program.typeOf('a.ts', 'T'))).toHaveLength(64);
    expect(program.types.cuts).toEqual({ union: 1 });
  });

  it('hold where a type computes with itself', () => {
    const program = programOf({
      'a.ts':
        'type Twice<T> = T extends string ? never : Twice<T[]> | Twice<{ a: T }>;\nexport type T = Twice<number>;\nexport type Deep<T, N = T> = { v: Deep<{ w: T }, Deep<N>> };\nexport type D = Deep<string>;',
    });
    expect(program.types.shape(program.typeOf('a.ts', 'T'))).toBeDefined();
    expect(program.types.members(program.typeOf('a.ts', 'D'))).toHaveLength(1);
    expect(Object.keys(program.types.cuts)).not.toEqual([]);
  });
});
