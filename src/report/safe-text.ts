/**
 * Text of scanned code made inert: code may hold escape sequences that repaint a terminal, and bidirectional controls
 * that show other code than runs (CVE-2021-42574).
 */

/** Controls, format characters (direction, zero width, tags), separators, lone surrogates, fillers. */
const ACTIVE = '[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\\u034f\\u115f\\u1160\\u3164\\uffa0]';
/** The joiners stay: emoji and some scripts need them. */
const UNSAFE = new RegExp(`(?![\\u200c\\u200d])${ACTIVE}`, 'gu');

/**
 * Shows what a terminal would obey or hide: controls as Unicode's pictures of them (or `^X`), the rest as `<U+202E>`.
 *
 * @param unicode  whether pictures beyond ASCII can be shown
 */
export function neutralise(text: string, unicode = true): string {
  return text.replace(UNSAFE, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code === 0x09) return '  ';
    if (code < 0x20) return unicode ? String.fromCharCode(0x2400 + code) : `^${String.fromCharCode(0x40 + code)}`;
    if (code === 0x7f) return unicode ? '\u2421' : '^?';
    return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
  });
}

/** {@link neutralise}, with line breaks and tabs as single spaces: for sentences. */
export function neutraliseSentence(text: string, unicode = true): string {
  return neutralise(text.replace(/[\t\r\n\u2028\u2029]+/g, ' '), unicode);
}

/**
 * What continuous integration obeys in the output of a step: `::error::` at the beginning of a line; `##[error]` (the older
 * form, also Azure's) and `##vso[…]` anywhere in it; `##teamcity[…]`.
 */
const LINE_COMMAND = /^([^\S\n\r\u2028\u2029]*):(?=:)/gm;
const INLINE_COMMAND = /##(?=\[|vso\[|teamcity\[)/g;

/** Text, ready to be printed, without such commands: the character that makes them is shown as `<U+003A>`. */
export function withoutCommands(text: string): string {
  return text.replace(LINE_COMMAND, '$1<U+003A>').replace(INLINE_COMMAND, '#<U+0023>');
}

/** Of the characters that act, what JSON.stringify leaves raw (line feeds here are its own). */
const RAW_IN_JSON = new RegExp(`(?!\\n)${ACTIVE}`, 'gu');

/**
 * JSON in which such characters stand as `\uXXXX`: the same value, inert when printed. Outside of strings JSON has
 * none of them, so the whole text can be treated at once.
 */
export function inertJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
    .replace(RAW_IN_JSON, (character) =>
      Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join(''),
    )
    .replace(INLINE_COMMAND, '#\\u0023');
}
