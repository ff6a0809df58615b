/** The explanation for programs: all but the source text. */
import { inertJson } from '../safe-text.js';
import type { ExplainReporter } from './reporter.js';

/** Goes up when a reader of an older version could misread the document; additions do not raise it. */
const EXPLANATION_SCHEMA_VERSION = 1;

export const jsonExplanation: ExplainReporter = ({ sources: _, ...explanation }) =>
  inertJson({ schemaVersion: EXPLANATION_SCHEMA_VERSION, ...explanation });
