import { describe, expect, it } from 'vitest';
import { factsOf, printed, printedFunction } from '../testing/facts-of.js';

describe('captured variables', () => {
  it('are the value of the enclosing function when never reassigned, also when declared later', () => {
    expect(printedFunction('function f(user) { const g = () => log(user, settings); const settings = load(); return g }', 'f.g'))
      .toMatchInlineSnapshot(`
      "arrow f.g()
      %0 = global log
      %1 = outer f%0
      %2 = outer f%3
      %3 = call 0
      call 0: %0(%1, %2)
      return %3"
    `);
  });

  it('are cells when reassigned, in both functions', () => {
    expect(printed('function f() { let last = a(); const g = () => { last = b() }; g(); return last }')).toMatchInlineSnapshot(`
      "module ()
      %0 = function f

      function f()
      %0 = global a
      %1 = call 0 "last"
      %2 = function f.g
      %3 = cell last
      call 0: %0()
      call 1: %2()
      write last = %1
      return %3

      arrow f.g()
      %0 = global b
      %1 = call 0 "last"
      call 0: %0()
      write last = %1"
    `);
  });

  it('copy constants and imports instead of referring to them', () => {
    expect(printedFunction(`import { send } from 'mail'; const KEY = 'email'; function f(u) { send(u[KEY]) }`, 'f')).toMatchInlineSnapshot(`
      "function f(u)
      %0 = param 0
      %1 = import mail#send
      %2 = %0.email
      call 0: %1(%2)"
    `);
  });

  it('reach through two functions', () => {
    expect(printedFunction('function f(a) { return function g() { return () => a } }', 'f.g.return')).toMatchInlineSnapshot(`
      "arrow f.g.return()
      %0 = outer f%0
      return %0"
    `);
  });

  it('are hoisted functions', () => {
    expect(printedFunction('function f() { g(); function g() { f() } }', 'f')).toMatchInlineSnapshot(`
      "function f()
      %0 = function f.g
      call 0: %0()"
    `);
    expect(printedFunction('function f() { g(); function g() { f() } }', 'f.g')).toMatchInlineSnapshot(`
      "function f.g()
      %0 = outer module%0
      call 0: %0()"
    `);
  });

  it('respect shadowing', () => {
    expect(printedFunction('const x = a(); function f() { const y = x; { const x = b(); use(x) } return x }', 'f')).toMatchInlineSnapshot(`
      "function f()
      %0 = outer module%2
      %1 = global b
      %2 = call 0 "x"
      %3 = global use
      call 0: %1()
      call 1: %3(%2)
      return %0"
    `);
  });
});

describe('module variables', () => {
  it('are cells when reassigned and exported', () => {
    const facts = factsOf('export let token = a(); token = b()');
    expect(facts.exports).toEqual([{ name: 'token', cell: 0 }]);
    expect(facts.bindings).toEqual([['token', { cell: 0 }]]);
  });

  it('hold their last value when nobody else sees them', () => {
    expect(printedFunction('let user = await get(); user = mask(user); log(user)', '')).toMatchInlineSnapshot(`
      "module ()
      %0 = global get
      %1 = call 0 "user"
      %2 = global mask
      %3 = call 1 "user"
      %4 = global log
      call 0: %0()
      call 1: %2(%1)
      call 2: %4(%3)"
    `);
  });
});

describe('this', () => {
  it('of an arrow function is that of the function around it', () => {
    expect(printedFunction('class A { run() { return () => () => this.db } }', 'A.run.return.return')).toMatchInlineSnapshot(`
      "arrow A.run.return.return()
      %0 = outer A.run%0
      %1 = %0.db
      return %1"
    `);
  });

  it('of an arrow function in a field is that of the fields function', () => {
    expect(printedFunction('class A { go = () => this.db }', 'A.go')).toMatchInlineSnapshot(`
      "arrow A.go()
      %0 = outer A%0
      %1 = %0.db
      return %1"
    `);
  });
});
