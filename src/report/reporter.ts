/** What all reporters take and give, and the table of formats. A reporter is loaded when it is asked for. */
import type { RunInfo, ScanResult } from '../model/report.js';
import type { Selection } from '../model/selection.js';
import { seenFromTop } from './repository.js';

export interface ReportInput {
  readonly result: ScanResult;
  readonly selection: Selection;
  /** Only the terminal's summary prints it. */
  readonly run?: RunInfo;
  /** What was demanded to be seen and was not: the run fails for it. */
  readonly shortfall?: string;
  /** Absent: the scanned folder is the top of the repository, and nobody knows its address. */
  readonly repository?: RepositoryPlace;
}

/** Where the scanned folder lies: readers of some formats look for files from the top of the repository. */
export interface RepositoryPlace {
  /** The scanned folder below the top; ends with `/`, or is empty. */
  readonly prefix: string;
  /** Where the files of this commit can be read, up to the path; ends with `/`. */
  readonly address?: string;
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
  /** What the place takes; Markdown, which goes to places with a limit, is cut to it. Default: that of a comment on GitHub. */
  readonly maxBytes?: number;
}

/** A file, or a place of which nothing is known. */
export const PLAIN_STYLE: ReportStyle = { width: 80, color: 0, unicode: true, quiet: false };

/** Pure: data in, text out; the text ends with a newline unless it is empty. */
export type Reporter = (input: ReportInput, style: ReportStyle) => string;

export const FORMATS = ['pretty', 'json', 'sarif', 'github', 'gitlab-codequality', 'junit', 'markdown'] as const;
export type Format = (typeof FORMATS)[number];

const reporters: Readonly<Record<Format, () => Promise<Reporter>>> = {
  pretty: async () => (await import('./pretty/report.js')).prettyReport,
  json: async () => (await import('./json.js')).jsonReport,
  sarif: async () => fromTop((await import('./sarif/report.js')).sarifReport),
  github: async () => fromTop((await import('./github.js')).githubReport),
  'gitlab-codequality': async () => fromTop((await import('./gitlab-codequality.js')).gitlabCodeQualityReport),
  junit: async () => fromTop((await import('./junit.js')).junitReport),
  markdown: async () => fromTop((await import('./markdown/report.js')).markdownReport),
};

/** Loads the reporter of a format. */
export function loadReporter(format: Format): Promise<Reporter> {
  return reporters[format]();
}

/** The reporter with paths from the top of the repository. */
function fromTop(report: Reporter): Reporter {
  return (input, style) => report(seenFromTop(input), style);
}
