/** Binding patterns: declarations and parameters that take a value apart. */
import type { Span, ValueId } from '../model/facts.js';
import type { FunctionBuilder } from './function-builder.js';
import { joinOptional } from './guards.js';
import { Kind, type TS } from './load-typescript.js';
import { staticKey } from './names.js';
import { declareVariable } from './variables.js';

/** Binds a declared name or pattern to a value. */
export function bindName(builder: FunctionBuilder, name: TS.BindingName, value: ValueId): void {
  if (name.kind === Kind.Identifier) declareVariable(builder, name, value);
  else if (name.kind === Kind.ObjectBindingPattern) bindObject(builder, name, value);
  else bindArray(builder, name, value);
}

function bindObject(builder: FunctionBuilder, pattern: TS.ObjectBindingPattern, object: ValueId): void {
  const taken: string[] = [];
  for (const element of pattern.elements) {
    if (element.dotDotDotToken !== undefined) {
      bindName(builder, element.name, builder.add({ op: 'omit', object, keys: taken }));
      continue;
    }
    const property = element.propertyName ?? (element.name as TS.Identifier);
    bindName(
      builder,
      element.name,
      withDefault(builder, takeProperty(builder, property, object, taken), element.initializer, element.name),
    );
  }
}

function bindArray(builder: FunctionBuilder, pattern: TS.ArrayBindingPattern, object: ValueId): void {
  pattern.elements.forEach((element, index) => {
    if (element.kind !== Kind.BindingElement) return;
    const binding = element;
    if (binding.dotDotDotToken !== undefined) bindName(builder, binding.name, restOfArray(builder, object));
    else
      bindName(
        builder,
        binding.name,
        withDefault(builder, builder.load(object, String(index), builder.span(binding.name)), binding.initializer, binding.name),
      );
  });
}

/** Any further element: the positions are gone. */
export function restOfArray(builder: FunctionBuilder, object: ValueId): ValueId {
  return builder.add({ op: 'array', elements: [{ value: builder.add({ op: 'element', object }) }] });
}

/** The property that a pattern's key takes; constant keys are noted in `taken`. */
export function takeProperty(builder: FunctionBuilder, property: TS.PropertyName, object: ValueId, taken: string[]): ValueId {
  const at: Span = builder.span(property);
  let key = staticKey(property);
  if (key === undefined) {
    const computed = builder.expression((property as TS.ComputedPropertyName).expression);
    key = builder.keyOf(computed);
    if (key === undefined) return builder.add({ op: 'index', object, key: computed, at });
  }
  taken.push(key);
  return builder.load(object, key, at);
}

/** `value = initializer`: either. */
export function withDefault(builder: FunctionBuilder, value: ValueId, initializer: TS.Node | undefined, name?: TS.Node): ValueId {
  if (name !== undefined && name.kind === Kind.Identifier) builder.nameValue(value, (name as TS.Identifier).text);
  if (initializer === undefined) return value;
  return builder.phi([value, defaultValue(builder, initializer, name)]);
}

/** Evaluates a default, which may not run. */
export function defaultValue(builder: FunctionBuilder, initializer: TS.Node, name?: TS.Node): ValueId {
  let result = -1;
  const branch = builder.environment.branch(() => {
    if (name !== undefined && name.kind === Kind.Identifier) builder.role = { parent: undefined, name: (name as TS.Identifier).text };
    result = builder.expression(initializer);
  });
  joinOptional(builder, branch);
  return result;
}
