/** The same code gives the same findings in every encoding that says what it is, and with the line ends of any system. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ScanResult } from '../model/report.js';
import { DEFAULT_THRESHOLDS } from '../model/selection.js';
import { prettyReport } from '../report/pretty/report.js';
import { scanPaths } from '../testing/compare-scans.js';
import { temporaryTree } from '../testing/temporary-tree.js';
import { select } from '../triage/select.js';

const CODE = `// Grüße, 你好
export function welcome(user: { email: string; phone: string }) {
  console.log('käme', {
    mail: user.email,
    phone: user.phone,
  });
}
`;

async function scanBytes(bytes: Buffer): Promise<ScanResult> {
  const tree = temporaryTree({});
  writeFileSync(join(tree.root, 'a.ts'), bytes);
  try {
    return await scanPaths(['.'], tree.root);
  } finally {
    tree.remove();
  }
}

const places = ({ findings }: ScanResult) => findings.map(({ rule, location, message }) => ({ rule, location, message }));
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe('one file', () => {
  it.each([
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${CODE}`)],
    ['UTF-16, little end first', Buffer.from(`\ufeff${CODE}`, 'utf16le')],
    ['UTF-16, big end first', utf16be(`\ufeff${CODE}`)],
    ['line ends of Windows', Buffer.from(CODE.replaceAll('\n', '\r\n'))],
  ])('in %s', async (_, bytes) => {
    const plain = await scanBytes(Buffer.from(CODE));
    const other = await scanBytes(bytes);
    expect(plain.findings).toHaveLength(1);
    expect(places(other)).toEqual(places(plain));
  });

  it.each([
    ['Latin-1', Buffer.from(CODE.replace('你好', ''), 'latin1'), 'not-utf8'],
    ['UTF-16 without a mark', Buffer.from(CODE, 'utf16le'), 'binary'],
    ['half a character of UTF-16', Buffer.concat([Buffer.from(`\ufeff${CODE}`, 'utf16le'), Buffer.from([0x3d, 0xd8])]), 'not-utf8'],
  ])('in %s is not guessed at, and named', async (_, bytes, reason) => {
    const { coverage, findings } = await scanBytes(bytes);
    expect(findings).toEqual([]);
    expect(coverage.files.skipped).toEqual({ [reason]: 1 });
    expect(coverage.problems).toMatchObject([{ path: 'a.ts', message: expect.stringMatching(/not read/) as string }]);
    expect(coverage.percent.files).toBe(0);
  });
});

it('frames of code stand on the same lines with the line ends of Windows, and hold no carriage return', async () => {
  const frame = (result: ScanResult): string =>
    prettyReport({ result, selection: select(result.findings, DEFAULT_THRESHOLDS) }, { width: 100, color: 0, unicode: true, quiet: true });
  const plain = frame(await scanBytes(Buffer.from(CODE)));
  expect(plain).toContain('mail: user.email');
  expect(frame(await scanBytes(Buffer.from(CODE.replaceAll('\n', '\r\n'))))).toBe(plain);
});

it('a line separator of ECMAScript inside a line moves no frame', async () => {
  const result = await scanBytes(Buffer.from(CODE.replace('Grüße', 'Grü\u2028ße').replace('你好', 'a\rb')));
  expect(result.sources['a.ts']).toBeDefined();
  const text = prettyReport(
    { result, selection: select(result.findings, DEFAULT_THRESHOLDS) },
    { width: 100, color: 0, unicode: true, quiet: true },
  );
  expect(text).toMatch(/› *4 │ +mail: user\.email|› *3 │ +console\.log/);
});
