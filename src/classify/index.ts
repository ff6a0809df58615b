/** classify: taxonomy × declared types → which origins are which data type. */
import type { Classifier, Evidence, OriginName } from '../model/classifier.js';
import type { TypeId, TypeTable } from '../model/program.js';
import type { DataType, NameMatch, NameMatcher, Taxonomy } from '../model/taxonomy.js';
import type { OwnName } from '../model/compiled-rules.js';
import type { OwnNames } from './own-names.js';
import { SaidBySchemas } from './said.js';
import { carries } from './value-types.js';

/** Members of an object by which it is known to set a field up. */
const MIN_SETTINGS = 2;

/**
 * @param taxonomy data types with the values each can have
 * @param names the compiled name matcher
 * @param types declared types of the program
 * @param own what the project says of names; absent where it says nothing
 */
export function createClassifier(taxonomy: Taxonomy, names: NameMatcher, types: TypeTable, own?: OwnNames): Classifier {
  const byId = new Map<string, DataType>(taxonomy.dataTypes.map((d) => [d.id, d]));
  const [person = ''] = taxonomy.personWords.strong;
  const said = new SaidBySchemas(taxonomy, names);
  const fieldSettings = new Set(taxonomy.said.fieldSettings);

  return {
    origin(origin) {
      const word = own?.find(origin);
      return word ? told(word, origin) : classify(origin);
    },
    said: (says, owner, type) => {
      const evidence = said.evidence(says, owner);
      return evidence && (evidence.dataType === taxonomy.said.unnamed || fits(evidence.dataType, type)) ? evidence : undefined;
    },
    personLikeness: (name) => names.personLikeness(name),
    isNeutral: (name) => names.isNeutral(name),
    isOpaque: (name) => names.isOpaque(name),
    isPlural: (name) => names.isPlural(name),
    holdsWording: (name) => names.holdsWording(name),
    ofPerson(name) {
      const match = names.match(name, person);
      return match && { dataType: match.dataType, strength: match.strength, via: 'name', because: match.pattern };
    },
    isOfOperators: (dataType) => taxonomy.said.ofOperators.includes(dataType),
    dataType: (id) => byId.get(id),
  };

  /** Nothing says more than that: the declared type is not asked, unless it is of what can't hold data. */
  function told({ dataType, name }: OwnName, { declared, type }: OriginName): Evidence | undefined {
    if (dataType === undefined || types.shape(type) === 'function') return undefined;
    return { dataType, strength: 'strong', via: declared ? 'type' : 'name', because: name };
  }

  function classify(origin: OriginName): Evidence | undefined {
    // Names are matched once each, and most say nothing: the rest is asked of the few that do.
    const match = byOwners(origin);
    if (!match || !fits(match.dataType, origin.type)) return undefined;
    if (taxonomy.said.publicVariables.some((beginning) => origin.name.startsWith(beginning))) return undefined;
    // A name in capitals at its start is a type, a component or a constant of a namespace.
    if (origin.owners.length === 0 && /^[A-Z][a-z]/.test(origin.name)) return undefined;
    return { dataType: match.dataType, strength: match.strength, via: origin.declared ? 'type' : 'name', because: match.pattern };
  }

  /** The declared owner decides; the expression's name only when the declaration says nothing of a person or a thing. */
  function byOwners(origin: OriginName): NameMatch | undefined {
    if (origin.owners.length === 0) return names.match(origin.name);
    for (const owner of origin.owners) {
      const match = names.match(origin.name, owner);
      if (match) return match;
      if (names.personLikeness(owner) !== 'unknown') return undefined;
    }
    return undefined;
  }

  function fits(dataType: string, type: TypeId): boolean {
    const entry = byId.get(dataType);
    return entry !== undefined && carries(types, type, entry.valueTypes) && !setsUpField(type);
  }

  /** `email: { show: true, required: false }` */
  function setsUpField(type: TypeId): boolean {
    if (types.shape(type) !== 'object') return false;
    const members = types.members(type);
    const settings = members.filter(({ key }) => fieldSettings.has(key.toLowerCase())).length;
    return settings >= MIN_SETTINGS && 2 * settings >= members.length;
  }
}

export { OwnNames } from './own-names.js';
