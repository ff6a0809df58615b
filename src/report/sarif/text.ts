/** Text and addresses as SARIF wants them. */
import { neutraliseSentence } from '../safe-text.js';
import { MAX_TEXT } from './limits.js';

/** Plain text without links: `](` would begin the destination of one (3.11.6). */
export function plainText(text: string): string {
  return neutraliseSentence(text).replaceAll('](', '] (');
}

/** A link to the related location of that id (3.11.6). */
export function link(text: string, id: number): string {
  return `[${neutraliseSentence(text).replace(/[\\[\]]/g, '\\$&')}](${id})`;
}

/** Not longer than descriptions may be. */
export function shortText(text: string): string {
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT - 1)}…`;
}

/** What a path segment may hold as it is (RFC 3986, pchar) and encodeURIComponent encodes; not `:`, which would make a scheme. */
const PLAIN_IN_SEGMENT: Readonly<Record<string, string>> = {
  '%40': '@',
  '%24': '$',
  '%26': '&',
  '%2B': '+',
  '%2C': ',',
  '%3B': ';',
  '%3D': '=',
};

/** A relative URI: the path with each segment percent-encoded. */
export function relativeUri(path: string): string {
  return path
    .split('/')
    .map((segment) => encodeURIComponent(wellFormed(segment)).replace(/%../g, (code) => PLAIN_IN_SEGMENT[code] ?? code))
    .join('/');
}

/** Lone surrogates, which URIs can't carry, replaced. */
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd');
}
