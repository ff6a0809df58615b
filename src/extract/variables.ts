/** Declared names. */
import type { ValueId } from '../model/facts.js';
import type { FunctionBuilder } from './function-builder.js';
import type { TS } from './load-typescript.js';

/** Gives a declared name its value. */
export function declareVariable(builder: FunctionBuilder, name: TS.Identifier, value: ValueId): void {
  const variable = builder.scope.lookup(name.text);
  if (variable !== undefined) builder.bind(variable, value, builder.span(name));
}

/** `let x;`: it holds nothing yet. */
export function declareEmpty(builder: FunctionBuilder, name: TS.Identifier): void {
  const variable = builder.scope.lookup(name.text);
  if (variable === undefined || variable.isCell || variable.owner !== builder.functionScope) return;
  if (!variable.isMutable) variable.value ??= builder.constant(undefined);
  else if (builder.environment.read(variable) === undefined) builder.environment.write(variable, builder.constant(undefined));
}
