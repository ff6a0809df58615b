/** What a schema says of a member beside its name: its format, annotations, a short description, the name behind an alias, its value. */
import type { Evidence } from '../model/classifier.js';
import type { NameMatcher, Taxonomy } from '../model/taxonomy.js';

export class SaidBySchemas {
  private readonly types: ReadonlySet<string>;
  private readonly annotations: ReadonlySet<string>;
  private readonly denials: ReadonlySet<string>;

  constructor(
    private readonly taxonomy: Taxonomy,
    private readonly names: NameMatcher,
  ) {
    this.types = new Set(taxonomy.dataTypes.map(({ id }) => id));
    this.annotations = new Set(taxonomy.said.annotations);
    this.denials = new Set(taxonomy.said.denials);
  }

  /** @param owner name of the type that declares the member */
  evidence(said: readonly string[], owner: string): Evidence | undefined {
    for (const one of said) {
      const colon = one.indexOf(':');
      const found = this.of(one.slice(0, colon), one.slice(colon + 1), owner);
      if (found) return { ...found, via: 'schema', because: one };
    }
    return undefined;
  }

  private of(kind: string, text: string, owner: string): Pick<Evidence, 'dataType' | 'strength'> | undefined {
    switch (kind) {
      case 'format':
        return this.known(
          text.startsWith('/') ? this.expression(text.slice(1, -1)) : this.taxonomy.said.formats[text.toLowerCase()],
          'strong',
        );
      case 'value':
        return this.known(text, 'strong');
      case 'annotation':
        return this.annotated(text.toLowerCase());
      case 'name':
        return this.names.match(text, owner);
      case 'description': {
        const match = this.names.match(text.replace(/[^\p{L}\p{N}]+/gu, '_'));
        return match?.strength === 'strong' ? { dataType: match.dataType, strength: 'medium' } : undefined;
      }
      default:
        return undefined;
    }
  }

  /** The data type of which a regular expression has all parts; what may have more before or behind it says nothing of a whole text. */
  private expression(source: string): string | undefined {
    if (!source.startsWith('^') || !source.endsWith('$')) return undefined;
    return this.taxonomy.said.expressions.find(
      ({ parts, without }) => parts.every((part) => source.includes(part)) && !without.some((part) => source.includes(part)),
    )?.dataType;
  }

  private known(dataType: string | undefined, strength: Evidence['strength']): Pick<Evidence, 'dataType' | 'strength'> | undefined {
    return dataType !== undefined && this.types.has(dataType) ? { dataType, strength } : undefined;
  }

  /** `x-pii`, `x-personal=email`. */
  private annotated(text: string): Pick<Evidence, 'dataType' | 'strength'> | undefined {
    const equals = text.indexOf('=');
    const word = (equals < 0 ? text : text.slice(0, equals)).replace(/^x-/, '').replaceAll('_', '-');
    if (!this.annotations.has(word)) return undefined;
    const value = equals < 0 ? '' : text.slice(equals + 1).trim();
    if (this.denials.has(value)) return undefined;
    const named = this.types.has(value) ? value : this.names.match(value)?.dataType;
    return { dataType: named ?? this.taxonomy.said.unnamed, strength: 'strong' };
  }
}
