/** A file of environment variables as facts: secrets by the form of their values, and which variables hold one. */
import type { FileFacts, LiteralMatch, Span } from '../model/facts.js';
import { schemaTypeName } from '../model/schema-language.js';
import type { TypeMember } from '../model/type-expr.js';
import type { Reading } from './readers.js';
import { commentsOf, schemaFacts } from './schema-facts.js';

/** Files that show others what to fill in. */
const EXAMPLE = /[._-](?:example|sample|template|dist|tpl)(?:[._-]|$)/i;
const VARIABLE = /^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*=[ \t]*/;

/**
 * The reader is the project's own: what there is for such files gives values without their places.
 *
 * @param reading finds secrets and personal data in a value, and tells what is made up in examples
 */
export function envFacts(path: string, text: string, { matchValue, isMadeUp }: Reading): FileFacts {
  const isExample = EXAMPLE.test(path);
  const literals: LiteralMatch[] = [];
  const members: TypeMember[] = [];
  const unquotable: Span[] = [];
  let shown = 0;
  for (const { name, at, value, valueAt } of variablesOf(text)) {
    unquotable.push([shown, at[0]]);
    shown = at[1] + 1;
    const found = matchValue(value, { name, owner: 'env' });
    for (const match of found) {
      literals.push({
        dataType: match.dataType,
        at: [valueAt + match.start, valueAt + match.end],
        preview: match.preview,
        strong: match.strong && !(isExample && isMadeUp(match.dataType)),
        name,
      });
    }
    const says = found.filter(({ strong }) => strong).map(({ dataType }) => `value:${dataType}`);
    if (says.length > 0 && !isExample) members.push({ key: name, type: { t: 'prim', name: 'string' }, at, says });
  }
  const type = { t: 'object' as const, members, index: { t: 'prim' as const, name: 'string' as const } };
  const variables = { name: schemaTypeName('env', 'env'), kind: 'alias' as const, at: [0, 0] as const, function: 0, type, global: true as const };
  const types = members.length === 0 ? [] : [variables];
  // Whatever a value or a comment is, only the names are shown.
  unquotable.push([shown, text.length]);
  return { ...schemaFacts(path, text, 'env', { types, directives: commentsOf(text), problems: [] }), literals, unquotable };
}

interface Variable {
  readonly name: string;
  readonly at: Span;
  readonly value: string;
  readonly valueAt: number;
}

/** `NAME=value`; a quoted value may stand on several lines, an unquoted one ends before a comment. */
function* variablesOf(text: string): Generator<Variable> {
  for (let line = 0; line < text.length;) {
    const end = lineEnd(text, line);
    const found = VARIABLE.exec(text.slice(line, end));
    let next = end + 1;
    if (found) {
      const name = found[1]!;
      const from = line + found[0].length;
      const nameAt = line + found[0].indexOf(name);
      const quote = text[from];
      const isQuoted = from < end && (quote === '"' || quote === "'" || quote === '`');
      const close = isQuoted ? text.indexOf(quote, from + 1) : -1;
      const plain = beforeComment(text.slice(from, end)).trimEnd();
      yield {
        name,
        at: [nameAt, nameAt + name.length],
        value: close < 0 ? plain : text.slice(from + 1, close),
        valueAt: close < 0 ? from : from + 1,
      };
      if (close >= end) next = lineEnd(text, close) + 1;
    }
    line = next;
  }
}

/** A mark without a blank before it is part of the value. */
function beforeComment(value: string): string {
  const comment = value.search(/[ \t]#/);
  return (comment < 0 ? value : value.slice(0, comment)).trimEnd();
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
