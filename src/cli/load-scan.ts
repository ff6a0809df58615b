/** The analysis, loaded when something is to be scanned: it brings the TypeScript parser. */
import { scan } from '../index.js';
import type { Scan } from '../model/options.js';

export const loadedScan: Scan = scan;
