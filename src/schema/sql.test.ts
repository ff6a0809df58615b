import { describe, expect, it } from 'vitest';
import type { TypeDecl } from '../model/type-expr.js';
import { printType } from '../testing/print-facts.js';
import { sqlFacts } from './sql.js';

/** Declarations as text: `table users: id!: number, email: string`. */
function declared(text: string): string[] {
  return sqlFacts('a.sql', text).types.map(printed);
}

function printed({ kind, name, members = [] }: TypeDecl): string {
  const columns = members.map(({ key, type, optional }) => `${key}${optional ? '' : '!'}${type ? `: ${printType(type)}` : ''}`);
  return `${kind} ${name}: ${columns.join(', ')}`;
}

describe('a file of SQL as facts', () => {
  it('declares the tables of PostgreSQL', () => {
    expect(
      declared(`
        CREATE TYPE public.mood AS ENUM ('calm', 'it''s bad');
        CREATE TABLE IF NOT EXISTS shop.users (
          id bigserial PRIMARY KEY,
          email character varying(200) NOT NULL CHECK (email <> ',)'), -- where letters go
          "Full Name" text DEFAULT 'a, (b', /* , c text */
          tags text[] NOT NULL,
          born timestamp with time zone,
          settings jsonb, mood public.mood, photo bytea,
          key text, place geography(Point, 4326),
          CONSTRAINT one UNIQUE (email), FOREIGN KEY (id) REFERENCES others (id), EXCLUDE USING gist (id WITH =)
        ) PARTITION BY RANGE (born);`),
    ).toEqual([
      `enum mood: calm!, it''s bad!`,
      'table users: id!: number, email!: string, Full Name: string, tags!: string[], born: Date, settings: any, mood: mood, photo: Uint8Array, key: string, place: geography',
    ]);
  });

  it('declares the tables of MySQL and SQLite', () => {
    expect(
      declared(
        "CREATE TEMPORARY TABLE `db`.`users` (`id` int(11) unsigned NOT NULL AUTO_INCREMENT COMMENT 'a;b', `ok` tinyint(1), `kind` enum('a','b') NOT NULL,\n" +
          ' # a comment\n PRIMARY KEY (`id`), UNIQUE KEY `u` (`ok`), KEY `k` (`kind`), FULLTEXT INDEX f (kind)) ENGINE=InnoDB;\n' +
          'create table [notes] (a, b INTEGER PRIMARY KEY, "c" TEXT) strict',
      ),
    ).toEqual(['table users: id!: number, ok: number, kind!: "a" | "b"', 'table notes: a: any, b!: number, c: string']);
  });

  it('adds what migrations add, and takes nothing away', () => {
    expect(
      declared(`
        CREATE TABLE users (id int);
        ALTER TABLE ONLY public.users ADD COLUMN IF NOT EXISTS email text NOT NULL, ADD phone varchar(20), ADD CONSTRAINT c CHECK (id > 0), DROP COLUMN id;
        ALTER TABLE users RENAME COLUMN email TO mail;
        ALTER TABLE users RENAME TO people;
        ALTER TABLE users CHANGE COLUMN phone telephone varchar(30) NOT NULL;
        ALTER TABLE other ADD (a int, b text);
        ALTER TABLE other ALTER COLUMN a TYPE text;
        DROP TABLE users;`),
    ).toEqual(['table users: id: number, email!: string, phone: string, mail!: string, telephone!: string', 'table other: a: number, b: string']);
  });

  it('reads no tables in texts, comments, functions, queries and rows', () => {
    expect(
      declared(`
        -- CREATE TABLE a (x text);
        INSERT INTO b VALUES ('CREATE TABLE c (x text);');
        CREATE FUNCTION f() RETURNS void AS $body$ BEGIN CREATE TABLE d (x text); END; $body$ LANGUAGE plpgsql;
        CREATE TABLE e AS SELECT * FROM b; CREATE TABLE g (LIKE b INCLUDING ALL);
        CREATE INDEX i ON b (x); SELECT 1;`),
    ).toEqual([]);
  });

  it('knows exactly where names stand, and the comments that speak to it', () => {
    const text = 'CREATE TABLE "用户" (\r\n  -- waybill-ignore-next-line email -- why\r\n  `e mail` text, b int\r\n);\n';
    const { types, directives, lineStarts } = sqlFacts('a.sql', text);
    expect(types.flatMap(({ at, members = [] }) => [at, ...members.map((m) => m.at)]).map((at) => text.slice(...at))).toEqual([
      '用户',
      'e mail',
      'b',
    ]);
    expect(directives.map((one) => one.text)).toEqual(['waybill-ignore-next-line email -- why']);
    expect(lineStarts).toHaveLength(5);
  });

  it('keeps the rest of what is cut off or wrong, and says so', () => {
    const facts = sqlFacts('a.sql', 'CREATE TABLE ; CREATE TABLE a (id int, email text');
    expect(facts.types.map(printed)).toEqual(['table a: id: number, email: string']);
    expect(facts.problems.map(({ message }) => message)).toEqual(['the table "a" has no closing bracket']);
    for (const text of ['', ';', "'", '$$', '"', '((', 'CREATE TABLE a', 'ALTER TABLE a ADD', 'CREATE TYPE t AS ENUM']) expect(() => sqlFacts('a.sql', text)).not.toThrow();
  });

  it('takes time in step with the text', () => {
    const rows = `INSERT INTO a VALUES ('${'x'.repeat(50)}', (1, 2));\n`.repeat(3_000);
    expect(declared(`${rows}CREATE TABLE b (id int);`)).toEqual(['table b: id: number']);
  });
});
