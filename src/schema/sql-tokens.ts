/**
 * Tokens of SQL as PostgreSQL, MySQL and SQLite write it, with their exact places.
 * Source: https://www.postgresql.org/docs/current/sql-syntax-lexical.html, https://dev.mysql.com/doc/refman/8.4/en/literals.html
 */
import type { Span } from '../model/facts.js';

export interface SqlToken {
  /** `word`: a name or a word of the language, in lower case where it is not quoted. */
  readonly kind: 'word' | 'text' | 'mark' | 'comment';
  readonly text: string;
  readonly quoted: boolean;
  readonly at: Span;
}

/**
 * One alternative for each kind; blanks and numbers are matched and dropped. A text between dollars is told by its tag. What
 * is not closed ends at the end of the file.
 */
const TOKEN =
  /(\s+|\d[\w.]*)|(--[^\n]*|#[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|('(?:[^'\\]|''|\\.)*'?)|(\$\w*\$)|"((?:[^"]|"")*)"?|`([^`]*)`?|\[([A-Za-z_][\w ]*)\]|([\p{L}_@][\p{L}\p{N}_$]*)|(.)/suy;

export function* sqlTokens(text: string): Generator<SqlToken> {
  for (let start = 0; start < text.length;) {
    TOKEN.lastIndex = start;
    const match = TOKEN.exec(text);
    if (!match) return;
    let end = TOKEN.lastIndex;
    const [whole, blank, comment, quotedText, dollar, ...names] = match;
    const word = names[3];
    const name = names.slice(0, 3).find((one) => one !== undefined);
    if (dollar !== undefined) {
      const close = text.indexOf(dollar, end);
      end = close < 0 ? text.length : close + dollar.length;
      yield { kind: 'text', text: '', quoted: true, at: [start, end] };
    } else if (comment !== undefined) yield { kind: 'comment', text: comment, quoted: false, at: [start, end] };
    else if (quotedText !== undefined) yield { kind: 'text', text: quotedText.slice(1, -1), quoted: true, at: [start, end] };
    else if (name !== undefined) yield { kind: 'word', text: name, quoted: true, at: [start + 1, start + 1 + name.length] };
    else if (word !== undefined) yield { kind: 'word', text: word, quoted: false, at: [start, end] };
    else if (blank === undefined) yield { kind: 'mark', text: whole, quoted: false, at: [start, end] };
    start = end;
  }
}
