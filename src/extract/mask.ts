/** Constants that hold personal data or a secret: facts are kept on disk, so the text itself does not go into them. */
import type { FunctionFacts, LiteralMatch, Value } from '../model/facts.js';

/** Constants are cut at this length. */
const MAX_CONSTANT = 300;
/** Longest part of a constant that a symbol holds. */
const MAX_IN_SYMBOL = 60;

/**
 * @param texts full text of each literal that matched, with what is put in its place
 * @returns the functions, the same objects where they hold none of the texts
 */
export function withoutSecrets(functions: readonly FunctionFacts[], texts: ReadonlyMap<string, string>): readonly FunctionFacts[] {
  if (texts.size === 0) return functions;
  const cut = new Map([...texts].map(([text, masked]) => [text.slice(0, MAX_CONSTANT), masked]));
  const inSymbol = [...texts].map(([text, masked]) => [text.slice(0, MAX_IN_SYMBOL), masked] as const);
  return functions.map((f) => {
    const holds = f.values.some((v) => v.op === 'const' && typeof v.value === 'string' && cut.has(v.value));
    const symbol = inSymbol.reduce((name, [text, masked]) => name.replaceAll(text, masked), f.symbol);
    if (!holds && symbol === f.symbol) return f;
    const values = f.values.map((v): Value =>
      v.op === 'const' && typeof v.value === 'string' ? { op: 'const', value: cut.get(v.value) ?? v.value } : v,
    );
    return { ...f, symbol, values };
  });
}

/** The text with each match's preview in its place. */
export function maskedText(
  text: string,
  matches: readonly { readonly start: number; readonly end: number; readonly preview: LiteralMatch['preview'] }[],
): string {
  return [...matches].sort((a, b) => b.start - a.start).reduce((out, m) => out.slice(0, m.start) + m.preview + out.slice(m.end), text);
}
