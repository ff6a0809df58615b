/** Facts as compact text, for expectations in tests. */
import type { FileFacts, FunctionFacts, ObjectEntry, Value } from '../model/facts.js';
import type { TypeExpr } from '../model/type-expr.js';

/** A type as TypeScript would write it, roughly. */
export function printType(type: TypeExpr): string {
  const args = (list: readonly TypeExpr[] | undefined): string => (list === undefined ? '' : `<${list.map(printType).join(', ')}>`);
  switch (type.t) {
    case 'name':
      return type.name + args(type.args);
    case 'prim':
      return type.name;
    case 'lit':
      return JSON.stringify(type.value);
    case 'object':
      return `{${[...type.members.map((one) => `${one.key}${one.optional === true ? '?' : ''}${one.type === undefined ? '' : `: ${printType(one.type)}`}`), ...(type.index === undefined ? [] : [`[]: ${printType(type.index)}`])].join('; ')}}`;
    case 'array':
      return `${printType(type.element)}[]`;
    case 'tuple':
      return `[${type.elements.map(printType).join(', ')}]`;
    case 'union':
      return type.of.map(printType).join(' | ');
    case 'intersection':
      return type.of.map(printType).join(' & ');
    case 'function':
      return `(${type.params.map((one) => (one.type === undefined ? one.name : `${one.name}: ${printType(one.type)}`)).join(', ')}) => ${printType(type.returns)}`;
    case 'typeof':
      return `typeof ${type.name}${args(type.args)}`;
    case 'keyof':
      return `keyof ${printType(type.of)}`;
    case 'index':
      return `${printType(type.object)}[${printType(type.index)}]`;
    case 'mapped':
      return `{[${type.param} in ${printType(type.keys)}]: ${type.value === undefined ? '' : printType(type.value)}}`;
    case 'conditional':
      return `${printType(type.check)} extends ${printType(type.extends)} ? ${printType(type.then)} : ${printType(type.else)}`;
    case 'import':
      return `import(${type.specifier}).${type.name}${args(type.args)}`;
    case 'infer':
      return `infer ${type.name}`;
    case 'predicate':
      return `${type.param} is ${printType(type.type)}`;
    default:
      return type.t;
  }
}

const v = (id: number): string => `%${id}`;
const list = (ids: readonly number[]): string => ids.map(v).join(', ');

function printEntry(entry: ObjectEntry): string {
  if ('spread' in entry) return `...${v(entry.spread)}`;
  return 'computed' in entry ? `[${v(entry.computed)}]: ${v(entry.value)}` : `${entry.key}: ${v(entry.value)}`;
}

function printElement(element: { readonly value: number; readonly spread?: true }): string {
  return element.spread === true ? `...${v(element.value)}` : v(element.value);
}

function printValue(value: Value, facts: FileFacts): string {
  switch (value.op) {
    case 'param':
      return `param ${value.index}`;
    case 'const':
      return value.value === undefined ? 'undefined' : JSON.stringify(value.value);
    case 'regex':
      return `/${value.source}/${value.flags ?? ''}`;
    case 'load':
      return `${v(value.object)}.${value.key}`;
    case 'index':
      return `${v(value.object)}[${v(value.key)}]`;
    case 'element':
    case 'keys':
      return `${value.op} ${v(value.object)}`;
    case 'call':
      return `call ${value.call}`;
    case 'phi':
      return `phi(${list(value.inputs)})`;
    case 'concat':
      return `concat(${list(value.parts)})`;
    case 'arith':
      return `${value.minus ? 'minus' : 'arith'}(${list(value.operands)})`;
    case 'test':
      return `${value.operator}(${list(value.operands)})`;
    case 'object':
      return `{${value.entries.map(printEntry).join(', ')}}`;
    case 'array':
      return `[${value.elements.map(printElement).join(', ')}]`;
    case 'function':
      return `function ${facts.functions[value.function]?.symbol ?? '?'}`;
    case 'class':
      return `class ${facts.classes[value.class]?.name ?? '?'}`;
    case 'outer':
      return `outer ${facts.functions[value.function]?.symbol || 'module'}%${value.value}`;
    case 'cell':
      return `cell ${facts.cells[value.cell]?.name ?? '?'}`;
    case 'import': {
      const one = facts.imports[value.import];
      return `import ${one?.specifier ?? '?'}#${one?.name ?? '?'}`;
    }
    case 'global':
      return `global ${value.name}`;
    case 'omit':
      return `omit(${v(value.object)}, ${value.keys.join(', ')})`;
    case 'update':
      return `update(${v(value.object)}, ${value.key}, ${v(value.value)})`;
    case 'cast':
      return `${v(value.value)} ${value.annotation === true ? ':' : 'as'} ${printType(value.type)}`;
    case 'caught':
      return `caught ${value.region}`;
    default:
      return value.op;
  }
}

/** One function, a line for each value and effect. */
export function printFunction(fn: FunctionFacts, facts: FileFacts): string {
  const names = new Map(fn.names);
  const lines = [
    `${fn.kind} ${fn.symbol}(${fn.params.map((one) => `${one.rest === true ? '...' : ''}${one.name}${one.type === undefined ? '' : `: ${printType(one.type)}`}${one.default === undefined ? '' : ` = ${v(one.default)}`}`).join(', ')})`,
  ];
  fn.values.forEach((value, id) => lines.push(`${v(id)} = ${printValue(value, facts)}${names.has(id) ? ` "${names.get(id) ?? ''}"` : ''}`));
  const where = (one: { readonly region?: number; readonly guards?: readonly number[] }): string =>
    (one.region === undefined ? '' : ` try ${one.region}`) +
    (one.guards === undefined ? '' : ` if ${one.guards.map((guard) => printGuard(fn, guard)).join(' & ')}`);
  fn.calls.forEach((call, id) => {
    const args = call.args.map((arg) => printElement(arg)).join(', ');
    lines.push(
      `call ${id}: ${call.kind === 'call' ? '' : `${call.kind} `}${v(call.callee)}(${args})${call.receiver === undefined ? '' : ` on ${v(call.receiver)}`}${where(call)}`,
    );
  });
  for (const store of fn.stores)
    lines.push(`store ${v(store.object)}.${store.key ?? '*'} = ${v(store.value)}${store.strong === true ? ' strong' : ''}`);
  for (const write of fn.cellWrites) lines.push(`write ${facts.cells[write.cell]?.name ?? '?'} = ${v(write.value)}`);
  for (const one of fn.throws) lines.push(`throw ${v(one.value)}${where(one)}`);
  for (const one of fn.yields) lines.push(`yield ${v(one)}`);
  for (const one of fn.returns) lines.push(`return ${v(one.value)}`);
  return lines.join('\n');
}

function printGuard(fn: FunctionFacts, index: number): string {
  const guard = fn.guards[index];
  if (guard === undefined) return '?';
  return `${v(guard.value)} ${guard.operator}${guard.constant === undefined ? '' : ` ${JSON.stringify(guard.constant)}`}`;
}

/** All functions of a file. */
export function printFacts(facts: FileFacts): string {
  return facts.functions.map((fn) => printFunction(fn, facts)).join('\n\n');
}
