/** The report for programs: everything the scan knows but the source text, in one versioned document. */
import type {
  Coverage,
  DataTypeUse,
  Finding,
  JurisdictionInfo,
  PolicyInfo,
  RecipientUse,
  RuleInfo,
  ScanResult,
  SinkRecord,
} from '../model/report.js';
import type { Thresholds } from '../model/selection.js';
import type { BaselineUse, FindingStatus, Suppression } from '../model/triage.js';
import type { Reporter } from './reporter.js';
import { inertJson } from './safe-text.js';

/** Goes up when a reader of an older version could misread the document; additions do not raise it. */
export const JSON_SCHEMA_VERSION = 1;

export interface JsonFinding extends Finding {
  /** At or above the run's confidence and severity: what the other formats show. */
  readonly shown: boolean;
  /** Makes the run fail. */
  readonly fails: boolean;
  readonly status: FindingStatus;
}

/** Additions only within a version; lists keep the scan's order, which is the same for the same code. */
export interface JsonReport {
  readonly schemaVersion: typeof JSON_SCHEMA_VERSION;
  readonly tool: ScanResult['tool'];
  readonly thresholds: Thresholds;
  readonly summary: {
    /** Findings shown, by severity. */
    readonly shown: { readonly critical: number; readonly high: number; readonly medium: number; readonly low: number };
    readonly belowConfidence: number;
    readonly belowSeverity: number;
    /** Findings that make the run fail; more than none is exit code 1. */
    readonly failing: number;
    /** Findings that are not new, by status, whatever their severity and confidence. */
    readonly baselined: number;
    readonly suppressed: number;
    readonly newerRules: number;
  };
  /** All, also those below the thresholds: see `shown`. */
  readonly findings: readonly JsonFinding[];
  /** Every call that personal data reaches, with all its flows, findings or not. */
  readonly sinks: readonly SinkRecord[];
  readonly dataTypes: readonly DataTypeUse[];
  readonly recipients: readonly RecipientUse[];
  readonly rules: readonly RuleInfo[];
  /** Absent in a run by the default policy alone. */
  readonly policies?: readonly PolicyInfo[];
  /** Absent where the configuration names none. */
  readonly jurisdictions?: readonly JurisdictionInfo[];
  readonly coverage: Coverage;
  /** Comments and entries of the configuration that accept findings, with what is wrong with them. */
  readonly suppressions: readonly Suppression[];
  /** Absent in a run without one. */
  readonly baseline?: BaselineUse;
}

export const jsonReport: Reporter = ({ result, selection }) => {
  const shown = new Set(selection.shown);
  const failing = new Set(selection.failing);
  const bySeverity = { critical: 0, high: 0, medium: 0, low: 0 };
  for (const { severity } of selection.shown) bySeverity[severity]++;
  const { tool, sinks, dataTypes, recipients, rules, coverage, triage } = result;
  const report: JsonReport = {
    schemaVersion: JSON_SCHEMA_VERSION,
    tool,
    thresholds: selection.thresholds,
    summary: {
      shown: bySeverity,
      belowConfidence: selection.belowConfidence,
      belowSeverity: selection.belowSeverity,
      failing: selection.failing.length,
      baselined: withStatus(result, 'baselined'),
      suppressed: withStatus(result, 'suppressed'),
      newerRules: withStatus(result, 'newer-rules'),
    },
    findings: result.findings.map((finding) => ({
      ...finding,
      shown: shown.has(finding),
      fails: failing.has(finding),
      status: finding.status ?? 'new',
    })),
    sinks,
    dataTypes,
    recipients,
    rules,
    ...(result.policies ? { policies: result.policies } : {}),
    ...(result.jurisdictions ? { jurisdictions: result.jurisdictions } : {}),
    coverage,
    suppressions: triage?.suppressions ?? [],
    ...(triage?.baseline ? { baseline: triage.baseline } : {}),
  };
  return inertJson(report);
};

function withStatus({ findings }: ScanResult, status: FindingStatus): number {
  return findings.filter((finding) => finding.status === status).length;
}
