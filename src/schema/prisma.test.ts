import { describe, expect, it } from 'vitest';
import type { TypeDecl, TypeMember } from '../model/type-expr.js';
import { prismaFacts } from './prisma.js';

const SCHEMA = `// The people who use it
generator client {
  provider = "prisma-client-js"
}

datasource db {
  provider = "postgresql"
  url      = env("DATABASE_URL")
}

enum Role {
  ADMIN @map("admin") // runs it
  USER

  @@map("roles")
}

/// A person
model User {
  id        Int       @id @default(autoincrement())
  email     String    @unique /// where letters go
  phone     String?   @db.VarChar(20)
  born      DateTime?
  settings  Json      @default("{}")
  photo     Bytes
  balance   Decimal
  role      Role      @default(USER)
  roles     Role[]    @default([USER])
  posts     Post[]    @relation(
    name: "author",
    fields: [id]
  )
  place     Unsupported("circle")?

  @@index([email, phone])
  @@map("users")
}

type Address {
  street String
}

view Contact {
  id Int @unique
}
`;

function declared(text: string, name: string): TypeDecl {
  const found = prismaFacts('schema.prisma', text).types.find((decl) => decl.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
}

function member(name: string, key: string): TypeMember {
  const found = declared(SCHEMA, name).members?.find((m) => m.key === key);
  if (!found) throw new Error(`no ${key}`);
  return found;
}

describe('a Prisma schema as facts', () => {
  it('declares models, views and composite types as tables, enums as enums, all of them global', () => {
    const { types, problems } = prismaFacts('db/schema.prisma', SCHEMA);
    expect(problems).toEqual([]);
    expect(types.map((decl) => [decl.kind, decl.name, decl.global])).toEqual([
      ['enum', 'Role', true], ['table', 'User', true], ['table', 'Address', true], ['table', 'Contact', true],
    ]);
  });

  it('gives every field its type', () => {
    expect(member('User', 'id').type).toEqual({ t: 'prim', name: 'number' });
    expect(member('User', 'email').type).toEqual({ t: 'prim', name: 'string' });
    expect(member('User', 'born').type).toEqual({ t: 'name', name: 'Date' });
    expect(member('User', 'settings').type).toEqual({ t: 'prim', name: 'any' });
    expect(member('User', 'photo').type).toEqual({ t: 'name', name: 'Uint8Array' });
    expect(member('User', 'balance').type).toEqual({ t: 'prim', name: 'number' });
    expect(member('User', 'role').type).toEqual({ t: 'name', name: 'Role' });
    expect(member('User', 'posts').type).toEqual({ t: 'array', element: { t: 'name', name: 'Post' } });
    expect(member('User', 'place').type).toEqual({ t: 'prim', name: 'unknown' });
  });

  it('marks optional fields', () => {
    expect(member('User', 'phone').optional).toBe(true);
    expect(member('User', 'place').optional).toBe(true);
    expect(member('User', 'email').optional).toBeUndefined();
  });

  it('knows exactly where names stand', () => {
    const at = (span: readonly [number, number]): string => SCHEMA.slice(...span);
    for (const decl of prismaFacts('schema.prisma', SCHEMA).types) {
      expect(at(decl.at)).toBe(decl.name);
      for (const m of decl.members ?? []) expect(at(m.at)).toBe(m.key);
    }
  });

  it('counts places in UTF-16 units and lines with either line end', () => {
    const text = 'model 用户 {\r\n  // 😀 名\r\n  邮箱 String\r\n}\r\n';
    const facts = prismaFacts('schema.prisma', text);
    expect(text.slice(...facts.types[0]!.members![0]!.at)).toBe('邮箱');
    expect(facts.lineStarts).toHaveLength(5);
    expect(facts.problems).toEqual([]);
  });

  it('keeps the rest when a line can not be read', () => {
    const text = 'model A {\n  id\n  email String\n}\nmodule B {\n';
    const facts = prismaFacts('schema.prisma', text);
    expect(facts.types.map((decl) => decl.members?.map((m) => m.key))).toEqual([['email']]);
    expect(facts.problems.map((p) => text.slice(...p.at))).toEqual(['id', 'module']);
  });

  it('keeps a block that is not closed, and says so', () => {
    const facts = prismaFacts('schema.prisma', 'model A {\n  email String');
    expect(facts.types[0]?.members?.map((m) => m.key)).toEqual(['email']);
    expect(facts.problems[0]?.message).toContain('closing brace');
  });

  it('reads blocks after a bracket that was never closed', () => {
    const facts = prismaFacts('schema.prisma', 'model A {\n  a String @default(\n}\nmodel B {\n  email String\n}\n');
    expect(facts.types.map((decl) => decl.name)).toContain('B');
  });

  it('keeps directive comments', () => {
    const facts = prismaFacts('schema.prisma', 'model A {\n  // waybill-ignore-next-line reason\n  a String\n}\n');
    expect(facts.directives.map((d) => d.text)).toEqual(['waybill-ignore-next-line reason']);
  });

  it('is nothing for an empty file', () => {
    expect(prismaFacts('schema.prisma', '').types).toEqual([]);
  });
});
