/** The path language of rules: see the header of src/model/rules.ts. */
import type { Place, PlaceStep } from '../model/compiled-rules.js';
import { PathError, bare, index, listed, names, range, tokenize, type Token } from './path-tokens.js';
import { nearestWord } from '../yaml/problems.js';

export { PathError } from './path-tokens.js';

export const BUILTIN_TYPES = ['String', 'Array', 'Promise', 'Map', 'Set', 'Object', 'Function', 'RegExp', 'Date', 'Any'] as const;

/** `to` of an open range in a place (`Argument[1..]`): no call has more arguments. */
export const OPEN_END = 255;
/** An open range in a path stands for this many positions. */
const OPEN_POSITIONS = 8;

/** No library is that deep. */
const MAX_STEPS = 32;
/** Alternatives of one path, multiplied: each is a node of the graph. */
const MAX_WAYS = 2000;

export type PathRoot =
  | { readonly r: 'export' | 'global' | 'builtin' | 'tag' | 'named' | 'file'; readonly names: readonly string[] }
  | { readonly r: 'throw' }
  | { readonly r: 'instance'; readonly library?: string; readonly name: string };

/** One edge, or several in a row that stand for one step. */
export type StepLabel = string | readonly string[];

/** A path: its root and, for each step, the labels of the edges that stand for it, any of them. */
export interface RulePath {
  readonly root: PathRoot;
  readonly steps: readonly (readonly StepLabel[])[];
}

type StepReader<T> = (token: Token) => T;

const ROOT_WORDS = ['Export', 'Global', 'Builtin', 'Tag', 'Throw', 'Named', 'File'];

/** `Export[default].ReturnValue.Member[info|warn]` */
export function parsePath(text: string): RulePath {
  const tokens = tokenize(text);
  const [first, ...rest] = tokens;
  if (!first) throw new PathError('a path is missing', 0);
  if (tokens.length > MAX_STEPS)
    throw new PathError(`a path has at most ${MAX_STEPS} steps, not ${tokens.length}`, tokens[MAX_STEPS]!.offset);
  const root = readRoot(first);
  const steps = rest.map((token) => readWith(PATH_STEPS, token, 'step')).filter((labels) => labels.length > 0);
  const ways = steps.reduce((product, labels) => product * labels.length, 'names' in root ? root.names.length : 1);
  if (ways > MAX_WAYS) throw new PathError(`a path stands for at most ${MAX_WAYS} ways, not ${ways}: write several`, 0);
  return { root, steps };
}

/** Places that type operators alone have. */
const OF_OPERATORS = ['TypeArgument', 'Callee'];

/**
 * `Argument[0].Member[email]`
 *
 * @param ofType  in a type operator: there, a type argument is a place as well
 */
export function parsePlace(text: string, ofType = false): Place {
  const tokens = tokenize(text);
  if (tokens.length === 0) throw new PathError('a place is missing', 0);
  checkPlaceStart(tokens);
  const type = tokens.find(({ word }) => OF_OPERATORS.includes(word));
  if (type && !ofType) throw new PathError(`${type.word} stands in type operators alone`, type.offset);
  return tokens.flatMap((token) => readWith(PLACE_STEPS, token, 'place'));
}

function checkPlaceStart(tokens: readonly Token[]): void {
  const starts = ['Any', 'Argument', 'ReturnValue', 'Assigned', 'Created', 'Decorated', 'JsxProp', 'Name', 'Subscribed', ...OF_OPERATORS];
  const [first, second] = tokens;
  if (!first) return;
  if (!starts.includes(first.word)) {
    throw new PathError(`a place begins with ${listed(starts)}, not "${first.word}"`, first.offset, nearestWord(first.word, starts));
  }
  if (first.word === 'Created' && second?.word !== 'Argument') {
    throw new PathError('Created is followed by Argument[n]: an argument of the call that made the receiver', first.offset);
  }
}

function readRoot(token: Token): PathRoot {
  switch (token.word) {
    case 'Export':
      return { r: 'export', names: names(token) };
    case 'Global':
      return { r: 'global', names: names(token) };
    case 'Tag':
      return { r: 'tag', names: names(token) };
    case 'Named':
      return { r: 'named', names: names(token) };
    case 'File':
      return { r: 'file', names: names(token) };
    case 'Builtin':
      return { r: 'builtin', names: builtinNames(token) };
    case 'Throw':
      bare(token);
      return { r: 'throw' };
    default:
      return instanceRoot(token);
  }
}

function instanceRoot(token: Token): PathRoot {
  if (token.inside !== undefined || /^[A-Z]/.test(token.word)) {
    const message = `a path begins with ${listed(ROOT_WORDS)} or an instance's name, not "${token.word}"`;
    throw new PathError(message, token.offset, nearestWord(token.word, ROOT_WORDS));
  }
  const slash = token.word.lastIndexOf('/');
  if (slash < 0) return { r: 'instance', name: token.word };
  return { r: 'instance', library: token.word.slice(0, slash), name: token.word.slice(slash + 1) };
}

function builtinNames(token: Token): readonly string[] {
  const found = names(token);
  for (const name of found) {
    if (!(BUILTIN_TYPES as readonly string[]).includes(name)) {
      throw new PathError(`Builtin has ${listed(BUILTIN_TYPES)}, not "${name}"`, token.offset, nearestWord(name, BUILTIN_TYPES));
    }
  }
  return found;
}

/** Labels of the edges of a step in a path; `Awaited` has none. */
const PATH_STEPS: Readonly<Record<string, StepReader<readonly StepLabel[]>>> = {
  Member: (token) => names(token).map((name) => `m:${name}`),
  AnyMember: (token) => bareLabel(token, 'm:*'),
  ReturnValue: (token) => bareLabel(token, 'ret'),
  Instance: (token) => bareLabel(token, 'new'),
  Argument: (token) => (token.inside === 'last' ? ['a:last'] : positions(token).map((index) => `a:${index}`)),
  Parameter: (token) => parameterLabels(token),
  Element: (token) => bareLabel(token, 'el'),
  // Code has no step into a map: it calls what every map has.
  MapKey: (token) =>
    bareLabels(token, [
      ['m:keys', 'ret', 'el'],
      ['m:forEach', 'a:0', 'p:1'],
    ]),
  MapValue: (token) =>
    bareLabels(token, [
      ['m:get', 'ret'],
      ['m:values', 'ret', 'el'],
      ['m:forEach', 'a:0', 'p:0'],
    ]),
  Subclass: (token) => bareLabel(token, 'sub'),
  Decorated: (token) => bareLabel(token, 'dec'),
  JsxProp: (token) => names(token).map((name) => ['a:0', `m:${name}`]),
  Awaited: (token) => {
    bare(token);
    return [];
  },
};

const PLACE_STEPS: Readonly<Record<string, StepReader<readonly PlaceStep[]>>> = {
  Argument: (token) => [argumentStep(token)],
  ReturnValue: (token) => bareStep(token, { s: 'return' }),
  Assigned: (token) => bareStep(token, { s: 'assigned' }),
  Created: (token) => bareStep(token, { s: 'created' }),
  Decorated: (token) => bareStep(token, { s: 'decorated' }),
  Name: (token) => bareStep(token, { s: 'name' }),
  Any: (token) => bareStep(token, { s: 'any' }),
  Subscribed: (token) => bareStep(token, { s: 'subscribed' }),
  Member: (token) => [{ s: 'member', names: names(token) }],
  AnyMember: (token) => bareStep(token, { s: 'any-member' }),
  Element: (token) => bareStep(token, { s: 'element' }),
  MapKey: (token) => bareStep(token, { s: 'map-key' }),
  MapValue: (token) => bareStep(token, { s: 'map-value' }),
  Rejection: (token) => bareStep(token, { s: 'rejection' }),
  Parameter: (token) => [{ s: 'parameter', index: index(token) }],
  TypeArgument: (token) => [{ s: 'type-argument', index: index(token) }],
  Callee: (token) => bareStep(token, { s: 'callee' }),
  // The props are the first argument of an element's call.
  JsxProp: (token) => [
    { s: 'argument', from: 0, to: 0 },
    { s: 'member', names: names(token) },
  ],
  Awaited: (token) => {
    bare(token);
    return [];
  },
};

function readWith<T>(readers: Readonly<Record<string, StepReader<T>>>, token: Token, what: 'step' | 'place'): T {
  const reader = Object.hasOwn(readers, token.word) ? readers[token.word] : undefined;
  if (reader) return reader(token);
  const words = Object.keys(readers);
  const whole = what === 'step' ? 'path' : 'place';
  throw new PathError(`"${token.word}" is no step of a ${whole}; there are ${listed(words)}`, token.offset, nearestWord(token.word, words));
}

function argumentStep(token: Token): PlaceStep {
  if (token.inside === 'this') return { s: 'receiver' };
  if (token.inside === 'last') return { s: 'last' };
  const [from, to] = range(token, 'a number, a range (0..2, 1..), this or last');
  return { s: 'argument', from, to: to ?? OPEN_END };
}

function positions(token: Token): readonly number[] {
  const expected =
    token.word === 'Argument' ? 'a number, a range (0..2, 1..) or last' : 'a number, a range (0..2, 1..) or one of a number (1 of 4)';
  const [from, to = OPEN_POSITIONS - 1] = range(token, expected);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, position) => from + position);
}

/** `Parameter[1 of 4]`: of a function that declares four; what is said of that number counts for it alone. */
function parameterLabels(token: Token): readonly string[] {
  const [, index, count] = /^(\d+) of (\d+)$/.exec(token.inside ?? '') ?? [];
  return count === undefined ? positions(token).map((position) => `p:${position}`) : [`p:${index}/${count}`];
}

function bareLabel(token: Token, label: string): readonly string[] {
  bare(token);
  return [label];
}

function bareLabels(token: Token, labels: readonly StepLabel[]): readonly StepLabel[] {
  bare(token);
  return labels;
}

function bareStep(token: Token, step: PlaceStep): readonly PlaceStep[] {
  bare(token);
  return [step];
}
