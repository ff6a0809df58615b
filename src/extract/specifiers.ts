/**
 * Specifiers that code puts together: `require(path.join(__dirname, 'models', file))`, `` import(`./pages/${name}.js`) ``.
 * What is constant of them says which files they may mean.
 */
import type { ArgFact, FunctionFacts, Span, Value, ValueId } from '../model/facts.js';
import type { FunctionBuilder } from './function-builder.js';
import { Kind, type TS } from './load-typescript.js';

/** Values inside values that are looked through. */
const MAX_DEPTH = 8;
/** Stands for the folder of the file (Node.js, `__dirname`); no path holds this character. */
const FOLDER = '\0';
/** Stands for what is not known: any name of a file or folder. */
const ANY = '*';

type Values = Pick<FunctionFacts, 'values' | 'calls'>;

/**
 * @param argument what `require` or `import()` is called with
 * @returns a specifier relative to the file; `*` in it stands for a part of a name that is not known. Nothing where it is not known in
 *   which folder it begins
 */
export function builtSpecifier(builder: FunctionBuilder, argument: ValueId): string | undefined {
  const text = textOf(builder, builder, argument, 0);
  return text.startsWith(FOLDER) || /^\.{1,2}\//.test(text) ? relative(text.replace(FOLDER, '.')) : undefined;
}

/**
 * `loader.import(path)`: an object that loads a module calls the function that it exports with itself.
 *
 * @returns the exported function; nothing where it is not known in which folder the path begins
 */
export function moduleLoadedBy(builder: FunctionBuilder, node: TS.CallExpression, args: readonly ArgFact[]): ValueId | undefined {
  const [path, ...more] = args;
  const { expression } = node;
  if (expression.kind !== Kind.PropertyAccessExpression || (expression as TS.PropertyAccessExpression).name.text !== 'import')
    return undefined;
  const specifier = path && more.length === 0 ? builtSpecifier(builder, path.value) : undefined;
  return specifier === undefined ? undefined : importBuilt(builder, specifier, 'require', path!.at);
}

/** What is imported under a specifier that is put together. */
export function importBuilt(builder: FunctionBuilder, specifier: string, style: 'dynamic' | 'require', at: Span): ValueId {
  const pattern = specifier.includes(ANY) ? { pattern: true as const } : {};
  return builder.importValue(builder.file.imports.push({ specifier, name: '*', style, ...pattern, at }) - 1);
}

function textOf(builder: FunctionBuilder, of: Values, value: ValueId, depth: number): string {
  const def: Value | undefined = of.values[value];
  if (!def || depth > MAX_DEPTH) return ANY;
  const inner = (id: ValueId): string => textOf(builder, of, id, depth + 1);
  switch (def.op) {
    case 'const':
      return typeof def.value === 'string' ? def.value : ANY;
    case 'concat':
      return def.parts.map(inner).join('');
    case 'cast':
      return inner(def.value);
    case 'outer':
      return textOf(builder, builder.file.functions[def.function] as Values, def.value, depth + 1);
    case 'global':
      return def.name === '__dirname' ? FOLDER : ANY;
    case 'load': {
      const object = of.values[def.object];
      return def.key === 'dirname' && object?.op === 'global' && object.name === 'import.meta' ? FOLDER : ANY;
    }
    case 'call':
      return joined(of, def.call, inner) ?? ANY;
    default:
      return ANY;
  }
}

/** `join(a, b)`, `resolve(a, b)` of paths (Node.js, `path`): those of other things begin in no folder. */
function joined(of: Values, index: number, inner: (value: ValueId) => string): string | undefined {
  const call = of.calls[index];
  const callee = call && of.values[call.callee];
  if (callee?.op !== 'load' || (callee.key !== 'join' && callee.key !== 'resolve')) return undefined;
  const parts = call!.args.map((arg) => (arg.spread ? ANY : inner(arg.value)));
  return parts[0]?.startsWith(FOLDER) ? parts.join('/') : undefined;
}

/** Without `.`, `..` and empty parts in the middle; nothing where `..` follows what is not known. */
function relative(text: string): string | undefined {
  const out: string[] = [];
  for (const part of text.replace(/\*+/g, ANY).split('/')) {
    if (part === '' || part === '.') continue;
    const last = out.at(-1);
    if (part !== '..' || last === undefined || last === '..') out.push(part);
    else if (last.includes(ANY)) return undefined;
    else out.pop();
  }
  const path = out.join('/');
  return path === '' ? undefined : out[0] === '..' ? path : `./${path}`;
}
