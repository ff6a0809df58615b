/** Whether the code that makes a finding is what it was: then only other rules can have brought it. */
import type { Finding } from '../model/report.js';
import type { CodeView } from '../model/triage.js';

/**
 * A finding hangs on the files of its ways, on all that these import (declared types, wrappers) and on schemas.
 *
 * @param before digests of files when the baseline was written
 * @returns says of a finding whether all these files are the same
 */
export function unchangedCode(before: Readonly<Record<string, string>>, code: CodeView): (finding: Finding) => boolean {
  const same = new Map<string, boolean>();
  const isSame = (path: string): boolean => {
    let is = same.get(path);
    if (is === undefined) {
      is = Object.hasOwn(before, path) && code.digest(path) !== '' && code.digest(path) === before[path];
      same.set(path, is);
    }
    return is;
  };
  let schemas: boolean | undefined;
  return (finding) => {
    schemas ??= code.everywhere.every(isSame);
    if (!schemas) return false;
    const files = [finding.location.path, ...finding.flows.flatMap((flow) => flow.steps.map((step) => step.location.path))];
    const seen = new Set(files);
    const queue = [...seen];
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
      if (!isSame(path)) return false;
      for (const imported of code.imports(path)) {
        if (seen.has(imported)) continue;
        seen.add(imported);
        queue.push(imported);
      }
    }
    return true;
  };
}
