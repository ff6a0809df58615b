/** Closed sets of words that people write in rules and configuration, as values. */
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

export const PARTIES = ['self', 'first', 'third', 'unknown'] as const satisfies readonly Party[];

export const TIERS = ['credential', 'sensitive', 'direct', 'pseudonymous', 'indirect'] as const satisfies readonly Tier[];
