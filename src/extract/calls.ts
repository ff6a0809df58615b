/** Member chains and calls. */
import type { ArgFact, CallKind, Span, ValueId } from '../model/facts.js';
import type { TypeExpr } from '../model/type-expr.js';
import type { CallDraft } from './drafts.js';
import type { FunctionBuilder } from './function-builder.js';
import { applied, nameSpan } from './applied.js';
import { recordExportCall } from './exports.js';
import { constructedRegex } from './expressions.js';
import { Kind, type TS } from './load-typescript.js';
import { createdObject } from './prototypes.js';
import { mayHoldFunction, type Role } from './roles.js';
import { builtSpecifier, importBuilt, moduleLoadedBy } from './specifiers.js';
import { typeExpr } from './types.js';

/** A value on the way along a chain. */
interface Link {
  readonly value: ValueId;
  /** The object of the member just loaded. */
  readonly receiver: ValueId | undefined;
  /** Where the last name stands. */
  readonly at: Span;
}

function isLink(node: TS.Node): boolean {
  switch (node.kind) {
    case Kind.PropertyAccessExpression:
    case Kind.ElementAccessExpression:
    case Kind.CallExpression:
    case Kind.NonNullExpression:
    case Kind.TaggedTemplateExpression:
      return true;
    default:
      return false;
  }
}

/** `a.b(c).d[e]`: from its base outwards by a loop, as chains get long. */
export function chain(builder: FunctionBuilder, node: TS.Node): ValueId {
  const role = builder.takeRole();
  if (node.kind === Kind.PropertyAccessExpression && !isLink((node as TS.PropertyAccessExpression).expression)) {
    const { expression, name } = node as TS.PropertyAccessExpression;
    return builder.load(builder.expression(expression), name.text, builder.span(name));
  }
  return walkChain(builder, node, role).value;
}

function walkChain(builder: FunctionBuilder, node: TS.Node, role: Role | undefined): Link {
  const spine: TS.Node[] = [];
  let base = node;
  while (isLink(base)) {
    spine.push(base);
    base = base.kind === Kind.TaggedTemplateExpression ? (base as TS.TaggedTemplateExpression).tag : (base as TS.CallExpression).expression;
  }
  const first = spine[spine.length - 1];
  let link: Link;
  const special =
    first !== undefined && first.kind === Kind.CallExpression
      ? specialCall(builder, first as TS.CallExpression, base, role, spine.length === 1)
      : undefined;
  if (special !== undefined) {
    spine.pop();
    link = { value: special, receiver: undefined, at: builder.span(base) };
  } else link = baseLink(builder, base, role);
  for (let i = spine.length - 1; i >= 0; i--) link = extend(builder, link, spine[i] as TS.Node, role);
  return link;
}

/** What a chain begins with. Parentheses keep the receiver: `(a.b)()`. */
function baseLink(builder: FunctionBuilder, base: TS.Node, role: Role | undefined): Link {
  if (base.kind === Kind.ParenthesizedExpression) {
    const inner = (base as TS.ParenthesizedExpression).expression;
    if (isLink(inner)) return walkChain(builder, inner, role);
    builder.role = { parent: role, name: '()' };
    return { value: builder.expression(inner), receiver: undefined, at: builder.span(base) };
  }
  return { value: builder.expression(base), receiver: undefined, at: builder.span(base) };
}

function extend(builder: FunctionBuilder, link: Link, node: TS.Node, role: Role | undefined): Link {
  switch (node.kind) {
    case Kind.PropertyAccessExpression: {
      const name = (node as TS.PropertyAccessExpression).name;
      const at = builder.span(name);
      return { value: builder.load(link.value, name.text, at), receiver: link.value, at };
    }
    case Kind.ElementAccessExpression: {
      const argument = (node as TS.ElementAccessExpression).argumentExpression;
      const at = builder.span(argument);
      const key = builder.expression(argument);
      const name = builder.keyOf(key);
      const value = name === undefined ? builder.add({ op: 'index', object: link.value, key, at }) : builder.load(link.value, name, at);
      return { value, receiver: link.value, at };
    }
    case Kind.CallExpression:
      return { value: plainCall(builder, link, node as TS.CallExpression, role), receiver: undefined, at: link.at };
    case Kind.TaggedTemplateExpression:
      return { value: taggedCall(builder, link, node as TS.TaggedTemplateExpression), receiver: undefined, at: link.at };
    default:
      return link;
  }
}

function plainCall(builder: FunctionBuilder, link: Link, node: TS.CallExpression, role: Role | undefined): ValueId {
  const created = createdObject(builder, node);
  if (created !== undefined) return created;
  const args = callArgs(builder, node.expression, node.arguments, role);
  const through = link.receiver === undefined ? undefined : applied(node, args);
  if (through !== undefined) {
    const at = nameSpan(through.callee, (of) => builder.span(of));
    const of = { value: link.receiver as ValueId, receiver: through.receiver, at };
    return builder.call(callOf(builder, 'call', of, through.args, node, undefined));
  }
  const loaded = link.receiver === undefined ? undefined : moduleLoadedBy(builder, node, args);
  if (loaded !== undefined) {
    const self: ArgFact = { value: link.receiver!, at: link.at };
    return builder.call(callOf(builder, 'call', { value: loaded, receiver: undefined, at: link.at }, [self], node, undefined));
  }
  const value = builder.call(callOf(builder, 'call', link, args, node, node.typeArguments));
  recordExportCall(builder, node, args);
  return value;
}

function callOf(
  builder: FunctionBuilder,
  kind: CallKind,
  link: Link,
  args: ArgFact[],
  node: TS.Node,
  typeArguments: readonly TS.TypeNode[] | undefined,
): CallDraft {
  const call: CallDraft = { kind, callee: link.value, args, at: link.at, span: builder.span(node) };
  if (link.receiver !== undefined) call.receiver = link.receiver;
  const typeArgs = typeArgsOf(builder, typeArguments);
  if (typeArgs !== undefined) call.typeArgs = typeArgs;
  return call;
}

/** Type arguments of a call; `undefined` without. */
export function typeArgsOf(builder: FunctionBuilder, nodes: readonly TS.TypeNode[] | undefined): TypeExpr[] | undefined {
  return nodes === undefined || nodes.length === 0 ? undefined : nodes.map((node) => typeExpr(node, builder.file.text));
}

/** Evaluates arguments; functions among them are named by the call. */
export function callArgs(builder: FunctionBuilder, callee: TS.Node, nodes: readonly TS.Expression[], role: Role | undefined): ArgFact[] {
  const args: ArgFact[] = [];
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index] as TS.Expression;
    if (mayHoldFunction(node)) builder.role = { parent: role, callee, args: nodes, index };
    if (node.kind === Kind.SpreadElement) {
      args.push({ value: builder.expression((node as TS.SpreadElement).expression), at: builder.span(node), spread: true });
    } else args.push({ value: builder.ofKind(builder.expression(node)), at: builder.span(node) });
    builder.role = undefined;
  }
  return args;
}

function taggedCall(builder: FunctionBuilder, link: Link, node: TS.TaggedTemplateExpression): ValueId {
  const template = node.template;
  const at = builder.span(template);
  const strings: { value: ValueId }[] = [];
  const args: ArgFact[] = [];
  if (template.kind === Kind.NoSubstitutionTemplateLiteral) strings.push({ value: builder.constant(template.text) });
  else {
    const { head, templateSpans } = template;
    strings.push({ value: builder.constant(head.text) });
    templateSpans.forEach((span, index) => {
      if (mayHoldFunction(span.expression)) builder.role = { parent: undefined, callee: node.tag, args: [], index: index + 1 };
      args.push({ value: builder.expression(span.expression), at: builder.span(span.expression) });
      builder.role = undefined;
      strings.push({ value: builder.constant(span.literal.text) });
    });
  }
  args.unshift({ value: builder.add({ op: 'array', elements: strings }), at });
  return builder.call(callOf(builder, 'tagged', link, args, node, node.typeArguments));
}

/** `require('x')`, `import('x')`, `super()`: no calls of a value; nor is `await (x)` at the top of what the parser took for a script. */
function specialCall(
  builder: FunctionBuilder,
  node: TS.CallExpression,
  callee: TS.Node,
  role: Role | undefined,
  isWhole: boolean,
): ValueId | undefined {
  if (callee.kind === Kind.SuperKeyword) {
    const args = callArgs(builder, callee, node.arguments, role);
    return builder.call({
      kind: 'super',
      callee: builder.receiverValue('super'),
      args,
      at: builder.span(callee),
      span: builder.span(node),
    });
  }
  if (callee.kind === Kind.Identifier && (callee as TS.Identifier).text === 'await') {
    const [awaited] = node.arguments;
    return awaited === undefined ? undefined : builder.expression(awaited);
  }
  const isImport = callee.kind === Kind.ImportKeyword;
  if (!isImport && !(callee.kind === Kind.Identifier && (callee as TS.Identifier).text === 'require')) return undefined;
  if (!isImport && builder.scope.lookup('require') !== undefined) return undefined;
  const specifier = constantSpecifier(node);
  if (specifier === undefined) return builtImport(builder, node, callee, isImport ? 'import' : 'require');
  const named =
    isWhole &&
    !isImport &&
    role !== undefined &&
    role.parent === undefined &&
    'name' in role &&
    builder.scope.lookup(role.name) !== undefined;
  const at = builder.span(node.arguments[0] as TS.Node);
  return builder.importValue(
    builder.file.imports.push({
      specifier,
      name: '*',
      ...(named ? { local: role.name } : {}),
      style: isImport ? 'dynamic' : 'require',
      at,
    }) - 1,
  );
}

function constantSpecifier(node: TS.CallExpression): string | undefined {
  const argument = node.arguments[0];
  if (argument === undefined) return undefined;
  return argument.kind === Kind.StringLiteral || argument.kind === Kind.NoSubstitutionTemplateLiteral
    ? (argument as TS.StringLiteral).text
    : undefined;
}

/** What is imported under a specifier that is put together: one of the files that fit, or a call of which nothing is known. */
function builtImport(builder: FunctionBuilder, node: TS.CallExpression, callee: TS.Node, name: 'import' | 'require'): ValueId {
  const args = callArgs(builder, callee, node.arguments, undefined);
  const [first] = args;
  const specifier = first && builtSpecifier(builder, first.value);
  if (specifier === undefined)
    return builder.call({ kind: 'call', callee: builder.global(name), args, at: builder.span(callee), span: builder.span(node) });
  return importBuilt(builder, specifier, name === 'import' ? 'dynamic' : 'require', first!.at);
}

/** `new Foo(a)`. */
export function construction(builder: FunctionBuilder, node: TS.NewExpression): ValueId {
  const role = builder.takeRole();
  const regex = constructedRegex(builder, node);
  if (regex !== undefined) return regex;
  const link = isLink(node.expression) ? walkChain(builder, node.expression, undefined) : baseLink(builder, node.expression, undefined);
  const args = callArgs(builder, node.expression, node.arguments ?? [], role);
  return builder.call(callOf(builder, 'new', link, args, node, node.typeArguments));
}

/** `@Foo` or `@Foo(args)`: the index of its call. */
export function decoratorCall(builder: FunctionBuilder, node: TS.Decorator, role: Role): number {
  const expression = node.expression;
  const isCall = expression.kind === Kind.CallExpression;
  const callee = isCall ? (expression as TS.CallExpression).expression : expression;
  const link = isLink(callee) ? walkChain(builder, callee, undefined) : baseLink(builder, callee, undefined);
  const args = isCall ? callArgs(builder, callee, (expression as TS.CallExpression).arguments, role) : [];
  return builder.recordCall(
    callOf(builder, 'decorator', link, args, node, isCall ? (expression as TS.CallExpression).typeArguments : undefined),
  );
}
