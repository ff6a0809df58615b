/** Types in JSDoc comments of plain JavaScript files: the parser attaches them there. */
import type { TypeDecl, TypeExpr } from '../model/type-expr.js';
import type { FunctionId } from '../model/facts.js';
import { Kind, type TS } from './load-typescript.js';
import { bare } from './names.js';
import { spanOf } from './positions.js';
import { jsDocType } from './types.js';

/** What a comment says of the declaration under it. */
export interface JsDocTypes {
  readonly params: ReadonlyMap<string, TypeExpr>;
  readonly returns?: TypeExpr;
  readonly type?: TypeExpr;
}

function tagsOf(node: TS.Node): readonly TS.JSDocTag[] {
  const docs = (node as { jsDoc?: readonly TS.JSDoc[] }).jsDoc;
  return docs === undefined ? [] : docs.flatMap((doc) => [...(doc.tags ?? [])]);
}

/** `undefined` when there is no comment with types. */
export function jsDocTypes(node: TS.Node, text: string): JsDocTypes | undefined {
  const tags = tagsOf(node);
  if (tags.length === 0) return undefined;
  const params = new Map<string, TypeExpr>();
  let returns: TypeExpr | undefined;
  let type: TypeExpr | undefined;
  for (const tag of tags) {
    const said = jsDocType((tag as TS.JSDocTypeTag).typeExpression, text).type;
    if (said === undefined) continue;
    if (tag.kind === Kind.JSDocParameterTag) {
      const name = (tag as TS.JSDocParameterTag).name;
      if (name.kind === Kind.Identifier) params.set(name.text, said);
    } else if (tag.kind === Kind.JSDocReturnTag) returns = said;
    else if (tag.kind === Kind.JSDocTypeTag) type = said;
  }
  return { params, ...(returns === undefined ? {} : { returns }), ...(type === undefined ? {} : { type }) };
}

/** Lets a function written as an expression have the comment of the statement or property it stands in. */
export function commentFunction(builder: { comment: TS.Node | undefined }, value: TS.Node, owner: TS.Node): void {
  const { kind } = bare(value);
  if ((kind === Kind.ArrowFunction || kind === Kind.FunctionExpression) && (owner as { jsDoc?: unknown }).jsDoc !== undefined)
    builder.comment = owner;
}

/** `@typedef`s of a comment as aliases. */
export function jsDocTypedefs(node: TS.Node, text: string, functionId: FunctionId): TypeDecl[] {
  const found: TypeDecl[] = [];
  for (const tag of tagsOf(node)) {
    if (tag.kind !== Kind.JSDocTypedefTag) continue;
    const { name, typeExpression } = tag as TS.JSDocTypedefTag;
    if (name === undefined) continue;
    found.push({ name: name.text, kind: 'alias', at: spanOf(text, name), function: functionId, ...jsDocType(typeExpression, text) });
  }
  return found;
}
