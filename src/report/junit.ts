/**
 * JUnit XML, which Jenkins, GitLab and most others read: a suite for each rule, a test for each finding.
 *
 * Elements and attributes are those of the schema of Jenkins' xUnit plugin (junit-10.xsd). No times: the same code gives
 * the same bytes.
 */
import type { Finding } from '../model/report.js';
import { worstFirst } from './order.js';
import { policySentences } from './policy-words.js';
import type { Reporter } from './reporter.js';
import { neutraliseSentence } from './safe-text.js';
import { verdict } from './verdict.js';

/** What Jenkins shows as the package of all suites. */
const PACKAGE = 'waybill';
/** GitLab takes 30 MB of a file; a test needs less than 1 kB, one of a long way some more. */
const MAX_TESTS = 15_000;

/** A finding that makes the run fail is a failure; one that does not is skipped; when there is none, one test has passed. Less seen than demanded is an error. */
export const junitReport: Reporter = ({ selection, shortfall }) => {
  const failing = new Set(selection.failing);
  const findings = [...selection.shown].sort(worstFirst).slice(0, MAX_TESTS);
  const left = selection.shown.length - findings.length;
  const names = new Names();
  const suites = [...byRule(findings)].map(([rule, ofRule]) => suite(rule, ofRule, failing, names));
  if (left > 0) suites.push(noteSuite(`${left} more findings are not listed`, '<skipped/>\n'));
  if (shortfall !== undefined) suites.push(noteSuite('coverage', element('error', { message: shortfall, type: 'coverage' })));
  const notes = suites.length === 0 ? [noteSuite(verdict(selection))] : [];
  suites.push(...notes);
  const failures = findings.filter((finding) => failing.has(finding)).length;
  const errors = Number(shortfall !== undefined);
  const total = { name: PACKAGE, tests: findings.length + Number(left > 0) + errors + notes.length, failures, errors };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', total, suites.join(''))}`;
};

function byRule(findings: readonly Finding[]): Map<string, Finding[]> {
  const rules = new Map<string, Finding[]>();
  for (const finding of findings) {
    const ofRule = rules.get(finding.rule);
    if (ofRule) ofRule.push(finding);
    else rules.set(finding.rule, [finding]);
  }
  return rules;
}

function suite(rule: string, findings: readonly Finding[], failing: ReadonlySet<Finding>, names: Names): string {
  const failures = findings.filter((finding) => failing.has(finding)).length;
  const counts = { tests: findings.length, failures, errors: 0, skipped: findings.length - failures };
  return element('testsuite', { name: rule, ...counts }, findings.map((finding) => test(finding, failing.has(finding), names)).join(''));
}

function test(finding: Finding, fails: boolean, names: Names): string {
  const { path, line, column } = finding.location;
  const at = `${path}:${line}:${column}`;
  const message = `${finding.severity}: ${finding.message}`;
  const outcome = fails
    ? element(
        'failure',
        { message, type: finding.rule },
        text([at, ...linesOf(finding)].map((part) => neutraliseSentence(part)).join('\n')),
      )
    : element('skipped', { message: `${message} (${at}; does not fail this run)` });
  return element('testcase', { name: names.of(finding), classname: `${PACKAGE}.${finding.rule}`, file: path, line }, outcome);
}

/** The first way, and what to do. */
function linesOf(finding: Finding): string[] {
  const { flows, remedy, message } = finding;
  const steps = flows[0]?.steps ?? [];
  return [
    message,
    ...steps.map((step) => `  ${step.location.path}:${step.location.line}  ${step.text}`),
    remedy,
    ...policySentences(finding),
  ];
}

/** A test that says something of all. */
function noteSuite(name: string, outcome = ''): string {
  const counts = { tests: 1, failures: 0, errors: Number(outcome.startsWith('<error')), skipped: Number(outcome.startsWith('<skipped')) };
  return element('testsuite', { name: PACKAGE, ...counts }, element('testcase', { name, classname: PACKAGE }, outcome));
}

/** Of equal names GitLab counts the first alone; a line in a name would make moved code a new test. */
class Names {
  readonly #seen = new Map<string, number>();

  of({ location, callee, symbol, rule }: Finding): string {
    const inside = symbol === '' ? '' : ` in ${symbol}`;
    const name = `${location.path}: ${callee === '' ? rule : callee}${inside}`;
    const key = `${rule}\0${name}`;
    const number = (this.#seen.get(key) ?? 0) + 1;
    this.#seen.set(key, number);
    return number === 1 ? name : `${name} (${number})`;
  }
}

function element(name: string, attributes: Readonly<Record<string, string | number>>, content = ''): string {
  const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${text(neutraliseSentence(String(value)))}"`);
  const isLeaf = content === '' || !content.startsWith('<');
  const inner = isLeaf ? content : `\n${content}`;
  return content === '' ? `<${name}${list.join('')}/>\n` : `<${name}${list.join('')}>${inner}</${name}>\n`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** What XML can carry; `::` and `##` would be commands where the report is printed. */
function text(value: string): string {
  return value
    .replace(/[&<>"']/g, (character) => entities[character] ?? character)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/:(?=:)|#(?=#)/g, (character) => `&#${character.charCodeAt(0)};`);
}
