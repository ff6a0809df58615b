/** A command line without its API, for tests that need none of it or put their own in. */
import type { CliIo } from '../cli/io.js';

const notAskedFor = (): Promise<never> => Promise.reject(new Error('not asked for'));

export const NO_API: Pick<
  CliIo,
  'loadScan' | 'loadPlanBaseline' | 'loadInventory' | 'loadExplain' | 'loadDescribeConfig' | 'loadRuleExamples' | 'loadDraftConfig'
> = {
  loadScan: notAskedFor,
  loadPlanBaseline: notAskedFor,
  loadInventory: notAskedFor,
  loadExplain: notAskedFor,
  loadDescribeConfig: notAskedFor,
  loadRuleExamples: notAskedFor,
  loadDraftConfig: notAskedFor,
};
