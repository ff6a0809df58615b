import { describe, expect, it } from 'vitest';
import { factsOf, printed } from '../testing/facts-of.js';

const SERVICE = `
@Injectable({ scope: 'x' })
export class Users<T> extends Base<User> implements OnInit {
  private readonly log: Logger = new Logger(Users.name);
  static count = 0;
  #secret?: string;
  @Column() email!: string;
  constructor(@Inject(DB) private db: Db, plain: string) { super() }
  @Get('/:id') async find(@Param('id') id: string): Promise<User> { return this.db.one(id) }
  get all(): User[] { return [] }
  abstract todo(x: string): void;
  static { init() }
}`;

describe('classes', () => {
  it('run decorators and static parts in the function around them, fields in one of their own', () => {
    expect(printed(SERVICE)).toMatchInlineSnapshot(`
      "module ()
      %0 = global Base
      %1 = global Injectable
      %2 = "x"
      %3 = {scope: %2}
      %4 = class Users
      %5 = 0
      %6 = global Column
      %7 = global Inject
      %8 = global DB
      %9 = global Get
      %10 = "/:id"
      %11 = global Param
      %12 = "id"
      call 0: decorator %1(%3)
      call 1: decorator %6()
      call 2: decorator %7(%8)
      call 3: decorator %9(%10)
      call 4: decorator %11(%12)
      store %4.count = %5

      constructor Users.constructor(db: Db, plain: string)
      %0 = param 0
      %1 = this
      %2 = super
      call 0: super %2()
      store %1.db = %0

      method Users.find(id: string)
      %0 = param 0
      %1 = this
      %2 = %1.db
      %3 = %2.one
      %4 = call 0
      call 0: %3(%0) on %2
      return %4

      getter Users.all()
      %0 = []
      return %0

      static Users.static()
      %0 = global init
      call 0: %0()

      fields Users()
      %0 = global Logger
      %1 = outer module%4
      %2 = %1.name
      %3 = call 0
      %4 = %3 : Logger
      %5 = this
      call 0: new %0(%2)
      store %5.log = %4"
    `);
  });

  it('list their members', () => {
    const [users] = factsOf(SERVICE).classes;
    expect(users?.members.map(({ at, type, ...rest }) => rest)).toMatchInlineSnapshot(`
      [
        {
          "init": {
            "function": 5,
            "value": 4,
          },
          "kind": "field",
          "name": "log",
          "private": true,
        },
        {
          "init": {
            "function": 0,
            "value": 5,
          },
          "kind": "field",
          "name": "count",
          "static": true,
        },
        {
          "kind": "field",
          "name": "#secret",
          "optional": true,
          "private": true,
        },
        {
          "decorators": [
            1,
          ],
          "kind": "field",
          "name": "email",
        },
        {
          "function": 1,
          "kind": "constructor",
          "name": "constructor",
        },
        {
          "decorators": [
            2,
          ],
          "kind": "field",
          "name": "db",
          "private": true,
        },
        {
          "decorators": [
            3,
          ],
          "function": 2,
          "kind": "method",
          "name": "find",
        },
        {
          "function": 3,
          "kind": "getter",
          "name": "all",
        },
        {
          "abstract": true,
          "kind": "method",
          "name": "todo",
        },
      ]
    `);
    expect(users?.extends?.type).toEqual({ t: 'name', name: 'Base', args: [{ t: 'name', name: 'User' }] });
    expect(users?.implements).toEqual([{ t: 'name', name: 'OnInit' }]);
    expect(users?.decorators).toEqual([0]);
  });

  it('are values of variables as expressions', () => {
    const facts = factsOf('const Model = class extends Base { a = 1 }; module.exports = class { run() {} }');
    expect(facts.classes.map((one) => one.name)).toEqual(['Model', 'default']);
    expect(facts.functions.map((one) => one.symbol)).toEqual(['', 'Model', 'default.run']);
  });

  it('may be declared without bodies', () => {
    const facts = factsOf('declare class Client { send(mail: Mail): void; to: string }');
    expect(facts.classes[0]?.members.map((one) => [one.name, one.type?.t])).toEqual([
      ['send', 'function'],
      ['to', 'prim'],
    ]);
  });
});
