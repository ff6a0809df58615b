/** The analysis, loaded when something is to be scanned: it brings the TypeScript parser. */
import { describeConfig, draftConfig, explain, inventory, planBaseline, scan, testRuleExamples } from '../index.js';
import type { DescribeConfig, DraftConfig } from '../model/config-report.js';
import type { TestRuleExamples } from '../model/rule-examples.js';
import type { Explain, PlanBaseline, Scan, TakeInventory } from '../model/options.js';

export const loadedScan: Scan = scan;
export const loadedPlanBaseline: PlanBaseline = planBaseline;
export const loadedInventory: TakeInventory = inventory;
export const loadedExplain: Explain = explain;
export const loadedDescribeConfig: DescribeConfig = describeConfig;
export const loadedRuleExamples: TestRuleExamples = testRuleExamples;
export const loadedDraftConfig: DraftConfig = draftConfig;
