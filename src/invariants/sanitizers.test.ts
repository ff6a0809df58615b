/** A sanitizer is what a function does: names neither make one nor unmake it, and what every rule calls one is silent. */
import { beforeAll, describe, expect, it } from 'vitest';
import { readRuleFiles } from '../rules/rule-files.js';
import { sanitizerCalls } from '../testing/modelled-sanitizers.js';
import { Analyser, type Claim } from '../testing/oracle/analyse-programs.js';
import { readMarks } from '../marks/read-marks.js';
import { PROJECT } from '../testing/read-definition.js';
import { filesBelow } from '../testing/scan-marked.js';

const DECLARED = /^(?:export )?(?:async )?(?:function\*?|const) (\w+)(?= *(?:[(<]|= *(?:async )?(?:\(|\w+ *=>)))/gm;
/** Themes whose functions make harmless, or let go. */
const THEMES = ['sanitizers', 'wrappers', 'redaction'];

let analyser: Analyser;
beforeAll(async () => {
  analyser = await Analyser.create();
});

describe('names of functions', () => {
  const leaves = THEMES.flatMap((theme) => {
    const leaves = new Map<string, Record<string, string>>();
    for (const [path, text] of Object.entries(filesBelow(`${PROJECT}fixtures/${theme}`))) {
      const [leaf, ...file] = path.split('/');
      leaves.set(leaf!, { ...leaves.get(leaf!), [file.join('/')]: /\.[cm]?[jt]sx?$/.test(path) ? readMarks(text).blanked : text });
    }
    return [...leaves].map(([leaf, files]) => [`${theme}/${leaf}`, files] as const);
  });

  it.each(leaves)('do not count in %s', (_, files) => {
    const shown = (all: readonly Claim[]) => all.map((c) => `${c.at} ${c.leaves} ${c.rule} ${c.dataTypes.join(' ')}`).sort();
    const renamed = ['f', 'mask', 'hash', 'log', 'sanitizeEmail'].map((name) => withFunctionsNamed(files, name));
    const [before, ...after] = analyser.claims([files, ...renamed]).map(shown);
    for (const claims of after) expect(claims).toEqual(before);
  });
});

describe('what rules call a sanitizer', () => {
  const calls = sanitizerCalls(readRuleFiles(`${PROJECT}rules`));

  it('is known in many libraries', () => {
    expect(calls.length).toBeGreaterThan(100);
  });

  it('leaves nothing to find, whatever the result is called', () => {
    const loud = analyser
      .claims(calls.map(({ source }) => ({ 'a.ts': source })))
      .flatMap((claims, i) => (claims.length ? [`${calls[i]!.name}\n${calls[i]!.source}`] : []));
    expect(loud).toEqual([]);
  });
});

/** All functions that the files declare at their top level, called `name` and a number; not those that share it with a member or a parameter. */
function withFunctionsNamed(files: Readonly<Record<string, string>>, name: string): Record<string, string> {
  const declared = [...new Set(Object.values(files).flatMap((text) => [...text.matchAll(DECLARED)].map((m) => m[1]!)))];
  const isMember = (word: string) => Object.values(files).some((text) => new RegExp(`\\.${word}\\b|\\b${word}\\??:`).test(text));
  const to = new Map(declared.filter((word) => !isMember(word)).map((from, i) => [from, `${name}${i}`]));
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [
      path,
      text.replace(/(?<![./\w'"])[a-zA-Z]\w*(?![\w'"]|: )/g, (word) => to.get(word) ?? word),
    ]),
  );
}
