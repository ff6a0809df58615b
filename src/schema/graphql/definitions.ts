/** Definitions of a GraphQL document with their places; a definition that can't be read costs itself alone. */
import type { DefinitionNode } from 'graphql';
import { parse } from 'graphql/language/parser.js';
import type { FactsProblem } from '../../model/facts.js';

/** Tokens of one document: more are data. */
const MAX_TOKENS = 500_000;
/** Where a definition may begin when what stands before it can't be read. */
const DEFINITION = /^(?:extend[ \t]+)?(?:type|interface|input|enum|union|scalar|schema|directive|query|mutation|subscription|fragment)\b/gm;

export interface PlacedDefinition {
  readonly node: DefinitionNode;
  /** What is added to the node's places. */
  readonly offset: number;
}

export interface Definitions {
  readonly definitions: readonly PlacedDefinition[];
  readonly problems: readonly FactsProblem[];
}

/**
 * Reads a document whole; when it has an error, each definition by itself.
 *
 * @param offset where the text stands in its file
 */
export function definitionsOf(text: string, offset: number): Definitions {
  const whole = parsed(text, offset);
  if (!whole.problem) return { definitions: whole.definitions, problems: [] };
  const starts = [...text.matchAll(DEFINITION)].map(({ index }) => index);
  if (starts.length < 2) return { definitions: [], problems: [whole.problem] };
  const parts = starts.map((start, i) => parsed(text.slice(start, starts[i + 1]), offset + start));
  return { definitions: parts.flatMap(({ definitions }) => definitions), problems: parts.flatMap(({ problem }) => problem ?? []) };
}

function parsed(text: string, offset: number): { readonly definitions: readonly PlacedDefinition[]; readonly problem?: FactsProblem } {
  try {
    const { definitions } = parse(text, { maxTokens: MAX_TOKENS, allowLegacyFragmentVariables: true });
    return { definitions: definitions.map((node) => ({ node, offset })) };
  } catch (error) {
    const { message, positions } = error as { readonly message: string; readonly positions?: readonly number[] };
    const at = (positions?.[0] ?? 0) + offset;
    return { definitions: [], problem: { message: withoutText(message), at: [at, at] } };
  }
}

/** The parser's words without what it quotes of texts in the file, as these may be secret. */
function withoutText(message: string): string {
  return message.replace(/String "[\s\S]*"/, 'String').replace(/\.$/, '');
}
