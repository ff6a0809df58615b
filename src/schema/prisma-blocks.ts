/** Models, views, composite types and enums of a Prisma schema as type declarations. */
import type { DirectiveComment, Span } from '../model/facts.js';
import type { Primitive, TypeDecl, TypeExpr, TypeMember } from '../model/type-expr.js';
import { prismaTokens, type PrismaToken } from './prisma-tokens.js';
import { directiveOf } from './schema-facts.js';

export interface PrismaProblem {
  readonly message: string;
  readonly at: Span;
}

export interface PrismaBlocks {
  readonly types: readonly TypeDecl[];
  readonly directives: readonly DirectiveComment[];
  readonly problems: readonly PrismaProblem[];
}

const TABLES: ReadonlySet<string> = new Set(['model', 'view', 'type']);
const BLOCKS: ReadonlySet<string> = new Set([...TABLES, 'enum', 'datasource', 'generator']);

const SCALARS: ReadonlyMap<string, Primitive> = new Map([
  ['String', 'string'], ['Int', 'number'], ['BigInt', 'number'], ['Float', 'number'], ['Decimal', 'number'], ['Boolean', 'boolean'], ['Json', 'any'],
]);
const NAMED_SCALARS: ReadonlyMap<string, string> = new Map([['DateTime', 'Date'], ['Bytes', 'Uint8Array']]);

/** Reads line by line: a line that can't be read is a problem and the rest stands. */
export function readPrismaBlocks(text: string): PrismaBlocks {
  const types: TypeDecl[] = [];
  const directives: DirectiveComment[] = [];
  const problems: PrismaProblem[] = [];
  let block: OpenBlock | undefined;
  for (const line of lines(text, directives)) {
    if (block) {
      block = readInside(block, line, types, problems);
      continue;
    }
    const opened = openBlock(line);
    if (!opened) problems.push(problem('a block (model, view, type, enum, datasource, generator)', line[0]!));
    else if (opened.done) close(opened, types);
    else block = opened;
  }
  if (block) {
    problems.push({ message: `"${block.name}" has no closing brace`, at: block.at });
    close(block, types);
  }
  return { types, directives, problems };
}

interface OpenBlock {
  readonly kind: string;
  readonly name: string;
  readonly at: Span;
  readonly members: TypeMember[];
  readonly done: boolean;
}

/** Tokens of each line that has any. Inside parentheses and brackets a line goes on, up to a brace that closes the block. */
function* lines(text: string, directives: DirectiveComment[]): Generator<readonly PrismaToken[]> {
  let line: PrismaToken[] = [];
  let depth = 0;
  let isFirst = true;
  for (const token of prismaTokens(text)) {
    if (token.kind === 'comment') {
      directives.push(...directiveOf(token.text, token.at));
      continue;
    }
    const ends = token.kind === 'line-end' ? depth === 0 : isFirst && token.text === '}';
    if (ends) {
      if (line.length > 0) yield line;
      line = [];
      depth = 0;
    }
    isFirst = token.kind === 'line-end';
    if (isFirst) continue;
    line.push(token);
    if (token.text === '(' || token.text === '[') depth++;
    if (token.text === ')' || token.text === ']') depth = Math.max(0, depth - 1);
  }
  if (line.length > 0) yield line;
}

function openBlock(line: readonly PrismaToken[]): OpenBlock | undefined {
  const [kind, name] = line;
  if (!kind || !BLOCKS.has(kind.text) || name?.kind !== 'name') return undefined;
  const brace = line.findIndex((token) => token.text === '{');
  if (brace < 0) return undefined;
  return { kind: kind.text, name: name.text, at: name.at, members: [], done: line.slice(brace).some((token) => token.text === '}') };
}

function close(block: OpenBlock, types: TypeDecl[]): void {
  const kind = block.kind === 'enum' ? 'enum' : TABLES.has(block.kind) ? 'table' : undefined;
  if (kind) types.push({ name: block.name, kind, at: block.at, function: 0, members: block.members, global: true });
}

function readInside(block: OpenBlock, line: readonly PrismaToken[], types: TypeDecl[], problems: PrismaProblem[]): OpenBlock | undefined {
  const first = line[0]!;
  if (first.text === '}') {
    close(block, types);
    return undefined;
  }
  if (block.kind === 'datasource' || block.kind === 'generator' || first.text === '@@') return block;
  const member = first.kind !== 'name' ? undefined : block.kind === 'enum' ? { key: first.text, at: first.at } : field(line);
  if (member) block.members.push(member);
  else problems.push(problem(block.kind === 'enum' ? 'a value' : 'a field with its type', first));
  return block;
}

/** `name Type`, `name Type?`, `name Type[]`, `name Unsupported("…")`, each with attributes after it. */
function field(line: readonly PrismaToken[]): TypeMember | undefined {
  const [name, type, ...rest] = line;
  if (!name || type?.kind !== 'name') return undefined;
  const modifiers = rest.slice(type.text === 'Unsupported' ? rest.findIndex((token) => token.text === ')') + 1 : 0);
  const isList = modifiers[0]?.text === '[' && modifiers[1]?.text === ']';
  const isOptional = modifiers[0]?.text === '?' || (isList && modifiers[2]?.text === '?');
  const one = scalar(type.text);
  return { key: name.text, type: isList ? { t: 'array', element: one } : one, ...(isOptional && { optional: true as const }), at: name.at };
}

function scalar(name: string): TypeExpr {
  if (name === 'Unsupported') return { t: 'prim', name: 'unknown' };
  const primitive = SCALARS.get(name);
  return primitive ? { t: 'prim', name: primitive } : { t: 'name', name: NAMED_SCALARS.get(name) ?? name };
}

function problem(expected: string, found: PrismaToken): PrismaProblem {
  return { message: `expected ${expected}, found "${found.text.slice(0, 40)}"`, at: found.at };
}
