import { describe, expect, it } from 'vitest';
import { factsOf, printedFunction } from '../testing/facts-of.js';

const inF = (body: string): string => printedFunction(`function f(p, q) { ${body} }`, 'f');

describe('joins', () => {
  it('make a phi of what differs', () => {
    expect(inF('let x = p; if (q) x = mask(p); log(x)')).toMatchInlineSnapshot(`
      "function f(p, q)
      %0 = param 0
      %1 = param 1
      %2 = global mask
      %3 = call 0 "x"
      %4 = phi(%3, %0)
      %5 = global log
      call 0: %2(%0) if %1 truthy
      call 1: %5(%4)"
    `);
  });

  it('leave out a branch that returns', () => {
    expect(inF('let x = p; if (q) { x = a(); return } log(x)')).toMatchInlineSnapshot(`
      "function f(p, q)
      %0 = param 0
      %1 = param 1
      %2 = global a
      %3 = global log
      call 0: %2() if %1 truthy
      call 1: %3(%0) if %1 falsy"
    `);
  });

  it('come from conditional expressions and short circuits', () => {
    expect(inF('let x = p; q && (x = a()); return q ? x : p ?? b()')).toMatchInlineSnapshot(`
      "function f(p, q)
      %0 = param 0
      %1 = param 1
      %2 = global a
      %3 = call 0 "x"
      %4 = phi(%3, %0)
      %5 = global b
      %6 = call 1
      %7 = phi(%0, %6)
      %8 = phi(%4, %7)
      call 0: %2() if %1 truthy
      call 1: %5() if %1 falsy
      return %8"
    `);
  });
});

describe('loops', () => {
  it('make a phi of variables assigned in them', () => {
    expect(inF(`let text = ''; for (const one of p) { text += one.name } return text`)).toMatchInlineSnapshot(`
      "function f(p, q)
      %0 = param 0
      %1 = ""
      %2 = element %0 "one"
      %3 = phi(%1, %5)
      %4 = %2.name
      %5 = concat(%3, %4)
      return %3"
    `);
  });

  it('make none of variables only read in them', () => {
    expect(inF('let x = p; x = q; for (let i = 0; i < 3; i++) log(x)')).toMatchInlineSnapshot(`
      "function f(p, q)
      %0 = param 1
      %1 = global log
      call 0: %1(%0)"
    `);
  });

  it('end by labelled breaks with what holds there', () => {
    expect(inF('let x = p; outer: while (a()) { do { if (b()) break outer; x = c() } while (d()) } return x')).toMatchInlineSnapshot(`
      "function f(p, q)
      %0 = param 0
      %1 = global a
      %2 = call 0
      %3 = global b
      %4 = call 1
      %5 = global c
      %6 = call 2 "x"
      %7 = global d
      %8 = phi(%0, %6)
      %9 = phi(%8, %6)
      %10 = phi(%8, %9)
      call 0: %1()
      call 1: %3() if %2 truthy
      call 2: %5() if %2 truthy & %4 falsy
      call 3: %7() if %2 truthy
      return %10"
    `);
  });

  it('go on after continue', () => {
    expect(inF('let x = p; for (;;) { if (q) { x = a(); continue } if (b(x)) break; x = c() } return x')).toMatchInlineSnapshot(`
      "function f(p, q)
      %0 = param 0
      %1 = param 1
      %2 = global a
      %3 = call 0 "x"
      %4 = global b
      %5 = phi(%0, %9)
      %6 = call 1
      %7 = global c
      %8 = call 2 "x"
      %9 = phi(%8, %3)
      call 0: %2() if %1 truthy
      call 1: %4(%5) if %1 falsy
      call 2: %7() if %1 falsy & %6 falsy
      return %5"
    `);
  });

  it('give the keys of an object', () => {
    expect(inF('for (const key in p) log(key, p[key])')).toMatchInlineSnapshot(`
      "function f(p, q)
      %0 = param 0
      %1 = keys %0
      %2 = global log
      %3 = %0[%1]
      call 0: %2(%1, %3)"
    `);
  });
});

describe('switch', () => {
  it('falls through and joins', () => {
    expect(inF(`let r = p; switch (q.kind) { case 'a': r = a(); case 'b': r = b(r); break; default: r = c() } return r`))
      .toMatchInlineSnapshot(`
      "function f(p, q)
      %0 = param 0
      %1 = param 1
      %2 = %1.kind
      %3 = global a
      %4 = call 0 "r"
      %5 = phi(%0, %4)
      %6 = global b
      %7 = call 1 "r"
      %8 = global c
      %9 = call 2 "r"
      %10 = phi(%7, %9)
      call 0: %3() if %2 === "a"
      call 1: %6(%5)
      call 2: %8()
      return %10"
    `);
  });
});

describe('exceptions', () => {
  it('know the try region of a call and what the handler may see', () => {
    expect(inF('let x = p; try { x = a(x); x = b(x) } catch (e) { log(e.message, x); throw e } finally { done(x) } return x'))
      .toMatchInlineSnapshot(`
      "function f(p, q)
      %0 = param 0
      %1 = global a
      %2 = call 0 "x"
      %3 = global b
      %4 = call 1 "x"
      %5 = phi(%0, %2, %4)
      %6 = caught 0 "e"
      %7 = global log
      %8 = %6.message
      %9 = phi(%0, %2, %4)
      %10 = phi(%9, %5)
      %11 = global done
      call 0: %1(%0) try 0
      call 1: %3(%2) try 0
      call 2: %7(%8, %5)
      call 3: %11(%10)
      throw %6
      return %4"
    `);
  });

  it('are caught by the region around a handler', () => {
    expect(inF('try { try { a() } catch { throw b() } } catch (e) { log(e) }')).toMatchInlineSnapshot(`
      "function f(p, q)
      %0 = global a
      %1 = global b
      %2 = call 1
      %3 = caught 0 "e"
      %4 = global log
      call 0: %0() try 1
      call 1: %1() try 0
      call 2: %4(%3)
      throw %2 try 0"
    `);
  });

  it('have no region without a handler', () => {
    expect(inF('try { a() } finally { b() }')).toMatchInlineSnapshot(`
      "function f(p, q)
      %0 = global a
      %1 = global b
      call 0: %0()
      call 1: %1()"
    `);
  });
});

describe('guards', () => {
  it('are constant comparisons, truth and types that dominate a call', () => {
    expect(inF(`if (process.env.NODE_ENV !== 'production' && p.debug) log(p); else warn(q)`)).toMatchInlineSnapshot(`
      "function f(p, q)
      %0 = param 0
      %1 = param 1
      %2 = global process
      %3 = %2.env
      %4 = %3.NODE_ENV
      %5 = %0.debug
      %6 = global log
      %7 = global warn
      call 0: %6(%0) if %4 !== "production" & %5 truthy
      call 1: %7(%1)"
    `);
  });

  it('stand after an early return, up to the end of the block', () => {
    expect(inF(`{ if (!p.on) return; a() } b()`)).toMatchInlineSnapshot(`
      "function f(p, q)
      %0 = param 0
      %1 = %0.on
      %2 = global a
      %3 = global b
      call 0: %2() if %1 truthy
      call 1: %3()"
    `);
  });

  it('are read from &&, ?:, typeof, in, instanceof', () => {
    expect(inF(`p && a(); q ? b() : c(); if (typeof p === 'string') d(); if ('id' in q) e(); if (p instanceof Error) g()`))
      .toMatchInlineSnapshot(`
      "function f(p, q)
      %0 = param 0
      %1 = param 1
      %2 = global a
      %3 = global b
      %4 = global c
      %5 = global d
      %6 = global e
      %7 = global g
      call 0: %2() if %0 truthy
      call 1: %3() if %1 truthy
      call 2: %4() if %1 falsy
      call 3: %5() if %0 typeof "string"
      call 4: %6() if %1 in "id"
      call 5: %7() if %0 instanceof "Error""
    `);
  });

  it('come from cases', () => {
    expect(inF(`switch (p) { case 'x': a(); break; default: b() }`)).toMatchInlineSnapshot(`
      "function f(p, q)
      %0 = param 0
      %1 = global a
      %2 = global b
      call 0: %1() if %0 === "x"
      call 1: %2()"
    `);
  });
});

describe('endless branching', () => {
  const names = Array.from({ length: 1_500 }, (_, i) => `v${i}`);
  const declared = `let ${names.join(' = 0, ')} = 0;`;

  it.each([
    ['cases that fall through', `switch (x) { ${names.map((name) => `case '${name}': ${name} = h();`).join(' ')} }`],
    ['jumps out of a loop', `for (;;) { ${names.map((name) => `${name} = h(); if (x) break;`).join(' ')} }`],
  ])('by %s costs its function', (_, body) => {
    const facts = factsOf(`function bad(x) { ${declared} ${body} send(${names.join()}) } function ok() { log(2) }`);
    const [, bad, ok] = facts.functions;
    expect([bad?.calls.length, ok?.calls.length]).toEqual([0, 1]);
    expect(facts.problems).toEqual([
      { message: 'Branches too often to be followed', cut: 'functions that branch too often', at: bad?.span },
    ]);
  });

  it('in many functions costs those after the first', () => {
    const some = names.slice(0, 300);
    const one = (i: number): string =>
      `function f${i}(x) { let ${some.join()}; switch (x) { ${some.map((name) => `case '${name}': ${name} = h();`).join(' ')} } send(1) }`;
    const facts = factsOf(Array.from({ length: 30 }, (_, i) => one(i)).join('\n'));
    const whole = facts.functions.filter((fn) => fn.calls.length > 0).length;
    expect(whole).toBeGreaterThan(2);
    expect(facts.problems).toHaveLength(30 - whole);
  });

  it('is not what a long table or a long list of early returns is', () => {
    const code = `function f(x) { ${declared} ${names.map((name) => `if (x === ${name}) { ${name} = h(); return ${name} }`).join(' ')} }`;
    expect(factsOf(code).problems).toEqual([]);
    expect(factsOf(`switch (x) { ${names.map((name) => `case '${name}': y = h(); break;`).join(' ')} }`).problems).toEqual([]);
  });
});
