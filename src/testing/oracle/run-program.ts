/** Runs a program with marked strings, and records what leaves it. */
import { inspect } from 'node:util';
import { compileFunction } from 'node:vm';
import { MAX_FLAGS, runnable, type OracleProgram } from './program.js';
import { globals, libraries, type Leave } from './stubs.js';

/** Data of a type that left in clear at a place, while the named lines were being run. */
export interface Arrival {
  readonly file: string;
  readonly line: number;
  readonly dataType: string;
  /** `file:line` of the callers, innermost first, as far as they are known. */
  readonly through: readonly string[];
  /** The outermost callers are not known: the call goes on after an `await` that nobody waits for. */
  readonly isCut?: true;
}

export interface Run {
  readonly arrivals: readonly Arrival[];
  /** Places at which anything left, `file:line`. */
  readonly reached: ReadonlySet<string>;
  /** What ended a run before its end. */
  readonly failure?: string;
}

/** What each mark is data of. */
const MARKS: readonly (readonly [string, string])[] = [
  ['mk7mail.qq', 'email'],
  ['mk7full nameqq', 'full-name'],
  ['mk7-0000-phoneqq', 'phone-number'],
  ['mk7street-qq', 'postal-address'],
];
const PERSON = {
  id: 'no1',
  email: 'mk7mail.qq@post.example',
  fullName: 'Mk7full Nameqq',
  phoneNumber: 'mk7-0000-phoneqq',
  plan: 'basic',
  home: { street: 'mk7street-qq', floor: 'none' },
};
const FRAME = /oracle:([\w-]+):(\d+):\d+/g;
/** The function that every program begins with. */
const ENTRY = /\bmain \(oracle:main:/;
const GLOBALS = Object.keys(globals(() => undefined));

type ModuleBody = (exports: unknown, module: { exports: unknown }, require: (name: string) => unknown, ...globals: unknown[]) => void;

/** @returns what left the program on all ways through its conditions */
export async function runProgram(program: OracleProgram): Promise<Run> {
  const arrivals: Arrival[] = [];
  const reached = new Set<string>();
  const seen = new Set<string>();
  const leave = (...values: unknown[]): void => {
    const stack = new Error('place').stack ?? '';
    const frames = [...stack.matchAll(FRAME)].map(([, file, line]) => ({ file: file!, line: Number(line) }));
    const isCut = !ENTRY.test(stack);
    const [place, ...through] = frames;
    if (!place) return;
    reached.add(`${place.file}:${place.line}`);
    const text = values.map(shown).join(' ');
    for (const [mark, dataType] of MARKS) {
      if (!holds(text, mark)) continue;
      const callers = through.map((f) => `${f.file}:${f.line}`);
      const key = `${place.file}:${place.line}:${dataType}:${callers.join()}`;
      if (seen.has(key)) continue;
      seen.add(key);
      arrivals.push({ ...place, dataType, through: callers, ...(isCut ? { isCut } : {}) });
    }
  };
  const bodies = compiled(program);
  if (typeof bodies === 'string') return { arrivals, reached, failure: bodies };
  // Ways share nothing, and mostly wait for timers: they go at once.
  const ways = Array.from({ length: 2 ** Math.min(program.flags, MAX_FLAGS) }, (_, way) => runOnce(bodies, way, leave));
  const ended = (await Promise.allSettled(ways)).find((one) => one.status === 'rejected');
  const failure = ended && (ended.reason instanceof Error ? ended.reason.message : String(ended.reason));
  return { arrivals, reached, ...(failure === undefined ? {} : { failure }) };
}

function compiled(program: OracleProgram): ReadonlyMap<string, ModuleBody> | string {
  const out = new Map<string, ModuleBody>();
  for (const [name, code] of Object.entries(runnable(program))) {
    try {
      out.set(
        name,
        compileFunction(code, ['exports', 'module', 'require', ...GLOBALS], { filename: `oracle:${name}` }) as unknown as ModuleBody,
      );
    } catch (error) {
      return `${name}: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
  return out;
}

async function runOnce(bodies: ReadonlyMap<string, ModuleBody>, way: number, leave: Leave): Promise<void> {
  const made = new Map<string, { exports: unknown }>();
  const library = libraries(leave);
  const world = Object.values(globals(leave));
  const requireModule = (specifier: string): unknown => {
    if (!specifier.startsWith('.')) return library(specifier);
    const name = specifier.replace(/^\.\//, '').replace(/\.js$/, '');
    const known = made.get(name);
    if (known) return known.exports;
    const module = { exports: {} };
    made.set(name, module);
    bodies.get(name)!(module.exports, module, requireModule, ...world);
    return module.exports;
  };
  const { flags } = requireModule('./flags') as { flags: Record<string, boolean> };
  for (let i = 0; i < MAX_FLAGS; i++) flags[`c${i}`] = (way & (1 << i)) !== 0;
  const { main } = requireModule('./main') as { main: (user: unknown) => Promise<void> };
  await main(structuredClone(PERSON));
  for (let round = 0; round < 2; round++)
    await new Promise((done) => {
      setTimeout(done, 0);
    });
}

function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  try {
    return inspect(value, { depth: 2, breakLength: Infinity });
  } catch {
    return '';
  }
}

/** Whether text holds a mark in clear, or in an encoding that anybody reads. */
function holds(text: string, mark: string): boolean {
  const lower = text.toLowerCase();
  if (lower.includes(mark)) return true;
  if (/[%+]/.test(lower) && unescaped(lower).includes(mark)) return true;
  // What was put before it shifts where an encoded text begins.
  return (text.match(/[A-Za-z0-9+/]{12,}={0,2}/g) ?? []).some((part) =>
    [0, 1, 2, 3].some((from) => {
      const decoded = Buffer.from(part.slice(from), 'base64').toString('latin1');
      return (
        decoded.toLowerCase().includes(mark) ||
        unescaped(decoded.toLowerCase()).includes(mark) ||
        (/^[\w+/=<>!,.%~'()*-]{12,}$/.test(decoded) && holds(decoded, mark))
      );
    }),
  );
}

function unescaped(text: string): string {
  let out = text.replace(/\+/g, ' ');
  for (let i = 0; i < 4 && out.includes('%'); i++)
    out = out.replace(/%([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))).replace(/\+/g, ' ');
  return out;
}
