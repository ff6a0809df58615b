/** Declared types as text, for tests. */
import type { TypeId, TypeTable } from '../model/program.js';

/** A type as text: `{ email: string, born?: date }`, `User[]`; depth limits the unfolding. */
export function shown(program: { readonly types: TypeTable }, type: TypeId, depth = 2): string {
  const { types } = program;
  const shape = types.shape(type);
  switch (shape) {
    case 'array':
      return `${shown(program, types.element(type), depth)}[]`;
    case 'promise':
      return `promise of ${shown(program, types.awaited(type), depth)}`;
    case 'map':
      return `map of ${shown(program, types.element(type), depth)}`;
    case 'external':
      return types
        .externals(type)
        .map((e) => `${e.module}#${e.name}`)
        .join('|');
    case 'object':
    case 'union': {
      if (depth === 0) return types.name(type) || shape;
      const members = types.members(type).map((m) => `${m.key}${m.optional ? '?' : ''}: ${shown(program, m.type, depth - 1)}`);
      return `{ ${[...members, ...(types.closed(type) ? [] : ['…'])].join(', ')} }`;
    }
    default:
      return shape;
  }
}
