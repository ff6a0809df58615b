/** Which personal data one reference is, by its own names, its holder's, its source or its shape. */
import type { Classifier, Evidence } from '../model/classifier.js';
import type { Doubt, RawFlow } from '../model/flow.js';
import { UNKNOWN_TYPE, type MemberInfo, type Program } from '../model/program.js';
import { ELEMENT, ENCRYPTED, HASHED, type Ref, type Way } from './abstract-value.js';
import type { AddressParameter } from './addresses.js';
import { expressionName } from './project.js';

/** Personal data found in a value, as a flow tells of it. */
export interface Item {
  readonly dataType: string;
  readonly evidence: Evidence;
  readonly source: string;
  readonly way: Way | undefined;
  readonly ref: Ref;
  readonly transforms: RawFlow['transforms'];
  readonly doubts: readonly Doubt[];
  /** In a URL, before query and fragment. */
  readonly inPath?: boolean;
  /** Known only by a parameter's name. */
  readonly param?: { readonly file: number; readonly function: number; readonly index: number };
}

/** Data type of an input whose shape nobody declares. */
const UNCLASSIFIED = 'unclassified-input';
/** Data type of an object that stands for a person and whose members nobody declares. */
const WHOLE_PERSON = 'personal-data-object';
/** Data type of all environment variables at once. */
const ENVIRONMENT = 'credentials';

/** What all of an input counts as, by the shape of its source. */
const WHOLE_INPUTS: ReadonlyMap<string, string> = new Map([
  ['env', ENVIRONMENT],
  ['request-body', UNCLASSIFIED],
  ['headers', UNCLASSIFIED],
  ['form', UNCLASSIFIED],
  ['event', UNCLASSIFIED],
  ['session-user', WHOLE_PERSON],
]);

/** What a caller from outside fills in by name. */
const REQUEST_SHAPES: ReadonlySet<string> = new Set(['request-body', 'query', 'params', 'form']);
/** Names of settings. */
const SETTING = /^[A-Z][A-Z0-9_]+$/;
/** What the fields of a request belong to. */
const REQUEST = ['incoming request'];

/** The name under which a value is kept: a storage key, a query parameter, an object's key. */
export interface Holder {
  readonly name: string;
  readonly owners: readonly string[];
  /** Counts only for members whose own name says nothing (`input.value`). */
  readonly neutralOnly?: boolean;
  /** It stands before the value in a text, and counts only where the value has no name of its own. */
  readonly label?: boolean;
}

/** Turns references into items: asks the classifier for each name that may tell of one. */
export class PersonalItems {
  /** Formats that decorators state, by what they stand at. */
  private readonly formats = new WeakMap<MemberInfo, string | undefined>();

  constructor(
    private readonly program: Program,
    private readonly classifier: Classifier,
  ) {}

  /** Whether a member's own name tells nothing of what it holds. */
  saysNothing(x: Ref): boolean {
    const name = expressionName(x);
    return name === undefined || this.classifier.isNeutral(name);
  }

  /** Whether only a text before the value can name it. */
  private isUnnamed(x: Ref): boolean {
    const name = expressionName(x);
    return name === undefined || this.classifier.isOpaque(name);
  }

  /** Data that singles a person out at most: ids of visitors, addresses of machines. */
  namesNobody(dataType: string): boolean {
    const tier = this.classifier.dataType(dataType)?.tier;
    return tier === 'pseudonymous' || tier === 'indirect';
  }

  /** `config.translations.account.newPassword` is a text on the screen. */
  isWording(x: Ref): boolean {
    return (
      x.path.some((key) => this.classifier.holdsWording(key)) ||
      (x.path.length > 0 && x.origin.names.some((name) => this.classifier.holdsWording(name)))
    );
  }

  /** What the reference's own names say, else what its schema does; what a request brings under a name belongs to the request besides. */
  classify(x: Ref): Evidence | undefined {
    const evidence = this.byNamesOrSchema(x) ?? this.ofRequest(x);
    // All that is known of a person (`userAttributes`) is more than what its name says.
    const isPerson = x.path.length === 0 && x.origin.source?.shape === 'session-user' && !x.origin.source.nameFrom;
    if (evidence && isPerson && this.namesNobody(evidence.dataType)) return undefined;
    if (!evidence || x.origin.source?.shape !== 'env' || evidence.via === 'api') return evidence;
    return this.classifier.isOfOperators(evidence.dataType) ? undefined : evidence;
  }

  private byNamesOrSchema(x: Ref): Evidence | undefined {
    // By a name of one text, what may be taken of a list are characters.
    if (x.ofList && x.path.at(-1) === ELEMENT && !this.classifier.isPlural(expressionName(x) ?? '')) return undefined;
    const { member } = x;
    const says = x.path.at(-1) === member?.key ? member?.says : undefined;
    if (!says || !member) return this.byNames(x) ?? this.byFormat(x);
    const said = (): Evidence | undefined => this.classifier.said(says, member.owner, x.type);
    // A query may give a field another name.
    return says.some((one) => one.startsWith('name:')) ? said() : (this.byNames(x) ?? said());
  }

  /** What a schema in code states of a text: by its type, or by a decorator of the field. */
  private byFormat(x: Ref): Evidence | undefined {
    const name = expressionName(x) ?? x.origin.names[0];
    // A setting is whoever runs the program: `SMTP_FROM: z.email()`.
    if (name !== undefined && SETTING.test(name)) return undefined;
    const { types } = this.program;
    const format = types.format(x.type) ?? this.decoratedFormat(x);
    return format === undefined ? undefined : this.classifier.said([`format:${format}`], x.member?.owner ?? '', x.type);
  }

  private decoratedFormat({ member, path }: Ref): string | undefined {
    if (!member?.decorators || path.findLast((key) => key !== ELEMENT) !== member.key) return undefined;
    if (this.formats.has(member)) return this.formats.get(member);
    const { file, function: fn, calls } = member.decorators;
    let format: string | undefined;
    for (const call of calls) format ??= this.program.types.format(this.program.builtType(file, fn, call));
    this.formats.set(member, format);
    return format;
  }

  private ofRequest(x: Ref): Evidence | undefined {
    const shape = x.origin.source?.shape;
    if (shape === undefined || !REQUEST_SHAPES.has(shape) || x.path.length > 1) return undefined;
    const name = x.path[0] ?? x.origin.names[0];
    return name === undefined || name === ELEMENT
      ? undefined
      : this.classifier.origin({ name, owners: REQUEST, type: x.type, file: x.origin.file });
  }

  private byNames(x: Ref): Evidence | undefined {
    const { origin } = x;
    const file = x.member?.file ?? origin.file;
    if (x.path.length === 0) {
      if (origin.source?.type) return { dataType: origin.source.type, strength: 'strong', via: 'api', because: origin.source.library };
      for (const name of origin.names) {
        const evidence = this.classifier.origin({ name, owners: x.owners, type: x.type, file });
        if (evidence) return evidence;
      }
      if (x.alias) {
        const evidence = this.classifier.origin({ name: x.alias, owners: x.owners, type: x.type, file });
        if (evidence) return evidence;
      }
      return origin.functionName
        ? this.classifier.origin({ name: origin.functionName, owners: [], type: x.type, ofFunction: true, file })
        : undefined;
    }
    const name = expressionName(x);
    // `Status.EMAIL`: a constant of an imported or global namespace.
    if (name !== undefined && (origin.kind === 'import' || origin.kind === 'global') && !origin.source && /^[A-Z][A-Z0-9_]*$/.test(name))
      return undefined;
    const evidence =
      name === undefined
        ? undefined
        : this.classifier.origin({ name, owners: x.owners, type: x.type, declared: x.member !== undefined, file });
    if (evidence && !x.member) return this.ofPlainOwner(x) ?? evidence;
    if (evidence || x.member || !x.alias) return evidence;
    return this.classifier.origin({ name: x.alias, owners: [], type: x.type, file });
  }

  /** An undeclared member of what is plain text by its own name (`email.message`) is nothing else than that text. */
  private ofPlainOwner(x: Ref): Evidence | undefined {
    const owner = x.path.length > 1 ? x.path.at(-2) : x.origin.names[0];
    if (!owner || owner === ELEMENT) return undefined;
    const evidence = this.classifier.origin({ name: owner, owners: [], type: UNKNOWN_TYPE, file: x.origin.file });
    const isPlain = evidence?.strength === 'strong' && !this.classifier.dataType(evidence.dataType)?.valueTypes.includes('object');
    return isPlain ? evidence : undefined;
  }

  /** What is kept under a name is that, where it says nothing itself. */
  held(x: Ref, holder: Holder | undefined): Item | undefined {
    if (!holder || (x.member && holder.neutralOnly)) return undefined;
    if (holder.neutralOnly && (x.path.length === 0 || !this.saysNothing(x))) return undefined;
    if (holder.label && !this.isUnnamed(x)) return undefined;
    const evidence = this.classifier.origin({ name: holder.name, owners: holder.owners, type: x.type, file: x.origin.file });
    if (!evidence) return undefined;
    // The key tells of it, whatever a parameter's own name is worth.
    const { param: _, ...item } = this.item(x, evidence.dataType, {
      ...evidence,
      strength: evidence.strength === 'low' ? 'low' : 'medium',
    });
    return item;
  }

  /** What is in the query of an address that leaves whole, as far as the project reads it. */
  inAddress(x: Ref, parameters: readonly AddressParameter[], file: number | undefined): readonly Item[] {
    return parameters.map(({ name, evidence }) => {
      // Of an address that comes from elsewhere, it is less sure that it is one with such a parameter.
      const item = this.item(x, evidence.dataType, file === x.origin.file ? { ...evidence, strength: 'strong' } : evidence);
      return { ...item, source: `${item.source}?${name}=`, doubts: [...item.doubts, 'some-address'] };
    });
  }

  /**
   * An object of unknown shape that leaves whole.
   * @param holder `User: ${data}`
   */
  whole(x: Ref, shape: string, holder?: Holder): Item | undefined {
    const open = shape === 'unknown' || shape === 'external' || (shape === 'object' && !this.program.types.closed(x.type));
    if (!open) return undefined;
    return this.wholeInput(x) ?? this.wholePerson(x, shape, holder?.label && this.isUnnamed(x) ? holder.name : undefined);
  }

  /** What comes in from outside, with all that it may hold. */
  private wholeInput(x: Ref): Item | undefined {
    const { source } = x.origin;
    // `job.data.payload`: a member whose name says nothing is the input still.
    // One field picked by an unknown key, or one of its own name (`headers.get('x-request-id')`), is not the whole of it.
    const isInput =
      source?.nameFrom === undefined && x.path[0] !== ELEMENT && x.path.every((key) => key === ELEMENT || this.classifier.isOpaque(key));
    if (!source || !isInput) return undefined;
    const dataType = source.shape === 'env' && x.path.length > 0 ? undefined : source.shape && WHOLE_INPUTS.get(source.shape);
    if (dataType === undefined) return undefined;
    return this.item(x, dataType, { dataType, strength: 'strong', via: 'api', because: source.library });
  }

  private wholePerson(x: Ref, shape: string, label: string | undefined): Item | undefined {
    // A row of `users`, whatever the variable is called.
    const type = shape === 'object' ? this.program.types.name(x.type) : '';
    if (type !== '' && this.classifier.personLikeness(type) === 'strong') {
      const item = this.item(x, WHOLE_PERSON, { dataType: WHOLE_PERSON, strength: 'strong', via: 'type', because: type });
      return { ...item, doubts: [...item.doubts, 'unknown-shape'] };
    }
    const own = x.alias && x.path.length === 0 && x.origin.names.length === 0 ? x.alias : expressionName(x);
    const name = label ?? own;
    if (!name || this.classifier.personLikeness(name) !== 'strong') return undefined;
    return this.item(x, WHOLE_PERSON, { dataType: WHOLE_PERSON, strength: 'medium', via: 'name', because: name });
  }

  item(x: Ref, dataType: string, evidence: Evidence): Item {
    const byParam = x.origin.kind === 'param' && x.path.length === 0 && evidence.via === 'name';
    const doubts = new Set(x.doubts);
    if (evidence.strength === 'medium') doubts.add('weak-name');
    if (evidence.strength === 'low') doubts.add('weak-owner');
    if (dataType === WHOLE_PERSON && evidence.via === 'name') doubts.add('unknown-shape');
    if (dataType === UNCLASSIFIED) doubts.add('unknown-shape');
    return {
      dataType,
      evidence: evidence.via === 'type' && x.member && this.isSchema(x.member) ? { ...evidence, via: 'schema' } : evidence,
      source: sourceText(x),
      way: x.way,
      ref: x,
      transforms: [...(x.t & HASHED ? (['hash'] as const) : []), ...(x.t & ENCRYPTED ? (['encrypt'] as const) : [])],
      doubts: [...doubts],
      ...(byParam ? { param: { file: x.origin.file, function: x.origin.function, index: x.origin.index } } : {}),
    };
  }

  /** Whether a schema declares the member, in a file of its own or inside code. */
  private isSchema({ file, at }: MemberInfo): boolean {
    const { schema, documents } = this.program.graph.files[file]!;
    return schema !== undefined || documents?.some((document) => document.at[0] <= at[0] && at[1] <= document.at[1]) === true;
  }
}

/** `user.orders[].email` */
export function sourceText(x: Ref): string {
  const root =
    x.origin.kind === 'this' ? 'this' : (x.origin.names[0] ?? x.alias ?? (x.origin.functionName ? `${x.origin.functionName}()` : ''));
  let text = root;
  for (const key of x.path) text = key === ELEMENT ? `${text}[]` : text ? `${text}.${key}` : key;
  return text;
}
