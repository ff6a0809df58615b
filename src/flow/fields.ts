/** What fields of `this` and getters hold, where the class's own code shows it. */
import type { ClassMemberFact } from '../model/facts.js';
import { UNKNOWN_TYPE, type MemberInfo } from '../model/program.js';
import { join, type Alt, type AV, type Ref } from './abstract-value.js';
import { closed } from './channels/handed-down.js';
import { frameOf } from './frame.js';
import type { Evaluator } from './evaluate.js';
import { namedResult } from './naming.js';

/** Reads fields through all their writes, since methods share them without passing them. */
export class Fields {
  private readonly memo = new Map<string, AV | undefined>();

  constructor(private readonly ev: Evaluator) {}

  /** Nothing when only the declaration can tell. */
  of(ref: Ref, key: string, member: MemberInfo | undefined): AV | undefined {
    if (member?.kind === 'getter' && member.function) return this.getter([ref], member);
    if (ref.origin.kind !== 'this' || ref.path.length > 0 || ref.origin.index < 0) return undefined;
    const id = `${ref.origin.file}:${ref.origin.index}:${key}`;
    if (this.memo.has(id)) return this.memo.get(id);
    this.memo.set(id, undefined);
    const content = this.content(ref, key, member);
    this.memo.set(id, content);
    return content;
  }

  /** What a getter gives on `self`. */
  getter(self: AV, member: MemberInfo): AV | undefined {
    const fn = member.function;
    const returns = fn ? this.ev.results.returns(fn.file, fn.function) : [];
    if (!fn || returns.length === 0) return undefined;
    const frame = frameOf(this.ev.program.number(fn.file, fn.function), [], self);
    return this.ev.substitute(returns, frame);
  }

  /** A field whose every value is seen is those values; one that a parameter fills is known by its declaration. */
  private content(ref: Ref, key: string, member: MemberInfo | undefined): AV | undefined {
    const writes = this.ev.program.fieldWrites(ref.origin.file, ref.origin.index, key);
    if (writes.length === 0) return undefined;
    const written = writes.map((w) => this.ev.eval(w.file, w.function, w.value));
    const added = this.ev.calls.addedToField(ref.origin.file, ref.origin.index, key);
    const av = join([...written, this.isUntyped(member) ? closed(this.ev, added) : added], () => this.ev.cut('alternatives'));
    // Anyone may fill a public field later; a private one that only ever holds constants is one.
    if (av.length === 0 || (av.every((x) => x.a === 'const') && !this.declares(ref, key, (m) => m.private))) return undefined;
    // `this.user = {}` and `this.rows = []` are filled elsewhere: what is in them is known by its declaration.
    if (av.every((x) => x.a === 'obj' && x.rest.length === 0 && [...x.entries.values()].every((v) => v.length === 0))) return undefined;
    // What stands in markup alone fills a public one.
    if (av.some(isBlankForm) && !this.declares(ref, key, (m) => m.private ?? m.protected)) return undefined;
    if (av.some(isHandedIn)) return undefined;
    // The same of what an instance made here was given: who knows the object knows what is in its part.
    if (av.some((x) => x.a === 'obj' && x.type !== UNKNOWN_TYPE && [...x.entries.values()].some((v) => v.some(isHandedIn))))
      return undefined;
    return namedResult(av, key);
  }

  /** A collection whose declaration does not say what is in it: `private rows = new Map()`. */
  private isUntyped(member: MemberInfo | undefined): boolean {
    const { types } = this.ev.program;
    if (!member) return true;
    const shape = types.shape(member.type);
    return shape === 'unknown' || ((shape === 'map' || shape === 'array') && types.shape(types.element(member.type)) === 'unknown');
  }

  private declares(ref: Ref, key: string, how: (member: ClassMemberFact) => true | undefined): boolean {
    const { file, index } = ref.origin;
    return this.ev.program.graph.files[file]!.classes[index]!.members.some((m) => m.name === key && how(m) === true);
  }
}

/** `model = { email: '', theme: 'dark' }`: constants alone, some of them blank. */
function isBlankForm(x: Alt): boolean {
  if (x.a !== 'obj' || x.rest.length > 0) return false;
  const entries = [...x.entries.values()];
  return entries.every((av) => av.every((y) => y.a === 'const')) && entries.some((av) => av.length > 0 && av.every(isBlank));
}

function isBlank(x: Alt): boolean {
  return x.a === 'const' && (x.value === '' || x.value === null || ('value' in x && x.value === undefined));
}

/** Whether only callers know what it is. */
function isHandedIn(x: Alt): boolean {
  return x.a === 'ref' && x.origin.kind === 'param' && x.path.length === 0;
}
