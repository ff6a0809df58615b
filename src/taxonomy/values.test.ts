import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadTaxonomy } from './load.js';
import { compileNameMatcher } from './name-matcher.js';
import { compileValueMatcher, findValues, valuePatternsOf } from './values.js';

const taxonomy = await loadTaxonomy(fileURLToPath(new URL('../../rules/data-types/', import.meta.url)));
const match = compileValueMatcher(valuePatternsOf(taxonomy), taxonomy.fakes, compileNameMatcher(taxonomy));
const typesIn = (text: string, name?: string, owner?: string): string[] =>
  match(text, { ...(name !== undefined && { name }), ...(owner !== undefined && { owner }) }).map(({ dataType }) => dataType);

describe('examples of the taxonomy', () => {
  for (const { id, literal } of taxonomy.dataTypes) {
    if (!literal) continue;
    it(id, () => {
      expect(literal.examples.filter((text) => findValues(literal, text).length === 0)).toEqual([]);
      expect(literal.counterexamples.filter((text) => findValues(literal, text).length > 0)).toEqual([]);
    });
  }

  it('get past the first pass over the text when they are strong', () => {
    const missed = taxonomy.dataTypes.flatMap(({ id, literal }) => {
      if (!literal || literal.weak) return [];
      const bare = compileValueMatcher([withoutFakes(literal)], NO_FAKES);
      return literal.examples.filter((text) => bare(text, {}).length === 0).map((text) => `${id}: ${text}`);
    });
    expect(missed).toEqual([]);
  });
});

describe('personal data in a literal', () => {
  it.each([
    ['write to lena.okafor@posteo.de please', 'email'],
    ['+49 30 9018 2047', 'phone-number'],
    ['电话 13712904586', 'phone-number'],
    ['5425233430109903', 'card-number'],
    ['DE75512108001245126199', 'iban'],
    ['mysql://shop:Tr0ub4dor@db1.prod.shop.io/app', 'connection-string'],
    ['00:1B:44:11:3A:B7', 'mac-address'],
    ['沪AD12345', 'licence-plate'],
    ['48.858370, 2.294481', 'precise-location'],
  ])('%s is %s', (text, dataType) => expect(typesIn(text)).toEqual([dataType]));

  it('has its place and a masked preview', () => {
    const [found] = match('to lena.okafor@posteo.de', {});
    expect(found).toMatchObject({ start: 3, end: 24, preview: 'le…de', strong: true });
  });

  it('is found more than once', () => {
    expect(typesIn('lena.okafor@posteo.de, 13712904586')).toEqual(['email', 'phone-number']);
  });
});

describe('weak patterns', () => {
  it('count only beside a matching name', () => {
    expect(typesIn('490154203237518')).toEqual([]);
    expect(typesIn('490154203237518', 'imei')).toEqual(['imei']);
    expect(typesIn('490154203237518', 'value', 'imei')).toEqual(['imei']);
    expect(typesIn('490154203237518', 'orderNumber')).toEqual([]);
    expect(typesIn('114.114.114.114', 'clientIp')).toEqual(['ip-address']);
    expect(typesIn('114.114.114.114', 'dnsServer')).toEqual([]);
  });

  it('drop private and documentation addresses', () => {
    for (const text of ['192.168.1.20', '10.1.2.3', '203.0.113.7', '127.0.0.1']) expect(typesIn(text, 'clientIp')).toEqual([]);
  });
});

describe('known fakes', () => {
  it.each([
    'jane@example.com',
    'jane@mail.example.org',
    'jane@shop.test',
    'noreply@shop.io',
    'john.doe@shop.io',
    'support+de@shop.io',
    'recipient2@shop.io',
    'a@test.shop.io',
    'xx@x.yy',
    '4242 4242 4242 4242',
    '4111111111111111',
    '13800138000',
    '(415) 555-0123',
    'postgres://postgres:postgres@db.shop.io/app',
    'postgres://app:changeme@db.shop.io/app',
    'mysql://user:password@db.shop.io',
    'ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    'sk-your-api-key-goes-here-0000000000000000',
    'AKIAIOSFODNN7EXAMPLE',
    'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c',
  ])('%s', (text) => expect(typesIn(text)).toEqual([]));

  it.each([
    ['letters that programmers make names of', 'foo.bar+news@gmail.com'],
    ['the same behind dots', 'f.o.o.b.a.r@googlemail.com'],
    ['a role in two words', 'second.recipient@shop.io'],
    ['a role and the domain', 'shop.service@shop.io'],
    ['a domain of such words', 'lena.okafor@foo-bar.dev'],
    ['a country that does not exist', 'lena.okafor@shop.op'],
    ['a name that Gmail does not hand out', 'j.doe@gmail.com'],
    ['rising digits', '+86 131 2345 6789'],
    ['equal digits', '18573333333'],
    ['pairs of digits', '+49 30 47 47 47 47'],
    ['two runs', '18688886666'],
    ['a switchboard', '+1 650-253-0000'],
    ['exchange 555', '+1 810 555 2943'],
    ['a number for films in Britain', '+44 20 7946 0321'],
    ['a number for films in Germany', '+49 30 23125 417'],
    ['names of the parts in brackets', 'postgres://[username]:[password]@db.shop.io'],
    ['a key cut short', `-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj...`],
  ])('%s', (_, text) => expect(typesIn(text)).toEqual([]));

  it.each([
    'wang.sijie94@gmail.com',
    'lena.okafor@shop.io',
    'okafor.shop@shop.io',
    'm.foobarova@posteo.de',
    'lena.user@posteo.de',
    '9347182@qq.com',
  ])('are not %s', (text) => expect(match(text, {})).toMatchObject([{ dataType: 'email', strong: true }]));
});

describe('what only looks like data', () => {
  it.each([
    ['a UUID', '550e8400-e29b-41d4-a716-446655440000'],
    ['a UUID in capitals', '1234567A-1234-4123-8123-123456789012'],
    ['a hash', 'da39a3ee5e6b4b0d3255bfef95601890afd80709'],
    ['a blob', 'iVBORw0KGgoAAAANSUhEUgAAAAUA13712904586AAAAFCAYAAACNbyblAAAAHElEQVQI12P4'],
    ['a version', '2024.11.13712904586'],
    ['a colour', '#1371290458'],
    ['a time', '2024-05-17T13:45:12.000Z'],
    ['milliseconds', '1713712904586'],
    ['a path of a drawing', 'M212 345 4567 L046 454 286 046 454 286z'],
    ['a view box', '046 454 286 512'],
    ['a page', 'https://shop.io/items?id=13712904586'],
    ['an icon', 'logo@2x.png'],
    ['a handle', '@lena@mastodon.social'],
    ['a package', '@scope/name@1.2.3'],
    ['a repository', 'git@github.com:org/repo.git'],
    ['class names', 'mt-4 px-2 w-10 h-10 text-[#0f172a] grid-cols-12'],
    ['a sentence', 'Please enter at least 8 characters, 1 digit and 1 symbol'],
    ['an environment variable', 'process.env.STRIPE_SECRET_KEY'],
    ['a placeholder', '<your-api-key-with-32-characters>'],
    ['a public key', '-----BEGIN PUBLIC KEY-----'],
  ])('%s', (_, text) => expect(typesIn(text)).toEqual([]));
});

describe('secrets', () => {
  const body = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj';

  it('count strongly only when there is something to lose', () => {
    expect(match(`-----BEGIN PRIVATE KEY-----\n${body}`, {})).toMatchObject([{ dataType: 'private-key', strong: true }]);
    expect(match('-----BEGIN PRIVATE KEY-----', {})).toMatchObject([{ dataType: 'private-key', strong: false }]);
    expect(match('postgres://app:Tr0ub4dor@localhost:5432/app', {})).toMatchObject([{ strong: false }]);
    expect(match('sk_' + 'test_8Kf2Lq9Zt4Wm7Xc1Vb6N', {})).toMatchObject([{ dataType: 'api-key', strong: false }]);
    expect(match('sk_' + 'live_8Kf2Lq9Zt4Wm7Xc1Vb6N', {})).toMatchObject([{ dataType: 'api-key', strong: true }]);
  });

  it('that no attacker would spend a second on count weakly', () => {
    const hash = (costs: string): string => `$argon2id$v=19$${costs}$VW1JcEJrMjN1Vnp3Tm5JUA$0uzNwxbjs/f/1e5r4uX7JQ`;
    expect(match(hash('m=19456,t=2,p=1'), {})).toMatchObject([{ dataType: 'password-hash', strong: true }]);
    expect(match(hash('m=19456,t=2,p=1'), { name: 'decoyHash' })).toMatchObject([{ strong: false }]);
    expect(match(hash('m=16,t=2,p=1'), {})).toMatchObject([{ strong: false }]);
  });

  it('never show more than four characters, nor a third', () => {
    for (const text of ['sk_' + 'live_8Kf2Lq9Zt4Wm7Xc1Vb6N', 'lena@x.de', '沪AD12345', '490154203237518']) {
      for (const { preview, start, end } of match(text, { name: 'imei' })) {
        const shown = preview.replace('…', '').length;
        expect(shown).toBeLessThanOrEqual(4);
        expect(shown * 3).toBeLessThanOrEqual(end - start);
      }
    }
  });
});

it('counts a value beside the name of an example weakly', () => {
  for (const name of ['emailPlaceholder', 'placeholder_email', 'EMAIL_EXAMPLE', 'hint']) {
    expect(match('lena.okafor@posteo.de', { name })).toMatchObject([{ strong: false }]);
  }
  expect(match('lena.okafor@posteo.de', { name: 'email', owner: 'fakeData' })).toMatchObject([{ strong: false }]);
  expect(match('lena.okafor@posteo.de', { name: 'email', owner: 'customer' })).toMatchObject([{ strong: true }]);
});

it('counts a mailbox with counting digits weakly', () => {
  expect(match('pro123@gmail.com', {})).toMatchObject([{ strong: false }]);
  expect(match('pro1973@gmail.com', {})).toMatchObject([{ strong: true }]);
});

it('looks at the beginning of a huge text only, in reasonable steps', () => {
  expect(typesIn(`${'x '.repeat(200_000)}lena.okafor@posteo.de`)).toEqual([]);
  expect(typesIn('a@'.repeat(9_000))).toEqual([]);
  expect(typesIn('1 '.repeat(9_000))).toEqual([]);
});

const NO_FAKES = {
  emailDomains: [],
  emailTlds: [],
  emailLocals: [],
  phonePatterns: [],
  ipRanges: [],
  cardNumbers: [],
  secrets: [],
  secretPatterns: [],
  exampleNames: [],
  persons: [],
};

function withoutFakes<Pattern extends { readonly fakeForm?: string }>(pattern: Pattern): Omit<Pattern, 'fakeForm'> {
  const { fakeForm: _fakeForm, ...rest } = pattern;
  return rest;
}
