/** The one fixture reader of all tests: what a fixture's marks ask for, and how a scan compares with it. */
export { readMarks, type Mark, type MarkKind, type ReadMarks } from './read-marks.js';
export { compareMarks, type FoundPlace, type MarkComparison } from './compare-marks.js';
