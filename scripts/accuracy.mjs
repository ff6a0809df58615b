/** Recall and precision of a scan against labelled code, with every miss and false alarm. How it is scored: lib/score.mjs. */
import { readFileSync } from 'node:fs';
import { readArguments, refuse } from './lib/arguments.mjs';
import { commitOf } from './lib/git.mjs';
import { readCoverage, readLabels } from './lib/labels.mjs';
import { sarifResults } from './lib/sarif-results.mjs';
import { scanToSarif } from './lib/scan.mjs';
import { joined, numbers, numbersBy, score } from './lib/score.mjs';
import { table } from './lib/table.mjs';

const USAGE = `npm run accuracy -- --labels FILE --code DIR [--labels FILE --code DIR …] [--by FIELD,…] [--json]

  --labels FILE    labels, one JSON object a line; NAME.covered.json beside NAME.jsonl says what was judged completely
  --code DIR       the code that they speak of, in the same order; it is scanned with default settings
  --sarif FILE     a report made before, instead of --code
  --by FIELD,…     tables by kind, via, tier, repo
  --json           print JSON`;

const FIELDS = ['kind', 'via', 'tier', 'repo'];
const HEAD = ['leaks', 'hit', 'missed', 'false', 'recall', 'precision', 'F1'];

const { values } = readArguments(
  {
    labels: { type: 'string', multiple: true, default: [] },
    code: { type: 'string', multiple: true, default: [] },
    sarif: { type: 'string', multiple: true, default: [] },
    by: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
  },
  USAGE,
);
const fields = values.by.split(',').filter((field) => field !== '');
const reports = values.sarif.length > 0 ? values.sarif : values.code;
if (values.sarif.length > 0 && values.code.length > 0) refuse('Either --code or --sarif, not both.', USAGE);
if (values.labels.length === 0 || values.labels.length !== reports.length) refuse('Every --labels needs its own --code.', USAGE);
for (const field of fields) if (!FIELDS.includes(field)) refuse(`--by ${field}: not one of ${FIELDS.join(', ')}`, USAGE);

try {
  const codeBases = values.labels.map((labels, index) => scored(labels, reports[index]));
  const outcome = joined(codeBases.map((codeBase) => codeBase.outcome));
  if (values.json) console.log(JSON.stringify(asJson(codeBases, outcome), null, 2));
  else console.log(asText(codeBases, outcome));
} catch (error) {
  refuse(error.message);
}

function scored(labelFile, report) {
  const labels = readLabels(labelFile);
  if (values.code.length > 0) warnOfOtherCommit(labels, report);
  const sarif = values.code.length > 0 ? scanToSarif(report) : JSON.parse(readFileSync(report, 'utf8'));
  const results = sarifResults(sarif);
  return {
    name: labels[0]?.repo ?? labelFile,
    labels,
    results,
    outcome: score({ labels, coverage: readCoverage(labelFile, labels), results }),
  };
}

/** Labels speak of lines: of another commit they are wrong without looking so. */
function warnOfOtherCommit(labels, folder) {
  const wanted = labels.find(({ commit }) => commit)?.commit;
  const present = commitOf(folder);
  if (wanted && present && wanted !== present) console.error(`${folder} is at ${present}; the labels are of ${wanted}`);
}

function countsOf(codeBases) {
  const labels = codeBases.flatMap((codeBase) => codeBase.labels);
  const verdicts = ['leak', 'flow', 'clean', 'unsure'].map((verdict) => [
    verdict,
    labels.filter((label) => label.verdict === verdict).length,
  ]);
  return { labels: { all: labels.length, ...Object.fromEntries(verdicts) }, results: codeBases.flatMap(({ results }) => results).length };
}

function asJson(codeBases, outcome) {
  const { labels, results } = countsOf(codeBases);
  const onClean = outcome.falseAlarms.filter(({ label }) => label !== undefined).length;
  return {
    labels,
    results: { all: results, ignored: outcome.ignored, outside: outcome.outside },
    total: { ...numbers(outcome), fp_on_clean_labels: onClean, fp_on_unlabelled_lines: outcome.falseAlarms.length - onClean },
    codeBases: codeBases.map(({ name, outcome: own }) => ({ repo: name, ...numbers(own) })),
    by: Object.fromEntries(fields.map((field) => [field, numbersBy(field, outcome)])),
    misses: outcome.misses.sort(byPlace).map(({ repo, path, line, kind, via, tier, why }) => ({ repo, path, line, kind, via, tier, why })),
    falseAlarms: outcome.falseAlarms
      .sort(byPlace)
      .map(({ repo, path, line, kind, rule, message, label }) => ({ repo, path, line, kind, rule, message, why: label?.why })),
  };
}

function asText(codeBases, outcome) {
  const { labels, results } = countsOf(codeBases);
  const json = asJson(codeBases, outcome);
  const rows = json.codeBases.map((row) => [row.repo, ...cells(row)]);
  return [
    `labels ${labels.all} (leak ${labels.leak}, flow ${labels.flow}, clean ${labels.clean}, unsure ${labels.unsure}); ` +
      `results ${results}, of these ${outcome.ignored} places ignored (flow, unsure), ${outcome.outside} outside what was judged`,
    '',
    table(['', ...HEAD], [['all', ...cells(json.total)], ...(rows.length > 1 ? rows : [])]),
    `false: ${json.total.fp_on_clean_labels} on lines labelled clean, ${json.total.fp_on_unlabelled_lines} on lines without a label`,
    ...fields.flatMap((field) => [
      '',
      table(
        [field, ...HEAD],
        json.by[field].map((row) => [row[field], ...cells(row)]),
      ),
    ]),
    ...listed('Missed', json.misses, ({ kind, via, tier, why }) => [[kind, via, tier], why]),
    ...listed('False alarms', json.falseAlarms, ({ kind, rule, message, why }) => [
      [kind, `[${rule}]`],
      `${why ?? 'no label on this line'}\n      reported: ${message}`,
    ]),
  ].join('\n');
}

function listed(title, entries, describe) {
  const lines = entries.map((entry) => {
    const [facts, why] = describe(entry);
    return `  ${entry.repo} ${entry.path}:${entry.line}  ${facts.filter(Boolean).join(' ')}\n      ${why ?? ''}`;
  });
  return ['', `${title} (${entries.length})`, ...lines];
}

function cells({ leaks, tp, fn, fp, recall, precision, f1 }) {
  return [leaks, tp, fn, fp, ...[recall, precision, f1].map((share) => (share === null ? '-' : (100 * share).toFixed(1)))];
}

function byPlace(a, b) {
  const [one, two] = [`${a.repo}\n${a.path}`, `${b.repo}\n${b.path}`];
  if (one !== two) return one < two ? -1 : 1;
  return a.line - b.line;
}
