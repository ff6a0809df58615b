import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import type { ScanResult } from '../../model/report.js';
import { DEFAULT_THRESHOLDS } from '../../model/selection.js';
import { scanTree } from '../../testing/scan-tree.js';
import { select } from '../../triage/select.js';
import { sarifReport } from './report.js';

const style = { width: 80, color: 0, unicode: true, quiet: false } as const;

function runOf(result: ScanResult): Log['runs'][0] {
  const text = sarifReport({ result, selection: select(result.findings, DEFAULT_THRESHOLDS) }, style);
  return (JSON.parse(text) as Log).runs[0]!;
}

describe('SARIF of a triaged result', () => {
  it('has suppressed findings with who says so and why, and what is wrong with comments', async () => {
    const text = `export function f(email: string, phoneNumber: string) {
  // waybill-ignore-next-line email -- asked for
  console.log(email, phoneNumber);
  // waybill-ignore-next-line password -- b
  console.log(phoneNumber);
}
`;
    const place = { path: 'waybill.yml', line: 3 };
    const ignore = [{ rules: ['log-direct'], dataTypes: ['phone-number'], reason: 'old importer', by: 'Ada', until: '2026-12-31', place }];
    const { results = [], invocations } = runOf(await scanTree({ 'a.ts': text }, { ignore }));
    expect(
      results.map(({ suppressions, baselineState }) => [
        baselineState,
        suppressions?.map(({ kind, status, justification }) => [kind, status, justification]),
      ]),
    ).toEqual([
      [
        undefined,
        [
          ['inSource', 'accepted', 'asked for'],
          ['external', 'accepted', 'old importer'],
        ],
      ],
      [undefined, [['external', 'accepted', 'old importer']]],
    ]);
    expect(results[1]?.suppressions?.[0]).toMatchObject({
      location: { physicalLocation: { artifactLocation: { uri: 'waybill.yml' }, region: { startLine: 3 } } },
      properties: { by: 'Ada', until: '2026-12-31' },
    });
    expect(invocations?.[0]?.toolExecutionNotifications?.map(({ message }) => message.text)).toEqual([
      'this comment suppresses nothing: no finding here fits it (remove it)',
    ]);
  });
});
