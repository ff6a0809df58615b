/** What declarations and interfaces say of personal data, whether it reaches a sink or not. */
import type { Classifier } from '../model/classifier.js';
import type { Place, Survey } from '../model/inventory.js';
import type { Program } from '../model/program.js';
import type { CompiledRules } from '../model/compiled-rules.js';
import { entitiesOf } from './entities.js';
import { entriesOf } from './entries.js';

/**
 * Asks the linked program for tables, types and entries with personal data, in file order.
 *
 * @param focus paths of the files that are of interest; none: all
 */
export function surveyOf(program: Program, rules: CompiledRules, classifier: Classifier, focus?: readonly string[]): Survey {
  const wanted = focus && new Set(focus);
  const here = ({ place }: { readonly place: Place }): boolean => wanted === undefined || wanted.has(place.path);
  return {
    entities: entitiesOf(program, rules, classifier).filter(here),
    entries: entriesOf(program, rules, classifier).filter(here),
  };
}
