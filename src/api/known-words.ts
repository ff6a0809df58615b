/** Words of a caller against those that rules and taxonomy know. */
import { closest } from 'fastest-levenshtein';
import { WaybillError } from '../model/errors.js';
import type { RecipientUse } from '../model/report.js';
import type { Taxonomy } from '../model/taxonomy.js';

/** The data type that the engine makes itself. */
const UNCLASSIFIED = 'unclassified-input';

/** @throws {WaybillError} unknown-data-type, with the nearest that is known */
export function checkDataTypes(ids: readonly string[], taxonomy: Taxonomy): void {
  const known = [...taxonomy.dataTypes.map((d) => d.id), UNCLASSIFIED];
  for (const id of ids) {
    if (known.includes(id)) continue;
    throw new WaybillError({
      code: 'unknown-data-type',
      what: 'there is no such data type',
      where: id,
      hint: `did you mean ${closest(id, known)}?`,
    });
  }
}

/** @throws {WaybillError} unknown-recipient when nothing of the scan goes there, with the nearest that gets something */
export function checkRecipients(ids: readonly string[], used: readonly RecipientUse[]): void {
  const known = used.map((r) => r.id);
  for (const id of ids) {
    if (known.includes(id)) continue;
    throw new WaybillError({
      code: 'unknown-recipient',
      what: 'no personal data goes to such a recipient',
      where: id,
      hint: known.length > 0 ? `did you mean ${closest(id, known)}? There are: ${known.join(', ')}` : 'no recipient was seen',
    });
  }
}
