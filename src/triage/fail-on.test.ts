import { describe, expect, test } from 'vitest';
import type { FailOnEntry } from '../model/project-config.js';
import type { Finding } from '../model/report.js';
import { sampleResult } from '../testing/sample-result.js';
import { failLevel } from './fail-on.js';

const [sample] = sampleResult.findings;
const place = { path: 'waybill.yml', line: 1 };

function finding(path: string, parts: Partial<Finding> = {}): Finding {
  return { ...sample!, kind: 'log', tier: 'direct', ...parts, location: { ...sample!.location, path } };
}

const level = (entries: readonly Omit<FailOnEntry, 'place'>[], of: Finding) =>
  failLevel(
    entries.map((entry) => ({ ...entry, place })),
    'high',
  )(of);

describe('failOn', () => {
  test('the first entry whose selectors all fit decides', () => {
    const entries = [
      { level: 'never', paths: ['tools/'] },
      { level: 'low', kinds: ['url'], tiers: ['credential'] },
      { level: 'medium', kinds: ['url'] },
    ] as const;
    expect(level(entries, finding('tools/a.ts', { kind: 'url', tier: 'credential' }))).toBe('never');
    expect(level(entries, finding('src/a.ts', { kind: 'url', tier: 'credential' }))).toBe('low');
    expect(level(entries, finding('src/a.ts', { kind: 'url' }))).toBe('medium');
  });

  test('where none fits, the default holds', () => {
    expect(level([{ level: 'low', kinds: ['literal'] }], finding('src/a.ts'))).toBe('high');
    expect(level([], finding('src/a.ts'))).toBe('high');
  });

  test('paths begin at the folder of the configuration', () => {
    const below = [{ level: 'low', paths: ['/src'], scope: { below: 'packages/api', above: '' } }] as const;
    expect(level(below, finding('packages/api/src/a.ts'))).toBe('low');
    expect(level(below, finding('src/a.ts'))).toBe('high');
    const above = [{ level: 'low', paths: ['packages/*/src'], scope: { below: '', above: 'packages/api' } }] as const;
    expect(level(above, finding('src/a.ts'))).toBe('low');
    expect(level(above, finding('test/a.ts'))).toBe('high');
  });

  test('an entry of a package without paths holds below it alone', () => {
    const entries = [{ level: 'never', scope: { below: 'packages/api', above: '' } }] as const;
    expect(level(entries, finding('packages/api/a.ts'))).toBe('never');
    expect(level(entries, finding('packages/apis/a.ts'))).toBe('high');
  });
});
