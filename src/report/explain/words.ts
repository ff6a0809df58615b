/** Reasons in words. */
import type {
  CallExplanation,
  Explanation,
  FlowExplanation,
  Mend,
  PolicyReason,
  Resolution,
  UnresolvedCause,
  ValueReason,
} from '../../model/explanation.js';
import type { Doubt } from '../../model/flow.js';
import { CONFIGURATION, type Party, type SinkKind } from '../../model/rules.js';
import type { SkipReason } from '../../model/workspace.js';
import { count } from '../pretty/layout.js';

export const DOUBT_WORDS: Readonly<Record<Doubt, string>> = {
  'receiver-by-name': 'what is called is known by its name only: nothing shows that it is what it is called',
  'weak-name': 'the name alone says little; what it belongs to speaks for it',
  'unknown-keys': 'which keys are taken is not constant, so any may be',
  'many-keys': 'one of many members is read, and which one is not known',
  'unknown-shape': 'the object leaves whole and nobody declares what is in it',
  'checked-shape': 'a schema or type that it is held against says what is in it, whether or not it fits',
  'some-address': 'it is in the address of some pages or requests only',
  'field-call': 'the called method was found by its name in files near by',
  'weak-owner': 'what the name belongs to is hardly a person',
};

const PARTIES: Readonly<Record<Party, string>> = {
  self: 'the own system',
  first: 'an own service',
  third: 'another company',
  unknown: 'somebody who is not known',
};

/** What a schema says beside a name: `format:email`. */
const SAID = /^(?:format|annotation|description|value):/;

/** How a data type was recognised: the evidence. */
export function evidenceWords({ flow, because, strength }: FlowExplanation): string {
  switch (flow.via) {
    case 'type':
      return `a declared member whose name fits \`${because}\` (${strength} pattern)`;
    case 'schema':
      return SAID.test(because)
        ? `a member of which its schema says \`${because}\``
        : `a member that a schema declares and whose name fits \`${because}\` (${strength} pattern)`;
    case 'api':
      return `rules of ${libraryWords(because)} say that it enters here`;
    case 'value':
      return `the text itself is of this form: ${because}`;
    case 'name':
      return `its name, with the name of what it belongs to, fits \`${because}\` (${strength} pattern)`;
  }
}

/** Why the policy says what it says of one flow. */
export function policyWords(reason: PolicyReason, policy: string): string {
  switch (reason.why) {
    case 'purpose':
      return 'the call is for this value, which is never a finding';
    case 'encrypted':
      return 'it is encrypted on the way: nothing in clear is left';
    case 'hashed-credential':
      return 'it is hashed on the way: a hashed credential is none any more';
    case 'cell': {
      const base = reason.row?.from === undefined ? '' : ` (by a row of ${reason.row.from})`;
      const cell = `${reason.tier === 'joined' ? 'indirect data beside data that names a person' : `${reason.tier} data`}, ${reason.kind} to ${PARTIES[reason.party]}`;
      if (!reason.row) return `policy \`${policy}\` has no row for ${reason.kind} to ${PARTIES[reason.party]}: recorded, no finding`;
      return reason.verdict === 'inventory'
        ? `policy \`${policy}\`: ${cell} is recorded and no finding${base}`
        : `policy \`${policy}\`: ${cell} is ${reason.verdict}${base}`;
    }
  }
}

/** What each policy says of one flow, with its articles. */
export function sayingWords({ policy, policies }: FlowExplanation, name: string): readonly string[] {
  if (!policies) return [policyWords(policy, name)];
  return policies.map((one) => {
    const words = policyWords(one.reason, one.policy);
    return one.articles.length === 0 ? words : `${words}, by ${one.articles.join(', ')}`;
  });
}

/** What the call would have to hand over to be no finding. */
export function mendingWords(kind: SinkKind, reasons: readonly PolicyReason[]): readonly string[] {
  const reported = reasons.filter((r) => r.verdict !== 'inventory');
  return [
    'leave the value out, or send an internal id in its place',
    'a mask that keeps at most four characters, a length, a boolean or an encrypted value is nothing that is reported',
    ...(reported.length > 0 && reported.every((r) => r.hashed === 'inventory')
      ? [`a hash of it would be recorded and no finding (${kind})`]
      : []),
    'of an object: read the members that are needed; picking, omitting or redacting by constant keys is understood',
  ];
}

const MEND_WORDS: Readonly<Record<Mend['how'], string>> = {
  'leave-out': 'without it',
  omit: 'without the members that are personal',
  mask: 'masked',
};

/** What to write at the call, so that nothing of it is left to find. */
export function mendWords({ how, edits }: Mend): string {
  const written = edits.map(({ location, before, after }) =>
    before === undefined ? `\`${after}\` in place of the argument at line ${location.line}` : `\`${after}\` for \`${before}\``,
  );
  return `${MEND_WORDS[how]}: ${written.join(', ')}`;
}

export function resolutionWords(resolution: Resolution): string {
  switch (resolution.how) {
    case 'project': {
      const places = resolution.targets.map(({ symbol, path, line }) => `\`${symbol || 'a function'}\` at ${path}:${line}`);
      return `a function of the project: ${places.join(', ')}`;
    }
    case 'library':
      if (resolution.byName) return `known by the name of its receiver only: rules of ${listed(resolution.libraries)}`;
      return `${resolution.builtin ? 'a built-in method' : 'a library or platform'}: rules of ${listed(resolution.libraries)}`;
    case 'catalogued':
      return `of \`${resolution.library}\`, of which only the recipient is known: ${resolution.recipient}`;
    case 'unmodelled':
      return resolution.hasRules
        ? `of the module \`${resolution.module}\`, whose rules do not speak of this call`
        : `the module \`${resolution.module}\`, for which there are no rules: whether data leaves there is not known`;
    case 'unresolved':
      return `its target is not known: ${CAUSES[resolution.cause](resolution.name)}`;
  }
}

const CAUSES: Readonly<Record<UnresolvedCause, (name: string) => string>> = {
  global: (name) => `\`${name}\` is bound nowhere in the project, and no rule knows it`,
  receiver: (name) => `nothing is known of the value that \`${name}\` is read from`,
  computed: () => 'which member is called is computed',
  parameter: (name) => `\`${name}\` is a parameter, and no caller shows a function for it`,
  import: (name) => `the import of \`${name}\` leads nowhere`,
  other: () => 'what is called is made in a way that is not followed',
};

export function valueWords(reason: ValueReason): string {
  switch (reason.is) {
    case 'personal':
      return `${reason.dataType}, ${reason.via === 'api' ? `by rules of ${libraryWords(reason.because)}` : `as its name fits \`${reason.because}\``}${reason.transforms.length > 0 ? `; after ${reason.transforms.join(', ')}` : ''}`;
    case 'constant':
      return 'a constant or a comparison: says nothing of a person';
    case 'function':
      return 'a function: what it gives or gets is told where it is called';
    case 'sanitized':
      return `${EFFECTS[reason.effect]} by \`${reason.by}\` (rules of ${libraryWords(reason.library)})`;
    case 'owner':
      return `would be ${reason.dataType} of a person, but belongs to \`${reason.owner}\`, ${LIKENESS[reason.likeness]}`;
    case 'type':
      return `would be ${reason.dataType}, but its declared type (${reason.type}) cannot hold that`;
    case 'wording':
      return `lies in \`${reason.name}\`, which holds texts for the screen`;
    case 'no-word':
      return `\`${reason.name}\` is no name of personal data`;
    case 'result':
      return `what \`${reason.of}\` gives carries nothing on: ${resolutionWords(reason.resolution)}`;
    case 'callers':
      return `would be ${reason.dataType} by its name, but none of its ${count(reason.callers, 'caller')} hands over personal data`;
    case 'unknown':
      return 'nothing is known of it';
  }
}

const EFFECTS = { remove: 'nothing is left of it', mask: 'masked', hash: 'hashed', encrypt: 'encrypted' } as const;
const LIKENESS = {
  strong: 'which is a person',
  weak: 'which is hardly a person',
  'non-person': 'which is no person',
  unknown: 'of which no name says that it is a person',
} as const;

/** What follows from what was seen at a call. */
export function conclusion(call: CallExplanation): string {
  const active = call.sinks.filter((s) => s.holds);
  if (call.sinks.length > 0 && active.length === 0) return 'data leaves through it only under conditions that do not hold here';
  const personal = call.arguments.flatMap((a) => a.values.filter((v) => v.reason.is === 'personal').map(() => a.role));
  if (active.length > 0) {
    if (personal.includes('payload'))
      return 'personal data is in it, and no way to it was recorded: what is in it is taken out before it leaves, or a limit cut it';
    if (personal.length > 0) return 'personal data is handed over only where it does not leave';
    return 'data leaves here, and nothing in it is known to be personal';
  }
  switch (call.resolution.how) {
    case 'project':
      return personal.length > 0
        ? 'personal data is handed over, and was seen to leave nowhere from there: what it reaches there is told at that place'
        : 'nothing personal is handed over; what the function does by itself is told there';
    case 'library':
      return 'rules know the call, and data does not leave through it';
    case 'catalogued':
      return personal.length > 0
        ? 'what goes in is in the inventory, and never a finding: which of it leaves, no rule says (docs/rules.md)'
        : 'nothing personal is handed over';
    case 'unmodelled':
      return call.resolution.hasRules
        ? 'rules know the library and no way out by this call'
        : 'no rules: write some if data leaves there (docs/rules.md)';
    case 'unresolved':
      return 'a call without a known target counts as no way out: whether data leaves there is not known';
  }
}

export function fileWords(state: NonNullable<Explanation['file']>['state']): string | undefined {
  if (state === 'analysed') return undefined;
  if (state === 'literals-only')
    return 'The file is a test, a story or a fixture: only secrets and personal data in its literals are looked for.';
  return `The file is not analysed: ${SKIPPED[state]}.`;
}

const SKIPPED: Readonly<Record<SkipReason, string>> = {
  node_modules: 'it is an installed package',
  'build-output': 'it is build output',
  minified: 'it is minified',
  generated: 'it is generated',
  declaration: 'it holds declarations of types only',
  ignored: 'an ignore file of the project leaves it out',
  excluded: 'the configuration excludes it',
  link: 'it is a link to a file that is analysed under its own path',
  'link-outside': 'it is a link to outside of the folder',
  'too-large': 'it is too large',
  unreadable: 'it could not be read',
  'not-utf8': 'it is not UTF-8 text',
  binary: 'it holds bytes that are no text',
  unsupported: 'no stage reads this kind of file',
  failed: 'its extraction failed, which is a fault of waybill',
};

function listed(names: readonly string[]): string {
  return names.map(libraryWords).join(', ');
}

/** Whose rules these are. */
export function libraryWords(library: string): string {
  return library === CONFIGURATION ? "the project's configuration" : `\`${library}\``;
}

/** Paths of a rule, and alternatives of one step of a path, that are shown. */
const MAX_ALTERNATIVES = 4;

/** A rule's paths, long lists of names cut to the one that is called. */
export function ruleWords(at: readonly string[], callee: string): string {
  const name = callee.slice(callee.lastIndexOf('.') + 1);
  const short = at.map((path) =>
    path.replace(/\[([^[\]]*)\]/g, (whole, list: string) => {
      const names = list.split('|');
      if (names.length <= MAX_ALTERNATIVES) return whole;
      return names.includes(name) ? `[${name}|…]` : `[${names.slice(0, 2).join('|')}|…]`;
    }),
  );
  const shown = short.slice(0, MAX_ALTERNATIVES).map((path) => `\`${path}\``);
  return `${shown.join(', ')}${short.length > shown.length ? ' …' : ''}`;
}
