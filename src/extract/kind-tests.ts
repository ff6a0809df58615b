/** Values of which a condition asks what kind of thing they are: only these keep the conditions under which they are read. */
import type { Value, ValueId } from '../model/facts.js';
import { isSameValue } from '../model/same-value.js';
import type { GuardDraft } from './drafts.js';
import type { FunctionBuilder } from './function-builder.js';
import type { GuardChain } from './guard-chain.js';

/** Whether one of the innermost conditions tests the kind of the value: `typeof`, `instanceof`, a key or a member of it, a call that is handed it. */
export function isTestedByKind(builder: FunctionBuilder, value: ValueId, guard: GuardChain): boolean {
  const made = builder.values[value];
  if (!mayBeOfKinds(made) || isWritten(builder, made)) return false;
  return guard.some((one) => asks(builder, one, value));
}

/** Whether what a value is can depend on where it comes from. */
function mayBeOfKinds(made: Value | undefined): boolean {
  switch (made?.op) {
    case 'param':
    case 'load':
    case 'outer':
    case 'call':
    case 'phi':
    case 'cell':
    case 'element':
    case 'index':
    case 'caught':
      return true;
    case 'cast':
      return made.guards === undefined;
    default:
      return false;
  }
}

/** What may have been written behind the test is not what was tested. */
function isWritten({ stores, cellWrites }: FunctionBuilder, made: Value | undefined): boolean {
  if (made?.op === 'load') return stores.some(({ key }) => key === undefined || key === made.key);
  return made?.op === 'cell' && cellWrites.some(({ cell }) => cell === made.cell);
}

function asks(builder: FunctionBuilder, { value: tested, operator }: GuardDraft, value: ValueId): boolean {
  switch (operator) {
    case 'typeof':
    case '!typeof':
    case 'instanceof':
    case '!instanceof':
    case 'in':
    case '!in':
      return isSameValue(builder.values, tested, value);
    case 'truthy':
    case 'falsy': {
      const made = builder.values[tested];
      return made?.op === 'call' && builder.calls[made.call]!.args.some((arg) => isSameValue(builder.values, arg.value, value));
    }
    case '===':
    case '!==': {
      const made = builder.values[tested];
      return made?.op === 'load' && isSameValue(builder.values, made.object, value);
    }
  }
}
