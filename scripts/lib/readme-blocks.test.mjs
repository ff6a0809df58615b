import { describe, expect, it } from 'vitest';
import { findingsExcerpt, optionRows, paddedTable, summaryExcerpt } from './readme-blocks.mjs';

const PRINTED = `src/a.ts ─────── 1 high, 1 low

  ▲ high  \`email\` is written
    src/a.ts:1:1

    › 1 │ log(email)

  · low  \`city\` is written
    › 2 │ log(city)

src/b.ts ─────── 1 high

  ▲ high  \`phone\` is written
    › 9 │ log(phone)

────────────────

  Findings      2 high
  Analysed      2 files, 11 lines in 0.4 s

✖ failed: 2 findings at or above high
`;

describe('an excerpt of a scan', () => {
  it('holds the heading of the file and the findings asked for, and nothing of the next file', () => {
    expect(findingsExcerpt(PRINTED, 'src/a.ts', ['log(city)'])).toEqual([
      'src/a.ts ─────── 1 high, 1 low',
      '',
      '  · low  `city` is written',
      '    › 2 │ log(city)',
    ]);
  });

  it('says which finding is not there any more', () => {
    expect(() => findingsExcerpt(PRINTED, 'src/a.ts', ['log(phone)'])).toThrow('no finding in src/a.ts with log(phone)');
    expect(() => findingsExcerpt(PRINTED, 'src/c.ts', [])).toThrow('no finding in src/c.ts');
  });

  it('ends with the summary, without the time', () => {
    expect(summaryExcerpt(PRINTED)).toEqual([
      '────────────────',
      '',
      '  Findings      2 high',
      '  Analysed      2 files, 11 lines',
      '',
      '✖ failed: 2 findings at or above high',
    ]);
  });
});

describe('the options of a help text', () => {
  const HELP = `Usage: tool [paths...]

Arguments:
  paths                  folders

Output:
  -f, --format <format>  json or pretty; repeatable
                         (default: "pretty")
  --color                colour

Examples:
  $ tool                 scan
`;

  it('are joined over lines; arguments and examples are none', () => {
    expect(optionRows(HELP)).toEqual([
      ['`-f, --format <format>`', 'json or pretty; repeatable (default: "pretty")'],
      ['`--color`', 'colour'],
    ]);
  });

  it('make a table of even columns', () => {
    expect(paddedTable(['a', 'b'], [['long one', 'x']])).toEqual(['| a        | b   |', '| -------- | --- |', '| long one | x   |']);
  });
});
