/** Places in a text where a number is no person's: paths of drawings, addresses of pages, identifiers, blobs. */

/** An SVG path: a move, then commands and numbers; or a list of points. */
const DRAWING = /^\s*[Mm]\s*-?[\d.]+[\s,][\s\d.,eE+\-MmLlHhVvCcSsQqTtAaZz]*$|^(?:-?[\d.]+[\s,]+){7}-?[\d.]+[\s,][\s\d.,-]*$/;
const TOKEN_CHARACTER = /[\w./+=%&?#:;,~!*@-]/;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
const PAGE = /^[\w+.-]*:\/\/|^\/[\w/.-]+[/?]|^data:|^www\./i;
const BLOB = /^[\w+/=-]{32,}$/;
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:/;

/** How far around a match its token is looked at. */
const REACH = 256;

/** Whether the whole text draws something. */
export function isDrawing(text: string): boolean {
  return DRAWING.test(text);
}

/** Whether text[start..end) lies in an identifier, a page's address, a blob, or a row of numbers. */
export function isNoise(text: string, start: number, end: number): boolean {
  if (inRowOfNumbers(text, start, end)) return true;
  let from = start;
  while (from > 0 && start - from < REACH && TOKEN_CHARACTER.test(text[from - 1] ?? '')) from--;
  let to = end;
  while (to < text.length && to - end < REACH && TOKEN_CHARACTER.test(text[to] ?? '')) to++;
  if (from === start && to === end) return false;
  const token = text.slice(from, to);
  return UUID.test(token) || PAGE.test(token) || BLOB.test(token) || TIMESTAMP.test(token);
}

/** `123 456 782 90 14`: coordinates, tables. */
function inRowOfNumbers(text: string, start: number, end: number): boolean {
  return /\d[\s,]\s?$/.test(text.slice(Math.max(0, start - 3), start)) || /^\s?[\s,]-?\d/.test(text.slice(end, end + 3));
}
