/** Whether the code that makes a finding is what it was: then only other rules can have brought it. */
import type { Finding } from '../model/report.js';
import type { CodeView } from '../model/triage.js';

/**
 * A finding hangs on the files of its ways, on all that these import (declared types, wrappers) and on schemas.
 *
 * @param before digests of files when the baseline was written
 * @returns says of a finding whether all these files are the same; looks at the code when it is first asked
 */
export function unchangedCode(before: Readonly<Record<string, string>>, code: CodeView): (finding: Finding) => boolean {
  let touched: ReadonlySet<string> | undefined;
  return (finding) => {
    touched ??= touchedFiles(before, code);
    const files = [finding.location.path, ...finding.flows.flatMap((flow) => flow.steps.map((step) => step.location.path))];
    return !files.some((path) => touched?.has(path));
  };
}

/** Files that have changed or are new, and all that import one of them, however far; everything, when a schema has changed. */
function touchedFiles(before: Readonly<Record<string, string>>, code: CodeView): ReadonlySet<string> {
  const changed = code.paths.filter((path) => {
    const digest = code.digest(path);
    return digest === '' || !Object.hasOwn(before, path) || before[path] !== digest;
  });
  const touched = new Set(changed);
  if (code.everywhere.some((path) => touched.has(path))) return new Set(code.paths);
  const importers = new Map<string, string[]>();
  for (const path of code.paths) {
    for (const imported of code.imports(path)) {
      const list = importers.get(imported);
      if (list) list.push(path);
      else importers.set(imported, [path]);
    }
  }
  for (let path = changed.pop(); path !== undefined; path = changed.pop()) {
    for (const importer of importers.get(path) ?? []) {
      if (touched.has(importer)) continue;
      touched.add(importer);
      changed.push(importer);
    }
  }
  return touched;
}
