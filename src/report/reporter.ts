/** What all reporters take and give, and the table of formats. A reporter is loaded when it is asked for. */
import type { RunInfo, ScanResult } from '../model/report.js';
import type { Selection } from '../model/selection.js';

export interface ReportInput {
  readonly result: ScanResult;
  readonly selection: Selection;
  /** Only the terminal's summary prints it. */
  readonly run?: RunInfo;
}

/** How the place looks to which the text goes; machine formats ignore it. */
export interface ReportStyle {
  /** Columns. */
  readonly width: number;
  /** chalk's levels: none, 16, 256 colours, all. */
  readonly color: 0 | 1 | 2 | 3;
  /** Whether symbols beyond ASCII can be shown. */
  readonly unicode: boolean;
  /** Findings without the summary. */
  readonly quiet: boolean;
}

/** Pure: data in, text out; the text ends with a newline unless it is empty. */
export type Reporter = (input: ReportInput, style: ReportStyle) => string;

export const FORMATS = ['pretty', 'json', 'sarif'] as const;
export type Format = (typeof FORMATS)[number];

const reporters: Readonly<Record<Format, () => Promise<Reporter>>> = {
  pretty: async () => (await import('./pretty/report.js')).prettyReport,
  json: async () => (await import('./json.js')).jsonReport,
  sarif: async () => (await import('./sarif/report.js')).sarifReport,
};

/** Loads the reporter of a format. */
export function loadReporter(format: Format): Promise<Reporter> {
  return reporters[format]();
}
