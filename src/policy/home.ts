/** Where the data of a project is at home, and what leaves it. */
import type { CrossBorder, JurisdictionInfo } from '../model/report.js';
import type { Region } from '../model/policy.js';

export interface Home {
  /** As named; a country has the law of its region. */
  readonly jurisdictions: readonly JurisdictionInfo[];
  /** ISO 3166 codes. */
  readonly countries: ReadonlySet<string>;
  /** Those that are named, and those that a named country lies in. */
  readonly regions: readonly Region[];
}

/** @param names ids of regions, or codes of countries; none: no border is known */
export function homeOf(names: readonly string[], regions: readonly Region[]): Home | undefined {
  if (names.length === 0) return undefined;
  const around = (id: string): readonly Region[] => regions.filter((region) => region.id === id || region.countries.includes(id));
  const jurisdictions = names.map((id): JurisdictionInfo => {
    const [own] = around(id);
    if (own?.id === id) return own;
    return { id, title: id, countries: [id], ...(own?.transfers ? { transfers: own.transfers } : {}) };
  });
  return {
    jurisdictions,
    countries: new Set(jurisdictions.flatMap(({ countries }) => countries)),
    regions: [...new Set(names.flatMap(around))],
  };
}

/** @returns nothing for a country at home, and where the country is not known */
export function crossing(country: string | undefined, home: Home | undefined): CrossBorder | undefined {
  if (country === undefined || !home || home.countries.has(country)) return undefined;
  const left = home.regions.filter(({ countries }) => !countries.includes(country));
  return {
    country,
    outside: home.jurisdictions.map(({ id }) => id),
    leaves: left.map(({ id }) => id),
    articles: left.flatMap(({ transfers }) => (transfers ? [transfers.title] : [])),
  };
}
