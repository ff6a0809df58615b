/** What `explain` says to write instead, written: that finding is gone, and no other changed but those that the data went on to. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Mend } from '../model/explanation.js';
import type { Finding } from '../model/report.js';
import { withEdits } from '../testing/apply-edits.js';
import { Analyser, type Found } from '../testing/oracle/analyse-programs.js';
import { generated } from '../testing/oracle/campaign.js';
import { readMarks } from '../marks/read-marks.js';
import { PROJECT } from '../testing/read-definition.js';
import { filesBelow } from '../testing/scan-marked.js';

type Sources = Readonly<Record<string, string>>;

/** Programs that are analysed at once. */
const BATCH = 60;
const GENERATED = 200;
const THEMES = ['channels', 'crossfile', 'errors', 'language', 'objects', 'sanitizers', 'types', 'wrappers'];

let analyser: Analyser;
beforeAll(async () => {
  analyser = await Analyser.create();
});

describe('remedies', () => {
  it.each(THEMES)('hold in the fixtures of %s', (theme) => {
    expect(failures(fixtures(theme))).toEqual([]);
  });

  it('hold in programs of random pieces', () => {
    expect(failures(generated(GENERATED, 4))).toEqual([]);
  }, 120_000);

  it('are given for most findings', () => {
    const all = analyser.analyse(fixtures('language')).flat();
    expect(all.filter(({ mends }) => mends.length > 0).length).toBeGreaterThan(all.length * 0.8);
    expect(new Set(all.flatMap(({ mends }) => mends.map(({ how }) => how)))).toEqual(new Set(['leave-out', 'omit', 'mask']));
  });
});

/** Mends that do not do what they promise, in words. */
function failures(programs: readonly Sources[]): string[] {
  const tries = analyser
    .analyse(programs)
    .flatMap((found, i) => found.flatMap(({ finding, mends }) => mends.map((mend) => ({ files: programs[i]!, found, finding, mend }))));
  const out: string[] = [];
  for (let from = 0; from < tries.length; from += BATCH) {
    const batch = tries.slice(from, from + BATCH);
    analyser
      .analyse(batch.map(({ files, mend }) => withEdits(files, mend.edits)))
      .forEach((after, i) => out.push(...changes(batch[i]!.found, batch[i]!.finding, batch[i]!.mend, after)));
  }
  return out;
}

function changes(before: readonly Found[], mended: Finding, mend: Mend, after: readonly Found[]): string[] {
  const said = `${mended.callLocation.path}:${mended.callLocation.line} ${mended.rule} by ${mend.how}: ${mend.edits.map((e) => e.after).join(', ')}`;
  const out: string[] = [];
  const isHere = ({ callLocation: at, kind }: Finding) =>
    at.path === mended.callLocation.path && at.line === mended.callLocation.line && kind === mended.kind;
  const count = (all: readonly Found[]) => all.filter(({ finding }) => isHere(finding)).length;
  if (count(after) >= count(before)) out.push(`stays: ${said}`);
  const others = (all: readonly Found[]) => new Map(all.map(({ finding }) => [shown(finding), finding]));
  const now = others(after);
  const then = others(before);
  for (const [key, finding] of then)
    if (!now.has(key) && finding !== mended && !isHere(finding) && !passes(finding, mend)) out.push(`lost: ${key} with ${said}`);
  for (const [key, finding] of now)
    if (!then.has(key) && !isHere(finding) && ![...then.values()].some((f) => passes(f, mend) && line(f) === line(finding)))
      out.push(`new: ${key} with ${said}`);
  return out;
}

/** Whether the data of a finding goes through the edited code. */
function passes(finding: Finding, { edits }: Mend): boolean {
  return finding.flows.some(({ steps }) =>
    steps.some(({ location: at }) => edits.some(({ location: e }) => e.path === at.path && at.line >= e.line && at.line <= e.endLine)),
  );
}

function line({ callLocation: at }: Finding): string {
  return `${at.path}:${at.line}`;
}

function shown(finding: Finding): string {
  return `${line(finding)} ${finding.rule} ${finding.dataTypes.map(({ id }) => id).join(' ')}`;
}

/** The programs of a theme, without marks. */
function fixtures(theme: string): Sources[] {
  const leaves = new Map<string, Record<string, string>>();
  for (const [path, text] of Object.entries(filesBelow(`${PROJECT}fixtures/${theme}`))) {
    const [leaf, ...file] = path.split('/');
    if (!/\.[cm]?[jt]sx?$/.test(path)) continue;
    leaves.set(leaf!, { ...leaves.get(leaf!), [file.join('/')]: readMarks(text).blanked });
  }
  return [...leaves.values()];
}
