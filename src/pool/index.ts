/** Extraction of many files, in as many threads as pay. */
export { extractSources, type SourceResult } from './extract-sources.js';
export { sourceText } from './source-text.js';
export { workerCount } from './worker-count.js';
