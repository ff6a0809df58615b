import { describe, expect, it } from 'vitest';
import { factsOf, printed, printedFunction } from '../testing/facts-of.js';

const inF = (body: string): string => printedFunction(`function f(p, q) { ${body} }`, 'f');

describe('destructuring', () => {
  it('is loads, defaults are phis, a rest omits what was taken', () => {
    expect(inF(`const { name, mail: { first: email = 'none' } = {}, ['x']: y, ...rest } = p; return [name, email, y, rest]`))
      .toMatchInlineSnapshot(`
      "function f(p, q)
      %0 = param 0
      %1 = %0.name "name"
      %2 = %0.mail
      %3 = {}
      %4 = phi(%2, %3)
      %5 = %4.first "email"
      %6 = "none"
      %7 = phi(%5, %6)
      %8 = %0.x "y"
      %9 = omit(%0, name, mail, x)
      %10 = [%1, %7, %8, %9]
      return %10"
    `);
  });

  it('of arrays is positions, a rest is any element', () => {
    expect(inF('const [a, , b = q, ...others] = p; return [a, b, others]')).toMatchInlineSnapshot(`
      "function f(p, q)
      %0 = param 0
      %1 = param 1
      %2 = %0.0 "a"
      %3 = %0.2 "b"
      %4 = phi(%3, %1)
      %5 = element %0
      %6 = [%5]
      %7 = [%2, %4, %6]
      return %7"
    `);
  });

  it('assigns too', () => {
    expect(inF('let a, b; ({ a, b: [b = 1], ...q.rest } = p); return [a, b]')).toMatchInlineSnapshot(`
      "function f(p, q)
      %0 = param 0
      %1 = param 1
      %2 = %0.a "a"
      %3 = %0.b
      %4 = %3.0 "b"
      %5 = 1
      %6 = phi(%4, %5)
      %7 = omit(%0, a, b)
      %8 = [%2, %6]
      store %1.rest = %7 strong
      return %8"
    `);
  });

  it('happens in parameters', () => {
    expect(printedFunction(`function f({ id, ...rest }: Opts = {}, n = id, ...more: string[]) { return [id, rest, n, more] }`, 'f'))
      .toMatchInlineSnapshot(`
      "function f(: Opts = %1, n = %3, ...more: string[])
      %0 = param 0
      %1 = {}
      %2 = phi(%0, %1)
      %3 = %2.id "id"
      %4 = omit(%2, id)
      %5 = param 1
      %6 = phi(%5, %3)
      %7 = param 2
      %8 = [%3, %4, %6, %7]
      return %8"
    `);
  });
});

describe('strong updates', () => {
  it('rebind a local whose value nothing else holds', () => {
    expect(inF(`const user = get(); user.password = undefined; delete user.ssn; user['note'] = q; log(user)`)).toMatchInlineSnapshot(`
      "function f(p, q)
      %0 = param 1
      %1 = global get
      %2 = call 0 "user"
      %3 = undefined
      %4 = update(%2, password, %3)
      %5 = omit(%4, ssn)
      %6 = update(%5, note, %0)
      %7 = global log
      call 0: %1()
      call 1: %7(%6)
      store %2.password = %3 strong
      store %4.ssn = %3 strong
      store %5.note = %0 strong"
    `);
  });

  it('hold after a call that the object was passed to', () => {
    expect(inF('const u = get(); print(u); delete u.ssn; log(u)')).toContain('omit(');
  });

  it.each([
    ['aliased', 'const u = get(); const v = u; delete u.ssn; log(v)'],
    ['stored', 'const u = get(); q.u = u; delete u.ssn; log(u)'],
    ['put into an object', 'const u = get(); const box = { u }; delete u.ssn; log(box)'],
    ['captured', 'const u = get(); const g = () => u; delete u.ssn; log(u)'],
    ['a member of something stored', 'q.p = p; delete p.user.ssn; log(p)'],
  ])('stay stores when the value is %s', (_, body) => {
    const text = inF(body);
    expect(text).toMatch(/^store %\d+\.ssn = %\d+$/m);
    expect(text).not.toContain('omit(');
  });

  it('change what holds the object', () => {
    expect(inF('p.user.name = q; delete p.user.ssn; log(p)')).toMatchInlineSnapshot(`
      "function f(p, q)
      %0 = param 0
      %1 = param 1
      %2 = %0.user
      %3 = update(%2, name, %1)
      %4 = update(%0, user, %3)
      %5 = %4.user
      %6 = undefined
      %7 = omit(%5, ssn)
      %8 = update(%4, user, %7)
      %9 = global log
      call 0: %9(%8)
      store %2.name = %1 strong
      store %5.ssn = %6 strong"
    `);
  });

  it('join with the branch without them', () => {
    expect(inF('if (q) delete p.ssn; log(p)')).toMatchInlineSnapshot(`
      "function f(p, q)
      %0 = param 0
      %1 = undefined
      %2 = omit(%0, ssn)
      %3 = phi(%2, %0)
      %4 = global log
      call 0: %4(%3)
      store %0.ssn = %1 strong"
    `);
  });
});

describe('operators', () => {
  it('flatten concatenations and join constants', () => {
    expect(inF('return `a${p.x}` + "b" + "c" + (q + 1)')).toMatchInlineSnapshot(`
      "function f(p, q)
      %0 = param 0
      %1 = param 1
      %2 = "a"
      %3 = %0.x
      %4 = 1
      %5 = "bc"
      %6 = concat(%2, %3, %5, %1, %4)
      return %6"
    `);
  });

  it('fold constants', () => {
    expect(inF('return ["a" + "b", `c`, 1 + 2, -3, `d${4}`]')).toMatchInlineSnapshot(`
      "function f(p, q)
      %0 = "ab"
      %1 = "c"
      %2 = 1
      %3 = 2
      %4 = arith(%2, %3)
      %5 = -3
      %6 = "d4"
      %7 = [%0, %1, %4, %5, %6]
      return %7"
    `);
  });

  it('compare and compute', () => {
    expect(inF('return [p === q, !p, typeof p, "a" in p, p * q, ~p, void p, delete p.a]')).toMatchInlineSnapshot(`
      "function f(p, q)
      %0 = param 0
      %1 = param 1
      %2 = ===(%0, %1)
      %3 = !(%0)
      %4 = typeof(%0)
      %5 = "a"
      %6 = in(%5, %0)
      %7 = arith(%0, %1)
      %8 = arith(%0)
      %9 = void(%0)
      %10 = undefined
      %11 = delete(%0)
      %12 = [%2, %3, %4, %6, %7, %8, %9, %11]
      store %0.a = %10 strong
      return %12"
    `);
  });

  it('assign with an operator', () => {
    expect(inF('let s = p; s += q; s ||= a(); p.n ??= 1; return s++')).toMatchInlineSnapshot(`
      "function f(p, q)
      %0 = param 0
      %1 = param 1
      %2 = concat(%0, %1)
      %3 = global a
      %4 = call 0
      %5 = phi(%2, %4)
      %6 = %0.n
      %7 = 1
      %8 = phi(%6, %7)
      %9 = arith(%5, %7)
      call 0: %3()
      store %0.n = %8
      return %9"
    `);
  });
});

describe('casts', () => {
  it('come from as, annotations and declared variables', () => {
    expect(
      inF('const a: User = p; const b = q as unknown as Row<User>; let c: Late; c = p; return [a, b, c, p as const, p!, p satisfies X]'),
    ).toMatchInlineSnapshot(`
      "function f(p, q)
      %0 = param 0
      %1 = param 1
      %2 = %0 : User
      %3 = %1 as unknown
      %4 = %3 as Row<User>
      %5 = %0 : Late
      %6 = [%2, %4, %5, %0, %0, %0]
      return %6"
    `);
  });
});

describe('keys', () => {
  it('are constant when the variable is a constant string of the file', () => {
    expect(printedFunction(`const K = 'email'; function f(p, k) { return [p[K], p['a'], p[0], p[k], { [K]: 1, [k]: 2 }] }`, 'f'))
      .toMatchInlineSnapshot(`
      "function f(p, k)
      %0 = param 0
      %1 = param 1
      %2 = %0.email
      %3 = %0.a
      %4 = %0.0
      %5 = %0[%1]
      %6 = 1
      %7 = 2
      %8 = {email: %6, [%1]: %7}
      %9 = [%2, %3, %4, %5, %8]
      return %9"
    `);
  });
});

describe('object literals', () => {
  it('hold functions, getters, spreads', () => {
    expect(printed('const routes = { create(a) { return a }, get full() { return this.a }, del: async () => 1, ...rest, short }'))
      .toMatchInlineSnapshot(`
      "module ()
      %0 = function routes.create
      %1 = function routes.full
      %2 = function routes.del
      %3 = global rest
      %4 = global short
      %5 = {create: %0, full: %1, del: %2, ...%3, short: %4}

      method routes.create(a)
      %0 = param 0
      return %0

      getter routes.full()
      %0 = this
      %1 = %0.a
      return %1

      arrow routes.del()
      %0 = 1
      return %0"
    `);
  });
});

describe('names', () => {
  it('are the first variable bound to a value that may be an origin', () => {
    const fn = factsOf('function f() { const email = read(); const copy = email; return copy }').functions[1];
    expect(fn?.names).toEqual([[expect.any(Number), 'email']]);
  });
});

describe('unused values', () => {
  it('are dropped, calls stay', () => {
    expect(inF('const a = { x: p.y }; "text"; q(); const b = q()')).toMatchInlineSnapshot(`
      "function f(p, q)
      %0 = param 1
      call 0: %0()
      call 1: %0()"
    `);
  });
});
