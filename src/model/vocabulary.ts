/** Closed sets of words that people write in rules and configuration, as values. */
import type { TierColumn, Verdict } from './policy.js';
import type { Party, SinkKind } from './rules.js';
import type { Tier } from './taxonomy.js';

export const SINK_KINDS = [
  'log',
  'error',
  'outbound',
  'analytics',
  'ai',
  'message',
  'browser-storage',
  'cookie',
  'url',
  'token',
  'file',
  'export',
  'database',
  'response',
  'queue',
] as const satisfies readonly SinkKind[];

/** Kinds of findings beside those of sinks: text in the code, a setting, a function that does not do what it is called. */
export const OTHER_KINDS = ['literal', 'setting', 'sanitizer'] as const;

/** Whether data leaves by it. */
export function isSinkKind(kind: string): kind is SinkKind {
  return (SINK_KINDS as readonly string[]).includes(kind);
}

export const PARTIES = ['self', 'first', 'third', 'unknown'] as const satisfies readonly Party[];

export const TIERS = ['credential', 'sensitive', 'direct', 'pseudonymous', 'indirect'] as const satisfies readonly Tier[];

/** Columns of a policy's row. */
export const TIER_COLUMNS = [
  'credential',
  'sensitive',
  'direct',
  'pseudonymous',
  'indirect',
  'unclassified',
  'joined',
] as const satisfies readonly TierColumn[];

/** The policy that judges where nobody names one; prints are numbered by what the shipped one reports. */
export const DEFAULT_POLICY = 'default';
/** The policy that a configuration writes out itself. */
export const PROJECT_POLICY = 'project';

/** Worst first. */
export const VERDICTS = ['critical', 'high', 'medium', 'low', 'inventory'] as const satisfies readonly Verdict[];
