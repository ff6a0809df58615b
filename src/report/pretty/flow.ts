/** The way of the data, step by step. */
import type { Finding, Flow, FlowStep } from '../../model/report.js';
import { neutraliseSentence } from '../safe-text.js';
import { count, lowerFirst, pad, paintCode, truncatePath, widthOf, wrap } from './layout.js';
import type { Theme } from './theme.js';

const MAX_STEPS = 8;
/** Steps shown at the end when some are left out; the beginning gets the rest. */
const LAST_STEPS = 3;
const MAX_WAYS = 3;
/** Names of data types in a heading. */
const MAX_NAMES = 4;

interface Way {
  readonly titles: string[];
  readonly steps: readonly FlowStep[];
}

/**
 * The ways of a finding that have more than one place (a line of a file); one that stays on the line of the code frame
 * is seen there. Ways that differ in their source alone are shown once.
 *
 * @param width  columns
 */
export function flowLines(finding: Finding, theme: Theme, width: number): string[][] {
  const ways = waysOf(finding);
  const blocks = ways.slice(0, MAX_WAYS).map((way) => wayLines(way, ways.length > 1, theme, width));
  if (ways.length > MAX_WAYS) blocks.push([theme.quiet(`${theme.symbols.cut} ${count(ways.length - MAX_WAYS, 'more way')}`)]);
  return blocks;
}

function waysOf(finding: Finding): Way[] {
  const titles = new Map(finding.dataTypes.map(({ id, title }) => [id, title]));
  const ways = new Map<string, Way>();
  for (const flow of finding.flows) {
    if (new Set(flow.steps.map(place)).size < 2) continue;
    const title = neutraliseSentence(lowerFirst(titles.get(flow.dataType) ?? flow.dataType));
    const key = wayKey(flow);
    const way = ways.get(key);
    if (!way) ways.set(key, { titles: [title], steps: flow.steps });
    else if (!way.titles.includes(title)) way.titles.push(title);
  }
  return [...ways.values()];
}

function place({ location }: FlowStep): string {
  return `${location.path}:${location.line}`;
}

/** All but the first step: members of one object that leave together share the rest. */
function wayKey(flow: Flow): string {
  return flow.steps
    .slice(1)
    .map((step) => `${place(step)}:${step.location.column}`)
    .join(' ');
}

function wayLines(way: Way, named: boolean, theme: Theme, width: number): string[] {
  const rest = way.steps.length > MAX_STEPS ? way.steps.length - MAX_STEPS + 1 : 0;
  const head = rest > 0 ? way.steps.slice(0, MAX_STEPS - 1 - LAST_STEPS) : way.steps;
  const tail = rest > 0 ? way.steps.slice(-LAST_STEPS) : [];
  const places = new Map([...head, ...tail].map((step) => [step, placeText(step, theme, width)]));
  const column = Math.max(...[...places.values()].map(widthOf));
  const print = (step: FlowStep): string[] => stepLines(step, places.get(step) ?? '', column, theme, width);
  const lines: string[] = [];
  const names = way.titles.slice(0, MAX_NAMES).join(', ');
  const more = way.titles.length > MAX_NAMES ? ` and ${way.titles.length - MAX_NAMES} more` : '';
  if (named || way.titles.length > 1) lines.push(...wrap(names + more, width).map((line) => theme.quiet(line)));
  lines.push(...head.flatMap(print));
  if (rest > 0) lines.push(theme.quiet(`${pad('', column + 2)}${theme.symbols.cut} ${count(rest, 'more step')}`), ...tail.flatMap(print));
  return lines;
}

function placeText(step: FlowStep, theme: Theme, width: number): string {
  const line = `:${step.location.line}`;
  return (
    truncatePath(neutraliseSentence(step.location.path, theme.unicode), Math.floor(width * 0.45) - line.length, theme.symbols.cut) + line
  );
}

function stepLines(step: FlowStep, at: string, column: number, theme: Theme, width: number): string[] {
  const words = paintCode(wrap(neutraliseSentence(step.text, theme.unicode), width - column - 2), theme.code);
  return words.map((line, index) => `${index === 0 ? theme.quiet(pad(at, column)) : pad('', column)}  ${line}`);
}
