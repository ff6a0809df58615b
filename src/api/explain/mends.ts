/**
 * What can be written at a call so that it is no finding any more, as edits of the source: of each argument that carries
 * data, the members read in it, else the argument itself. `src/invariants/remedies.test.ts` applies them.
 */
import type { MendEdit, Mend } from '../../model/explanation.js';
import type { FileFacts, Span } from '../../model/facts.js';
import type { RawFlow, RawSink, Step } from '../../model/flow.js';
import { position } from '../../model/position.js';

/** A variable, or members of one. */
const CHAIN = /^[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*)*$/;
/** What a member is read from, at the end of a text. */
const READ_FROM = /(?<![\w$])[A-Za-z_$][\w$]*!?\??\.\s*$/;
/** Steps at which nothing is read of an object. */
const NO_READ: ReadonlySet<Step['what']> = new Set(['source', 'argument', 'return', 'callback', 'stored', 'sink']);
const NAME = /^[A-Za-z_$][\w$]*$/;

/** An expression that carries data. */
interface Carrier {
  readonly at: Span;
  readonly code: string;
  /** It is a variable or members of one, so that it can stand in other code. */
  readonly isPlain: boolean;
  readonly flows: readonly RawFlow[];
}

/**
 * @param sink that is a finding
 * @param text of its file, at its own length; literals may be masked
 * @returns none where no argument of a call carries the data: errors that are thrown, assignments, spread arguments
 */
export function mendsOf(sink: RawSink, facts: FileFacts, text: string): readonly Mend[] {
  const call = facts.functions[sink.function]?.calls[sink.call];
  if (!call) return [];
  const flows = sink.flows.filter((flow) => flow.role === 'payload');
  const spans = [...new Map(flows.flatMap((flow) => flow.arguments.map((at) => [at[0], at] as const))).values()];
  const isArgument = (span: Span) => call.args.some(({ at, spread }) => !spread && at[0] === span[0] && at[1] === span[1]);
  if (call.kind === 'jsx' || call.kind === 'decorator' || spans.length === 0 || !spans.every(isArgument)) return [];
  const carriers = outermost(
    spans.flatMap((span) => {
      const own = flows.filter((flow) => flow.arguments.some(([start]) => start === span[0]));
      return membersIn(sink, own, span, text) ?? [whole(own, span, text)];
    }),
  );
  const edited = (edit: (c: Carrier) => string): readonly MendEdit[] =>
    carriers.map((c) => ({ location: placeOf(facts, c.at), ...(c.isPlain ? { before: c.code } : {}), after: edit(c) }));
  const out: Mend[] = [{ how: 'leave-out', edits: edited(() => 'undefined') }];
  const keys = carriers.map(droppedKeys);
  if (keys.every((k) => k !== undefined)) {
    out.push({
      how: 'omit',
      edits: edited(
        (c) =>
          `(({ ${droppedKeys(c)!
            .map((k) => `${k}: _${k}`)
            .join(', ')}, ...rest }) => rest)(${c.code})`,
      ),
    });
  } else if (carriers.every((c) => c.isPlain)) out.push({ how: 'mask', edits: edited((c) => `String(${c.code}).slice(-4)`) });
  return out;
}

/** The members that are read inside an argument, when all that it carries is read there and nothing else is. */
function membersIn(sink: RawSink, flows: readonly RawFlow[], argument: Span, text: string): readonly Carrier[] | undefined {
  const out: Carrier[] = [];
  for (const flow of flows) {
    const step = flow.steps.findLast(
      ({ what, file, at }) => !NO_READ.has(what) && file === sink.file && at[0] >= argument[0] && at[1] <= argument[1],
    );
    const at = step && memberAt(text, argument, step.at);
    if (!at) return undefined;
    out.push({ at, code: text.slice(...at), isPlain: true, flows: [flow] });
  }
  const rest = outermost(out).reduceRight(
    (code, { at }) => code.slice(0, at[0] - argument[0]) + code.slice(at[1] - argument[0]),
    text.slice(...argument),
  );
  return readsNothing(rest) ? out : undefined;
}

const STRING = /'[^'\\]*'|"[^"\\]*"/g;
/** Of a template: all but what it puts in. */
const TEMPLATE_TEXT = /(?:^`|\})[^`$}]*(?:\$\{|`$)/g;
/** Words that are no variables, and functions of the language that hand on what they are given. */
const WORDS = 'await|false|new|null|true|typeof|undefined|JSON|Object|String|encodeURIComponent|stringify';
/** A variable or a function: no member and no key. */
const VARIABLE = new RegExp(`(?<![.\\w$])(?!(?:${WORDS})\\b)[A-Za-z_$][\\w$]*(?![\\w$]|\\s*:)`);

/** Whether code mentions no variable; in doubt it does. */
function readsNothing(code: string): boolean {
  return !VARIABLE.test(code.replace(STRING, '').replace(TEMPLATE_TEXT, ' '));
}

/** The whole of `user.home?.street`, of which the last name is known; nothing where it is no value of its own. */
function memberAt(text: string, argument: Span, name: Span): Span | undefined {
  let start = name[0];
  for (let read = READ_FROM.exec(text.slice(argument[0], start)); read; read = READ_FROM.exec(text.slice(argument[0], start)))
    start -= read[0].length;
  const before = start > argument[0] ? text[start - 1]! : '(';
  const after = name[1] < argument[1] ? /\S/.exec(text.slice(name[1], argument[1]))![0] : ')';
  const isWhole = start < name[0] && /[\s([{,:?|&+]/.test(before) && /[),}\]:;|&+]/.test(after);
  return isWhole && NAME.test(text.slice(...name)) ? [start, name[1]] : undefined;
}

function whole(flows: readonly RawFlow[], at: Span, text: string): Carrier {
  const code = text.slice(...at);
  return { at, code, isPlain: CHAIN.test(code), flows };
}

/** Members of the object that hold the data, when it is an object and all of them are known. */
function droppedKeys({ code, isPlain, flows }: Carrier): readonly string[] | undefined {
  const keys = flows.map(({ source }) => (source.startsWith(`${code}.`) ? source.slice(code.length + 1).split('.')[0]! : ''));
  return isPlain && keys.every((key) => NAME.test(key)) ? [...new Set(keys)].sort() : undefined;
}

/** Each place once, and none inside another. */
function outermost(carriers: readonly Carrier[]): readonly Carrier[] {
  const out: Carrier[] = [];
  for (const c of [...carriers].sort((a, b) => a.at[0] - b.at[0] || b.at[1] - a.at[1])) {
    const last = out.at(-1);
    if (last && c.at[0] < last.at[1]) out[out.length - 1] = { ...last, flows: [...last.flows, ...c.flows] };
    else out.push(c);
  }
  return out;
}

function placeOf(facts: FileFacts, at: Span): MendEdit['location'] {
  const [start, end] = [position(facts, at[0]), position(facts, at[1])];
  return { path: facts.path, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}
