/** Words that the schemas of all JSON documents share. */
import * as v from 'valibot';
import { SINK_KINDS } from '../model/vocabulary.js';

export const about = <T>(text: string) => v.description<T, string>(text);
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
export const position = v.pipe(v.number(), v.integer(), v.minValue(1));

export const severity = v.pipe(v.picklist(['critical', 'high', 'medium', 'low']), about('How bad the policy says it is.'));
export const confidence = v.pipe(v.picklist(['high', 'medium', 'low']), about('How sure the analysis is.'));
export const party = v.pipe(
  v.picklist(['self', 'first', 'third', 'unknown']),
  about('Who gets it: the process itself, an own service, another company, or nobody knows.'),
);
export const tier = v.pipe(
  v.picklist(['direct', 'sensitive', 'credential', 'pseudonymous', 'indirect', 'unclassified']),
  about('How close to a person the data is; unclassified is an input of unknown shape.'),
);
export const sinkKind = v.pipe(v.picklist(SINK_KINDS), about('How data leaves.'));
