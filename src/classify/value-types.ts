/** Whether a value of a declared type can be a data type at all: `email: boolean` is no e-mail address. */
import type { TypeId, TypeTable } from '../model/program.js';

/** Array nesting that is looked through. */
const MAX_NESTING = 3;

/**
 * @param valueTypes of the taxonomy: string, number, date, object, array, boolean, binary
 */
export function carries(types: TypeTable, type: TypeId, valueTypes: readonly string[], nesting = 0): boolean {
  switch (types.shape(type)) {
    case 'string':
      return valueTypes.includes('string');
    case 'number':
      return valueTypes.includes('number');
    case 'boolean':
      return valueTypes.includes('boolean');
    case 'date':
      return valueTypes.includes('date') || valueTypes.includes('string');
    // One of a few words that the program fixes says what kind, not who.
    case 'literal':
    case 'enum':
    case 'null':
    case 'function':
      return false;
    case 'object':
      return valueTypes.includes('object');
    case 'array':
    case 'map': {
      const element = types.element(type);
      if (types.shape(element) === 'unknown' || nesting >= MAX_NESTING)
        return valueTypes.includes('array') || valueTypes.includes('string');
      return carries(types, element, valueTypes, nesting + 1);
    }
    default:
      return true;
  }
}
