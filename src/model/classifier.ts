import type { FileId, TypeId } from './program.js';
import type { DataType, NameStrength, PersonLikeness } from './taxonomy.js';

/** What a name at an origin says, with what decided. */
export interface Evidence {
  readonly dataType: string;
  readonly strength: NameStrength;
  readonly via: 'name' | 'type' | 'api' | 'schema';
  /** Pattern, member declaration or rule that decided, for explanations. */
  readonly because: string;
}

/** An origin: a member of something, or a parameter, result or import by itself. */
export interface OriginName {
  readonly name: string;
  /** Names of what it belongs to, best first: the declared type's name, then the expression's. */
  readonly owners: readonly string[];
  /** Declared type of the value, when known. */
  readonly type: TypeId;
  /** The name is that of a function whose result this is. */
  readonly ofFunction?: boolean;
  /** The member is declared (interface, class, schema): its owner's declaration is the evidence. */
  readonly declared?: boolean;
  /** The file in which it stands, for what a project says of names there. */
  readonly file?: FileId;
}

/** classify, as flow asks it. Pure; memoised by the implementation. */
export interface Classifier {
  origin(origin: OriginName): Evidence | undefined;
  /** What a schema says of a member beside its name, as `format:email`; `owner` is the declaring type's name. */
  said(says: readonly string[], owner: string, type: TypeId): Evidence | undefined;
  personLikeness(name: string): PersonLikeness;
  /** Whether what lies below a name is wording for the screen. */
  holdsWording(name: string): boolean;
  /** Whether a name says nothing of what it holds. */
  isNeutral(name: string): boolean;
  /** Whether a name is none of its own: a text before the value may name it. */
  isOpaque(name: string): boolean;
  /** Whether a name tells of several. */
  isPlural(name: string): boolean;
  /** What a name would say as a member of a person: for explanations only. */
  ofPerson(name: string): Evidence | undefined;
  /** Whether data of this type in a variable of the environment is that of whoever runs the program. */
  isOfOperators(dataType: string): boolean;
  dataType(id: string): DataType | undefined;
}
