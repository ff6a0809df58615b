/** The one fixture reader of all tests: what a fixture's marks ask for, and how a scan compares with it. */
export { readMarks, type Mark } from '../marks/read-marks.js';
export { compareMarks } from '../marks/compare-marks.js';
