/** A command line without its API, for tests that need none of it or put their own in. */
import type { Analysis } from '../cli/io.js';

const notAskedFor = (): Promise<never> => Promise.reject(new Error('not asked for'));

export const NO_API: Analysis = {
  scan: notAskedFor,
  planBaseline: notAskedFor,
  inventory: notAskedFor,
  explain: notAskedFor,
  describeConfig: notAskedFor,
  testRuleExamples: notAskedFor,
  listRules: notAskedFor,
  showRules: notAskedFor,
  draftRule: notAskedFor,
  draftConfig: notAskedFor,
};
