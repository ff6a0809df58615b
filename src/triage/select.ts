/** Applies `--confidence`, `--severity` and `--fail-on`. */
import type { Finding } from '../model/report.js';
import type { Severity } from '../model/rules.js';
import { CONFIDENCES, SEVERITIES, type Selection, type Thresholds } from '../model/selection.js';
import { failLevel } from './fail-on.js';

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
