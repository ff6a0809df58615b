/** Which columns a query in SQL gives back: of the first SELECT outside brackets, or of RETURNING. */
import type { FileId, MemberInfo, TypeId, TypeTable } from '../model/program.js';
import { UNKNOWN_TYPE } from '../model/program.js';
import type { ValueRef } from './call-places.js';
import { elementsOf } from './call-places.js';
import type { ValueResolver } from './resolve-value.js';

/** Texts inside texts that are put together. */
const MAX_DEPTH = 6;
/** What stands in a query for a value that is not known. */
const HOLE = ' ? ';

/** Functions that count or measure: what they give is a number, whatever the column is. */
const NUMERIC =
  /^(?:count|sum|avg|extract|length|char_length|octet_length|row_number|rank|exists|date_part|coalesce\s*\(\s*(?:count|sum|avg))\b/i;

/** One column of a result. */
export interface Column {
  /** `*` for all of the table. */
  readonly name: string;
  readonly isNumber: boolean;
}

export interface ColumnList {
  readonly columns: readonly Column[];
  /** The table that is named first. */
  readonly table: string;
}

/** @returns the rows of the query at the place, as far as its text is constant; the unknown type when it is no query */
export function rowOfQuery(resolver: ValueResolver, ref: ValueRef): TypeId {
  const text = textOf(resolver, ref, 0);
  const found = text === undefined ? undefined : columnsOf(text);
  if (!found || found.columns.length === 0) return UNKNOWN_TYPE;
  return rowType(resolver.types, found, ref.file);
}

function rowType(types: TypeTable, { columns, table }: ColumnList, file: FileId): TypeId {
  const declared = types.schemaType(table);
  const members = new Map<string, MemberInfo>();
  for (const { name, isNumber } of columns) {
    if (name === '*') for (const member of types.members(declared)) members.set(member.key, member);
    else {
      const known = isNumber ? undefined : types.member(declared, name);
      const type = isNumber ? types.primitive('number') : UNKNOWN_TYPE;
      // A column that a schema declares stands there.
      members.set(name, known ?? { key: name, type, optional: false, owner: table, file, at: [0, 0] });
    }
  }
  // All columns of a table that nobody declares are those of what the table is called.
  if (members.size === 0 && table === '') return UNKNOWN_TYPE;
  const closed = columns.every(({ name }) => name !== '*') || types.closed(declared);
  return types.object([...members.values()], table, closed);
}

/** The constant text of a value, with holes; also of the strings of a tagged template. */
function textOf(resolver: ValueResolver, { file, function: fn, value }: ValueRef, depth: number): string | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const def = resolver.fn(file, fn).values[value];
  const inner = (at: ValueRef): string | undefined => textOf(resolver, at, depth + 1);
  switch (def?.op) {
    case 'const':
      return typeof def.value === 'string' ? def.value : undefined;
    case 'concat':
      return def.parts.map((part) => inner({ file, function: fn, value: part }) ?? HOLE).join('');
    case 'outer':
      return inner({ file, function: def.function, value: def.value });
    case 'cast':
      return inner({ file, function: fn, value: def.value });
    case 'import': {
      const target = resolver.graph.importValue(file, def.import);
      return target?.kind === 'value' ? inner({ file: target.file, function: 0, value: target.value }) : undefined;
    }
    case 'array': {
      const parts = elementsOf(resolver, { file, function: fn, value }).map(inner);
      return parts.length > 0 && parts.every((part) => part !== undefined) ? parts.join(HOLE) : undefined;
    }
    default:
      return undefined;
  }
}

/** @returns nothing when the text is no query that gives rows */
export function columnsOf(sql: string): ColumnList | undefined {
  const text = sql.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ');
  const select = outerWord(text, 'select', 0);
  const returning = select < 0 ? outerWord(text, 'returning', 0) : -1;
  const start = select >= 0 ? select + 'select'.length : returning >= 0 ? returning + 'returning'.length : -1;
  if (start < 0) return undefined;
  const from = select >= 0 ? outerWord(text, 'from', start) : -1;
  const list = text.slice(start, from < 0 ? undefined : from).replace(/^\s*(?:distinct\s+on\s*\([^)]*\)|distinct|all|top\s+\d+)\s/i, ' ');
  const columns = outerParts(list).flatMap(columnOf);
  return { columns, table: tableOf(select >= 0 ? (from < 0 ? '' : text.slice(from)) : text.slice(0, returning)) };
}

function columnOf(part: string): readonly Column[] {
  const text = part.trim().replace(/;$/, '');
  if (text === '') return [];
  if (/^(?:[\w"`[\]]+\.)?\*$/.test(text)) return [{ name: '*', isNumber: false }];
  const alias = /\sas\s+["`[]?(\w+)["`\]]?$/i.exec(text) ?? /[\w)"`\]]\s+["`[]?(\w+)["`\]]?$/.exec(text);
  const expression = alias ? text.slice(0, alias.index + 1).trim() : text;
  const isNumber = NUMERIC.test(expression);
  const plain = /^(?:[\w"`[\]]+\.)*["`[]?(\w+)["`\]]?(?:::\w+)?$/.exec(expression)?.[1];
  const called = /^(\w+)\s*\(/.exec(expression)?.[1];
  const name = alias?.[1] ?? plain ?? called?.toLowerCase();
  return name === undefined ? [] : [{ name, isNumber }];
}

/** The table behind FROM, INTO, UPDATE. */
function tableOf(text: string): string {
  return /\b(?:from|into|update)\s+(?:only\s+)?(?:["`[]?\w+["`\]]?\.)?["`[]?(\w+)/i.exec(text)?.[1] ?? '';
}

/** Where a word stands outside all brackets and quotes; -1 when it does not. */
function outerWord(text: string, word: string, from: number): number {
  for (const [at, depth] of outside(text, from)) {
    if (depth > 0 || text.slice(at, at + word.length).toLowerCase() !== word) continue;
    if (!/\w/.test(text[at - 1] ?? ' ') && !/\w/.test(text[at + word.length] ?? ' ')) return at;
  }
  return -1;
}

/** Split at commas outside brackets and quotes. */
function outerParts(text: string): readonly string[] {
  const out: string[] = [];
  let start = 0;
  for (const [at, depth] of outside(text, 0)) {
    if (depth > 0 || text[at] !== ',') continue;
    out.push(text.slice(start, at));
    start = at + 1;
  }
  return [...out, text.slice(start)];
}

/** Positions outside quotes, with how many brackets are open there. */
function* outside(text: string, from: number): Generator<readonly [at: number, depth: number]> {
  let depth = 0;
  let isQuoted = false;
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === "'") isQuoted = !isQuoted;
    if (isQuoted) continue;
    if (char === ')') depth--;
    yield [at, Math.max(depth, 0)];
    if (char === '(') depth++;
  }
}
