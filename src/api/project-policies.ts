/** Policies and jurisdictions that configurations name or write out. */
import type { PlacedConfig } from '../config/load.js';
import { holdsForRun, policyNames, writtenPolicy } from '../config/run-settings.js';
import { listed } from '../config/schema.js';
import type { Policy, PolicyFile } from '../model/policy.js';
import { PROJECT_POLICY } from '../model/vocabulary.js';
import type { Bundle } from '../rules/bundle.js';
import { wordsOfTaxonomy } from '../rules/known-words.js';
import type { Loaded } from '../rules/load.js';
import { resolvePolicies } from '../rules/policies.js';
import { nearestWord, type FileProblem } from '../yaml/problems.js';
import type { ConfiguredRoot, ConfiguredRun } from './project-config.js';

/** Shipped policies, those of rule files, and the one that the configuration of the run writes out. */
export function policiesOfProject(
  configs: readonly PlacedConfig[],
  roots: readonly ConfiguredRoot[],
  bundle: Bundle,
  problems: FileProblem[],
): Pick<ConfiguredRun, 'known' | 'ownPolicies'> {
  const known = Object.assign({}, bundle.rules.policies, ...roots.map(({ rules }) => rules.policies)) as ConfiguredRun['known'];
  const ownPolicies = roots.flatMap((root) => root.ownPolicies);
  const regions = roots.flatMap(({ rules }) => rules.regions.map(({ id }) => id));
  const words = { ...wordsOfTaxonomy(bundle.taxonomy), policies: known, regions };
  let own: { readonly policy: Policy; readonly written: Loaded<PolicyFile> } | undefined;
  for (const config of configs) {
    const written = writtenPolicy(config);
    const policy = written && resolvePolicies([written], words, problems)[PROJECT_POLICY];
    if (written && policy && holdsForRun(config.folder)) own = { policy, written };
  }
  if (!own) return { known, ownPolicies };
  return { known: { ...known, [PROJECT_POLICY]: own.policy }, ownPolicies: [...ownPolicies, own.written] };
}

/** A policy may be one of the project's own rules: it is looked for when these are read. */
export function unknownPolicies(configs: readonly PlacedConfig[], known: readonly string[]): readonly FileProblem[] {
  return configs.flatMap(({ config: { policy }, yaml }) => {
    if (policy === undefined || (typeof policy === 'object' && !Array.isArray(policy))) return [];
    return policyNames(policy).flatMap((name, at): FileProblem[] => {
      if (known.includes(name)) return [];
      const place = typeof policy === 'string' ? yaml.inside(['policy'], policy.indexOf(name)) : yaml.at(['policy', at]);
      return [{ file: yaml.file, ...place, ...unknown('policy', name, known) }];
    });
  });
}

export function unknownJurisdictions(
  configs: readonly PlacedConfig[],
  roots: readonly ConfiguredRoot[],
  { rules }: Bundle,
): readonly FileProblem[] {
  const regions = [rules, ...roots.map((root) => root.rules)].flatMap((all) => all.regions.map(({ id }) => id));
  const known = [...new Set([...regions, ...rules.countries])];
  return configs.flatMap(({ config: { jurisdictions }, yaml }) =>
    listed(jurisdictions).flatMap((name, at): FileProblem[] => {
      if (known.includes(name)) return [];
      const nearest = known.find((word) => word === name.toUpperCase()) ?? rules.regions.find(({ title }) => title === name)?.id;
      const message = `there is no jurisdiction "${name}": expected ${[...new Set(regions)].join(', ')}, or the ISO 3166 code of a country`;
      const place = yaml.at(typeof jurisdictions === 'string' ? ['jurisdictions'] : ['jurisdictions', at]);
      return [{ file: yaml.file, ...place, message, ...(nearest === undefined ? {} : { nearest }) }];
    }),
  );
}

function unknown(what: string, name: string, known: readonly string[]): Pick<FileProblem, 'message' | 'nearest'> {
  const nearest = nearestWord(name, known);
  return { message: `there is no ${what} "${name}"; there are ${known.join(', ')}`, ...(nearest === undefined ? {} : { nearest }) };
}
