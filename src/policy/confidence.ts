import type { Doubt, RawFlow } from '../model/flow.js';
import type { Confidence } from '../model/report.js';

/** Doubts that leave little by themselves. */
const GRAVE: readonly Doubt[] = ['field-call', 'weak-owner', 'many-keys'];

/** high: no doubt; medium: one; low: two, or a grave one. */
export function confidenceOf(flow: RawFlow): Confidence {
  if (flow.doubts.some((d) => GRAVE.includes(d)) || flow.doubts.length >= 2) return 'low';
  return flow.doubts.length === 1 ? 'medium' : 'high';
}

const ORDER: readonly Confidence[] = ['high', 'medium', 'low'];

export function best(of: readonly Confidence[]): Confidence {
  return ORDER.find((c) => of.includes(c)) ?? 'low';
}
