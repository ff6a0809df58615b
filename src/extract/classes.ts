/** Classes: members, heritage, decorators, fields. */
import type { ClassId, ValueId } from '../model/facts.js';
import type { TypeExpr } from '../model/type-expr.js';
import { decoratorCall } from './calls.js';
import type { ClassDraft, MemberDraft } from './drafts.js';
import { exportDeclared } from './exports.js';
import type { FunctionBuilder } from './function-builder.js';
import { declareFunction, isParameterProperty, symbolIn } from './functions.js';
import { Kind, type TS } from './load-typescript.js';
import { hasModifier, staticKey } from './names.js';
import { renderRole, type Role } from './roles.js';
import { addType } from './type-declarations.js';
import { signatureType, typeExpr, typeOf, typeParams } from './types.js';
import { declareVariable } from './variables.js';

/** A class statement. */
export function classDeclaration(builder: FunctionBuilder, node: TS.ClassDeclaration): void {
  const name = node.name?.text ?? 'default';
  const value = classOf(builder, node, node.name === undefined ? '' : name, name);
  if (node.name !== undefined) {
    exportDeclared(builder, node, name);
    if (hasModifier(node, Kind.DeclareKeyword)) return;
    declareVariable(builder, node.name, value);
  } else if (builder.isModule) builder.keep(value, (final) => builder.file.exports.push({ name: 'default', value: final }));
}

/** A class expression. */
export function classExpression(builder: FunctionBuilder, node: TS.ClassExpression): ValueId {
  const role = builder.takeRole();
  const own = node.name?.text ?? (role !== undefined && 'name' in role ? role.name : '');
  let value: ValueId = -1;
  builder.inScope(node, () => {
    value = classOf(builder, node, own, role === undefined ? own || 'class' : renderRole(role));
    if (node.name !== undefined) declareVariable(builder, node.name, value);
  });
  return value;
}

function classOf(builder: FunctionBuilder, node: TS.ClassLikeDeclaration, name: string, symbolName: string): ValueId {
  const { file } = builder;
  const { text } = file;
  const id: ClassId = file.classes.length;
  const draft: ClassDraft = { name, span: builder.span(node), function: builder.id, members: [] };
  file.classes.push(draft);
  const generics = typeParams(node.typeParameters, text);
  if (generics !== undefined) draft.typeParams = generics;
  heritage(builder, node, draft);
  const decorators = decoratorsOf(builder, node, { parent: undefined, name: symbolName });
  const value = builder.add({ op: 'class', class: id });
  if (name !== '')
    addType(builder, {
      name,
      kind: 'class',
      at: builder.span(node.name ?? node),
      ...(generics === undefined ? {} : { typeParams: generics }),
      class: id,
    });
  const symbol = symbolIn(builder, symbolName);
  builder.inScope(node, () => new Members(builder, node, draft, id, value, symbol, symbolName).walk());
  if (decorators !== undefined) builder.completions.push(() => (draft.decorators = decorators));
  return value;
}

function heritage(builder: FunctionBuilder, node: TS.ClassLikeDeclaration, draft: ClassDraft): void {
  const { text } = builder.file;
  for (const clause of node.heritageClauses ?? []) {
    const first = clause.types[0];
    if (clause.token === Kind.ImplementsKeyword) draft.implements = clause.types.map((type) => typeExpr(type, text));
    else if (first !== undefined) {
      const type = typeExpr(first, text);
      builder.keep(builder.expression(first.expression), (value) => (draft.extends = { value, type }));
    }
  }
}

/** Indices of the decorators' calls; `undefined` without any. */
function decoratorsOf(
  builder: FunctionBuilder,
  node: { readonly modifiers?: readonly TS.Node[] | undefined },
  role: Role,
): number[] | undefined {
  if (node.modifiers === undefined) return undefined;
  const calls: number[] = [];
  for (const modifier of node.modifiers)
    if (modifier.kind === Kind.Decorator) calls.push(decoratorCall(builder, modifier as TS.Decorator, role));
  return calls.length === 0 ? undefined : calls;
}

/** The members of one class. */
class Members {
  private readonly fields: { node: TS.PropertyDeclaration; key: string; member: MemberDraft }[] = [];
  private readonly implemented: Set<string>;

  constructor(
    private readonly builder: FunctionBuilder,
    private readonly node: TS.ClassLikeDeclaration,
    private readonly draft: ClassDraft,
    private readonly id: ClassId,
    private readonly value: ValueId,
    private readonly symbol: string,
    private readonly symbolName: string,
  ) {
    this.implemented = new Set();
    for (const member of node.members) {
      if ((member as TS.MethodDeclaration).body !== undefined)
        this.implemented.add(member.kind === Kind.Constructor ? 'constructor' : this.nameOf(member));
    }
  }

  walk(): void {
    for (const member of this.node.members) this.member(member);
    if (this.fields.length > 0) this.fieldsFunction();
  }

  private nameOf(member: TS.ClassElement): string {
    if (member.name === undefined) return '';
    return staticKey(member.name) ?? this.builder.file.text.slice(this.builder.span(member.name)[0], member.name.end);
  }

  private member(node: TS.ClassElement): void {
    switch (node.kind) {
      case Kind.PropertyDeclaration:
        return this.property(node as TS.PropertyDeclaration);
      case Kind.MethodDeclaration:
        return this.method(node as TS.MethodDeclaration, 'method');
      case Kind.GetAccessor:
        return this.method(node as TS.GetAccessorDeclaration, 'getter');
      case Kind.SetAccessor:
        return this.method(node as TS.SetAccessorDeclaration, 'setter');
      case Kind.Constructor:
        return this.method(node as TS.ConstructorDeclaration, 'constructor');
      case Kind.ClassStaticBlockDeclaration:
        return this.staticBlock(node as TS.ClassStaticBlockDeclaration);
      default:
    }
  }

  private start(node: TS.ClassElement, name: string, kind: MemberDraft['kind']): MemberDraft {
    const member: MemberDraft = { name, kind, at: this.builder.span(node.name ?? node) };
    const modifiers = (node as { modifiers?: readonly TS.Node[] }).modifiers;
    if (modifiers !== undefined) {
      if (hasModifier({ modifiers }, Kind.StaticKeyword)) member.static = true;
      if (hasModifier({ modifiers }, Kind.AbstractKeyword)) member.abstract = true;
      if (hasModifier({ modifiers }, Kind.PrivateKeyword)) member.private = true;
      if (hasModifier({ modifiers }, Kind.ProtectedKeyword)) member.protected = true;
    }
    if (node.name?.kind === Kind.PrivateIdentifier) member.private = true;
    if ((node as { questionToken?: TS.Node }).questionToken !== undefined) member.optional = true;
    const decorators = decoratorsOf(this.builder, { modifiers }, { parent: { parent: undefined, name: this.symbolName }, name });
    if (decorators !== undefined) this.builder.completions.push(() => (member.decorators = decorators));
    this.draft.members.push(member);
    return member;
  }

  private property(node: TS.PropertyDeclaration): void {
    const { builder } = this;
    const name = this.nameOf(node);
    const member = this.start(node, name, 'field');
    const key = staticKey(node.name) ?? builder.keyOf(builder.expression((node.name as TS.ComputedPropertyName).expression));
    const { type } = typeOf(node.type, builder.file.text);
    if (type !== undefined) member.type = type;
    if (node.initializer === undefined) return;
    if (member.static !== true) {
      this.fields.push({ node, key: key ?? name, member });
      return;
    }
    const value = initialValue(builder, node, type, `${this.symbolName}.${name}`);
    const at = builder.span(node.name);
    builder.store(key === undefined ? { object: this.value, value, at } : { object: this.value, key, value, at });
    builder.keep(value, (final) => (member.init = { function: builder.id, value: final }));
  }

  private method(
    node: TS.MethodDeclaration | TS.AccessorDeclaration | TS.ConstructorDeclaration,
    kind: 'method' | 'getter' | 'setter' | 'constructor',
  ): void {
    const name = kind === 'constructor' ? 'constructor' : this.nameOf(node);
    const { builder } = this;
    const { text } = builder.file;
    if (node.body === undefined && this.implemented.has(name)) return;
    const member = this.start(node, name, kind);
    const paramDecorators = this.paramDecorators(node, name);
    if (kind === 'constructor') this.parameterProperties(node, paramDecorators);
    const id = declareFunction(builder, node, {
      name,
      symbol: `${this.symbol}.${name}`,
      kind,
      class: this.id,
      ...(paramDecorators === undefined ? {} : { paramDecorators }),
    });
    if (id !== undefined) member.function = id;
    if (kind === 'getter') Object.assign(member, typeOf(node.type, text));
    else if (kind === 'setter') Object.assign(member, typeOf(node.parameters[0]?.type, text));
    else if (id === undefined) member.type = signatureType(node, text);
  }

  private paramDecorators(node: TS.FunctionLikeDeclaration, name: string): (readonly number[] | undefined)[] | undefined {
    if (!node.parameters.some((param) => param.modifiers !== undefined)) return undefined;
    return node.parameters.map((param) =>
      decoratorsOf(this.builder, param, { parent: { parent: undefined, name: this.symbolName }, name }),
    );
  }

  private parameterProperties(node: TS.FunctionLikeDeclaration, decorators: (readonly number[] | undefined)[] | undefined): void {
    node.parameters.forEach((param, index) => {
      if (!isParameterProperty(param) || param.name.kind !== Kind.Identifier) return;
      const member: MemberDraft = {
        name: param.name.text,
        kind: 'field',
        at: this.builder.span(param.name),
        ...typeOf(param.type, this.builder.file.text),
      };
      if (hasModifier(param, Kind.PrivateKeyword)) member.private = true;
      if (hasModifier(param, Kind.ProtectedKeyword)) member.protected = true;
      const calls = decorators?.[index];
      if (calls !== undefined) member.decorators = calls;
      this.draft.members.push(member);
    });
  }

  private staticBlock(node: TS.ClassStaticBlockDeclaration): void {
    const { builder } = this;
    const scope = builder.file.scopes.get(node);
    if (scope === undefined) return;
    builder.file.enqueue(
      scope.owner,
      { name: 'static', symbol: `${this.symbol}.static`, kind: 'static', parent: builder.id, class: this.id, span: builder.span(node) },
      (inner) => {
        inner.openReceivers();
        inner.block(node.body.statements);
      },
    );
  }

  /** Initialisers of instance fields run in each construction: stores on `this` in a function of their own. */
  private fieldsFunction(): void {
    const { builder, fields } = this;
    const scope = builder.file.fieldScopes.get(this.node);
    if (scope === undefined) return;
    this.draft.fields = builder.file.enqueue(
      scope,
      { name: 'fields', symbol: this.symbol, kind: 'fields', parent: builder.id, class: this.id, span: builder.span(this.node) },
      (inner) => {
        inner.openReceivers();
        for (const { node, key, member } of fields) {
          const value = initialValue(inner, node, member.type, member.name);
          inner.store({ object: inner.receiverValue('this'), key, value, at: inner.span(node.name) });
          inner.keep(value, (final) => (member.init = { function: inner.id, value: final }));
        }
      },
    );
  }
}

function initialValue(builder: FunctionBuilder, node: TS.PropertyDeclaration, type: TypeExpr | undefined, role: string): ValueId {
  builder.role = { parent: undefined, name: role };
  const value = builder.expression(node.initializer as TS.Expression);
  return type === undefined ? value : builder.add({ op: 'cast', value, type, annotation: true });
}
