/**
 * Scores the results of one code base against its labels.
 *
 * - A result belongs to a label when their paths end alike and the lines are the same, or at most one apart; a label on the
 *   very line always wins, then one of the result's kind. `also` of a label names other places that are as good.
 * - Recall is over labels `leak` of the kinds that were judged. A result may meet it with any of its places.
 * - A result on `flow` or `unsure` counts for nothing; on `clean`, or on an unlabelled line of a judged file and kind, it is
 *   a false alarm (once a label, once a line).
 */
import { covers } from './labels.mjs';
import { baseName, endsWithPath, withoutTestFolders } from './paths.mjs';

/** Lines that a result may be off. */
const SLACK = 1;

/**
 * @param labels of `readLabels`
 * @param coverage of `readCoverage`
 * @param results of `sarifResults`
 * @returns `{ hits, misses }` labels, `falseAlarms` as `{ path, line, kind, rule, message, label? }`, numbers `ignored`, `outside`
 */
export function score({ labels, coverage, results }) {
  const files = new LabelledFiles(labels, coverage);
  const placed = results.map((result) => ({ ...result, places: result.places.map((place) => ({ ...place, file: files.at(place.path) })) }));
  const verdict = verdicts(coverage);
  const hits = new Set();
  const ignored = new Set();
  const falseAlarms = new Map();
  let outside = 0;
  for (const result of placed) {
    const own = result.places[0];
    const found = result.places.map((place) => labelsAt(place, result.kind));
    const leaks = nearest(found, (label) => verdict(label) === 'leak');
    if (leaks.length > 0) {
      for (const label of leaks) hits.add(label);
      continue;
    }
    if (found.some((match) => match.labels.some((label) => verdict(label) !== 'clean'))) {
      ignored.add(`${own.path}:${own.line}`);
      continue;
    }
    const clean = found[0].labels[0];
    const judged = clean ? { repo: clean.repo, path: clean.path, line: clean.line } : files.judged(own, result.kind, coverage);
    if (judged === undefined) {
      outside++;
      continue;
    }
    const key = clean ?? `${judged.repo}\n${judged.path}\n${own.line}`;
    if (clean || !falseAlarms.has(key)) falseAlarms.set(key, falseAlarm(result, judged, clean));
  }
  const required = labels.filter((label) => verdict(label) === 'leak');
  return {
    hits: required.filter((label) => hits.has(label)),
    misses: required.filter((label) => !hits.has(label)),
    falseAlarms: [...falseAlarms.values()],
    ignored: ignored.size,
    outside,
  };
}

/** Places are the result's own; a label's kind, step and line are the label's. */
function falseAlarm({ places, kind, rule, message }, { repo, path }, label) {
  const known = label === undefined ? {} : { label };
  return { repo, path, line: label?.line ?? places[0].line, kind: label?.kind ?? kind, rule, message, ...known };
}

/** A leak of a kind that was not judged completely is neither required nor wrong. */
function verdicts(coverage) {
  return (label) => {
    if (label.verdict !== 'leak') return label.verdict;
    const entries = coverage.filter(({ repo }) => repo === label.repo);
    const judged = entries.length === 0 || entries.some(({ kinds }) => !kinds || kinds.has(label.kind));
    return judged ? 'leak' : 'unjudged';
  };
}

function nearest(found, wanted) {
  let best = { rank: Infinity, labels: [] };
  for (const { rank, labels } of found) {
    const fitting = labels.filter(wanted);
    if (fitting.length > 0 && rank < best.rank) best = { rank, labels: fitting };
  }
  return best.labels;
}

/** The labels that a result at this place speaks of: all that fit equally well. */
function labelsAt({ file, line }, kind) {
  if (file === undefined) return { rank: Infinity, labels: [] };
  const matches = [
    ...file.labels.map((label) => ({ label, rank: rankOf(label, line) })),
    ...file.others.filter((other) => other.line === line).map(({ label }) => ({ label, rank: label.verdict === 'leak' ? 0 : 1000 })),
  ].filter(({ rank }) => rank !== undefined);
  const rank = Math.min(...matches.map((match) => match.rank));
  const labels = matches.filter((match) => match.rank === rank).map(({ label }) => label);
  const ofKind = labels.filter((label) => kind && label.kind === kind);
  return { rank, labels: ofKind.length > 0 ? ofKind : labels };
}

/** The very line, then a later line of the call, then a line near by. */
function rankOf(label, line) {
  const end = label.end_line ?? label.line;
  if (line === label.line) return 0;
  if (line > label.line && line <= end) return 2000 + line - label.line;
  const distance = line < label.line ? label.line - line : line - end;
  return distance <= SLACK ? 3000 + distance : undefined;
}

/** The files that labels and coverage name, found by the ends of paths. */
class LabelledFiles {
  #byBaseName = new Map();
  #known = new Map();
  #found = new Map();
  /** Per repository, what stands before its paths in the report. */
  #prefixes = new Map();

  constructor(labels, coverage) {
    for (const label of labels) this.#file(label.repo, label.path).labels.push(label);
    for (const { repo, files } of coverage) for (const path of files) this.#file(repo, path);
    for (const label of labels) {
      for (const place of label.also ?? []) {
        const { path, line } = otherPlace(label, place);
        this.#file(label.repo, path).others.push({ line, label });
      }
    }
  }

  #file(repo, path) {
    const key = `${repo}\n${path}`;
    const known = this.#known.get(key);
    if (known) return known;
    const file = { repo, path, stripped: withoutTestFolders(path), labels: [], others: [] };
    this.#known.set(key, file);
    const name = baseName(path);
    this.#byBaseName.set(name, [...(this.#byBaseName.get(name) ?? []), file]);
    return file;
  }

  /** The file whose path fits best, the longest of these. */
  at(path) {
    if (this.#found.has(path)) return this.#found.get(path);
    const candidates = (this.#byBaseName.get(baseName(path)) ?? [])
      .map((file) => ({ file, fit: fitOf(path, file) }))
      .filter(({ fit }) => fit > 0)
      .sort((a, b) => b.fit - a.fit || b.file.path.length - a.file.path.length);
    const file = candidates[0]?.file;
    this.#found.set(path, file);
    if (file && endsWithPath(path, file.path)) this.#learn(file.repo, path.slice(0, path.length - file.path.length));
    return file;
  }

  #learn(repo, prefix) {
    if (!this.#prefixes.has(repo)) this.#prefixes.set(repo, new Set());
    this.#prefixes.get(repo).add(prefix);
  }

  /** `{ repo, path }` when the place lies in a file that was judged completely for the kind. */
  judged(place, kind, coverage) {
    const candidates = place.file ? [place.file] : coverage.flatMap(({ repo }) => this.#underPrefixes(repo, place.path));
    for (const { repo, path } of candidates) {
      if (coverage.some((entry) => entry.repo === repo && covers(entry, path, kind))) return { repo, path };
    }
    return undefined;
  }

  #underPrefixes(repo, path) {
    const prefixes = [...(this.#prefixes.get(repo) ?? [''])];
    return prefixes.filter((prefix) => path.startsWith(prefix)).map((prefix) => ({ repo, path: path.slice(prefix.length) }));
  }
}

function fitOf(path, file) {
  if (path === file.path) return 4;
  if (endsWithPath(path, file.path)) return 3;
  if (endsWithPath(withoutTestFolders(path), file.stripped)) return 2;
  return endsWithPath(file.path, path) ? 1 : 0;
}

/** `also` holds lines of the same file, or `path:line`. */
function otherPlace(label, place) {
  if (typeof place === 'number') return { path: label.path, line: place };
  const colon = place.lastIndexOf(':');
  return { path: place.slice(0, colon), line: Number(place.slice(colon + 1)) };
}

/** @returns counts, and recall, precision and F1 as fractions; `null` where nothing was to be counted */
export function numbers({ hits, misses, falseAlarms }) {
  const [tp, fn, fp] = [hits.length, misses.length, falseAlarms.length];
  const recall = tp + fn > 0 ? tp / (tp + fn) : null;
  const precision = tp + fp > 0 ? tp / (tp + fp) : null;
  return { leaks: tp + fn, tp, fn, fp, recall, precision, f1: harmonicMean(recall, precision) };
}

function harmonicMean(a, b) {
  if (a === null || b === null) return null;
  return a + b > 0 ? (2 * a * b) / (a + b) : 0;
}

/** The numbers by a field of the labels; false alarms that met no label have a row of their own. */
export function numbersBy(field, { hits, misses, falseAlarms }) {
  const rows = new Map();
  const row = (name) => {
    if (!rows.has(name)) rows.set(name, { hits: [], misses: [], falseAlarms: [] });
    return rows.get(name);
  };
  for (const label of hits) row(label[field] ?? '-').hits.push(label);
  for (const label of misses) row(label[field] ?? '-').misses.push(label);
  for (const alarm of falseAlarms) row(rowOfAlarm(field, alarm)).falseAlarms.push(alarm);
  const names = [...rows.keys()].sort((a, b) => (a < b ? -1 : 1));
  return names.map((name) => ({ [field]: name, ...numbers(rows.get(name)) }));
}

function rowOfAlarm(field, { label, repo, kind }) {
  if (field === 'repo') return repo;
  if (label) return field === 'tier' ? '(clean)' : (label[field] ?? '-');
  return field === 'kind' ? (kind ?? '(unlabelled line)') : '(unlabelled line)';
}

/** The outcomes of several code bases as one. */
export function joined(outcomes) {
  return {
    hits: outcomes.flatMap(({ hits }) => hits),
    misses: outcomes.flatMap(({ misses }) => misses),
    falseAlarms: outcomes.flatMap(({ falseAlarms }) => falseAlarms),
    ignored: outcomes.reduce((sum, { ignored }) => sum + ignored, 0),
    outside: outcomes.reduce((sum, { outside }) => sum + outside, 0),
  };
}
