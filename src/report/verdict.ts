/** What the exit code says, in words. */
import type { Selection } from '../model/selection.js';

/**
 * `failed: 3 findings at or above high`, `passed: no finding at or above high`.
 *
 * @param shortfall  what was demanded to be seen and was not
 */
export function verdict(selection: Selection, shortfall?: string): string {
  const findings = ofFindings(selection);
  if (shortfall === undefined) return findings;
  return selection.failing.length > 0 ? `${findings}; ${shortfall}` : `failed: ${shortfall}`;
}

function ofFindings({ failing, shown, thresholds }: Selection): string {
  const byEntry = thresholds.failOnEntries !== undefined;
  if (failing.length === 0 && byEntry) return 'passed: no finding that failOn of the configuration names';
  if (failing.length === 0) {
    return thresholds.failOn === 'never' ? 'passed: findings never fail this run' : `passed: no finding at or above ${thresholds.failOn}`;
  }
  const visible = new Set(shown);
  const unseen = failing.filter((finding) => !visible.has(finding)).length;
  const findings = failing.length === 1 ? 'finding' : 'findings';
  const which = byEntry ? 'that failOn of the configuration names' : `at or above ${thresholds.failOn}`;
  return `failed: ${failing.length} ${findings} ${which}${unseen > 0 ? ` (${unseen} not shown)` : ''}`;
}
