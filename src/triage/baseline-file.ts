/** The baseline as a file: sorted, one entry a line, so that it reads well in a review and in a merge. */
import { WaybillError } from '../model/errors.js';
import type { Baseline, BaselineEntry } from '../model/triage.js';
import { byEntry, byText } from './baseline-entry.js';

/** Goes up when an older program could misread the file. */
export const BASELINE_FORMAT = 1;

export function writeBaseline({ waybill, rulesVersion, policies, findings, files }: Baseline): string {
  const entries = [...findings]
    .sort(byEntry)
    .map(({ path, symbol, sink, rule, dataTypes, print }) => JSON.stringify({ path, symbol, sink, rule, dataTypes, print }));
  const digests = Object.keys(files)
    .sort(byText)
    .map((path) => `${JSON.stringify(path)}: ${JSON.stringify(files[path])}`);
  return [
    '{',
    `  "format": ${BASELINE_FORMAT},`,
    `  "waybill": ${JSON.stringify(waybill)},`,
    `  "rulesVersion": ${JSON.stringify(rulesVersion)},`,
    ...(policies ? [`  "policies": ${JSON.stringify(policies)},`] : []),
    `  "findings": ${block('[', entries, ']')},`,
    `  "files": ${block('{', digests, '}')}`,
    '}',
    '',
  ].join('\n');
}

function block(open: string, lines: readonly string[], close: string): string {
  return lines.length === 0 ? open + close : `${open}\n${lines.map((line) => `    ${line}`).join(',\n')}\n  ${close}`;
}

/**
 * @param where the file as the user knows it, for errors
 * @throws {WaybillError} baseline-invalid, baseline-of-newer-version
 */
export function readBaseline(text: string, where: string): Baseline {
  if (/^(?:<{7}|={7}|>{7})/m.test(text))
    throw invalid(where, 'it has conflict markers of a merge', 'keep the lines of one side, then run: waybill baseline update --no-new');
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw invalid(where, 'it is no JSON', REWRITE, cause);
  }
  if (!isRecord(content)) throw invalid(where, 'it holds no object', REWRITE);
  const { format, waybill, rulesVersion, policies, findings, files = {} } = content;
  if (typeof format === 'number' && format > BASELINE_FORMAT) {
    throw new WaybillError({
      code: 'baseline-of-newer-version',
      what: 'the baseline was written by a newer version of waybill',
      where,
      hint: 'use that version, or write it anew: waybill baseline write --force',
    });
  }
  if (format !== BASELINE_FORMAT) throw invalid(where, 'it has no `format`', REWRITE);
  if (typeof waybill !== 'string' || typeof rulesVersion !== 'string') throw invalid(where, 'it has no version', REWRITE);
  if (policies !== undefined && !isTexts(policies)) throw invalid(where, '`policies` is no list of names', REWRITE);
  if (!Array.isArray(findings)) throw invalid(where, '`findings` is no list', REWRITE);
  const wrong = findings.findIndex((entry) => !isEntry(entry));
  if (wrong >= 0) throw invalid(where, `entry ${wrong + 1} of \`findings\` is incomplete`, REWRITE);
  if (!isRecord(files) || !Object.values(files).every((digest) => typeof digest === 'string'))
    throw invalid(where, '`files` is no map of digests', REWRITE);
  return {
    waybill,
    rulesVersion,
    ...(policies === undefined ? {} : { policies }),
    findings: (findings as BaselineEntry[]).map(plain),
    files: files as Record<string, string>,
  };
}

const REWRITE = 'take it from version control, or write it anew: waybill baseline write --force';

function invalid(where: string, why: string, hint: string, cause?: unknown): WaybillError {
  return new WaybillError({ code: 'baseline-invalid', what: `the baseline can't be read: ${why}`, where, hint, cause });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const TEXTS = ['path', 'symbol', 'sink', 'rule', 'print'] as const;

function isEntry(value: unknown): value is BaselineEntry {
  if (!isRecord(value) || !TEXTS.every((key) => typeof value[key] === 'string')) return false;
  return isTexts(value['dataTypes']) && value['dataTypes'].length > 0;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** What we know of an entry, each data type once. */
function plain({ path, symbol, sink, rule, dataTypes, print }: BaselineEntry): BaselineEntry {
  return { path, symbol, sink, rule, dataTypes: [...new Set(dataTypes)], print };
}
