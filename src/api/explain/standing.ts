/** What triage said of the findings that are explained. */
import { join, relative, sep } from 'node:path';
import { CONFIG_NAMES, configsIn, isManifest, MANIFEST_KEY } from '../../config/find.js';
import type { Explanation, Standing } from '../../model/explanation.js';
import type { ScanOutcome } from '../../model/options.js';
import type { Finding } from '../../model/report.js';
import { select, thresholdsOf } from '../../triage/select.js';
import { prefixOf } from '../prefix-paths.js';
import type { Answer } from './answer.js';

/** Of all findings of one root's answer, in the order of the result. */
export function standingsOf({ root, sinks, literals }: Answer, { result, run, settings }: ScanOutcome): readonly Standing[] {
  const prefix = prefixOf(root, run.root);
  const keyOf = ({ print, location, callLocation }: Finding, before: string): string =>
    `${print} ${before}${location.path}:${callLocation.line}:${callLocation.column}`;
  const asked = new Set([...sinks.flatMap((s) => s.finding ?? []), ...literals].map((finding) => keyOf(finding, prefix)));
  const own = result.findings.filter((finding) => asked.has(keyOf(finding, '')));
  const thresholds = thresholdsOf({}, settings);
  const failing = new Set(select(own, thresholds).failing);
  const sure = select(
    own.map((finding) => ({ ...finding, status: 'new' as const })),
    { ...thresholds, severity: 'low' },
  ).shown;
  const isSure = new Set(sure.map((finding) => finding.print));
  return own.map((finding): Standing => {
    const { print, location, status = 'new', dataTypes, suppressions } = finding;
    return {
      print,
      path: location.path.slice(prefix.length),
      line: location.line,
      status,
      dataTypes: dataTypes.map(({ id }) => id),
      ...(suppressions ? { suppressions } : {}),
      ...(isSure.has(print) ? {} : { hidden: true }),
      ...(failing.has(finding) ? { fails: true } : {}),
    };
  });
}

/** The configuration of the folder that was scanned; the file that would be one when there is none: a folder has one. */
export function ignoreEntriesOf(
  answer: Answer | undefined,
  { run, cwd }: Pick<ScanOutcome, 'run'> & { readonly cwd: string },
): Explanation['ignoreEntries'] {
  const present = configsIn(run.root)[0] ?? join(run.root, CONFIG_NAMES[0]);
  const file = relative(cwd, present).split(sep).join('/');
  return {
    file: isManifest(file) ? `${file}#${MANIFEST_KEY}` : file,
    prefix: answer ? prefixOf(answer.root, run.root) : '',
    form: file.endsWith('.json') ? 'json' : 'yaml',
  };
}
