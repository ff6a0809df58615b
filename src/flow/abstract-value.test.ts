import { describe, expect, it } from 'vitest';
import { constant, object, reference, shown, text } from '../testing/abstract-values.js';
import {
  append,
  dropBelow,
  ENCRYPTED,
  extend,
  HASHED,
  join,
  MAX_ALTERNATIVES,
  narrow,
  stepsOf,
  withDoubt,
  withTransform,
  type AV,
} from './abstract-value.js';

const user = reference('user');
const email = reference('user.email');
const step = (at: number, what: 'member' | 'argument' = 'member') => ({ file: 0, at: [at, at + 1] as const, what, name: '' });

describe('join', () => {
  it('keeps equal alternatives once, the first of them', () => {
    const first = extend(undefined, step(1));
    const joined = join([[{ ...email, way: first }], [{ ...email, way: extend(undefined, step(2)) }], [user]]);
    expect(shown(joined)).toEqual(['user.email', 'user']);
    expect(joined[0]).toMatchObject({ way: first });
  });

  it('tells apart what was hashed, kept or dropped', () => {
    expect(join([[email], withTransform([email], HASHED)])).toHaveLength(2);
    expect(join([[user], narrow([user], ['id'], undefined), narrow([user], undefined, ['id'])])).toHaveLength(3);
    expect(join([constant('1'), constant(1)])).toHaveLength(2);
  });

  it('is the other side of nothing', () => {
    const av: AV = [user];
    expect(join([[], av, []])).toBe(av);
    expect(join([])).toEqual([]);
  });

  it('cuts what is too much and says so', () => {
    let cuts = 0;
    const many = Array.from({ length: MAX_ALTERNATIVES + 5 }, (_, i): AV => constant(i));
    expect(join(many, () => cuts++)).toHaveLength(MAX_ALTERNATIVES);
    expect(cuts).toBe(1);
  });
});

describe('narrow', () => {
  it('notes kept and dropped keys of what is not unfolded', () => {
    expect(shown(narrow([user], ['id', 'email'], undefined))).toEqual(['user keeps id,email']);
    expect(shown(narrow(narrow([user], ['id', 'email'], undefined), ['email', 'name'], undefined))).toEqual(['user keeps email']);
    expect(shown(narrow(narrow([user], undefined, ['b']), undefined, ['a', 'b']))).toEqual(['user drops a,b']);
  });

  it('takes members out of what is', () => {
    const person = object({ id: constant(1), email: [email] }, [user]);
    expect(shown(narrow([person], ['id'], undefined))).toEqual(['{ id: 1, ...user keeps id }']);
    expect(shown(narrow([person], undefined, ['email']))).toEqual(['{ id: 1, ...user drops email }']);
  });

  it('goes into elements and below members', () => {
    const list = object({ '[]': [object({ id: constant(1), email: [email] })] });
    expect(shown(narrow([list], undefined, ['email']))).toEqual(['{ []: { id: 1 } }']);
    const nested = object({ user: [object({ id: constant(1), email: [email] })] });
    expect(shown(narrow([nested], undefined, ['user.email']))).toEqual(['{ user: { id: 1 } }']);
    expect(shown(narrow([nested], undefined, ['*.email']))).toEqual(['{ user: { id: 1 } }']);
    expect(shown(narrow([nested], undefined, ['email']))).toEqual(['{ user: { id: 1, email: user.email } }']);
  });

  it('changes nothing without keys', () => {
    const av: AV = [user];
    expect(narrow(av, undefined, [])).toBe(av);
    expect(shown(narrow(text([email]), ['id'], undefined))).toEqual(['user.email']);
  });
});

describe('dropBelow', () => {
  it.each([
    { drop: ['email'], key: 'email', whole: true, below: [] },
    { drop: ['email'], key: 'id', whole: false, below: [] },
    { drop: ['address.city', 'address.street', 'id'], key: 'address', whole: false, below: ['city', 'street'] },
    { drop: ['*'], key: 'anything', whole: true, below: [] },
    { drop: ['*.email'], key: 'user', whole: false, below: ['email'] },
    { drop: ['*.email'], key: 'email', whole: false, below: ['email'] },
    { drop: ['**.email'], key: 'email', whole: true, below: [] },
    { drop: ['**.email'], key: 'user', whole: false, below: ['**.email'] },
    { drop: undefined, key: 'email', whole: false, below: [] },
  ])('$drop at $key', ({ drop, key, whole, below }) => {
    expect(dropBelow(drop, key)).toEqual({ whole, below });
  });
});

describe('what happens to a value', () => {
  it('adds up on references, objects and texts, and says nothing of constants', () => {
    const both = withTransform(withTransform([email], HASHED), ENCRYPTED);
    expect(both[0]).toMatchObject({ t: HASHED | ENCRYPTED });
    expect(withTransform(constant('x'), HASHED)).toEqual(constant('x'));
  });

  it('doubts a thing once', () => {
    const twice = withDoubt(withDoubt([email], 'unknown-keys'), 'unknown-keys');
    expect(twice[0]).toMatchObject({ doubts: ['unknown-keys'] });
  });
});

describe('ways', () => {
  it('run from the source to the end', () => {
    const way = append(extend(undefined, step(1)), extend(extend(undefined, step(2)), step(3)));
    expect(stepsOf(way).map((s) => s.at[0])).toEqual([1, 2, 3]);
  });

  it('do not stand still', () => {
    expect(stepsOf(extend(extend(undefined, step(1)), step(1)))).toHaveLength(1);
    expect(stepsOf(extend(extend(undefined, step(1)), step(1, 'argument')))).toHaveLength(2);
  });

  it('end where they get too long', () => {
    let way = extend(undefined, step(0));
    for (let i = 1; i < 100; i++) way = append(way, extend(undefined, step(i)))!;
    expect(stepsOf(way).length).toBeLessThan(100);
    expect(stepsOf(way)[0]!.at[0]).toBe(0);
  });
});
