/** All places of one data type, for an inventory that was narrowed to few. */
import type { InventoryDataType, InventoryExit, Place } from '../../model/inventory.js';
import { count, truncatePath, wrap } from '../pretty/layout.js';
import type { Theme } from '../pretty/theme.js';
import { neutraliseSentence } from '../safe-text.js';
import { ENTRY_WORDS, exitNotes, KIND_WORDS, recipientWords } from './words.js';

/** Places of one kind that are listed. */
const MAX_PLACES = 200;

/** The laws that speak of it, then its places by what happens there. */
export function placeLists(type: InventoryDataType, theme: Theme, width: number): string[] {
  const say = (text: string): string => neutraliseSentence(text, theme.unicode);
  const section = (title: string, list: readonly (readonly [Place, string])[]): string[] => {
    if (list.length === 0) return [];
    const lines = list.slice(0, MAX_PLACES).flatMap(([at, words]) => {
      const place = truncatePath(say(`${at.path}:${at.line}:${at.column}`), width - 4, theme.symbols.cut);
      return [`  ${place}`, ...wrap(say(words), width - 6).map((line) => `      ${theme.quiet(line)}`)];
    });
    const more =
      list.length > MAX_PLACES ? [`  ${theme.symbols.cut} ${count(list.length - MAX_PLACES, 'more place')}: --format csv has all`] : [];
    return ['', theme.strong(`${title} (${list.length})`), ...lines, ...more];
  };
  return [
    theme.strong(say(`${type.title} (${type.id})`)),
    ...type.laws.flatMap((l) => wrap(say(`${l.title} (${l.jurisdiction}): ${l.reference}`), width - 2).map((line) => `  ${line}`)),
    ...section(
      'Enters',
      type.enters.map((e) => [e, `${ENTRY_WORDS[e.how]}${e.source ? `: ${e.source}` : ''}`]),
    ),
    ...section(
      'Declared',
      type.declared.map((d) => [d, `${d.type}.${d.member}`]),
    ),
    ...section(
      'Columns',
      type.columns.map((c) => [c, `${c.table}.${c.name}`]),
    ),
    ...section(
      'Stored',
      type.stored.map((e) => [e, exitWords(e)]),
    ),
    ...section(
      'Leaves',
      type.leaves.map((e) => [e, exitWords(e)]),
    ),
  ];
}

function exitWords(exit: InventoryExit): string {
  return [`${KIND_WORDS[exit.kind]}: ${recipientWords(exit)}, by ${exit.callee}`, ...exitNotes(exit)].join('; ');
}
