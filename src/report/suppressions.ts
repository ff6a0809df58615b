/** What is wrong with suppressions, in the form of other problems. */
import type { Coverage } from '../model/report.js';
import type { Suppression } from '../model/triage.js';

/** One for each thing that a person should mend. */
export function suppressionProblems(suppressions: readonly Suppression[]): Coverage['problems'] {
  return suppressions.flatMap(({ path, line, origin, problems }) =>
    problems.map(({ message, hint }) => ({
      path,
      line,
      message: `${origin === 'comment' ? 'this comment' : 'this ignore entry'} ${message}`,
      ...(hint === undefined ? {} : { hint }),
    })),
  );
}
