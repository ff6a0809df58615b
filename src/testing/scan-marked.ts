/** Scans a folder of marked code: the marks are blanked in a copy, so that no word in them is seen. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { scan } from '../index.js';
import type { ScanOptions } from '../model/options.js';
import type { Finding, ScanResult } from '../model/report.js';
import { compareMarks, countedTypes, flowPlaces, foundPlace, type MarkComparison } from '../marks/compare-marks.js';
import { readMarks, type Mark } from '../marks/read-marks.js';
import { temporaryTree } from './temporary-tree.js';

const MARKED = /\.(?:[cm]?[jt]sx?|vue|svelte|prisma)$/;

export interface MarkedScan {
  readonly comparison: MarkComparison;
  readonly result: ScanResult;
  readonly marks: ReadonlyMap<string, readonly Mark[]>;
}

/** All files below a folder, by relative path. */
export function filesBelow(dir: string, under = ''): Record<string, string> {
  const out: Record<string, string> = {};
  for (const name of readdirSync(join(dir, under)).sort()) {
    const path = under ? `${under}/${name}` : name;
    if (statSync(join(dir, path)).isDirectory()) Object.assign(out, filesBelow(dir, path));
    else out[path] = readFileSync(join(dir, path), 'utf8');
  }
  return out;
}

/**
 * @param files   marked sources by path
 * @param options of the scan, such as the policy
 * @returns what differs between marks and findings of at least medium confidence
 */
export async function scanMarked(files: Readonly<Record<string, string>>, options: Partial<ScanOptions> = {}): Promise<MarkedScan> {
  const marks = new Map<string, readonly Mark[]>();
  const blanked: Record<string, string> = {};
  for (const [path, text] of Object.entries(files)) {
    if (!MARKED.test(path)) {
      blanked[path] = text;
      continue;
    }
    const read = readMarks(text);
    blanked[path] = read.blanked;
    marks.set(path, read.marks);
  }
  const tree = temporaryTree(blanked);
  try {
    const { result } = await scan({ paths: ['.'], cwd: tree.root, survey: true, ...options });
    const shown = result.findings.filter((f) => f.confidence !== 'low');
    return { comparison: compareFindings(marks, shown, result), result, marks };
  } finally {
    tree.remove();
  }
}

function compareFindings(marks: ReadonlyMap<string, readonly Mark[]>, findings: readonly Finding[], result: ScanResult): MarkComparison {
  return compareMarks(marks, findings.map(foundPlace), countedTypes(findings), flowPlaces(result));
}
