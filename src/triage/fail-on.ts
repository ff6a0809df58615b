/** `failOn:` of the configuration: from which severity a finding fails the run, by its kind, tier and place. */
import ignore from 'ignore';
import { pathInScope, type FailOnEntry } from '../model/project-config.js';
import type { Finding } from '../model/report.js';
import type { Severity } from '../model/policy.js';

/** From which severity a finding fails. */
export type FailLevel = (finding: Finding) => Severity | 'never';

/**
 * @param entries  the first that fits decides
 * @param fallback holds where none does
 */
export function failLevel(entries: readonly FailOnEntry[], fallback: Severity | 'never'): FailLevel {
  if (entries.length === 0) return () => fallback;
  const fits = entries.map((entry) => fitOf(entry));
  return (finding) => entries[fits.findIndex((fit) => fit(finding))]?.level ?? fallback;
}

/** All selectors that are given must fit. */
function fitOf({ kinds, tiers, paths, scope }: FailOnEntry): (finding: Finding) => boolean {
  const matcher = paths && ignore({ ignorecase: false }).add([...paths]);
  const inPaths = new Map<string, boolean>();
  const fitsPath = (path: string): boolean => {
    let is = inPaths.get(path);
    if (is === undefined) {
      const seen = pathInScope(scope, path);
      inPaths.set(path, (is = seen !== undefined && (matcher?.ignores(seen) ?? true)));
    }
    return is;
  };
  return ({ kind, tier, location }) => (kinds?.includes(kind) ?? true) && (tiers?.includes(tier) ?? true) && fitsPath(location.path);
}
