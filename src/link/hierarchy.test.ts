import { describe, expect, it } from 'vitest';
import { programOf } from '../testing/program.js';

const SOURCES = {
  'contract.ts':
    'export interface Sender { send(to: string): void }\nexport interface Loud extends Sender {}\nexport abstract class Base implements Sender { abstract send(to: string): void }',
  'mail.ts':
    "import { Base } from './contract';\nexport class Mail extends Base { send(to: string) {} }\nexport class Queued extends Mail {}",
  'sms.ts':
    "import type { Loud } from './contract';\nexport class Sms implements Loud { send(to: string) {} }\nexport const Odd = class implements Loud { send() {} };",
  'alone.ts': 'export interface Sender { other: string }\nexport class Alone implements Sender { other = "" }',
};

describe('classes below a class or interface', () => {
  const program = programOf(SOURCES);
  const below = (path: string, name: string): string[] =>
    program.types.implementers(program.typeOf(path, name)).map(({ file, class: cls }) => program.files[file]!.classes[cls]!.name);

  it('are those that implement an interface, through classes and other interfaces', () => {
    expect(below('contract.ts', 'Sender').sort()).toEqual(['Base', 'Mail', 'Odd', 'Queued', 'Sms']);
    expect(below('contract.ts', 'Loud')).toEqual(['Sms', 'Odd']);
  });

  it('begin with the class itself', () => {
    expect(below('contract.ts', 'Base')).toEqual(['Base', 'Mail', 'Queued']);
    expect(below('mail.ts', 'Queued')).toEqual(['Queued']);
  });

  it('are told apart from those of another declaration of the same name', () => {
    expect(below('alone.ts', 'Sender')).toEqual(['Alone']);
  });

  it('are those of all branches of a union', () => {
    const both = programOf({
      ...SOURCES,
      'u.ts': "import { Queued } from './mail';\nimport { Sms } from './sms';\nexport type U = Queued | Sms | null;",
    });
    expect(both.types.classes(both.typeOf('u.ts', 'U'))).toHaveLength(2);
    expect(both.types.implementers(both.typeOf('u.ts', 'U'))).toHaveLength(2);
  });

  it('carry the outside types that stand behind them', () => {
    const outside = programOf({
      'a.ts':
        "import { EventEmitter } from 'events';\nimport type { Middleware } from 'koa';\nclass Bus extends EventEmitter implements Middleware { email = '' }\nexport class Sub extends Bus {}",
    });
    const type = outside.typeOf('a.ts', 'Sub');
    expect(outside.types.externals(type)).toEqual([
      { module: 'events', name: 'EventEmitter', args: [] },
      { module: 'koa', name: 'Middleware', args: [] },
    ]);
    expect(outside.types.closed(type)).toBe(false);
  });
});
