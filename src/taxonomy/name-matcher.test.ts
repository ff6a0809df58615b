import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadTaxonomy } from './load.js';
import { compileNameMatcher } from './name-matcher.js';

type Row = readonly [identifier: string, owner: string | null, expected: string | null];

const DIR = fileURLToPath(new URL('../../rules/data-types/', import.meta.url));
const taxonomy = await loadTaxonomy(DIR);
const rows = parse(await readFile(`${DIR}tests.yml`, 'utf8')) as Row[];
const matcher = compileNameMatcher(taxonomy);
const typeOf = (identifier: string, owner?: string): string | null => matcher.match(identifier, owner)?.dataType ?? null;
const strengthOf = (identifier: string, owner?: string): string | undefined => matcher.match(identifier, owner)?.strength;

function failures(batch: readonly Row[]): string[] {
  return batch
    .filter(([identifier, owner, expected]) => typeOf(identifier, owner ?? undefined) !== expected)
    .map(([identifier, owner, expected]) => `${owner ?? ''}.${identifier}: ${expected}, got ${typeOf(identifier, owner ?? undefined)}`);
}

describe('the tests of the taxonomy', () => {
  it('are 3,194', () => expect(rows).toHaveLength(3194));

  for (const { id, title } of taxonomy.categories) {
    const types = new Set(taxonomy.dataTypes.filter((type) => type.category === id).map((type) => type.id));
    it(title.en, () => expect(failures(rows.filter(([, , expected]) => types.has(expected ?? '')))).toEqual([]));
  }

  it('names of no data type', () => expect(failures(rows.filter(([, , expected]) => expected === null))).toEqual([]));
});

describe('words', () => {
  it('are cut at case, acronyms, separators and digits', () => {
    for (const name of ['EMAILAddress', 'emailAddress2', 'email_address', 'email-address', 'e-mail', 'E_MAIL'])
      expect(typeOf(name)).toBe('email');
  });

  it('lose accents and strokes', () => {
    expect(typeOf('prénom')).toBe('given-name');
    expect(typeOf('Straße')).toBe('postal-address');
  });

  it('match in the plural, acronyms too', () => {
    expect(typeOf('emails')).toBe('email');
    expect(typeOf('SSNs')).toBe('us-ssn');
    expect(typeOf('userIDs')).toBe(typeOf('userId'));
  });

  it('match glued, but not across a one-letter word', () => {
    expect(typeOf('dateofbirth')).toBe('date-of-birth');
    expect(typeOf('a_ge')).toBeNull();
  });
});

describe('cancelling words', () => {
  it('stand first, before or behind', () => {
    for (const name of ['setEmail', 'hasEmail', 'emailRegex', 'mockEmail', 'emailVerifiedAt', 'i18nEmail']) expect(typeOf(name)).toBeNull();
  });

  it('pass over a person directly before the match', () => {
    expect(typeOf('createdByEmail')).toBe('email');
  });

  it('include a person as what the name is about', () => {
    expect(typeOf('teamEmailMember')).toBeNull();
  });

  it('include owners that hold no data', () => {
    expect(typeOf('email', 'errors')).toBeNull();
    expect(typeOf('email', 'formErrors')).toBeNull();
    expect(typeOf('email', 'attributeMapping')).toBeNull();
    expect(typeOf('email', 'form')).toBe('email');
  });
});

describe('unsure patterns', () => {
  it('are hardly evidence without a person or an owner of the type', () => {
    expect(strengthOf('sessionId')).toBe('low');
    expect(strengthOf('importSessionId')).toBe('low');
    expect(strengthOf('id', 'session')).toBe('low');
  });

  it('are strong with one, in the name or as its owner', () => {
    expect(strengthOf('sessionId', 'user')).toBe('strong');
    expect(strengthOf('authSessionId')).toBe('strong');
    expect(strengthOf('sessionId', 'cookies')).toBe('strong');
    expect(strengthOf('id', 'loginSession')).toBe('medium');
  });
});

describe('weak patterns', () => {
  it('need a person, in the name or as its owner', () => {
    expect(typeOf('name', 'user')).toBe('full-name');
    expect(typeOf('name', 'product')).toBeNull();
    expect(typeOf('name')).toBeNull();
    expect(typeOf('customerName', 'product')).toBe('full-name');
  });

  it('ask the head of the owner, without neutral words and digits', () => {
    for (const owner of ['CreateUserDto', 'users', 'user1', 'createdBy', 'UserProfile']) expect(typeOf('name', owner)).toBe('full-name');
    for (const owner of ['userGroup', 'UserFile', 'sendTo']) expect(typeOf('name', owner)).toBeNull();
  });

  it('count `to` and `from` only as the whole owner', () => {
    expect(strengthOf('name', 'to')).toBe('low');
    expect(typeOf('name', 'linkTo')).toBeNull();
  });

  it('match at low confidence with a weak owner, and only in some categories', () => {
    expect(strengthOf('name', 'account')).toBe('low');
    expect(strengthOf('name', 'customerAccount')).toBe('medium');
  });
});

describe('owner and member together', () => {
  it('spell a pattern', () => {
    expect(typeOf('number', 'card')).toBe('card-number');
    expect(typeOf('number', 'CreateCardDto')).toBe('card-number');
    expect(strengthOf('number', 'card')).toBe('medium');
    expect(typeOf('data', 'card')).toBeNull();
  });

  it("do not make a login of a person's name", () => {
    expect(typeOf('name', 'user')).toBe('full-name');
  });
});

describe('confidence', () => {
  it('is strong at the end and behind neutral words, medium before unknown ones', () => {
    expect(strengthOf('userEmail')).toBe('strong');
    expect(strengthOf('emailValue')).toBe('strong');
    expect(strengthOf('emailFoo')).toBe('medium');
  });
});

describe('Chinese names', () => {
  it('match as substrings, the last and longest one', () => {
    expect(typeOf('用户手机号')).toBe('phone-number');
    expect(typeOf('userの姓名')).toBe('full-name');
  });

  it('are cancelled by substrings', () => {
    expect(typeOf('手机号格式错误')).toBeNull();
    expect(typeOf('请输入手机号')).toBeNull();
    expect(typeOf('服务器地址')).toBeNull();
  });
});

describe('likeness to a person', () => {
  it('is told by the head of the name', () => {
    expect(matcher.personLikeness('UserEntity')).toBe('strong');
    expect(matcher.personLikeness('CustomerProfile')).toBe('strong');
    expect(matcher.personLikeness('Account')).toBe('weak');
    expect(matcher.personLikeness('UserRole')).toBe('non-person');
    expect(matcher.personLikeness('Zebra')).toBe('unknown');
    expect(matcher.personLikeness('')).toBe('unknown');
  });
});

it('answers the same when asked again, and names of built-ins do no harm', () => {
  expect(matcher.match('email')).toBe(matcher.match('email'));
  for (const name of ['constructor', '__proto__', 'toString', '']) expect(matcher.match(name, name)).toBeUndefined();
});
