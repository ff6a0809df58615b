/** Which findings a run shows and which make it fail: one answer for every format and the exit code. */
import type { FailOnEntry } from './project-config.js';
import type { Confidence, Finding } from './report.js';
import type { Severity } from './policy.js';

/** Worst first. */
export const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low'];
/** Surest first. */
export const CONFIDENCES: readonly Confidence[] = ['high', 'medium', 'low'];

export interface Thresholds {
  /** Findings below are neither shown nor counted for the exit code. */
  readonly confidence: Confidence;
  /** Findings below are not shown; the exit code does not change. */
  readonly severity: Severity;
  /** The run fails from this severity on. */
  readonly failOn: Severity | 'never';
  /** By kind, tier and place, where the configuration tells them apart: the first that fits decides, else `failOn`. */
  readonly failOnEntries?: readonly FailOnEntry[];
}

export const DEFAULT_THRESHOLDS: Thresholds = { confidence: 'medium', severity: 'low', failOn: 'high' };

export interface Selection {
  readonly thresholds: Thresholds;
  /** In the order of the result. */
  readonly shown: readonly Finding[];
  /** Left out by confidence. */
  readonly belowConfidence: number;
  /** Sure enough, but left out by severity. */
  readonly belowSeverity: number;
  /** Sure enough and at or above `failOn`, shown or not. */
  readonly failing: readonly Finding[];
}
