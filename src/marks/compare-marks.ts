/** Compares what the marks of a fixture ask for with what a scan found. */
import { printKey } from '../model/print-key.js';
import type { Survey } from '../model/inventory.js';
import type { Finding, SinkRecord } from '../model/report.js';
import { LISTED, type Mark } from './read-marks.js';

/** What a comparison needs of a finding. */
export interface FoundPlace {
  readonly path: string;
  readonly line: number;
  readonly rule: string;
  /** Of a finding. */
  readonly severity?: string;
  readonly recipient?: string;
  readonly types: readonly string[];
}

/** Tiers that marks always name; of the others they name what makes a finding. */
const TIERS_IN_MARKS: ReadonlySet<string> = new Set(['direct', 'sensitive', 'credential', 'unclassified']);

/** @returns whether marks list a data type, judged by all findings of a scan */
export function countedTypes(findings: readonly Pick<Finding, 'dataTypes'>[]): (type: string) => boolean {
  const counted = new Set<string>();
  for (const { dataTypes } of findings)
    for (const { id, tier, rule } of dataTypes) if (TIERS_IN_MARKS.has(tier) || rule?.endsWith('-pseudonymous') === true) counted.add(id);
  return (type) => counted.has(type);
}

/** A finding as marks speak of it: at the line of its call. */
export function foundPlace({ location, callLocation, rule, severity, recipient, dataTypes }: Finding): FoundPlace {
  return { path: location.path, line: callLocation.line, rule, severity, recipient, types: dataTypes.map(({ id }) => id) };
}

/** A call that is recorded and no finding, as marks speak of it. */
export interface FlowPlace extends FoundPlace {
  /** The kind of sink. */
  readonly rule: string;
  /** Of its types those that a mark has to name. */
  readonly named: readonly string[];
}

/**
 * @returns the calls to which data flows, surely enough to be shown, and of which no policy makes a finding; not what is known by
 * the package alone, or a flow could not tell whether a rule is there
 */
export function flowPlaces({
  findings,
  sinks,
  survey,
}: {
  readonly findings: readonly Finding[];
  readonly sinks: readonly SinkRecord[];
  readonly survey?: Survey;
}): readonly FlowPlace[] {
  const reported = new Set(findings.map(printKey));
  const flows = sinks
    .filter((sink) => sink.basis !== 'catalogue' && !reported.has(printKey(sink)))
    .flatMap(({ callLocation: { path, line }, kind, recipient, flows }) => {
      const sure = flows.filter(({ confidence }) => confidence !== 'low');
      const types = [...new Set(sure.map(({ dataType }) => dataType))];
      const named = types.filter((type) => sure.some(({ dataType, tier }) => dataType === type && TIERS_IN_MARKS.has(tier)));
      return types.length === 0 ? [] : [{ path, line, rule: kind, recipient, types, named }];
    });
  return survey === undefined ? flows : [...flows, ...listedPlaces(survey)];
}

/** What an inventory lists beside flows: where data enters by an interface, and tables. */
function listedPlaces({ entities, entries }: Survey): readonly FlowPlace[] {
  const entering = new Map<string, FlowPlace & { readonly types: string[] }>();
  for (const { dataType, place } of entries) {
    const key = `${place.path}:${place.line}`;
    const known = entering.get(key);
    if (known) known.types.push(dataType);
    else entering.set(key, { path: place.path, line: place.line, rule: 'enters', types: [dataType], named: [] });
  }
  const tables = entities
    .filter(({ kind }) => kind === 'table')
    .map(({ name, place: { path, line } }): FlowPlace => ({ path, line, rule: 'table', types: [name], named: [] }));
  return [...entering.values(), ...tables];
}

/** Every list is empty when the scan says what the marks say; each entry is a sentence for a test's output. */
export interface MarkComparison {
  /** Leaks and flows that were not found. */
  readonly missing: readonly string[];
  /** Findings that no mark asks for. */
  readonly extra: readonly string[];
  /** Known misses that are found now: their marks become `leak`. */
  readonly mendedMisses: readonly string[];
  /** Known false alarms that are gone: their marks become `clean`. */
  readonly mendedFalse: readonly string[];
  /** Leaks and flows found with other data types than their marks say. */
  readonly wrongTypes: readonly string[];
}

type Lists = { -readonly [list in keyof MarkComparison]: string[] };

/**
 * Compares marks with findings, place by place. On a line every `leak` mark takes one finding of its rule; a
 * `known-false` takes what is left; anything else that is left is extra. A `flow` mark takes one recorded call of its kind; what is
 * recorded without a mark is not extra.
 * @param marksByFile the marks of each file, by its path below the scanned root
 * @param findings the scan's findings, paths in the same form
 * @param counts which data types marks list; others are not compared (default: all)
 * @param flows the calls that are recorded and no findings
 * @returns the differences, sorted by path and line
 */
export function compareMarks(
  marksByFile: ReadonlyMap<string, readonly Mark[]>,
  findings: readonly FoundPlace[],
  counts: (type: string) => boolean = () => true,
  flows: readonly FlowPlace[] = [],
): MarkComparison {
  const lists: Lists = { missing: [], extra: [], mendedMisses: [], mendedFalse: [], wrongTypes: [] };
  const places = new Map<string, { path: string; line: number; marks: Mark[]; found: FoundPlace[]; flows: FlowPlace[] }>();
  const placeOf = (path: string, line: number) => {
    const key = `${path}:${line}`;
    const place = places.get(key) ?? { path, line, marks: [], found: [], flows: [] };
    places.set(key, place);
    return place;
  };
  for (const [path, marks] of marksByFile) for (const mark of marks) placeOf(path, mark.line).marks.push(mark);
  for (const finding of findings) placeOf(finding.path, finding.line).found.push(finding);
  for (const flow of flows) placeOf(flow.path, flow.line).flows.push(flow);

  const sorted = [...places.values()].sort((a, b) => (a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1));
  for (const { path, line, marks, found, flows: recorded } of sorted) {
    const where = `${path}:${line}`;
    compareFlows(where, marks, recorded, lists);
    comparePlace(where, marks, found, counts, lists);
  }
  return lists;
}

function compareFlows(where: string, marks: readonly Mark[], recorded: readonly FlowPlace[], lists: Lists): void {
  const left = [...recorded];
  for (const mark of marks.filter(({ kind }) => kind === 'flow')) {
    const flow = takeBest(left, mark);
    if (flow)
      compareTypes(
        where,
        mark,
        flow.types.filter((type) => flow.named.includes(type) || mark.types.includes(type)),
        lists,
      );
    else lists.missing.push(`${where} ${flowText(mark)} is not recorded${instead(recorded)}`);
  }
}

function comparePlace(
  where: string,
  marks: readonly Mark[],
  found: readonly FoundPlace[],
  counts: (type: string) => boolean,
  lists: Lists,
): void {
  const left = [...found];
  for (const mark of marks.filter(({ kind }) => kind === 'leak')) {
    const finding = takeBest(left, mark);
    if (finding) compareTypes(where, mark, finding.types.filter(counts), lists);
    else lists.missing.push(`${where} ${markText(mark)} is not found${instead(found, mark)}`);
  }
  for (const mark of marks.filter(({ kind }) => kind === 'known-miss')) {
    if (takeBest(left, mark)) lists.mendedMisses.push(`${where} ${markText(mark)} is found now; make its mark a leak`);
  }
  const knownFalse = marks.find(({ kind }) => kind === 'known-false');
  if (knownFalse) {
    if (left.length === 0) lists.mendedFalse.push(`${where} is no longer reported (${knownFalse.why}); make its mark clean`);
    return;
  }
  const clean = marks.find(({ kind }) => kind === 'clean');
  const remark = clean ? ` but is clean${clean.why === undefined ? '' : ` (${clean.why})`}` : '';
  for (const { rule, types } of left) lists.extra.push(`${where} ${[rule, ...types].join(' ')} is found${remark}`);
}

/** Takes the finding of the mark's rule, and of its severity where it says one, out of the list, one with the same types first. */
function takeBest<T extends FoundPlace>(left: T[], mark: Mark): T | undefined {
  const wanted = sortedText(mark.types);
  const fits = ({ rule, severity, recipient }: FoundPlace): boolean =>
    rule === mark.rule &&
    (mark.severity === undefined || severity === mark.severity) &&
    (mark.recipient === undefined || recipient === mark.recipient);
  const exact = left.findIndex((found) => fits(found) && sortedText(found.types) === wanted);
  const index = exact >= 0 ? exact : left.findIndex(fits);
  return index < 0 ? undefined : left.splice(index, 1)[0];
}

function compareTypes(where: string, mark: Mark, types: readonly string[], lists: Lists): void {
  if (mark.types.length === 0) return;
  const absent = mark.types.filter((type) => !types.includes(type));
  const surplus = types.filter((type) => !mark.types.includes(type));
  const parts = [
    ...(absent.length > 0 ? [`without ${absent.join(' ')}`] : []),
    ...(surplus.length > 0 ? [`with ${surplus.join(' ')} besides`] : []),
  ];
  if (parts.length > 0) lists.wrongTypes.push(`${where} ${mark.rule} is found ${parts.join(' and ')}`);
}

const sortedText = (types: readonly string[]): string => [...types].sort().join(' ');
const instead = (found: readonly FoundPlace[], like?: Mark): string =>
  found.length === 0 ? '' : ` (instead: ${found.map((place) => markText(asIn(place, like ? [like] : []))).join('; ')})`;

/** What was found, as far as marks say such things: how severe, who gets it. */
export function asIn({ severity, recipient, ...place }: FoundPlace, marks: readonly Mark[]): FoundPlace {
  return {
    ...place,
    ...(severity !== undefined && marks.some((mark) => mark.severity !== undefined) ? { severity } : {}),
    ...(recipient !== undefined && marks.some((mark) => mark.recipient !== undefined) ? { recipient } : {}),
  };
}

/** The same of what is recorded and no finding. */
export function flowText(place: Pick<Mark, 'rule' | 'types'>): string {
  return LISTED.includes(place.rule ?? '') ? `${place.rule}: ${place.types.join(' ')}` : `flow: ${markText(place)}`;
}

/** What a mark asks for, or a mark of what was found: `log-direct email`, `log-direct/medium email to application-log`. */
export function markText({ rule = '', severity, recipient, types }: Omit<Mark, 'line' | 'kind'>): string {
  return [severity === undefined ? rule : `${rule}/${severity}`, ...types, ...(recipient === undefined ? [] : ['to', recipient])].join(' ');
}
