/** A generated program: its files as lines that are both TypeScript to analyse and JavaScript to run. */

/** What a file takes from another one. */
export interface Import {
  readonly from: string;
  /** `{ name }` of each, or the whole under one name. */
  readonly names: Set<string>;
  readonly namespace?: string;
}

/** How a file gives away what it declares. */
export type ModuleStyle = 'esm' | 'list' | 'namespace' | 'barrel' | 'commonjs' | 'commonjs-members';

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

/** Types stand between these marks: kept in TypeScript, left out in JavaScript. */
const TYPE_MARK = /‹([^‹›]*)›/g;

export function isCommonJs(style: ModuleStyle): boolean {
  return style === 'commonjs' || style === 'commonjs-members';
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
      ...file.lines.map((line) => line.replace(TYPE_MARK, isJs ? '' : '$1')),
      exportLine(file),
    ];
    out[fileName(file)] = lines.join('\n');
    if (file.style === 'barrel') out[`${file.name}-barrel.ts`] = `export * from './${file.name}.js';`;
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
      ...file.lines.map((line) => line.replace(TYPE_MARK, '').replace(/^export /, '')),
      isCommonJs(file.style) ? exportLine(file) : `Object.assign(exports, { ${file.exports.join(', ')} });`,
    ];
    out[file.name] = lines.join('\n');
    if (file.style === 'barrel') out[`${file.name}-barrel`] = `Object.assign(exports, require('./${file.name}.js'));`;
  }
  return out;
}

function imported({ from, names, namespace }: Import): string {
  return `import ${namespace ? `* as ${namespace}` : `{ ${[...names].join(', ')} }`} from './${from}.js';`;
}

function required({ from, names, namespace }: Import): string {
  return `const ${namespace ?? `{ ${[...names].join(', ')} }`} = require('./${from}.js');`;
}

function exportLine({ style, exports }: ProgramFile): string {
  switch (style) {
    case 'esm':
    case 'barrel':
      return '//';
    case 'list':
    case 'namespace':
      return `export { ${exports.join(', ')} };`;
    case 'commonjs':
      return `module.exports = { ${exports.join(', ')} };`;
    case 'commonjs-members':
      return exports.map((name) => `exports.${name} = ${name};`).join(' ');
  }
}
