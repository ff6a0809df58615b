/**
 * Text of scanned code in Markdown: no markup, HTML, mention, reference, address or quick action in it comes to life.
 * Entities stand for characters and are never read as markup (CommonMark 0.31, 2.5).
 */
import { neutraliseSentence } from '../safe-text.js';

const MARKUP = /[&<>"`*_[\]\\|~$#^={}]/g;
/** What begins a block, or a quick action of GitLab, stands first in a line. */
const FIRST = /^[^\p{L}\p{M}]/u;
/** What hosts make links of after the Markdown is rendered, unless it stands in code. */
const LINKED = /@[\w./-]*|#(?=\d)|:\/\/|\.(?<=\bwww\.)|:(?<=\b(?:mailto|xmpp):)/gi;
/** What code between back-ticks can't hold in a cell of a table, and what is a command where the report is printed. */
const NOT_BETWEEN_TICKS = /[`|\\$]|##|^\s|\s$|^$/;

/** A sentence, or a part of one that does not begin a line. */
export function plain(text: string): string {
  let out = '';
  let end = 0;
  const clean = neutraliseSentence(text);
  for (const { 0: found, index } of clean.matchAll(LINKED)) {
    out += `${escaped(clean.slice(end, index))}<code>${entities(found)}</code>`;
    end = index + found.length;
  }
  return out + escaped(clean.slice(end));
}

/** An expression, a path, an id. */
export function code(text: string): string {
  const clean = neutraliseSentence(text);
  return NOT_BETWEEN_TICKS.test(clean) ? `<code>${entities(clean)}</code>` : `\`${clean}\``;
}

/** A sentence, or a part of one, in which code stands between back-ticks. */
export function sentence(text: string): string {
  return text
    .split('`')
    .map((part, index) => (part === '' ? '' : index % 2 === 1 ? code(part) : plain(part)))
    .join('');
}

/** A sentence that begins a line. */
export function paragraph(text: string): string {
  return sentence(text).replace(FIRST, (first) => (/[&<`]/.test(first) ? first : entity(first)));
}

/** A link, or its text alone when there is no address. */
export function link(markdown: string, address: string | undefined): string {
  return address === undefined ? markdown : `[${markdown}](${address})`;
}

/** A path in an address. */
export function pathInAddress(path: string): string {
  return path
    .split('/')
    .map((segment) => encodeURIComponent(segment.replace(/\p{Cs}/gu, '\ufffd')).replace(/[!'()*~]/g, percent))
    .join('/');
}

function escaped(text: string): string {
  return text.replace(MARKUP, entity);
}

/** All punctuation as entities. */
function entities(text: string): string {
  return text.replace(/[^\p{L}\p{N}\s]/gu, entity);
}

function entity(character: string): string {
  return `&#${character.codePointAt(0) ?? 0xfffd};`;
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
