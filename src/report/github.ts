/**
 * Annotations for GitHub Actions: workflow commands, which its runner reads from what a step prints.
 *
 * Source: docs.github.com, "Workflow commands for GitHub Actions"; escaping as in actions/toolkit, `packages/core/src/command.ts`.
 */
import type { Coverage, Finding } from '../model/report.js';
import type { Severity } from '../model/policy.js';
import { worstFirst } from './order.js';
import { policySentences } from './policy-words.js';
import type { Reporter } from './reporter.js';
import { neutraliseSentence, withoutCommands } from './safe-text.js';
import { suppressionProblems } from './suppressions.js';

type Level = 'error' | 'warning' | 'notice';

/** What GitHub shows of one step for each level; more is dropped, without a word, in the order of printing. */
const MAX_PER_LEVEL = 10;
/** A check run's title holds no more. */
const MAX_TITLE = 255;

const levels: Readonly<Record<Severity, Level>> = { critical: 'error', high: 'error', medium: 'warning', low: 'notice' };

/** Worst first, as many as GitHub shows, and a line that says how many are not among them; then suppressions to mend. */
export const githubReport: Reporter = ({ result, selection, shortfall }) => {
  const room: Record<Level, number> = { error: MAX_PER_LEVEL, warning: MAX_PER_LEVEL, notice: MAX_PER_LEVEL };
  const demand = shortfall === undefined ? [] : [`::error title=Waybill::${data(shortfall)}`];
  room.error -= demand.length;
  const findings = [...selection.shown].sort(worstFirst);
  const lines = findings.filter(({ severity }) => room[levels[severity]]-- > 0).map(command);
  const left = findings.length - lines.length;
  if (left > 0) lines.push(`${left} more findings are not annotated: GitHub shows ${MAX_PER_LEVEL} of each level.`);
  const stale = suppressionProblems(result.triage?.suppressions ?? []).filter(() => room.warning-- > 0);
  return [...demand, ...lines, ...stale.map(staleCommand)].map((line) => `${line}\n`).join('');
};

function command(finding: Finding): string {
  const { location } = finding;
  const title = `${finding.severity}: ${finding.rule}`.slice(0, MAX_TITLE);
  const properties = Object.entries({
    file: location.path,
    line: location.line,
    // With columns on several lines GitHub refuses the annotation; its first line is where it belongs.
    ...(location.endLine === location.line ? { endLine: location.line, col: location.column, endColumn: location.endColumn } : {}),
    title,
  }).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${levels[finding.severity]} ${properties.join(',')}::${escapeData(messageOf(finding))}`;
}

/** What a comment or an entry of the configuration says and does not do. */
function staleCommand({ path, line = 1, message, hint }: Coverage['problems'][number]): string {
  const where = `file=${escapeProperty(path)},line=${line},endLine=${line},title=suppression`;
  return `::warning ${where}::${data(hint === undefined ? message : `${message} (${hint})`)}`;
}

function data(text: string): string {
  return escapeData(withoutCommands(neutraliseSentence(text)));
}

/** The sentence, and what to do on a line of its own. */
function messageOf(finding: Finding): string {
  return [finding.message, finding.remedy, ...policySentences(finding)].map((text) => withoutCommands(neutraliseSentence(text))).join('\n');
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(withoutCommands(neutraliseSentence(text)))
    .replaceAll(':', '%3A')
    .replaceAll(',', '%2C');
}
