/** Columns that queries give back, by their text. */
import { describe, expect, it } from 'vitest';
import { columnsOf } from './sql-columns.js';

const names = (sql: string) => columnsOf(sql)?.columns.map(({ name, isNumber }) => (isNumber ? `${name}#` : name));

describe('columns of a query', () => {
  it.each([
    ['SELECT id, email FROM users', ['id', 'email']],
    ['select u.id, u."email" as mail from public.users u where x in (select email from y)', ['id', 'mail']],
    ['SELECT DISTINCT lower(email) AS mail, count(*) total FROM users', ['mail', 'total#']],
    ["SELECT 'a, from b' AS text, (SELECT max(x) FROM t) AS top FROM users", ['text', 'top']],
    ['WITH old AS (SELECT secret FROM a) SELECT o.id FROM old o', ['id']],
    ['SELECT u.*, p.phone FROM users u JOIN phones p ON true', ['*', 'phone']],
    ['INSERT INTO users (email) VALUES ($1) RETURNING id, email;', ['id', 'email']],
    ['SELECT id::text, created_at -- email\n FROM users', ['id', 'created_at']],
  ])('%s', (sql, expected) => {
    expect(names(sql)).toEqual(expected);
  });

  it('says which table is asked', () => {
    expect(columnsOf('SELECT * FROM "app"."customers" c')?.table).toBe('customers');
    expect(columnsOf('UPDATE customers SET x = 1 RETURNING *')?.table).toBe('customers');
  });

  it('is nothing for what gives no rows', () => {
    expect(columnsOf('DELETE FROM users')).toBeUndefined();
    expect(columnsOf('selected')).toBeUndefined();
  });
});
