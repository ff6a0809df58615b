/** Labels (what a reviewer said of single places) and coverage (which files and kinds were judged completely). */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { globPattern } from './paths.mjs';

const VERDICTS = new Set(['leak', 'flow', 'unsure', 'clean']);

/**
 * @param file JSON lines, one label each
 * @throws Error with file and line when a line is no label
 */
export function readLabels(file) {
  const labels = [];
  for (const [index, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    if (line.trim() === '') continue;
    labels.push(labelOf(line, `${file}:${index + 1}`, basename(file, '.jsonl')));
  }
  return labels;
}

function labelOf(line, place, fallbackRepo) {
  let label;
  try {
    label = JSON.parse(line);
  } catch (error) {
    throw new Error(`${place}: ${error.message}`);
  }
  if (!label.path || !label.line || !VERDICTS.has(label.verdict)) throw new Error(`${place}: path, line and verdict are needed`);
  return { ...label, repo: label.repo ?? fallbackRepo };
}

/**
 * Reads what was judged from `NAME.covered.json` or `covered.json` beside `NAME.jsonl`. A repository that neither names
 * counts as judged in its labelled files, in all kinds.
 */
export function readCoverage(labelFile, labels) {
  const folder = dirname(labelFile);
  const files = [join(folder, `${basename(labelFile, '.jsonl')}.covered.json`), join(folder, 'covered.json')];
  const file = files.find((candidate) => existsSync(candidate));
  const entries = file === undefined ? [] : coverageEntries(JSON.parse(readFileSync(file, 'utf8')));
  const named = new Set(entries.map(({ repo }) => repo));
  const labelled = new Map();
  for (const { repo, path } of labels) {
    if (named.has(repo)) continue;
    if (!labelled.has(repo)) labelled.set(repo, new Set());
    labelled.get(repo).add(path);
  }
  for (const [repo, paths] of labelled) entries.push({ repo, files: [...paths] });
  return entries.map(compiled);
}

function coverageEntries(json) {
  if (Array.isArray(json)) return json;
  if (json.repo || json.files || json.globs) return [json];
  return Object.entries(json).map(([repo, entry]) => ({ repo, ...entry }));
}

function compiled({ repo, kinds, files = [], globs = [], excluded = [] }) {
  // An excluded path without wildcards is a file or a folder.
  const excludedGlobs = excluded.flatMap((glob) => (/[*?{]/.test(glob) ? [glob] : [glob, `${glob.replace(/\/$/, '')}/**`]));
  return {
    repo,
    kinds: kinds && new Set(kinds),
    files: new Set(files),
    globs: globs.map(globPattern),
    excluded: excludedGlobs.map(globPattern),
  };
}

/** Whether the file was judged completely for the kind; without a kind, for any. */
export function covers(entry, path, kind) {
  if (kind && entry.kinds && !entry.kinds.has(kind)) return false;
  if (entry.excluded.some((pattern) => pattern.test(path))) return false;
  return entry.files.has(path) || entry.globs.some((pattern) => pattern.test(path));
}
