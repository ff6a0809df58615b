/** Which ways a row or a cite of a policy speaks of. */
import type { CrossBorder } from '../model/report.js';
import type { PolicySelectors } from '../model/policy.js';
import type { Party, SinkKind } from '../model/rules.js';
import { lawFits, type DataType } from '../model/taxonomy.js';

/** What a policy is asked about. */
export interface Asked {
  readonly kind: SinkKind;
  readonly party: Party;
  readonly dataType: string;
  /** What the taxonomy says of the data type; absent for what it does not have. */
  readonly entry?: Pick<DataType, 'laws' | 'category'> | undefined;
  /** In a URL, before its query and fragment. */
  readonly inPath?: boolean | undefined;
  /** Of the recipient. */
  readonly purposes?: readonly string[] | undefined;
  /** Present where it leaves the jurisdictions that the configuration names. */
  readonly crossBorder?: CrossBorder | undefined;
}

/** Of what no way is known: a literal, a setting, a function. */
export type AskedOfType = Pick<Asked, 'dataType' | 'entry'> & Partial<Asked>;

/** Whether every selector that is given fits. */
export function fits(selectors: PolicySelectors, asked: AskedOfType): boolean {
  const { parties, dataTypes, categories, laws, position, purposes, crossBorder } = selectors;
  return (
    (!parties || (asked.party !== undefined && parties.includes(asked.party))) &&
    (!dataTypes || dataTypes.includes(asked.dataType)) &&
    (!categories || categories.includes(asked.entry?.category ?? '')) &&
    (!laws || Object.entries(laws).every(([law, words]) => words.some((word) => lawFits(asked.entry?.laws[law], word)))) &&
    (!position || asked.inPath === true) &&
    (!purposes || purposes.some((purpose) => asked.purposes?.includes(purpose))) &&
    (!crossBorder || (asked.crossBorder !== undefined && (crossBorder === true || asked.crossBorder.leaves.includes(crossBorder))))
  );
}

/** Whether nothing restricts it. */
export function isGeneral(selectors: PolicySelectors): boolean {
  const { parties, dataTypes, categories, laws, position, purposes, crossBorder } = selectors;
  return [parties, dataTypes, categories, laws, position, purposes, crossBorder].every((selector) => selector === undefined);
}
