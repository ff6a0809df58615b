import { describe, expect, it } from 'vitest';
import { seenTypes } from '../testing/linked.js';

/** A library of schemas, tables and handlers. */
const RULES = `
library: depot
modules: [depot, depot/web]
status: verified
instances:
  schema:
    at:
      - Export[object|text|list|oneOf|both|later].ReturnValue
      - schema.AnyMember.ReturnValue
      - schema.Member[pick|omit|with|to].ReturnValue
      - schema.Member[fields].AnyMember
    types: [Schema]
  db:
    at: ["Export[connect].ReturnValue", "db.Member[within].Argument[0].Parameter[0]"]
  store:
    at: ["Export[Store].Instance", "Export[Store].Subclass"]
    types: [Store]
  route:
    at: ["Export[route].ReturnValue", "route.Member[takes].ReturnValue"]
  request:
    at: ["route.Member[run].Argument[0].Parameter[0]", "Export[handle].Argument[0].Member[run].Parameter[0]"]
    types: [Incoming]
builders:
  - { at: "Export[object]", builds: { objectOf: "Argument[0]" } }
  - { at: "Export[typed]", builds: { objectOf: "Argument[0]", typeKey: type } }
  - { at: "Export[text]", builds: { primitive: string } }
  - { at: "Export[when]", builds: { primitive: date } }
  - { at: "Export[word]", builds: { primitive: literal } }
  - { at: "Export[list]", builds: { arrayOf: { builtBy: "Argument[0]" } } }
  - { at: "Export[oneOf]", builds: { union: "Argument[0]" } }
  - { at: "Export[both]", builds: { merge: [{ builtBy: "Argument[0]" }, { builtBy: "Argument[1]" }] } }
  - { at: "Export[later]", builds: { builtBy: "Argument[0].ReturnValue" } }
  - { at: ["schema.AnyMember", "schema.Member[fields]"], builds: { builtBy: "Argument[this]" } }
  - { at: "schema.Member[pick]", builds: { pick: [{ builtBy: "Argument[this]" }, "Argument[0]"] } }
  - { at: "schema.Member[omit]", builds: { omit: [{ builtBy: "Argument[this]" }, "Argument[0]"] } }
  - { at: "schema.Member[with]", builds: { merge: [{ builtBy: "Argument[this]" }, { builtBy: "Argument[0]" }] } }
  - { at: "schema.Member[to]", builds: { first: [{ typeOf: "Argument[0].ReturnValue" }, { builtBy: "Argument[this]" }] } }
  - { at: "schema.Member[read]", returns: { builtBy: "Argument[this]" } }
  - { at: "schema.Member[tryRead]", returns: { members: { data: { builtBy: "Argument[this]" } } } }
  - at: db.AnyMember.Member[one]
    returns:
      first:
        - select: [{ row: { member: 1, case: pascal } }, "Argument[0].Member[select]"]
        - include: [{ omit: [{ row: { member: 1, case: pascal } }, "Argument[0].Member[omit]"] }, "Argument[0].Member[include]"]
  - { at: "store.Member[all]", returns: { arrayOf: { builtBy: "Argument[this]" } } }
  - { at: "store.Member[page]", returns: { members: { 0: { arrayOf: { builtBy: "Argument[this]" } }, 1: { primitive: number } } } }
  - { at: "route.Member[takes]", builds: { merge: [{ builtBy: "Argument[this]" }, { members: { input: { builtBy: "Argument[0]" } } }] } }
  - { at: "Export[route]", builds: { members: { user: { typeArgument: 0 } } } }
  - { at: "route.Member[run].Argument[0].Parameter[0]", is: { builtBy: "Argument[this]" } }
  - { at: "Export[handle].Argument[0].Member[run].Parameter[0]", builds: { members: { body: { jsonSchema: "Argument[0].Member[body]" } } } }
  - { at: "request.Member[body]", is: { memberOf: [{ builtBy: "Argument[this]" }, body] } }
types:
  - { name: Of, is: { builtBy: "TypeArgument[0]" } }
  - { name: Schema, describes: { typeArgument: 0 } }
  - { name: Store, describes: { typeArgument: 0 } }
  - { name: Incoming, describes: { members: { body: { typeArgument: 1 } } } }
  - name: Rows.*Payload
    is:
      first:
        - select: [{ row: { match: "Rows.*Payload" } }, "TypeArgument[0].Member[select]"]
        - include: [{ row: { match: "Rows.*Payload" } }, "TypeArgument[0].Member[include]"]
  - { name: "*", is: { include: [{ row: {} }] } }
`;

const TABLES = `
model User {
  id Int @id
  email String
  role Role
  profile Profile?
}
model Profile {
  id Int @id
  phoneNumber String
  user User @relation(fields: [userId], references: [id])
  userId Int
}
enum Role {
  GUEST
  HOST
}
`;

function see(source: string, more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return seenTypes({ 'schema.prisma': TABLES, ...more, 'main.ts': source }, RULES);
}

describe('schemas', () => {
  const schemas = {
    'schemas.ts':
      "import { object, text, word, list } from 'depot';\nexport const address = object({ street: text() });\nexport const person = object({ email: text(), role: word('a'), home: address.maybe(), past: list(address) });\nexport const all = { person };",
  };
  const person = '{ email: string, role: literal, home: { street: string }, past: { street: string }[] }';

  it('describe the type that their inferred type stands for', () => {
    const source =
      "import type { Of } from 'depot';\nimport { all, person } from './schemas';\ntype Person = Of<typeof person>;\nexport function f(a: Person, b: Of<typeof all.person>, c: Of<(typeof all)['person']>) { see(a, b, c); }";
    expect(see(source, schemas)).toEqual({ a: person, b: person, c: person });
  });

  it('give it to what they read, also inside a wrapping object', () => {
    const source =
      "import { person } from './schemas';\nexport function f(body: unknown) { const result = person.tryRead(body); const { data } = result; see(person.read(body), result.data, data); }";
    expect(see(source, schemas)).toEqual({ 'person.read(body)': person, 'result.data': person, data: person });
  });

  it('are narrowed, widened, joined and changed', () => {
    const source = `import { both, later, object, oneOf, text, when } from 'depot';
      import { address, person } from './schemas';
      see(person.pick({ email: true, role: false }).read(1), person.omit(['past', 'home', 'role']).read(1));
      see(address.with(object({ since: when() })).read(1), both(address, object({ a: text() })).read(1));
      see(oneOf([address, object({ a: text() })]).read(1), later(() => address).read(1));
      see(object({ ...address.fields, home: person.fields.home }).read(1), person.to((p) => ({ mail: p.email, n: 1 })).read(1));`;
    expect(Object.values(see(source, schemas))).toEqual([
      '{ email: string }',
      '{ email: string }',
      '{ street: string, since: date }',
      '{ street: string, a: string }',
      '{ street?: string, a?: string }',
      '{ street: string }',
      '{ street: string, home: { street: string } }',
      '{ mail: unknown, n: number }',
    ]);
  });

  it('may stand under a key of each member', () => {
    expect(
      see(
        "import { text, typed } from 'depot';\nconst s = typed({ email: { type: text(), unique: true }, tags: [text()] });\nimport type { Of } from 'depot';\nexport const f = (a: Of<typeof s>) => see(a);",
      ),
    ).toEqual({
      a: '{ email: string, tags: string[] }',
    });
  });

  it('are known by their declared type, and through generic functions', () => {
    const source = `import type { Of, Schema } from 'depot';
      import { address } from './schemas';
      function read<T extends Schema>(schema: T, body: unknown): Of<T> { return schema.read(body); }
      export function f(schema: Schema<{ email: string }>) { see(schema.read(1), read(address, 1)); }`;
    expect(see(source, schemas)).toEqual({ 'schema.read(1)': '{ email: string }', 'read(address, 1)': '{ street: string }' });
  });
});

describe('rows of a schema file', () => {
  const db =
    "import { connect } from 'depot';\nfunction once<T>(name: string, make: () => T): T { return cache.get(name) as any; }\nexport const db = once('db', () => connect());\nexport * from 'depot';";

  it('have the members that the query selects and the relations it includes', () => {
    const source = `import { db } from './db';
      const users = db.user;
      export async function f() {
        see(await users.one(), await db.user.one({ include: { profile: true } }));
        see(await db.user.one({ select: { email: true, profile: { select: { phoneNumber: true } } } }));
        see(await db.profile.one({ omit: { phoneNumber: true }, include: { user: { omit: { email: true } } } }));
        db.within((tx) => { see(tx.profile.one({ select: { id: true } })); });
      }`;
    expect(Object.values(see(source, { 'db.ts': db }))).toEqual([
      '{ id: number, email: string, role: enum }',
      '{ id: number, email: string, role: enum, profile?: { id: number, phoneNumber: string, userId: number } }',
      '{ email: string, profile?: { phoneNumber: string } }',
      '{ id: number, user: { id: number, role: enum }, userId: number }',
      '{ id: number }',
    ]);
  });

  it('are what generated types mean, through re-exports', () => {
    const source = `import type { Profile, Role, Rows, Unknown } from './db';
      export function f(a: Profile, b: Role, c: Rows.UserPayload<{ select: { email: true } }>, d: Rows.UserPayload<{ include: { profile: true } }>, e: Unknown) { see(a, b, c, d, e); }`;
    expect(see(source, { 'db.ts': db })).toEqual({
      a: '{ id: number, phoneNumber: string, userId: number }',
      b: 'enum',
      c: '{ email: string }',
      d: '{ id: number, email: string, role: enum, profile?: { id: number, phoneNumber: string, userId: number } }',
      e: 'depot#Unknown',
    });
  });
});

describe('instances with type arguments', () => {
  it('tell what they hold, declared, injected or inherited', () => {
    const source = `import { Store } from 'depot';
      interface User { email: string }
      class Users extends Store<User> { list() { see(this.all()); } }
      class Service { constructor(private readonly users: Store<User>) {} async run() { const [rows, count] = await this.users.page(); see(rows, count); } }
      class Active extends Store { phone!: string }
      see(Active.all());`;
    expect(see(source)).toEqual({
      'this.all()': '{ email: string }[]',
      rows: '{ email: string }[]',
      count: 'number',
      'Active.all()': expect.stringMatching(/^\{ phone: string/) as string,
    });
  });
});

describe('constructed generics', () => {
  it('have the type of their name with these arguments', () => {
    const source = `import { Store } from 'depot';
      const seen = new Map<string, { email: string }>();
      const stored = new Store<{ iban: string }>();
      export function f() { see(seen, stored.all()); }`;
    expect(see(source)).toEqual({ seen: 'map of { email: string }', 'stored.all()': '{ iban: string }[]' });
  });
});

describe('parameters of callbacks', () => {
  it('have what the chain before them says', () => {
    const source = `import { object, route, text } from 'depot';
      interface User { id: string }
      route<User>().takes(object({ email: text() })).run(({ input, user }) => { see(input, user); });`;
    expect(see(source)).toEqual({ input: '{ email: string }', user: '{ id: string }' });
  });

  it('are known in option objects, in named handlers and by declared type', () => {
    const source = `import { handle, type Incoming } from 'depot/web';
      const schema = { type: 'object', properties: { email: { type: 'string' }, tags: { type: 'array', items: { enum: ['a'] } } } };
      const run = (request) => { see(request.body); };
      handle({ body: schema, run });
      export const typed = ({ body }: Incoming<string, { iban: string }>) => see(body);`;
    expect(see(source)).toEqual({ 'request.body': '{ email: string, tags: literal[], … }', body: '{ iban: string }' });
  });
});
