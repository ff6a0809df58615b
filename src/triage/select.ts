/** Applies `--confidence`, `--severity` and `--fail-on`. */
import type { RunSettings } from '../model/project-config.js';
import type { Finding } from '../model/report.js';
import type { Severity } from '../model/policy.js';
import { CONFIDENCES, DEFAULT_THRESHOLDS, SEVERITIES, type Selection, type Thresholds } from '../model/selection.js';
import { failLevel } from './fail-on.js';

/** Thresholds that a caller asks for: what is absent, the configuration or the default says. */
export type ThresholdChoice = Partial<Pick<Thresholds, 'severity' | 'confidence' | 'failOn'>>;

/**
 * Divides findings by the thresholds of a run.
 *
 * @param findings  all of the result, any order
 * @returns what is shown, what makes the run fail, and how much was left out by which threshold
 */
export function select(findings: readonly Finding[], thresholds: Thresholds): Selection {
  const shown: Finding[] = [];
  const failing: Finding[] = [];
  let belowConfidence = 0;
  let belowSeverity = 0;
  const levelOf = failLevel(thresholds.failOnEntries ?? [], thresholds.failOn);
  for (const finding of findings) {
    if (finding.status !== undefined && finding.status !== 'new') continue; // triage.ts said why
    if (CONFIDENCES.indexOf(finding.confidence) > CONFIDENCES.indexOf(thresholds.confidence)) {
      belowConfidence++;
      continue;
    }
    const failOn = levelOf(finding);
    if (failOn !== 'never' && atLeast(finding.severity, failOn)) failing.push(finding);
    if (atLeast(finding.severity, thresholds.severity)) shown.push(finding);
    else belowSeverity++;
  }
  return { thresholds, shown, belowConfidence, belowSeverity, failing };
}

function atLeast(severity: Severity, threshold: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(threshold);
}

/** Flags beat the configuration, the configuration beats defaults. */
export function thresholdsOf(flags: ThresholdChoice, settings: RunSettings | undefined): Thresholds {
  const confidence = flags.confidence ?? settings?.confidence ?? DEFAULT_THRESHOLDS.confidence;
  const severity = flags.severity ?? settings?.severity ?? DEFAULT_THRESHOLDS.severity;
  if (flags.failOn !== undefined) return { confidence, severity, failOn: flags.failOn };
  const entries = settings?.failOn ?? [];
  const [first] = entries;
  if (!first) return { confidence, severity, failOn: DEFAULT_THRESHOLDS.failOn };
  // One level for all is told as the flag is.
  const isForAll = !first.kinds && !first.tiers && !first.paths && (first.scope?.below ?? '') === '';
  if (isForAll) return { confidence, severity, failOn: first.level };
  return { confidence, severity, failOn: DEFAULT_THRESHOLDS.failOn, failOnEntries: entries };
}
