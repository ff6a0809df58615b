/** What one pass over a text tells: most literals are told apart from personal data by this alone. */

export interface TextFeatures {
  readonly digits: number;
  /** Most digits that stand together, at most one separator or space apart. */
  readonly together: number;
  /** Length of the longest run of letters, digits, `_` and `-`. */
  readonly longestToken: number;
  /** Holds what ordinary words do not: `@`, `$`, `:`, `--`, or a character beyond Latin. */
  readonly signal: boolean;
}

/** Separators within written numbers: space ( ) - . / */
const isSeparator = (code: number): boolean => code === 32 || (code >= 40 && code <= 41) || (code >= 45 && code <= 47);

export function featuresOf(text: string, length: number): TextFeatures {
  let digits = 0;
  let together = 0;
  let group = 0;
  let gap = 0;
  let token = 0;
  let longestToken = 0;
  let signal = false;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    const isDigit = code >= 48 && code <= 57;
    if (isDigit) {
      digits++;
      group++;
      gap = 0;
      if (group > together) together = group;
    } else if (++gap > 2 || !isSeparator(code)) group = 0;
    if (isDigit || (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code === 45) {
      token++;
      if (token > longestToken) longestToken = token;
      if (code === 45 && text.charCodeAt(i - 1) === 45) signal = true;
    } else {
      token = 0;
      if (code === 64 || code === 36 || code === 58 || code > 0x2fff) signal = true;
    }
  }
  return { digits, together, longestToken, signal };
}
