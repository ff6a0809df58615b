/** What `waybill baseline` would write. */
import { WaybillError } from '../model/errors.js';
import type { BaselineOptions, BaselinePlan, ScanOutcome } from '../model/options.js';
import type { ScanResult } from '../model/report.js';
import type { Baseline, CodeView } from '../model/triage.js';
import { DEFAULT_POLICY } from '../model/vocabulary.js';
import type { Workspace } from '../model/workspace.js';
import { writeBaseline } from '../triage/baseline-file.js';
import { nextBaseline } from '../triage/next-baseline.js';
import { BASELINE_FILE, cutToRoot, fromRoot, placed, shownPath, type BaselinePlace } from './baseline-place.js';

/** @throws {WaybillError} baseline-of-part: when files were named, the findings of the others are not there */
export function refuseParts(workspaces: readonly Workspace[]): void {
  const part = workspaces.find(({ focus }) => focus !== undefined);
  if (!part) return;
  throw new WaybillError({
    code: 'baseline-of-part',
    what: 'a baseline is of all the code, not of single files',
    where: part.focus?.join(', ') ?? '',
    hint: 'name the folder',
  });
}

/** @throws {WaybillError} baseline-present: one is replaced only when that is asked for */
export function refuseReplacing(place: BaselinePlace, { force, cwd }: BaselineOptions): void {
  if (!place.present || force === true) return;
  throw new WaybillError({
    code: 'baseline-present',
    what: 'there is a baseline already',
    where: shownPath(place, cwd),
    hint: 'waybill baseline update brings it up to date; write --force replaces it',
  });
}

export interface PlannedScan extends ScanOutcome {
  readonly place: BaselinePlace;
  /** Whole, as its file has it. */
  readonly baseline?: Baseline;
  readonly code?: CodeView;
}

/** @throws {WaybillError} baseline-not-found when there is none to bring up to date */
export function baselinePlan(options: BaselineOptions, { result, run, place, baseline, code }: PlannedScan): BaselinePlan {
  if (!baseline && options.anew !== true) {
    throw new WaybillError({
      code: 'baseline-not-found',
      what: 'there is no baseline to update',
      where: shownPath(place, options.cwd),
      hint: `write the first one: waybill baseline write; it is ${BASELINE_FILE} in the root unless --baseline names a file`,
    });
  }
  if (!code) throw new Error('a baseline was planned without the code');
  const parts = baseline && cutToRoot(baseline, place);
  const takes = options.noNew === true ? ({ status }: { readonly status?: string }) => status === 'newer-rules' : () => true;
  const { baseline: now, added, removed } = nextBaseline(result.tool, result.findings, code, takes, parts?.inside, policiesOf(result));
  const whole = fromRoot(now, place);
  const outside = parts?.outside ?? { findings: [], files: {} };
  // Code that was not looked at now was last seen by the rules before.
  const partly = outside.findings.length > 0 || Object.keys(outside.files).length > 0;
  const { waybill, rulesVersion } = partly && baseline ? baseline : whole;
  // Those that judged all of it: of a part, both.
  const policies = partly && baseline ? shared(baseline.policies, whole.policies) : whole.policies;
  const findings = [...whole.findings, ...outside.findings];
  const text = writeBaseline({
    waybill,
    rulesVersion,
    ...(policies ? { policies } : {}),
    findings,
    files: { ...whole.files, ...outside.files },
  });
  return {
    result,
    run,
    file: place.file,
    shown: shownPath(place, options.cwd),
    text,
    unchanged: baseline !== undefined && writeBaseline(baseline) === text,
    entries: findings.length,
    added: added.map((entry) => placed(entry, place.prefix)),
    removed: removed.map((entry) => placed(entry, place.prefix)),
  };
}

function policiesOf({ policies }: ScanResult): readonly string[] | undefined {
  return policies?.map(({ id }) => id);
}

/** Absent as in a baseline: the default alone. */
function shared(before: Baseline['policies'] = [DEFAULT_POLICY], now: Baseline['policies'] = [DEFAULT_POLICY]): Baseline['policies'] {
  const both = before.filter((policy) => now.includes(policy));
  return both.length === 1 && both[0] === DEFAULT_POLICY ? undefined : both;
}
