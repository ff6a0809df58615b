import { describe, expect, test } from 'vitest';
import { OPEN_END, PathError, parsePath, parsePlace } from './paths.js';

function failure(parse: () => unknown): PathError {
  try {
    parse();
  } catch (error) {
    if (error instanceof PathError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('parsePath', () => {
  test('reads roots', () => {
    expect(parsePath('Export[default|pino]').root).toEqual({ r: 'export', names: ['default', 'pino'] });
    expect(parsePath('Global[console]').root).toEqual({ r: 'global', names: ['console'] });
    expect(parsePath('Builtin[String|Array]').root).toEqual({ r: 'builtin', names: ['String', 'Array'] });
    expect(parsePath('Tag[a]').root).toEqual({ r: 'tag', names: ['a'] });
    expect(parsePath('Throw').root).toEqual({ r: 'throw' });
    expect(parsePath('logger').root).toEqual({ r: 'instance', name: 'logger' });
  });

  test('reads an instance of another file, whatever its library is called', () => {
    expect(parsePath('pino/logger.Member[info]').root).toEqual({ r: 'instance', library: 'pino', name: 'logger' });
    expect(parsePath('@scope/some.io/client.ReturnValue')).toEqual({
      root: { r: 'instance', library: '@scope/some.io', name: 'client' },
      steps: [['ret']],
    });
  });

  test('gives the labels of each step; Awaited has none', () => {
    const { steps } = parsePath(
      'Export[*].Instance.Member[a|$b].AnyMember.Argument[0..2].Parameter[1].Awaited.Element.MapKey.MapValue.Subclass.Decorated.JsxProp[href]',
    );
    expect(steps).toEqual([
      ['new'],
      ['m:a', 'm:$b'],
      ['m:*'],
      ['a:0', 'a:1', 'a:2'],
      ['p:1'],
      ['el'],
      [
        ['m:keys', 'ret', 'el'],
        ['m:forEach', 'a:0', 'p:1'],
      ],
      [
        ['m:get', 'ret'],
        ['m:values', 'ret', 'el'],
        ['m:forEach', 'a:0', 'p:0'],
      ],
      ['sub'],
      ['dec'],
      [['a:0', 'm:href']],
    ]);
  });

  test('an open range is eight positions, last is a label of its own', () => {
    expect(parsePath('Global[f].Argument[1..]').steps).toEqual([['a:1', 'a:2', 'a:3', 'a:4', 'a:5', 'a:6', 'a:7']]);
    expect(parsePath('Global[f].Argument[last]').steps).toEqual([['a:last']]);
  });

  test('a name may hold dots', () => {
    expect(parsePath('Global[a].Member[x.y]').steps).toEqual([['m:x.y']]);
  });

  test.each([
    ['', 'a path is missing', 0, undefined],
    ['Exports[default]', '"Exports"', 0, 'Export'],
    ['Export', 'takes names', 0, undefined],
    ['Export[a|]', 'takes names', 0, undefined],
    ['Global[console].Membr[log]', '"Membr"', 16, 'Member'],
    ['logger.member[log]', '"member"', 7, 'Member'],
    ['Global[f].Argument[x]', 'takes a number', 10, undefined],
    ['Global[f].Argument[this]', 'takes a number', 10, undefined],
    ['Global[f].Argument[3..1]', 'is empty', 10, undefined],
    ['Global[f].ReturnValue[0]', 'takes no brackets', 10, undefined],
    ['Global[f', 'not closed', 6, undefined],
    ['Global[f].', 'a step is missing', 10, undefined],
    ['Global[f]Member[x]', 'expected "."', 9, undefined],
    ['Builtin[string]', 'Builtin has', 0, 'String'],
  ])('says what is wrong with %j', (path, message, offset, nearest) => {
    const error = failure(() => parsePath(path));
    expect(error.message).toContain(message);
    expect(error.offset).toBe(offset);
    expect(error.nearest).toBe(nearest);
  });
});

describe('parsePlace', () => {
  test('reads what a call has', () => {
    expect(parsePlace('Argument[0]')).toEqual([{ s: 'argument', from: 0, to: 0 }]);
    expect(parsePlace('Argument[1..]')).toEqual([{ s: 'argument', from: 1, to: OPEN_END }]);
    expect(parsePlace('Argument[this]')).toEqual([{ s: 'receiver' }]);
    expect(parsePlace('Argument[last].Parameter[1]')).toEqual([{ s: 'last' }, { s: 'parameter', index: 1 }]);
    expect(parsePlace('ReturnValue.Element')).toEqual([{ s: 'return' }, { s: 'element' }]);
    expect(parsePlace('Argument[this].Rejection')).toEqual([{ s: 'receiver' }, { s: 'rejection' }]);
    expect(parsePlace('Assigned')).toEqual([{ s: 'assigned' }]);
    expect(parsePlace('Created.Argument[0].Member[url|baseURL]')).toEqual([
      { s: 'created' },
      { s: 'argument', from: 0, to: 0 },
      { s: 'member', names: ['url', 'baseURL'] },
    ]);
    expect(parsePlace('TypeArgument[0]', true)).toEqual([{ s: 'type-argument', index: 0 }]);
  });

  test('a prop is a member of the first argument', () => {
    expect(parsePlace('JsxProp[href]')).toEqual([
      { s: 'argument', from: 0, to: 0 },
      { s: 'member', names: ['href'] },
    ]);
  });

  test.each([
    ['', 'missing', undefined],
    ['Arguments[0]', 'a place begins with', 'Argument'],
    ['Member[x]', 'a place begins with', undefined],
    ['Created', 'followed by Argument', undefined],
    ['Argument[0].Elment', '"Elment"', 'Element'],
    ['TypeArgument[0]', 'stands in type operators alone', undefined],
  ])('says what is wrong with %j', (place, message, nearest) => {
    const error = failure(() => parsePlace(place));
    expect(error.message).toContain(message);
    expect(error.nearest).toBe(nearest);
  });
});
