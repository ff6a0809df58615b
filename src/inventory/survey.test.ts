import { afterEach, describe, expect, it } from 'vitest';
import { inventory } from '../index.js';
import type { Inventory } from '../model/inventory.js';
import type { InventoryOptions } from '../model/options.js';
import { temporaryTree, type TemporaryTree } from '../testing/temporary-tree.js';

let tree: TemporaryTree | undefined;
afterEach(() => tree?.remove());

async function take(files: Record<string, unknown>, options: Partial<InventoryOptions> = {}): Promise<Inventory> {
  tree = temporaryTree({ 'package.json': { name: 'shop' }, ...files });
  const { inventory: taken } = await inventory({ paths: ['.'], cwd: tree.root, noCache: true, workers: 1, ...options });
  return taken;
}

function tablesOf({ tables }: Inventory): Record<string, string[]> {
  return Object.fromEntries(tables.map((t) => [t.name, t.columns.map((c) => `${c.name}: ${c.dataType}`)]));
}

describe('tables', () => {
  it('are those of a schema file, without relations as columns', async () => {
    const taken = await take({
      'schema.prisma': 'model User {\n  id Int @id\n  email String\n  orders Order[]\n}\nmodel Order {\n  id Int @id\n  total Int\n}\n',
      'a.ts': 'export {};',
    });
    expect(tablesOf(taken)).toEqual({ Order: [], User: ['id: user-id', 'email: email'] });
    expect(taken.summary).toMatchObject({ tables: 2, personalTables: 1, personalColumns: 2 });
    expect(taken.tables.find((t) => t.name === 'User')).toMatchObject({
      declaredBy: 'schema',
      path: 'schema.prisma',
      line: 1,
      columnCount: 2,
    });
  });

  it.each([
    [
      'a call that builds one',
      `import { pgTable, text } from 'drizzle-orm/pg-core';
       export const customers = pgTable('customer_accounts', { email: text('email'), colour: text('colour') });`,
      { customer_accounts: ['email: email'] },
    ],
    [
      'a decorated class',
      `import { Column, Entity } from 'typeorm';
       @Entity({ name: 'clients' })
       export class Client { @Column() phone: string; @Column() visits: number; hello() { return 1; } }`,
      { clients: ['phone: phone-number'] },
    ],
    [
      'a class that is set up later',
      `import { DataTypes, Model, type Sequelize } from 'sequelize';
       class User extends Model {}
       export const init = (sequelize: Sequelize) => { User.init({ email: { type: DataTypes.STRING } }, { tableName: 'users', sequelize }); };`,
      { users: ['email: email'] },
    ],
    [
      'a model of a schema',
      `import { model, Schema } from 'mongoose';
       const schema = new Schema({ email: String, age: Number });
       export const User = model('Customer', schema);`,
      { Customer: ['email: email', 'age: age'] },
    ],
  ])('are made by %s', async (_, code, expected) => {
    expect(tablesOf(await take({ 'db.ts': code }))).toMatchObject(expected);
  });
});

describe('declared types', () => {
  it('name their own members, inline objects included, and not those they inherit', async () => {
    const { dataTypes } = await take({
      'types.ts': `export interface Person { email: string; address: { street: string }; isAdmin: boolean }
        export interface Customer extends Person { phone: string }
        export interface Product { name: string; price: number }`,
    });
    const declared = dataTypes.flatMap((d) => d.declared.map((x) => `${x.type}.${x.member} ${d.id}`)).sort();
    expect(declared).toContain('Person.email email');
    expect(declared).toContain('Customer.phone phone-number');
    expect(declared.filter((x) => x.startsWith('Customer.'))).toHaveLength(1);
    expect(declared.some((x) => x.startsWith('Product.'))).toBe(false);
    expect(declared.some((x) => x.startsWith('Person.address'))).toBe(true);
  });
});

describe('entries', () => {
  it('are requests, forms, and the environment', async () => {
    const { dataTypes } = await take({
      'server.ts': `import express from 'express';
        const app = express();
        app.post('/', (req, res) => { const { email } = req.body; res.json({ ok: email.length, ip: req.ip.length }); });
        export const key = process.env.STRIPE_SECRET_KEY;`,
      'form.tsx': `export const Form = () => <form><input name="phone" /><input name="colour" /></form>;`,
    });
    const entries = dataTypes.flatMap((d) => d.enters.map((e) => `${d.id}: ${e.how} ${e.source}`));
    expect(entries).toContain('email: request-body body.email');
    expect(entries).toContain('ip-address: api ip');
    expect(entries).toContain('phone-number: form <input name="phone">');
    expect(entries).toContain('api-key: env env.STRIPE_SECRET_KEY');
    expect(entries.some((e) => e.includes('colour'))).toBe(false);
  });
});

describe('exits', () => {
  const code = `import * as Sentry from '@sentry/node';
    interface User { email: string; phone: string }
    export function save(user: User) { localStorage.setItem('mail', user.email); Sentry.setUser({ email: user.email }); console.log(user.phone); }`;

  it('are stores and recipients with their countries', async () => {
    const { dataTypes, recipients, summary } = await take({ 'a.ts': code });
    const email = dataTypes.find((d) => d.id === 'email')!;
    expect(email.stored.map((e) => e.kind)).toEqual(['browser-storage']);
    expect(email.leaves.map((e) => [e.recipientName, e.country, e.form, e.severity])).toEqual([['Sentry', 'US', 'clear', 'high']]);
    expect(email.laws.map((l) => l.id)).toContain('gdpr');
    expect(recipients.map((r) => r.id)).toEqual(['sentry', 'application-log', 'browser-storage']);
    expect(summary).toMatchObject({ thirdParties: 1, countries: ['US'] });
  });

  it('are narrowed by data type and by recipient', async () => {
    const phones = await take({ 'a.ts': code }, { dataTypes: ['phone-number'] });
    expect(phones.dataTypes.map((d) => d.id)).toEqual(['phone-number']);
    expect(phones.recipients.map((r) => r.id)).toEqual(['application-log']);
    const sentry = await take({ 'a.ts': code }, { recipients: ['sentry'] });
    expect(sentry.dataTypes.map((d) => [d.id, d.leaves.length, d.declared.length])).toEqual([['email', 1, 0]]);
    await expect(take({ 'a.ts': code }, { dataTypes: ['emial'] })).rejects.toMatchObject({
      code: 'unknown-data-type',
      hint: 'did you mean email?',
    });
    await expect(take({ 'a.ts': code }, { recipients: ['sentri'] })).rejects.toMatchObject({ code: 'unknown-recipient' });
  });

  it('are those of a file that is named', async () => {
    const taken = await take({ 'a.ts': code, 'b.ts': `export const log = (email: string) => console.log(email);` }, { paths: ['b.ts'] });
    expect(taken.dataTypes.map((d) => d.id)).toEqual(['email']);
    expect(taken.dataTypes[0]!.declared).toEqual([]);
    expect(taken.recipients.map((r) => r.id)).toEqual(['application-log']);
  });
});
