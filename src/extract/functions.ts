/** Functions: their facts' head, parameters and body. Bodies are put on the work list. */
import type { ClassId, FunctionId, FunctionKind, ValueId } from '../model/facts.js';
import type { ParamDraft } from './drafts.js';
import { bindName, defaultValue } from './destructuring.js';
import type { FunctionHeader } from './file-builder.js';
import type { FunctionBuilder } from './function-builder.js';
import { jsDocTypes, type JsDocTypes } from './jsdoc.js';
import { Kind, type TS } from './load-typescript.js';
import { hasModifier } from './names.js';
import { renderRole } from './roles.js';
import type { FunctionScope } from './scopes.js';
import { typeExpr, typeParams } from './types.js';

/** What a function is, besides its syntax. */
export interface FunctionContext {
  readonly name: string;
  /** Its symbol below the function or class around it. */
  readonly symbol: string;
  readonly kind: FunctionKind;
  readonly class?: ClassId;
  /** Decorator calls of each parameter. */
  readonly paramDecorators?: readonly (readonly number[] | undefined)[];
  /** The comment with types, when it stands at another node than the function. */
  readonly comment?: TS.Node;
}

/** A symbol below the present function. */
export function symbolIn(builder: FunctionBuilder, name: string): string {
  const outer = builder.header.symbol;
  const inner = builder.namespace === '' ? name : `${builder.namespace}.${name}`;
  return outer === '' ? inner : `${outer}.${inner}`;
}

/** Puts a function on the work list; `undefined` when it has no body to extract. */
export function declareFunction(
  builder: FunctionBuilder,
  node: TS.FunctionLikeDeclaration,
  context: FunctionContext,
): FunctionId | undefined {
  const scope = builder.file.scopes.get(node) as FunctionScope | undefined;
  if (scope === undefined || node.body === undefined) return undefined;
  const header: FunctionHeader = {
    name: context.name,
    symbol: context.symbol,
    kind: context.kind,
    parent: builder.id,
    ...(context.class === undefined ? {} : { class: context.class }),
    span: builder.span(node),
    ...(hasModifier(node, Kind.AsyncKeyword) ? { async: true } : {}),
    ...(node.asteriskToken === undefined ? {} : { generator: true }),
  };
  const { inGlobal } = builder;
  return builder.file.enqueue(scope, header, (inner) => {
    inner.inGlobal = inGlobal;
    if (!scope.failed) functionBody(inner, node, context);
  });
}

/** The value of a function written as an expression. */
export function functionValue(builder: FunctionBuilder, node: TS.ArrowFunction | TS.FunctionExpression): ValueId {
  const role = builder.takeRole();
  const { comment } = builder;
  builder.comment = undefined;
  const own = node.name?.text ?? '';
  const bound = role !== undefined && 'name' in role && role.name !== 'return' ? role.name : '';
  const named = bound.slice(bound.lastIndexOf('.') + 1);
  const symbol = role === undefined || (bound === '' && own !== '') ? own || 'anonymous' : renderRole(role);
  const id = declareFunction(builder, node, {
    name: own === '' ? named : own,
    symbol: symbolIn(builder, symbol),
    kind: node.kind === Kind.ArrowFunction ? 'arrow' : 'function',
    ...(comment === undefined ? {} : { comment }),
  });
  return id === undefined ? builder.unknown() : builder.add({ op: 'function', function: id });
}

function functionBody(builder: FunctionBuilder, node: TS.FunctionLikeDeclaration, context: FunctionContext): void {
  const { text, hasJsDoc } = builder.file;
  const comment = hasJsDoc ? jsDocTypes(context.comment ?? node, text) : undefined;
  builder.typeParams = typeParams(node.typeParameters, text);
  builder.returnType = node.type === undefined ? comment?.returns : typeExpr(node.type, text);
  builder.openReceivers();
  bindOwnName(builder, node);
  let index = 0;
  for (const param of node.parameters) {
    if (param.name.kind === Kind.Identifier && param.name.text === 'this') continue;
    parameter(builder, param, index, comment, context.paramDecorators?.[node.parameters.indexOf(param)]);
    index++;
  }
  builder.openArguments(builder.span(node));
  const body = node.body as TS.Node;
  if (body.kind === Kind.Block) builder.block((body as TS.Block).statements);
  else {
    builder.role = { parent: undefined, name: 'return' };
    builder.returns.push({ value: builder.expression(body), at: builder.span(body) });
  }
}

/** A function expression's own name is visible inside it only. */
function bindOwnName(builder: FunctionBuilder, node: TS.FunctionLikeDeclaration): void {
  if (node.kind !== Kind.FunctionExpression || node.name === undefined) return;
  const name = node.name;
  const variable = builder.functionScope.variables.get(name.text);
  if (variable !== undefined && !node.parameters.some((param) => param.name.kind === Kind.Identifier && param.name.text === name.text)) {
    builder.bind(variable, builder.add({ op: 'function', function: builder.id }), builder.span(name));
  }
}

function parameter(
  builder: FunctionBuilder,
  node: TS.ParameterDeclaration,
  index: number,
  comment: JsDocTypes | undefined,
  decorators: readonly number[] | undefined,
): void {
  const isName = node.name.kind === Kind.Identifier;
  const name = isName ? node.name.text : '';
  const fact: ParamDraft = { name, at: builder.span(node.name) };
  const type = node.type === undefined ? comment?.params.get(name) : typeExpr(node.type, builder.file.text);
  if (type !== undefined) fact.type = type;
  if (node.dotDotDotToken !== undefined) fact.rest = true;
  if (node.questionToken !== undefined) fact.optional = true;
  const property = isParameterProperty(node);
  if (property) fact.property = true;
  if (decorators !== undefined) fact.decorators = decorators;
  builder.params.push(fact);
  let value = builder.add({ op: 'param', index });
  if (node.initializer !== undefined) {
    const fallback = defaultValue(builder, node.initializer, node.name);
    fact.default = fallback;
    value = builder.phi([value, fallback]);
  }
  bindName(builder, node.name, value);
  if (property) builder.store({ object: builder.receiverValue('this'), key: name, value, at: fact.at });
}

/** `constructor(private db: Db)` declares a field. */
export function isParameterProperty(node: TS.ParameterDeclaration): boolean {
  return node.modifiers !== undefined && node.modifiers.some((modifier) => modifier.kind !== Kind.Decorator);
}
