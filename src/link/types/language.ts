/** Types that TypeScript and ECMAScript declare themselves, and its utility types. */
import type { TypeId } from '../../model/program.js';
import type { TypeExpr } from '../../model/type-expr.js';
import { matches } from './conditional.js';
import { parametersOf, returnOf } from './functions.js';
import { BOOLEAN, DATE, NUMBER, OPAQUE_FUNCTION, STRING, UNKNOWN } from './nodes.js';
import { awaited, branchesOf, partial, pick, record, unionOf } from './operators.js';
import type { TypeResolver } from './resolver.js';
import { instanceOf } from './instances.js';
import type { Scope } from './scope.js';

type NamedExpr = Extract<TypeExpr, { t: 'name' | 'import' }>;
interface Use {
  readonly types: TypeResolver;
  readonly args: readonly TypeId[];
  readonly expr: NamedExpr;
  readonly scope: Scope;
}

const arrayOf = ({ types, args }: Use): TypeId => types.store.array(args[0] ?? UNKNOWN);
const mapOf = ({ types, args }: Use): TypeId => types.store.map(args[0] ?? UNKNOWN, args[1] ?? UNKNOWN);
const promiseOf = ({ types, args }: Use): TypeId => types.store.promise(args[0] ?? UNKNOWN);
const same = ({ args }: Use): TypeId => args[0] ?? UNKNOWN;
const text = (): TypeId => STRING;

/** Types that are made at once. */
const PLAIN: ReadonlyMap<string, (use: Use) => TypeId> = new Map([
  ...[
    'Array',
    'ReadonlyArray',
    'Set',
    'ReadonlySet',
    'WeakSet',
    'Iterable',
    'Iterator',
    'IterableIterator',
    'AsyncIterable',
    'AsyncIterator',
    'AsyncIterableIterator',
    'Generator',
    'AsyncGenerator',
    'ArrayLike',
    'ConcatArray',
    'IteratorObject',
    'ArrayIterator',
    'SetIterator',
  ].map((name) => [name, arrayOf] as const),
  ...['Map', 'ReadonlyMap', 'WeakMap'].map((name) => [name, mapOf] as const),
  ...['Promise', 'PromiseLike'].map((name) => [name, promiseOf] as const),
  ...['Readonly', 'Required', 'NonNullable', 'NoInfer'].map((name) => [name, same] as const),
  ...['String', 'Uppercase', 'Lowercase', 'Capitalize', 'Uncapitalize'].map((name) => [name, text] as const),
  ['TemplateStringsArray', ({ types }) => types.store.array(STRING)],
  ['Number', () => NUMBER],
  ['BigInt', () => NUMBER],
  ['Boolean', () => BOOLEAN],
  ['Date', () => DATE],
  ['Function', () => OPAQUE_FUNCTION],
  ['CallableFunction', () => OPAQUE_FUNCTION],
  ['NewableFunction', () => OPAQUE_FUNCTION],
  ['PropertyKey', text],
  ...['Object', 'ThisType', 'const'].map((name) => [name, () => UNKNOWN] as const),
]);

/** Operators over what their arguments expand to: they wait until they are asked for. */
const UTILITIES: ReadonlyMap<string, (use: Use) => TypeId> = new Map<string, (use: Use) => TypeId>([
  ['Pick', (use) => projected(use, 'pick')],
  ['Omit', (use) => projected(use, 'omit')],
  ['Partial', ({ types, args }) => partial(types, args[0] ?? UNKNOWN)],
  ['Record', ({ types, args, scope }) => record(types, args[0] ?? STRING, args[1] ?? UNKNOWN, scope)],
  ['Awaited', ({ types, args }) => awaited(types, args[0] ?? UNKNOWN)],
  ['ReturnType', ({ types, args }) => returnOf(types, args[0] ?? UNKNOWN)],
  ['Parameters', ({ types, args }) => types.store.tuple(parametersOf(types, args[0] ?? UNKNOWN))],
  ['ConstructorParameters', ({ types, args }) => types.store.tuple(parametersOf(types, args[0] ?? UNKNOWN))],
  ['InstanceType', ({ types, args }) => instanceType(types, args[0] ?? UNKNOWN)],
  ['Extract', (use) => filtered(use, true)],
  ['Exclude', (use) => filtered(use, false)],
]);

/** Types of the language that a declaration outside the file can't be meant by. */
export function isLanguageType(name: string): boolean {
  return PLAIN.has(name) || UTILITIES.has(name) || ENVIRONMENT.has(name);
}

export function isUtility(name: string): boolean {
  return UTILITIES.has(name);
}

/** A name that is bound nowhere: a type of the language, or of its environment as an outside type of module ''. */
export function languageType(types: TypeResolver, name: string, args: readonly TypeId[], expr: NamedExpr, scope: Scope): TypeId {
  const make = PLAIN.get(name) ?? UTILITIES.get(name);
  return make ? make({ types, args, expr, scope }) : types.store.external('', name, args);
}

/** Types of browsers and Node whose names data models use as well. */
const ENVIRONMENT: ReadonlySet<string> = new Set([
  'Account',
  'Animation',
  'Attr',
  'Blob',
  'Buffer',
  'Cache',
  'Client',
  'Comment',
  'Credential',
  'Document',
  'Element',
  'Error',
  'Event',
  'File',
  'FormData',
  'Headers',
  'History',
  'Image',
  'Location',
  'Lock',
  'Navigator',
  'Node',
  'Notification',
  'Option',
  'Plugin',
  'Range',
  'RegExp',
  'Report',
  'Request',
  'Response',
  'Screen',
  'Selection',
  'Storage',
  'Symbol',
  'Text',
  'Touch',
  'URL',
  'URLSearchParams',
  'Window',
  'Worker',
]);

function projected({ types, args, scope }: Use, mode: 'pick' | 'omit'): TypeId {
  const of = args[0] ?? UNKNOWN;
  const keys = types.node(args[1] ?? UNKNOWN);
  if (keys.k === 'literal') return pick(types, of, keys.values.map(String), mode, scope);
  return of; // keys that are not known drop nothing
}

function instanceType(types: TypeResolver, of: TypeId): TypeId {
  const node = types.node(of);
  if (node.k === 'external') return of;
  return node.k === 'constructor' ? instanceOf(types, node.file, node.class) : returnOf(types, of);
}

/** `Extract` and `Exclude`: branches that may match stay in both. */
function filtered({ types, args, expr, scope }: Use, keep: boolean): TypeId {
  const pattern = expr.args?.[1];
  const of = args[0] ?? UNKNOWN;
  if (!pattern) return of;
  const branches = branchesOf(types, of);
  return unionOf(
    types,
    branches.filter((branch) => matches(types, branch, pattern, scope, new Map()) !== !keep),
  );
}
