import { expect, it } from 'vitest';
import { identifiersOf } from './identifiers.mjs';

function pairs(text) {
  const found = [];
  identifiersOf('a.ts', text, ({ role, name, owner, line }) => found.push(`${line} ${role} ${owner ?? ''}.${name}`));
  return found;
}

it.each([
  ['interface User { email: string; home: { city: string } }', ['1 member User.email', '1 member User.home', '1 member home.city']],
  ['function f(phone: string) {}', ['1 parameter .phone']],
  ['const name = order.customer.email;', ['1 variable .name', '1 access customer.email', '1 access order.customer']],
  ['const { email: to, ...rest } = user;', ['1 access user.email', '1 access user.rest']],
  ["const user = { email: 1 };\nuser['phone'];", ['1 variable .user', '1 key user.email', '2 text user.phone']],
  ['user.save(); (await load()).email;', ['1 access .email']],
])('%s', (text, expected) => expect(pairs(text)).toEqual(expected));
