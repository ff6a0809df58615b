/** Results with as many findings as a limit needs. */
import type { Finding, ScanResult } from '../model/report.js';
import type { Severity } from '../model/policy.js';
import { sampleResult } from './sample-result.js';

/** Takes numbers by severity, gives a result with so many findings, each at a line and with a print of its own. */
export function manyFindings(numbers: Partial<Record<Severity, number>>): ScanResult {
  const [first] = sampleResult.findings as readonly [Finding];
  let line = 0;
  const findings = Object.entries(numbers).flatMap(([severity, number]) =>
    Array.from({ length: number }, (): Finding => {
      line++;
      const location = { ...first.location, line, endLine: line };
      return { ...first, severity: severity as Severity, print: `print-${line}`, location, callLocation: location };
    }),
  );
  return { ...sampleResult, findings: findings.reverse() };
}
