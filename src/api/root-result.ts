/** What a run knows of one root when its stages are through; the part that is kept is plain data. */
import type { CodeView, SourceComment } from '../model/triage.js';
import type { Survey } from '../model/inventory.js';
import type { Coverage, FactsCount, Finding, SinkRecord } from '../model/report.js';
import type { ResolvedRecipient } from '../policy/index.js';
import type { CodeOutline } from './code-view.js';
import type { QuotedFile } from './mask-literals.js';

/** Depends on content alone: the same files, rules and choices give the same. */
export interface RootFound {
  readonly findings: readonly Finding[];
  readonly sinks: readonly SinkRecord[];
  readonly recipients: readonly (readonly [string, ResolvedRecipient])[];
  readonly coverage: Coverage;
  readonly comments: readonly SourceComment[];
  readonly code?: CodeOutline;
  readonly survey?: Survey;
  /** Files of which reports may show lines. */
  readonly quoted: readonly QuotedFile[];
  /** Source files with facts. */
  readonly files: number;
}

export interface RootResult extends Pick<RootFound, 'findings' | 'sinks' | 'coverage' | 'comments' | 'survey'> {
  readonly recipients: ReadonlyMap<string, ResolvedRecipient>;
  readonly code?: CodeView;
  /** Text of the quoted files, masked. */
  readonly sources: Readonly<Record<string, string>>;
  readonly run: RootRun;
}

/** How the result was got; in no report. */
export interface RootRun {
  readonly count: FactsCount;
  /** Threads that took part. */
  readonly workers: number;
  /** The whole result was kept from a run before. */
  readonly reused: boolean;
  readonly cacheProblem?: string;
}

const LISTS = ['findings', 'sinks', 'recipients', 'comments', 'quoted'] as const;

/** @returns undefined when the data is something else */
export function readRootFound(data: unknown): RootFound | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const found = data as Partial<RootFound>;
  const whole = LISTS.every((key) => Array.isArray(found[key])) && typeof found.coverage === 'object' && typeof found.files === 'number';
  return whole ? (data as RootFound) : undefined;
}
