import fc from 'fast-check';
import stringWidth from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import { codeFrame } from './frame.js';
import { createTheme } from './theme.js';

const theme = createTheme({ color: 0, unicode: true });
const paint = (text: string): string => text;

function frame(source: string, [line, column, endLine, endColumn]: readonly [number, number, number, number], width = 60): string {
  return codeFrame(source.split('\n'), { path: 'a.ts', line, column, endLine, endColumn }, { theme, width, paint }).join('\n');
}

describe('codeFrame', () => {
  it('marks the argument and takes the common indentation off', () => {
    expect(frame('  if (x) {\n    log(user.email);\n  }', [2, 9, 2, 19])).toBe(
      ['  1 │ if (x) {', '› 2 │   log(user.email);', '    │       ‾‾‾‾‾‾‾‾‾‾', '  3 │ }'].join('\n'),
    );
  });

  it('leaves empty lines around it out', () => {
    expect(frame('\nlog(a);\n\n', [2, 5, 2, 6])).toBe(['› 2 │ log(a);', '    │     ‾'].join('\n'));
  });

  it('puts the underline where wide characters and tabs put the argument', () => {
    expect(frame("\t\t日志('收件人', 电话);", [1, 13, 1, 15])).toBe(
      ["› 1 │ 日志('收件人', 电话);", '    │                ‾‾‾‾'].join('\n'),
    );
  });

  it('marks the lines of a long argument, and shows the first eight', () => {
    const lines = frame(`log({\n${'  a,\n'.repeat(20)}});`, [1, 5, 22, 2]).split('\n');
    expect(lines.filter((line) => line.startsWith('›'))).toHaveLength(8);
    expect(lines.at(-1)).toContain('…');
  });

  it('cuts a long line around the argument', () => {
    const line = `${'x'.repeat(100_000)}log(user.email)${'y'.repeat(100_000)}`;
    const [code = '', under = ''] = frame(line, [1, 100_005, 1, 100_015]).split('\n');
    expect(code).toMatch(/^› 1 │ …x+log\(user\.email\)y+…$/);
    expect(under.indexOf('‾')).toBe(code.indexOf('user.email'));
  });

  it('says nothing of a place that is not in the text', () => {
    expect(frame('a', [7, 1, 7, 2])).toBe('');
    expect(frame('ab', [1, 50, 1, 60])).toContain('› 1 │ ab');
  });

  it('fits any text, any place and any width', () => {
    const place = fc.tuple(fc.nat(4), fc.nat(90), fc.nat(4), fc.nat(90));
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        place,
        fc.integer({ min: 30, max: 120 }),
        (source, [line, column, lines, length], width) => {
          const region = [line + 1, column + 1, line + 1 + lines, (lines > 0 ? 0 : column) + 1 + length] as const;
          const wide = frame(source, region, width)
            .split('\n')
            .filter((text) => stringWidth(text) > width);
          expect(wide).toEqual([]);
        },
      ),
      { numRuns: 300, seed: 7 },
    );
  });
});
