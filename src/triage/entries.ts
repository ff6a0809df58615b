/** `ignore:` entries of the configuration → what they accept. */
import ignore from 'ignore';
import { pathInScope, type IgnoreEntry } from '../model/project-config.js';
import { Acceptance, ruleFits, type Fit } from './acceptance.js';
import { isDay } from './days.js';
import { unknownNames, type KnownNames } from './known-names.js';

/** Whether what an entry speaks of may lie outside of what was scanned. */
export function reachesBeyond({ scope }: IgnoreEntry): boolean {
  return (scope?.above ?? '') !== '';
}

/** @param entries paths of their places as findings have them */
export function acceptancesOfEntries(entries: readonly IgnoreEntry[], known: KnownNames, today: string): readonly Acceptance[] {
  return entries.map((entry) => {
    const { paths, reason, until, by, place } = entry;
    const unknown = [
      ...unknownNames(entry.rules ?? [], { rules: known.rules, dataTypes: new Set() }),
      ...unknownNames(entry.dataTypes ?? [], { rules: new Set(), dataTypes: known.dataTypes }),
    ];
    const faults = [
      ...(reason.trim() === '' ? [{ message: 'gives no reason, so it suppresses nothing', hint: 'say why this is accepted: reason' }] : []),
      ...(until !== undefined && !isDay(until)
        ? [{ message: `holds until \`${until}\`, which is no day, so it suppresses nothing`, hint: 'write it as 2027-01-31' }]
        : []),
    ];
    return new Acceptance(
      {
        origin: 'config',
        scope: 'project',
        path: place.path,
        line: place.line,
        names: [...(entry.rules ?? []), ...(entry.dataTypes ?? []), ...(entry.prints ?? [])],
        ...(paths ? { paths } : {}),
        reason,
        ...(until === undefined ? {} : { until }),
        ...(by === undefined ? {} : { by }),
        faults,
        warnings: unknown,
      },
      fitOf(entry),
      today,
    );
  });
}

/** All selectors that are given must fit. */
function fitOf({ paths, rules, dataTypes, prints, scope }: IgnoreEntry): Fit {
  const matcher = paths && ignore().add([...paths]);
  const inPaths = new Map<string, boolean>();
  const fitsPath = (path: string): boolean => {
    let fits = inPaths.get(path);
    if (fits === undefined) {
      const seen = pathInScope(scope, path);
      fits = seen !== undefined && (matcher === undefined || matcher.ignores(seen));
      inPaths.set(path, fits);
    }
    return fits;
  };
  return (finding, unit) => {
    const fits =
      (!rules || rules.some((rule) => ruleFits(rule, finding, unit))) &&
      (!dataTypes || dataTypes.includes(unit.id)) &&
      (!prints || prints.some((print) => finding.print.startsWith(print.toLowerCase()))) &&
      fitsPath(finding.location.path);
    return fits ? [unit.id] : [];
  };
}
