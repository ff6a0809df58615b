/** A generated program: its files as lines that are both TypeScript to analyse and JavaScript to run. */

/** What a file takes from another one, or from a library. */
export interface Import {
  /** As it stands in the code: `./h1.js`, `node:events`. */
  readonly from: string;
  /** `{ name }` of each, or the whole, or its default, under one name. */
  readonly names: Set<string>;
  readonly namespace?: string;
  readonly byDefault?: string;
}

/** How a file gives away what it declares; `default` as the members of its default export. */
export type ModuleStyle =
  | 'esm'
  | 'list'
  | 'renamed'
  | 'namespace'
  | 'barrel'
  | 'named-barrel'
  | 'nested-barrel'
  | 'default'
  | 'commonjs'
  | 'commonjs-members'
  /** CommonJS whose lines say themselves what is exported. */
  | 'raw';

export interface ProgramFile {
  readonly name: string;
  readonly style: ModuleStyle;
  readonly imports: Map<string, Import>;
  readonly exports: string[];
  readonly lines: string[];
}

export interface OracleProgram {
  readonly files: readonly ProgramFile[];
  /** Conditions that the program asks. */
  readonly flags: number;
  /** Names of the pieces of the language in it. */
  readonly pieces: readonly string[];
  /** Whether what never arrives must be no finding either. */
  readonly isExact: boolean;
}

/** The most conditions of one program: it is run once for each way through them. */
export const MAX_FLAGS = 3;

const TYPES = [
  'export interface Home { street: string; floor: string }',
  'export interface User { id: string; email: string; fullName: string; phoneNumber: string; plan: string; home: Home }',
  'export interface Box { k1: string; k2: string }',
];
const FLAGS = 'export const flags = { c0: false, c1: false, c2: false };';

/** What only TypeScript has stands between these marks; behind a bar, what stands for it in JavaScript. */
const TYPE_MARK = /‹([^‹›¦]*)(?:¦([^‹›]*))?›/g;
/** A module that is loaded where it is needed. */
const DYNAMIC_IMPORT = /\bimport\(('[^']+')\)/g;

export function isCommonJs(style: ModuleStyle): boolean {
  return style === 'commonjs' || style === 'commonjs-members' || style === 'raw';
}

/** Name of a file as code is analysed. */
export function fileName(file: ProgramFile): string {
  return isCommonJs(file.style) ? `${file.name}.js` : `${file.name}.ts`;
}

/** @returns the source that is analysed, by file name; its lines are those of {@link runnable} */
export function analysable(program: OracleProgram): Readonly<Record<string, string>> {
  const out: Record<string, string> = { 'types.ts': TYPES.join('\n'), 'flags.ts': FLAGS };
  for (const file of program.files) {
    const isJs = isCommonJs(file.style);
    const lines = [
      isJs ? '//' : "import type { Box, Home, User } from './types.js';",
      ...[...file.imports.values()].map((i) => (isJs ? required(i) : imported(i))),
      ...file.lines.map((line) => line.replace(TYPE_MARK, isJs ? '$2' : '$1')),
      exportLine(file),
    ];
    out[fileName(file)] = lines.join('\n');
    for (const [name, line] of barrels(file)) out[`${name}.ts`] = line;
  }
  return out;
}

/** @returns the code that is run, by module name, as bodies of functions of `exports`, `module` and `require` */
export function runnable(program: OracleProgram): Readonly<Record<string, string>> {
  const out: Record<string, string> = { flags: FLAGS.replace('export const flags', 'exports.flags') };
  for (const file of program.files) {
    const lines = [
      '//',
      ...[...file.imports.values()].map(required),
      ...file.lines.map((line) =>
        line
          .replace(TYPE_MARK, '$2')
          .replace(/^export /, '')
          .replace(DYNAMIC_IMPORT, 'Promise.resolve(require($1))'),
      ),
      isCommonJs(file.style) ? exportLine(file) : givenAway(file),
    ];
    out[file.name] = lines.join('\n');
    for (const [name, , target] of barrels(file)) out[name] = `Object.assign(exports, require('./${target}.js'));`;
  }
  return out;
}

/** The module by which a file's exports are reached. */
export function entryOf({ name, style }: ProgramFile): string {
  return style === 'barrel' || style === 'named-barrel' ? `${name}-barrel` : style === 'nested-barrel' ? `${name}-index` : name;
}

/** Modules that pass on what a file exports: name, code, the module they take it from. */
function barrels({ name, style, exports }: ProgramFile): (readonly [string, string, string])[] {
  const from = `./${name}.js`;
  switch (style) {
    case 'barrel':
      return [[`${name}-barrel`, `export * from '${from}';`, name]];
    case 'named-barrel':
      return [[`${name}-barrel`, `export { ${exports.join(', ')} } from '${from}';`, name]];
    case 'nested-barrel':
      return [
        [`${name}-barrel`, `import { ${exports.join(', ')} } from '${from}'; export { ${exports.join(', ')} };`, name],
        [`${name}-index`, `export * from './${name}-barrel.js';`, `${name}-barrel`],
      ];
    default:
      return [];
  }
}

function imported({ from, names, namespace, byDefault }: Import): string {
  const taken = namespace ? `* as ${namespace}` : byDefault ? byDefault : `{ ${[...names].join(', ')} }`;
  return `import ${taken} from '${from}';`;
}

function required({ from, names, namespace, byDefault }: Import): string {
  const all = [...names].map((name) => name.replace(' as ', ': ')).join(', ');
  return `const ${namespace ?? byDefault ?? `{ ${all} }`} = require('${from}')${byDefault && from.startsWith('.') ? '.default' : ''};`;
}

/** How a file of another style than CommonJS gives away its exports when it runs. */
function givenAway({ style, exports }: ProgramFile): string {
  if (style === 'default') return `exports.default = { ${exports.join(', ')} };`;
  return `Object.assign(exports, { ${exports.map((name) => (style === 'renamed' ? `${name}x: ${name}` : name)).join(', ')} });`;
}

function exportLine({ style, exports }: ProgramFile): string {
  switch (style) {
    case 'esm':
    case 'barrel':
    case 'named-barrel':
    case 'nested-barrel':
    case 'raw':
      return '//';
    case 'default':
      return `export default { ${exports.join(', ')} };`;
    case 'renamed':
      return `export { ${exports.map((name) => `${name} as ${name}x`).join(', ')} };`;
    case 'list':
    case 'namespace':
      return `export { ${exports.join(', ')} };`;
    case 'commonjs':
      return `module.exports = { ${exports.join(', ')} };`;
    case 'commonjs-members':
      return exports.map((name) => `exports.${name} = ${name};`).join(' ');
  }
}
