/** The part of the JSON documents that says what was looked at, and what was not. */
import * as v from 'valibot';
import { about, count } from './schema-words.js';

const problem = v.object({
  path: v.string(),
  line: v.exactOptional(count),
  message: v.string(),
  hint: v.exactOptional(v.string()),
});

const unfollowed = v.object({
  cause: v.pipe(
    v.picklist(['library', 'call', 'parameter', 'error', 'limit', 'unknown']),
    about('Given by a library without rules for it; by a call with an unknown target; by code that is not seen; a caught error; a limit.'),
  ),
  package: v.exactOptional(v.pipe(v.string(), about('Of a library.'))),
  arguments: count,
});

export const coverage = v.pipe(
  v.object({
    files: v.object({
      analysed: count,
      literalsOnly: v.pipe(count, about('Tests, stories and fixtures.')),
      skipped: v.pipe(v.record(v.string(), count), about('Files left out, by reason; a folder that is left out whole counts once.')),
    }),
    lines: count,
    bytes: count,
    calls: v.object({
      total: count,
      project: v.pipe(count, about('To functions of the project.')),
      modelled: v.pipe(count, about('To libraries and built-ins with rules.')),
      catalogued: v.pipe(count, about('To packages of which only the recipient is known: what goes in is in the inventory.')),
      unmodelled: v.pipe(v.array(v.object({ module: v.string(), calls: count })), about('To modules without rules, most frequent first.')),
      unresolved: v.pipe(count, about('With a target that is not known.')),
    }),
    sinkArguments: v.pipe(
      v.object({
        total: count,
        followed: v.pipe(count, about('What they hold is known, personal or not.')),
        notFollowed: v.pipe(v.array(unfollowed), about('By cause, most frequent first.')),
      }),
      about('Arguments of calls at which data leaves.'),
    ),
    percent: v.pipe(
      v.object({ files: v.number(), calls: v.number(), sinkArguments: v.number() }),
      about('How much of each was followed, rounded down to a tenth.'),
    ),
    cuts: v.pipe(v.record(v.string(), count), about('Limits of the analysis that cut something → how often.')),
    unknownRecipients: v.pipe(count, about('Sinks with an unknown recipient.')),
    problems: v.pipe(v.array(problem), about('Files that could not be analysed, or not whole.')),
  }),
  about('What was looked at, and what was not.'),
);
