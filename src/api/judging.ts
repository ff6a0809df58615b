/** Which policies judge a run, and where its data is at home. */
import { closest } from 'fastest-levenshtein';
import { policyNames } from '../config/run-settings.js';
import { WaybillError } from '../model/errors.js';
import type { ScanOptions } from '../model/options.js';
import type { PolicyInfo, ScanResult } from '../model/report.js';
import type { Policy } from '../model/policy.js';
import { DEFAULT_POLICY } from '../model/vocabulary.js';
import { homeOf, isPlain, type Home } from '../policy/index.js';
import type { Bundle } from '../rules/bundle.js';
import type { ConfiguredRun } from './project-config.js';

export interface Judging {
  /** As they were named, each once. */
  readonly policies: readonly Policy[];
  /** The shipped default: what it reports decides how prints are numbered. */
  readonly reference: Policy;
  readonly home?: Home;
}

/** @throws {WaybillError} unknown-policy, with the nearest that is known */
export function judgingOf({ policy }: Pick<ScanOptions, 'policy'>, project: ConfiguredRun, { rules }: Bundle): Judging {
  const asked = policy === undefined ? [] : typeof policy === 'string' ? policyNames(policy) : policyNames([...policy]);
  const names = policy === undefined ? (project.policies ?? [DEFAULT_POLICY]) : asked;
  const all = [...project.roots.flatMap((root) => root.rules.regions), ...rules.regions];
  const regions = new Map(all.toReversed().map((region) => [region.id, region]));
  const home = homeOf(project.jurisdictions, [...regions.values()]);
  return {
    policies: policiesNamed(names.length > 0 ? names : [DEFAULT_POLICY], project.known),
    reference: rules.policies[DEFAULT_POLICY]!,
    ...(home ? { home } : {}),
  };
}

/** @throws {WaybillError} unknown-policy */
export function policiesNamed(names: readonly string[], known: ConfiguredRun['known']): readonly Policy[] {
  return names.map((name) => {
    const policy = Object.hasOwn(known, name) ? known[name] : undefined;
    if (policy) return policy;
    const all = Object.keys(known);
    throw new WaybillError({
      code: 'unknown-policy',
      what: 'there is no such policy',
      where: name,
      hint: `did you mean ${closest(name, all)}? There are: ${all.join(', ')}`,
    });
  });
}

/** All that decides what is judged, as plain data: an input of the key of a kept result. */
export function inputOf({ policies, reference, home }: Judging): unknown {
  return [policies, reference, home?.jurisdictions ?? [], home?.regions ?? []];
}

/** Verbs by which any of the policies knows a sanitizer. */
export function sanitizerNames({ policies, reference }: Judging): readonly string[] {
  return [...new Set([...policies, reference].flatMap(({ sanitizers }) => sanitizers?.names ?? []))];
}

/** Names of the policies, as one text. */
export function policyText({ policies }: Pick<Judging, 'policies'>): string {
  return policies.map(({ policy }) => policy).join(',');
}

/** What a report says of policies and jurisdictions; nothing of the default alone. */
export function judgingInfos({ policies, home }: Judging): Pick<ScanResult, 'policies' | 'jurisdictions'> {
  const infos = policies.map(({ policy, title, articles = {} }): PolicyInfo => ({ id: policy, title, articles: Object.values(articles) }));
  return { ...(isPlain(policies) ? {} : { policies: infos }), ...(home ? { jurisdictions: home.jurisdictions } : {}) };
}
