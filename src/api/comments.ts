/** Comments of facts, by lines. */
import type { FileFacts } from '../model/facts.js';
import type { SourceComment } from '../model/triage.js';
import { position } from '../model/position.js';

export function commentsOf(files: readonly FileFacts[]): readonly SourceComment[] {
  return files.flatMap((facts) =>
    facts.directives.map(({ text, at, following, trailing }): SourceComment => ({
      path: facts.path,
      text,
      line: position(facts, at[0]).line,
      endLine: position(facts, at[1]).line,
      ...(following === undefined ? {} : { nextLine: position(facts, following).line }),
      ...(trailing ? { trailing } : {}),
    })),
  );
}
