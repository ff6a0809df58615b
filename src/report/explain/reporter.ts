/** What reporters of an explanation take and give, and the table of their formats. Each is loaded when it is asked for. */
import type { Explanation } from '../../model/explanation.js';
import type { ReportStyle } from '../reporter.js';

/** Pure: data in, text out; the text ends with a line break. */
export type ExplainReporter = (explanation: Explanation, style: ReportStyle) => string;

export const EXPLAIN_FORMATS = ['pretty', 'json'] as const;
export type ExplainFormat = (typeof EXPLAIN_FORMATS)[number];

const reporters: Readonly<Record<ExplainFormat, () => Promise<ExplainReporter>>> = {
  pretty: async () => (await import('./pretty.js')).prettyExplanation,
  json: async () => (await import('./json.js')).jsonExplanation,
};

/** Loads the reporter of a format. */
export function loadExplainReporter(format: ExplainFormat): Promise<ExplainReporter> {
  return reporters[format]();
}
