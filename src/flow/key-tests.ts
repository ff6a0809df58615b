/**
 * Which keys the conditions of a read let through: `if (SECRET.has(key)) continue`, `/token|secret/i.test(key) ? '***' : value`,
 * `isHidden(key)`. Told by what is compared with the key, never by the names of functions: whatever call gets the key and a list of
 * texts, or a regular expression, is taken to ask whether the key is among them.
 */
import type { CallFact, FunctionId, Guard, Value, ValueId } from '../model/facts.js';
import type { FileId } from '../model/program.js';
import type { AV, Const } from './abstract-value.js';
import type { Evaluator } from './evaluate.js';
import { IN_EITHER_CASE } from './key-patterns.js';

/** Functions and operators inside a condition that are looked through. */
const MAX_DEPTH = 4;
/** Letters of a part of a key: of fewer, too many other keys hold it. */
const MIN_PART = 3;

/** What is left of an object's keys. */
export interface KeysLeft {
  /** Patterns of those that are gone. */
  readonly drop: readonly string[];
  /** When only some are let through: these. */
  readonly keep?: readonly string[];
}

/** The key, as one function knows it. */
interface KeyAt {
  readonly file: FileId;
  readonly function: FunctionId;
  readonly value: ValueId;
  /** What was done to it before may have changed the case of its letters. */
  readonly folded?: true;
}

/** How a text stands to the keys that it speaks of. */
type Relation = 'whole' | 'part';

export class KeyTests {
  constructor(private readonly ev: Evaluator) {}

  /** @param guards indices into the function's guards, all of which hold */
  left(file: FileId, fn: FunctionId, guards: readonly number[], key: ValueId): KeysLeft {
    const drop: string[] = [];
    let keep: readonly string[] | undefined;
    for (const index of guards) {
      const guard = this.ev.fn(file, fn).guards[index]!;
      const said = this.guarded({ file, function: fn, value: key }, guard);
      if (!said) continue;
      if (!said.holds) drop.push(...said.keys);
      else if (said.keys.every(isPlain)) keep = keep ? keep.filter((k) => said.keys.includes(k)) : said.keys;
    }
    return { drop: [...new Set(drop)].sort(), ...(keep ? { keep } : {}) };
  }

  /** What a function that gets the key says of it by what it returns: `([key]) => !HIDDEN.includes(key)`. */
  returned(file: FileId, fn: FunctionId, key: ValueId): KeysLeft {
    const facts = this.ev.fn(file, fn);
    const [only, ...more] = facts.returns;
    if (!only || more.length > 0) return { drop: [] };
    let { value } = only;
    let holds = true;
    for (let def = facts.values[value]; def?.op === 'test' && def.operator === '!'; def = facts.values[value]) {
      value = def.operands[0]!;
      holds = !holds;
    }
    const at = { file, function: fn, value: key };
    const def = facts.values[value];
    const keys = this.asked(file, fn, value, at, 0) ?? (def?.op === 'test' ? this.unequal(at, def) : undefined);
    if (!keys) return { drop: [] };
    const isIn = def?.op === 'test' && def.operator.startsWith('!') ? !holds : holds;
    if (!isIn) return { drop: keys };
    return keys.every(isPlain) ? { drop: [], keep: keys } : { drop: [] };
  }

  private guarded(
    key: KeyAt,
    { value, operator, constant }: Guard,
  ): { readonly keys: readonly string[]; readonly holds: boolean } | undefined {
    const { file, function: fn } = key;
    if (operator === '===' || operator === '!==') {
      const at = this.keyIn(file, fn, value, key, 0);
      if (!at || typeof constant !== 'string') return undefined;
      return { keys: [pattern(constant, 'whole', at.folded)], holds: operator === '===' };
    }
    if (operator !== 'truthy' && operator !== 'falsy') return undefined;
    const keys = this.asked(file, fn, value, key, 0);
    return keys && { keys, holds: operator === 'truthy' };
  }

  /** Keys for which the value is true; nothing when that can't be seen. */
  private asked(file: FileId, fn: FunctionId, value: ValueId, key: KeyAt, depth: number): readonly string[] | undefined {
    if (depth > MAX_DEPTH) return undefined;
    const { values, calls } = this.ev.fn(file, fn);
    const def = values[value];
    switch (def?.op) {
      case 'call':
        return this.called(file, fn, calls[def.call]!, def.call, key, depth);
      case 'test':
        return def.operator.startsWith('==') ? this.equal(file, fn, def, key) : undefined;
      case 'phi': {
        const all = def.inputs.map((input) => this.asked(file, fn, input, key, depth + 1));
        return all.some((keys) => keys) ? all.flatMap((keys) => keys ?? []) : undefined;
      }
      // `HIDDEN[key]`
      case 'index': {
        const at = this.keyIn(file, fn, def.key, key, 0);
        const names = this.ev.eval(file, fn, def.object).flatMap((x) => (x.a === 'obj' ? [...x.entries.keys()] : []));
        return at && names.length > 0 ? names.map((name) => pattern(name, 'whole', at.folded)) : undefined;
      }
      case 'cast':
        return this.asked(file, fn, def.value, key, depth);
      default:
        return undefined;
    }
  }

  private unequal(key: KeyAt, def: Extract<Value, { op: 'test' }>): readonly string[] | undefined {
    return def.operator.startsWith('!=') ? this.equal(key.file, key.function, def, key) : undefined;
  }

  private equal(file: FileId, fn: FunctionId, { operands }: Extract<Value, { op: 'test' }>, key: KeyAt): readonly string[] | undefined {
    const at = operands.map((operand) => this.keyIn(file, fn, operand, key, 0)).find((found) => found);
    if (!at) return undefined;
    const texts = operands.flatMap((operand) => textsIn(this.ev.eval(file, fn, operand)));
    return texts.length > 0 ? texts.map((text) => pattern(text, 'whole', at.folded)) : undefined;
  }

  private called(file: FileId, fn: FunctionId, call: CallFact, index: number, key: KeyAt, depth: number): readonly string[] | undefined {
    const [arg] = call.args;
    if (!arg) return undefined;
    for (const target of this.ev.program.call(file, fn, index).targets) {
      const inner = call.args.flatMap(({ value }, param) => {
        const at = this.keyIn(file, fn, value, key, 0);
        const { values, returns } = this.ev.fn(target.file, target.function);
        const handed = values.findIndex((v) => v.op === 'param' && v.index === param);
        if (!at || handed < 0 || returns.length !== 1) return [];
        const of = { file: target.file, function: target.function, value: handed, ...(at.folded ? { folded: at.folded } : {}) };
        return this.asked(of.file, of.function, returns[0]!.value, of, depth + 1) ?? [];
      });
      if (inner.length > 0) return inner;
    }
    const { receiver } = call;
    if (receiver === undefined) return undefined;
    const given = this.keyIn(file, fn, arg.value, key, 0);
    if (given) return spoken(this.ev.eval(file, fn, receiver), 'whole', given.folded);
    const asked = this.keyIn(file, fn, receiver, key, 0);
    if (asked) return spoken(this.ev.eval(file, fn, arg.value), 'part', asked.folded);
    const made = this.ev.fn(file, fn).values[arg.value];
    return made?.op === 'function' ? this.askedOfEach(file, made.function, this.ev.eval(file, fn, receiver), key) : undefined;
  }

  /** A function that is called with each text of a list: `SECRET.some((word) => key.includes(word))`. */
  private askedOfEach(file: FileId, fn: FunctionId, list: AV, key: KeyAt): readonly string[] | undefined {
    const { values, calls, returns } = this.ev.fn(file, fn);
    const def = returns.length === 1 ? values[returns[0]!.value] : undefined;
    const isWord = (value: ValueId): boolean => {
      const word = values[value];
      return word?.op === 'param' ? word.index === 0 : word?.op === 'call' && isWordIn(calls[word.call]!);
    };
    const isWordIn = ({ receiver, args }: CallFact): boolean => args.length === 0 && receiver !== undefined && isWord(receiver);
    if (def?.op === 'call') {
      const { receiver, args } = calls[def.call]!;
      const [arg] = args;
      if (!arg || receiver === undefined) return undefined;
      const asked = this.keyIn(file, fn, receiver, key, 0);
      if (asked && isWord(arg.value)) return spoken(list, 'part', asked.folded);
      const given = this.keyIn(file, fn, arg.value, key, 0);
      return given && isWord(receiver) ? spoken(list, 'whole', given.folded) : undefined;
    }
    if (def?.op !== 'test' || !def.operator.startsWith('==') || !def.operands.some(isWord)) return undefined;
    const at = def.operands.map((operand) => this.keyIn(file, fn, operand, key, 0)).find((found) => found);
    return at && spoken(list, 'whole', at.folded);
  }

  /** Whether a value is the key, also in other letters (`key.toLowerCase()`). */
  private keyIn(file: FileId, fn: FunctionId, value: ValueId, key: KeyAt, depth: number): KeyAt | undefined {
    if (file !== key.file || depth > MAX_DEPTH) return undefined;
    if (fn === key.function && value === key.value) return key;
    const { values, calls } = this.ev.fn(file, fn);
    const def = values[value];
    switch (def?.op) {
      case 'outer':
        return this.keyIn(file, def.function, def.value, key, depth + 1);
      case 'cast':
        return this.keyIn(file, fn, def.value, key, depth + 1);
      // Read a second time: a pair's first.
      case 'load': {
        const own = fn === key.function ? values[key.value] : undefined;
        return own?.op === 'load' && own.object === def.object && own.key === def.key ? key : undefined;
      }
      case 'call': {
        const { receiver, args } = calls[def.call]!;
        const from = receiver ?? (args.length === 1 ? args[0]!.value : undefined);
        const inner = from === undefined ? undefined : this.keyIn(file, fn, from, key, depth + 1);
        return inner && { ...inner, folded: true };
      }
      default:
        return undefined;
    }
  }
}

/** The keys that a list of texts, a text or a regular expression speaks of. */
function spoken(av: AV, relation: Relation, folded: true | undefined): readonly string[] | undefined {
  const keys: string[] = [];
  for (const x of av) {
    if (x.a === 'obj') keys.push(...[...x.entries.values()].flat().flatMap((y) => (y.a === 'const' ? spokenBy(y, relation, folded) : [])));
    else if (x.a === 'const' && (x.regex !== undefined || relation === 'part')) keys.push(...spokenBy(x, relation, folded));
  }
  return keys.length > 0 ? keys : undefined;
}

function spokenBy(x: Const, relation: Relation, folded: true | undefined): readonly string[] {
  if (x.regex !== undefined) return ofRegex(x.regex, x.flags?.includes('i') ? true : folded);
  return textsIn([x]).flatMap((text) => (relation === 'whole' || text.length >= MIN_PART ? [pattern(text, relation, folded)] : []));
}

/** A regular expression of words: `/^(pin|cvv)$/`, `/pass(?:word)?|api[-_]?key/i`; of a word in any other form, nothing. */
function ofRegex(source: string, folded: true | undefined): readonly string[] {
  const [, start = '', body = '', end = ''] = /^(\^?)\(?(?:\?:)?(.*?)\)?(\$?)$/.exec(source)!;
  return body.split('|').flatMap((word) => {
    const plain = word.replace(/\((?:\?:)?\w+\)\?|\[[\w\s.-]*\]\??|[\w-]\?|\.\*|\\b|\\s[*?]/g, '*');
    if (!/^[\w*-]+$/.test(plain) || plain.replaceAll('*', '').length < MIN_PART) return [];
    return [pattern(plain, start && end ? 'whole' : 'part', folded)];
  });
}

function pattern(text: string, relation: Relation, folded: true | undefined): string {
  const whole = relation === 'part' ? `*${text}*` : text;
  return folded ? `${IN_EITHER_CASE}${whole.toLowerCase()}` : whole;
}

/** A key itself, and no pattern of keys. */
function isPlain(key: string): boolean {
  return !key.startsWith(IN_EITHER_CASE) && !key.includes('*');
}

function textsIn(av: AV): readonly string[] {
  return av.flatMap((x) => (x.a === 'const' && typeof x.value === 'string' ? [x.value] : []));
}
