import { describe, expect, it } from 'vitest';
import { factsOf, printed, printedFunction } from '../testing/facts-of.js';

const module = (text: string): string => printedFunction(text, '');

describe('calls', () => {
  it('know receiver, arguments and spreads', () => {
    expect(module('log.child({ a }).info("x", ...rest)')).toMatchInlineSnapshot(`
      "module ()
      %0 = global log
      %1 = %0.child
      %2 = global a
      %3 = {a: %2}
      %4 = call 0
      %5 = %4.info
      %6 = "x"
      %7 = global rest
      call 0: %1(%3) on %0
      call 1: %5(%6, ...%7) on %4"
    `);
  });

  it('may be optional, awaited, parenthesised, by a computed name', () => {
    expect(module('const r = await (a?.b)?.(c!); r["send"](1); r[k]?.()')).toMatchInlineSnapshot(`
      "module ()
      %0 = global a
      %1 = %0.b
      %2 = global c
      %3 = call 0 "r"
      %4 = %3.send
      %5 = 1
      %6 = global k
      %7 = %3[%6]
      call 0: %1(%2)
      call 1: %4(%5) on %3
      call 2: %7() on %3"
    `);
  });

  it('construct, tag templates, call super', () => {
    expect(
      printed('const q = sql<Row>`select ${id} x`; new Client<Db>({ q }); class A extends B { constructor() { super(q); super.go() } }'),
    ).toMatchInlineSnapshot(`
      "module ()
      %0 = global sql
      %1 = "select "
      %2 = global id
      %3 = " x"
      %4 = [%1, %3]
      %5 = call 0 "q"
      %6 = global Client
      %7 = {q: %5}
      %8 = global B
      %9 = class A
      call 0: tagged %0(%4, %2)
      call 1: new %6(%7)

      constructor A.constructor()
      %0 = outer module%5
      %1 = super
      %2 = %1.go
      call 0: super %1(%0)
      call 1: %2() on %1"
    `);
  });

  it('have exact places', () => {
    const text = '\n  /* c */ app . get ( /* d */ id , ...more ) // end\n';
    const call = factsOf(text).functions[0]?.calls[0];
    const slice = (at: readonly [number, number] | undefined): string => (at === undefined ? '' : text.slice(at[0], at[1]));
    expect([slice(call?.at), slice(call?.span), slice(call?.args[0]?.at), slice(call?.args[1]?.at)]).toEqual([
      'get',
      'app . get ( /* d */ id , ...more )',
      'id',
      '...more',
    ]);
  });
});

describe('symbols', () => {
  it('come from what a function is bound to or passed to', () => {
    const text = `
      const a = () => 1;
      export default function () { function inner() {} }
      app.get('/users', auth, async () => { each(() => 2) });
      const wrapped = wrap(async function () {});
      const slice = createSlice({ reducers: { add() {} } });
      exports.b = () => 3;
      this.c = () => 4;
      const el = <Button onClick={() => 5}>{items.map((x) => x)}</Button>;
      class K { m() { return () => 6 } static s = () => 7; f = () => 8 }
      (() => 9)();
    `;
    expect(factsOf(text).functions.map((fn) => fn.symbol)).toMatchInlineSnapshot(`
      [
        "",
        "default",
        "a",
        "get(/users)>2",
        "wrapped.wrap>0",
        "slice.createSlice>0.reducers.add",
        "b",
        "c",
        "Button.onClick",
        "Button.children.map>0",
        "K.m",
        "K.s",
        "K",
        "()",
        "default.inner",
        "get(/users)>2.each>0",
        "K.m.return",
        "K.f",
      ]
    `);
  });
});

describe('jsx', () => {
  it('is a call with props and children', () => {
    expect(module('const el = <Card.Item id="a" on {...rest} {...{ x }} className="p-4">Hi {user.name} <b>{1}</b></Card.Item>'))
      .toMatchInlineSnapshot(`
      "module ()
      %0 = global Card
      %1 = %0.Item
      %2 = "a"
      %3 = true
      %4 = global rest
      %5 = global x
      %6 = {x: %5}
      %7 = "Hi"
      %8 = global user
      %9 = %8.name
      %10 = "b"
      %11 = 1
      %12 = {children: %11}
      %13 = call 0
      %14 = [%7, %9, %13]
      %15 = {id: %2, on: %3, ...%4, ...%6, children: %14}
      %16 = call 1 "el"
      call 0: jsx %10(%12)
      call 1: jsx %1(%15)"
    `);
  });

  it('fragments are arrays', () => {
    expect(module('const el = <><A/>{b}</>')).toMatchInlineSnapshot(`
      "module ()
      %0 = global A
      %1 = {}
      %2 = call 0
      %3 = global b
      %4 = [%2, %3]
      call 0: jsx %0(%1)"
    `);
  });
});

describe('generators', () => {
  it('yield', () => {
    expect(printedFunction('function* f(p) { const got = yield p.a; yield* p.list; return got }', 'f')).toMatchInlineSnapshot(`
      "function f(p)
      %0 = param 0
      %1 = %0.a
      %2 = unknown "got"
      %3 = %0.list
      %4 = element %3
      yield %1
      yield %4
      return %2"
    `);
  });
});
