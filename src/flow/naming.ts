/** Names that variables add to what they hold. */
import type { Alt, AV, Ref } from './abstract-value.js';
import { expressionName } from './project.js';

/**
 * The variable that holds an opaque member is a further name of it; one that only carries what a resolved call gave
 * has that data's types, whatever its name.
 */
export function named(av: AV, name: string | undefined, key: string): AV {
  if (!name) return av;
  return av.map((x) => (x.a === 'ref' && !x.member && x.path.at(-1) === key && expressionName(x) !== name ? { ...x, alias: name } : x));
}

/** The variable names what an unresolved call gave, also where a known one only carried it on. */
export function namedResult(av: AV, name: string | undefined): AV {
  if (!name) return av;
  return av.map((x): Alt => {
    if (x.a === 'str' && x.parts.length === 1) return { ...x, parts: x.parts.map((part) => namedResult(part, name)) };
    return x.a === 'ref' && isNameless(x) ? { ...x, alias: name } : x;
  });
}

/** What an unresolved call gave, under no name yet. */
export function isNameless(x: Ref): boolean {
  return x.origin.kind === 'result' && x.origin.names.length === 0 && x.path.length === 0 && !x.alias;
}
