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

/** Kinds of findings beside those of sinks: text in the code, a setting, a function that does not do what it is called. */
export const OTHER_KINDS = ['literal', 'setting', 'sanitizer'] as const;

/** Whether data leaves by it. */
export function isSinkKind(kind: string): kind is SinkKind {
  return (SINK_KINDS as readonly string[]).includes(kind);
}

export const PARTIES = ['self', 'first', 'third', 'unknown'] as const satisfies readonly Party[];

export const TIERS = ['credential', 'sensitive', 'direct', 'pseudonymous', 'indirect'] as const satisfies readonly Tier[];
