/** How much of a text the groups of a regular expression can hold: what a replacement keeps of it. */

/** Groups of one expression; the first is group 1. */
export interface Groups {
  /** The most characters that each can hold, Infinity when it has no end. */
  readonly widths: readonly number[];
}

/** Escapes that match a place and no character. */
const PLACES = 'bB';

/**
 * @param source of a regular expression, without its slashes
 * @returns the widths of its capturing groups, in the order of their brackets
 */
export function groupsOf(source: string): Groups {
  const reader = new GroupReader(source);
  reader.alternatives();
  return { widths: reader.widths };
}

class GroupReader {
  readonly widths: number[] = [];
  private at = 0;

  constructor(private readonly source: string) {}

  /** Up to the bracket that closes. */
  alternatives(): number {
    let widest = 0;
    let width = 0;
    while (this.at < this.source.length && this.source[this.at] !== ')') {
      if (this.source[this.at] === '|') {
        this.at++;
        widest = Math.max(widest, width);
        width = 0;
      } else width += this.quantified(this.atom());
    }
    return Math.max(widest, width);
  }

  private atom(): number {
    const char = this.source[this.at++];
    if (char === '(') return this.group();
    if (char === '[') return this.characterClass();
    if (char === '\\') return this.escape();
    return char === '^' || char === '$' ? 0 : 1;
  }

  private group(): number {
    const kind = /^\?(?:[:=!]|<[=!]|<\w+>)/.exec(this.source.slice(this.at))?.[0] ?? '';
    this.at += kind.length;
    const captures = kind === '' || /^\?<\w/.test(kind);
    const index = captures ? this.widths.push(0) - 1 : -1;
    // What stands behind the @ of an address is the name of its provider.
    const isProvider = this.source[this.at] === '@';
    const width = this.alternatives();
    this.at++;
    if (captures) this.widths[index] = isProvider ? 0 : width;
    return captures || kind === '?:' ? width : 0;
  }

  private characterClass(): number {
    while (this.at < this.source.length && this.source[this.at] !== ']') this.at += this.source[this.at] === '\\' ? 2 : 1;
    this.at++;
    return 1;
  }

  private escape(): number {
    const char = this.source[this.at++] ?? '';
    if (/[1-9k]/.test(char)) return Infinity; // what another group held, again
    if (/[pPu]/.test(char) && this.source[this.at] === '{') this.at = this.source.indexOf('}', this.at) + 1 || this.source.length;
    return PLACES.includes(char) ? 0 : 1;
  }

  private quantified(width: number): number {
    const found = /^(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/.exec(this.source.slice(this.at));
    if (!found) return width;
    this.at += found[0].length;
    if (width === 0) return 0;
    const [text, least, comma, most] = found;
    if (text.startsWith('?')) return width;
    if (least === undefined || (comma && !most)) return Infinity;
    return width * Number(most || least);
  }
}
