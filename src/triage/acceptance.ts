/** One comment or entry while it is held against findings: what it covers, and what it was good for. */
import type { Finding, FindingDataType } from '../model/report.js';
import type { Suppression, SuppressionProblem, SuppressionState } from '../model/triage.js';

export interface AcceptanceParts extends Pick<Suppression, 'origin' | 'scope' | 'path' | 'line' | 'names' | 'reason'> {
  readonly paths?: readonly string[];
  readonly until?: string;
  readonly by?: string;
  /** With any of them it covers nothing. */
  readonly faults: readonly SuppressionProblem[];
  /** It holds without these. */
  readonly warnings: readonly SuppressionProblem[];
}

export type Unit = FindingDataType;

/** What is asked of every data type of a finding in reach: the names that fit, none when it is not covered. */
export type Fit = (finding: Finding, unit: Unit) => readonly string[];

export class Acceptance {
  readonly #used = new Set<string>();
  readonly #expired: boolean;
  #findings = 0;

  /** @param today `YYYY-MM-DD` */
  constructor(
    readonly parts: AcceptanceParts,
    private readonly fit: Fit,
    today: string,
  ) {
    this.#expired = parts.until !== undefined && parts.until < today;
  }

  get holds(): boolean {
    return this.parts.faults.length === 0 && !this.#expired;
  }

  /** The data types of a finding that it covers; counts them as found. */
  covers(finding: Finding): readonly Unit[] {
    if (!this.holds) return [];
    const covered = finding.dataTypes.filter((unit) => {
      const names = this.fit(finding, unit);
      for (const name of names) this.#used.add(name);
      return names.length > 0;
    });
    if (covered.length > 0) this.#findings++;
    return covered;
  }

  /** @param certain whether all was looked at that it could cover */
  result(certain: boolean): Suppression {
    const { faults, warnings, ...written } = this.parts;
    const state = this.#state(certain);
    return { ...written, state, findings: this.#findings, problems: [...faults, ...warnings, ...this.#observations(state, certain)] };
  }

  #state(certain: boolean): SuppressionState {
    if (this.parts.faults.length > 0) return 'invalid';
    if (this.#expired) return 'expired';
    return this.#findings > 0 || !certain ? 'active' : 'unused';
  }

  #observations(state: SuppressionState, certain: boolean): SuppressionProblem[] {
    if (state === 'expired')
      return [
        {
          message: `held until ${this.parts.until ?? ''} and suppresses nothing any more`,
          hint: 'remove it, or decide anew and set another day',
        },
      ];
    if (state === 'unused') return [{ message: 'suppresses nothing: no finding here fits it', hint: 'remove it' }];
    if (state === 'invalid' || !certain || this.parts.origin === 'config') return [];
    const known = new Set(this.parts.warnings.map(({ message }) => /`(.+)`/.exec(message)?.[1]));
    const idle = this.parts.names.filter((name) => !this.#used.has(name) && !known.has(name));
    return idle.map((name) => ({ message: `names \`${name}\`, which fits no finding here`, hint: `remove ${name} from it` }));
  }
}

/** A rule speaks of the data types that break it; what leaves only because of these goes with the finding's own rule. */
export function ruleFits(rule: string, finding: Finding, unit: Unit): boolean {
  if (unit.rule === rule) return true;
  return finding.rule === rule && (unit.rule === undefined || unit.rule === `${finding.kind}-joined`);
}
