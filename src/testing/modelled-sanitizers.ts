/** Calls of the sanitizers that rules know, written as code: one for each name that a rule gives. */
import type { RuleFile } from '../rules/rule-files.js';
import { loadRules } from '../rules/load.js';

/** `const email = …` of an address, through one sanitizer. */
export interface SanitizerCall {
  /** The rule's path with one of its names. */
  readonly name: string;
  readonly source: string;
}

/** What a built-in method is called on: of the data itself, and of something else. */
const RECEIVERS: Readonly<Record<string, readonly [own: string, other: string]>> = {
  Any: ['user.email', "'text'"],
  String: ['user.email', "'text'"],
  Array: ['[user.email]', "['text']"],
  Map: ["new Map([['a', user.email]])", 'new Map<string, string>()'],
  Set: ['new Set([user.email])', 'new Set<string>()'],
  RegExp: ['/text/', '/text/'],
};
/** Members that are read and not called. */
const READ = new Set(['length', 'size', 'byteLength']);
const PATH = /^(?<root>Global|Builtin|Export)\[(?<names>[^\]]+)\](?:\.Member\[(?<members>[^\]]+)\])?$/;

/** @returns calls by all rules whose path begins at a global, a built-in type or an export; what an instance does is left out */
export function sanitizerCalls(files: readonly RuleFile[]): readonly SanitizerCall[] {
  const out: SanitizerCall[] = [];
  for (const { value: library } of loadRules(files).sources.libraries) {
    for (const rule of library.sanitizers ?? []) {
      for (const at of [rule.at].flat()) {
        const groups = PATH.exec(at)?.groups;
        if (!groups) continue;
        const places = rule.value === undefined ? ['Argument[0]'] : [rule.value].flat();
        const filled = (rule.when ?? []).flatMap(fulfilled);
        if (filled.length < (rule.when ?? []).length) continue;
        const base = { root: groups['root']!, module: library.modules?.[0] ?? '', places, filled };
        for (const name of groups['names']!.split('|'))
          for (const member of groups['members']?.split('|') ?? [undefined]) out.push(written({ ...base, name, member }));
      }
    }
  }
  return out;
}

/** An argument that fulfils a condition; nothing where none is known. */
function fulfilled(condition: object): readonly string[] {
  if ('broad' in condition) return ['/./g'];
  if ('filler' in condition) return ["'*'"];
  return 'placeOf' in condition ? [`user.email.indexOf('${String(condition.placeOf)}')`] : [];
}

interface Parts {
  readonly root: string;
  readonly module: string;
  readonly name: string;
  readonly member: string | undefined;
  readonly places: readonly string[];
  /** Arguments that fulfil the rule's conditions. */
  readonly filled: readonly string[];
}

function written({ root, module, name, member, places, filled }: Parts): SanitizerCall {
  const isReceiver = places.includes('Argument[this]');
  const index = Number(/^Argument\[(\d+)/.exec(places[0]!)?.[1] ?? 0);
  const args = isReceiver ? filled : Array.from({ length: index + 1 }, (_, i) => (i === index ? 'user.email' : "'text'"));
  const receiver = root === 'Builtin' ? RECEIVERS[name]?.[isReceiver ? 0 : 1] : root === 'Export' ? `library.${name}` : name;
  const callee = member === undefined ? receiver : `${receiver}.${member}`;
  const value = root === 'Builtin' && member !== undefined && READ.has(member) ? callee : `${callee}(${args.join(', ')})`;
  return {
    name: `${root}[${name}]${member === undefined ? '' : `.${member}`} of ${places.join()}`,
    source: [
      ...(root === 'Export' ? [`import * as library from '${module}';`] : []),
      'export function show(user: { email: string }): void {',
      `  const email = ${value};`,
      '  console.log(email);',
      '}',
    ].join('\n'),
  };
}
