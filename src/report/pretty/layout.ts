/** Wrapping, padding and cutting by the width that text has on a terminal; takes text without escape sequences. */
import stringWidth from 'fast-string-width';

/** Made when a text is cut first: it takes longer to make than most reports to print. */
let segmenter: Intl.Segmenter | undefined;
const graphemes = (text: string): Iterable<Intl.SegmentData> =>
  (segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' })).segment(text);

/** Most texts: a column each. */
const PRINTABLE_ASCII = /^[\u0020-\u007e]*$/;

/** Columns that a text takes. */
export const widthOf = (text: string): number => (PRINTABLE_ASCII.test(text) ? text.length : stringWidth(text));

/** Text followed by spaces up to a width. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/**
 * The longest beginning that fits, by whole graphemes. Looks no further than the cut, however long the text.
 *
 * @returns the beginning, and whether something was left
 */
export function takeWidth(text: string, width: number): { readonly text: string; readonly cut: boolean } {
  let used = 0;
  let end = 0;
  for (const { segment, index } of graphemes(text)) {
    used += widthOf(segment);
    if (used > width) return { text: text.slice(0, end), cut: true };
    end = index + segment.length;
  }
  return { text, cut: false };
}

/** The text, or its beginning and a sign of the cut. */
export function truncate(text: string, width: number, sign: string): string {
  // A UTF-16 unit takes a quarter of a column at the very least, so longer texts need not be looked at whole.
  if (text.length <= width * 4 && widthOf(text) <= width) return text;
  return takeWidth(text, Math.max(0, width - widthOf(sign))).text + sign;
}

/** A path with leading folders taken off until it fits: the end tells more. */
export function truncatePath(path: string, width: number, sign: string): string {
  if (widthOf(path) <= width) return path;
  const parts = path.split('/');
  while (parts.length > 1) {
    parts.shift();
    const short = `${sign}/${parts.join('/')}`;
    if (widthOf(short) <= width) return short;
  }
  return truncate(parts[0] ?? '', width, sign);
}

/** Breaks a sentence at spaces; a word that is too wide for a line (as texts without spaces are) at graphemes. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (let word of text.split(' ').filter((part) => part !== '')) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) <= width) {
      line += ` ${word}`;
      continue;
    }
    if (line !== '') lines.push(line);
    while (widthOf(word) > width) {
      const head = takeWidth(word, Math.max(2, width)).text;
      if (head === '') break;
      lines.push(head);
      word = word.slice(head.length);
    }
    line = word;
  }
  if (line !== '') lines.push(line);
  return lines;
}

/** Paints what stands between back-ticks, also where a line break divides it. */
export function paintCode(lines: readonly string[], paint: (text: string) => string): string[] {
  let inside = false;
  return lines.map((line) =>
    line
      .split('`')
      .map((part, index) => {
        if (index > 0) inside = !inside;
        return inside && part !== '' ? paint(part) : part;
      })
      .join('`'),
  );
}

/** `1 file`, `3 files`, `12,034 files`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;
}

/** A title inside a sentence; words like `API` and `E-mail` keep what they need. */
export function lowerFirst(title: string): string {
  return /^\p{Lu}(?![\p{Lu}\d])/u.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}
