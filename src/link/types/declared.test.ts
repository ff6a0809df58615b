import { describe, expect, it } from 'vitest';
import { programOf } from '../../testing/program.js';
import { shown } from '../../testing/show-type.js';

/** Resolves the aliases, interfaces and classes of one source file by name. */
function file(source: string, others: Readonly<Record<string, string>> = {}): (name: string) => string {
  const program = programOf({ 'main.ts': source, ...others });
  return (name) => shown(program, program.typeOf('main.ts', name));
}

const USER =
  'export interface User { id: number; email: string; name?: string; address: Address }\nexport interface Address { street: string; city: string }\n';

describe('declared types', () => {
  it('have the members of interfaces, inherited and merged ones included', () => {
    const of = file(
      'interface Person { name: string }\ninterface User extends Person { email: string }\ninterface User { born: Date | null }\nexport {}',
    );
    expect(of('User')).toBe('{ email: string, born: date, name: string }');
  });

  it('come from other files through imports', () => {
    const of = file(
      "import { User } from './user';\nexport type Users = User[];\nexport type One = import('./user').User;\nimport * as m from './user';\nexport type Two = m.Address;",
      { 'user.ts': USER },
    );
    expect(of('Users')).toBe('{ id: number, email: string, name?: string, address: { street: string, city: string } }[]');
    expect(of('One')).toBe(of('User'));
    expect(of('Two')).toBe('{ street: string, city: string }');
  });

  it('have all members of a class', () => {
    const of = file(`
      abstract class Base { id!: string; protected secret = 'x' }
      class User extends Base implements Named {
        static count = 0;
        email: string;
        born = new Date();
        constructor(private readonly db: Db, plain: string) { super(); }
        get label(): string { return '' }
        greet(to: User): Promise<string> { return null! }
        name;
      }
      interface Named { name: string }
      interface Db { url: string }
    export {}`);
    expect(of('User')).toBe(
      '{ email: string, born: date, db: { url: string }, label: string, greet: function, name: string, id: string, secret: string }',
    );
  });

  it('have the members that a JavaScript constructor assigns', () => {
    const program = programOf({
      'a.js': 'class User { constructor(email) { this.email = email; this.count = 1; } }\nmodule.exports = { User };',
    });
    expect(program.types.members(program.types.instance(0, 0)).map((m) => m.key)).toEqual(['email', 'count']);
  });

  it('are the nearest of their name', () => {
    const program = programOf({ 'a.ts': 'type T = string;\nexport function f() { type T = number; function g(x: T) {} return g }' });
    const inner = program.files[0]!.functions.findIndex((fn) => fn.name === 'g');
    expect(program.types.shape(program.types.resolve(0, inner, { t: 'name', name: 'T' }))).toBe('number');
    expect(program.types.shape(program.types.resolve(0, 0, { t: 'name', name: 'T' }))).toBe('string');
  });

  it('know where each member is declared, and by whom', () => {
    const source = 'export type User = { email: string; nested: { deep: string } };\nexport class Admin { level = 1 }';
    const program = programOf({ 'a.ts': source });
    const email = program.types.member(program.typeOf('a.ts', 'User'), 'email')!;
    expect(email.owner).toBe('User');
    expect(source.slice(...email.at)).toBe('email');
    expect(program.types.member(program.typeOf('a.ts', 'Admin'), 'level')?.owner).toBe('Admin');
    const nested = program.types.member(program.typeOf('a.ts', 'User'), 'nested')!;
    expect(program.types.member(nested.type, 'deep')?.owner).toBe('');
  });

  it('are dates, enums, literals and primitives where they are', () => {
    const of = file(
      "enum Role { Admin }\ntype A = Date; type B = Role; type C = 'a' | 'b'; type D = `x${string}`; type E = bigint; type F = Role.Admin; type G = true; type H = null | undefined; type I = any;\nexport {}",
    );
    expect(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I'].map(of)).toEqual([
      'date',
      'enum',
      'literal',
      'string',
      'number',
      'enum',
      'boolean',
      'null',
      'unknown',
    ]);
  });

  it('of collections have their elements', () => {
    const of = file(
      'type A = Set<string>; type B = Map<string, number>; type C = ReadonlyArray<Date>; type D = [string, number]; type E = Promise<string[]>; type F = AsyncIterable<string>;\nexport {}',
    );
    expect(['A', 'B', 'C', 'D', 'E', 'F'].map(of)).toEqual([
      'string[]',
      'map of number',
      'date[]',
      '{  }[]',
      'promise of string[]',
      'string[]',
    ]);
  });

  it('of outside modules and of the environment are external', () => {
    const of = file(
      "import { Logger } from 'pino';\nimport express from 'express';\ntype A = Logger; type B = express.Request; type C = Request; type D = FormData;\nexport {}",
    );
    expect(['A', 'B', 'C', 'D'].map(of)).toEqual(['pino#Logger', 'express#Request', '#Request', '#FormData']);
  });

  it('of outside modules have the members that the program adds to them', () => {
    const of = file(
      "import { SessionData } from 'express-session';\ndeclare module 'express-session' { interface SessionData { userId: string } }\ndeclare global { interface Window { me: string } }\ntype A = SessionData; type B = Window;",
    );
    expect(['A', 'B'].map(of)).toEqual(['express-session#SessionData', '#Window']);
    const program = programOf({
      'a.ts': "import { S } from 'x';\ndeclare module 'x' { interface S { userId: string } }\nexport type A = S;",
    });
    const type = program.typeOf('a.ts', 'A');
    expect(program.types.members(type).map((m) => m.key)).toEqual(['userId']);
    expect(program.types.closed(type)).toBe(false);
  });

  it('imported from a file that is not there are tables of that name, or known by name', () => {
    const program = programOf({
      's.prisma': 'model Document {\n  name String\n}\n',
      'a.ts': "import { Document, Other } from './generated';\nexport type A = Document;\nexport type B = Other;",
    });
    expect(shown(program, program.typeOf('a.ts', 'A'))).toBe('{ name: string }');
    expect(program.types.name(program.typeOf('a.ts', 'B'))).toBe('B');
    expect(program.types.externals(program.typeOf('a.ts', 'B'))).toEqual([{ module: './generated', name: 'Other', args: [] }]);
  });

  it('of schema files are tables', () => {
    const program = programOf({
      's.prisma':
        'model User {\n  email String\n  born DateTime?\n  posts Post[]\n  data Json\n}\nmodel Post {\n  title String\n  author User\n}\nmodel Document {\n  name String\n}\n',
      'a.ts': 'export type A = Document;',
    });
    expect(shown(program, program.types.schemaType('User'), 1)).toBe('{ email: string, born?: date, posts: Post[], data: unknown }');
    expect(program.types.name(program.types.schemaType('User'))).toBe('User');
    expect(program.types.schemaType('Nobody')).toBe(0);
    expect(shown(program, program.typeOf('a.ts', 'A'))).toBe('#Document');
  });
});

describe('generic types', () => {
  it('have their arguments put in', () => {
    const of = file(
      `${USER}interface Page<T, M = { total: number }> { items: T[]; meta: M }\ntype A = Page<Address>; type B = Page<string, Date>; class Box<T> { constructor(public value: T) {} }\nclass AddressBox extends Box<Address> {}\ntype C = Box<string>; type Maybe<T> = T | null; type D = Maybe<Address>;`,
    );
    expect(of('A')).toBe('{ items: { street: string, city: string }[], meta: { total: number } }');
    expect(of('B')).toBe('{ items: string[], meta: date }');
    expect(of('C')).toBe('{ value: string }');
    expect(of('AddressBox')).toBe('{ value: { street: string, city: string } }');
    expect(of('D')).toBe('{ street: string, city: string }');
  });

  it('take the constraint where nothing binds a parameter', () => {
    const program = programOf({
      'a.ts':
        'export function f<T extends { email: string }>(x: T) {}\nexport class R<E extends { id: string }> { find(): E { return null! } }',
    });
    const { functions } = program.files[0]!;
    const of = (
      name: string,
      type = functions[functions.findIndex((f) => f.name === name)]!.params[0]?.type ??
        functions[functions.findIndex((f) => f.name === name)]!.returnType!,
    ): string =>
      shown(
        program,
        program.types.resolve(
          0,
          functions.findIndex((f) => f.name === name),
          type,
        ),
      );
    expect(of('f')).toBe('{ email: string }');
    expect(shown(program, program.types.resolve(0, 0, { t: 'name', name: 'E' }))).toBe('{ id: string }');
    expect(of('find')).toBe('{ id: string }');
  });

  it('end when they refer to themselves', () => {
    const of = file(
      'interface Tree { value: string; children: Tree[] }\ntype Json = string | number | Json[] | { [key: string]: Json };\ntype Grow<T> = { next: Grow<T[]>; value: T };\ntype A = Grow<string>;\ntype Loop = Loop;\ntype Self = Self & { a: string };\ninterface X extends Y {}\ninterface Y extends X { y: string }\nexport {}',
    );
    expect(of('Tree')).toBe('{ value: string, children: { value: string, children: Tree[] }[] }');
    expect(of('A')).toContain('value: string');
    expect(of('Loop')).toBe('unknown');
    expect(of('Self')).toBe('{ a: string, … }');
    expect(of('X')).toContain('y: string');
    expect(of('Json')).toBe('{ … }');
  });
});

describe('names of types', () => {
  const program = programOf({
    'a.ts': `${USER}type Payload = User; type SafeUser = Omit<User, 'id'>; type Users = User[]; type ApiResponse<T> = { data: T }; type Patch<T> = { [K in keyof T]?: T[K] };
      type R = ApiResponse<User>; type P = Patch<User>; type Email = string; type Either = User | Address; namespace Api { export interface Order { id: string } } type Order = Api.Order;
      export interface Holder { a: Partial<User>; b: Pick<User, 'email'>; c: User[]; d: { x: string }; e: User | null; f: User & { extra: string }; g: Patch<User>; h: ApiResponse<User> }`,
  });
  const name = (type: string): string => program.types.name(program.typeOf('a.ts', type));
  const member = (key: string): string => program.types.name(program.types.member(program.typeOf('a.ts', 'Holder'), key)!.type);

  it('are declared names, those of aliases where the type has none', () => {
    expect(['User', 'Payload', 'SafeUser', 'Users', 'R', 'Email', 'Either', 'Order'].map(name)).toEqual([
      'User',
      'User',
      'SafeUser',
      'Users',
      'R',
      'Email',
      'Either',
      'Order',
    ]);
  });

  it('stay through what only changes members', () => {
    expect(['a', 'b', 'e', 'f', 'g'].map(member)).toEqual(['User', 'User', 'User', 'User', 'User']);
    expect(member('h')).toBe('ApiResponse');
  });

  it('are none for arrays and anonymous types', () => {
    expect(['c', 'd'].map(member)).toEqual(['', '']);
  });
});
