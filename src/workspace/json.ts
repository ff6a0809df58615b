/** JSON as people write it in configuration: comments, trailing commas, a byte order mark. */

const STRING_OR_COMMENT = /"(?:[^"\\]|\\.)*"|\/\/[^\n\r]*|\/\*[\s\S]*?\*\//g;
const STRING_OR_TRAILING_COMMA = /"(?:[^"\\]|\\.)*"|,(?=\s*[\]}])/g;

/**
 * Takes the text of a JSON file with comments and trailing commas, gives its value.
 * @throws SyntaxError when it is no JSON.
 */
export function parseJsonWithComments(text: string): unknown {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  try {
    return JSON.parse(plain);
  } catch {
    const uncommented = plain.replace(STRING_OR_COMMENT, (match) => (match.startsWith('"') ? match : ' '));
    return JSON.parse(uncommented.replace(STRING_OR_TRAILING_COMMA, (match) => (match.startsWith('"') ? match : '')));
  }
}

/** The value as an object with string keys, or nothing. */
export function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
}

/** The value when it is a string with something in it. */
export function asString(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The strings of an array; nothing when the value is no array. */
export function asStrings(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : undefined;
}
