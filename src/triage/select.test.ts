import { describe, expect, it } from 'vitest';
import { DEFAULT_THRESHOLDS, type Thresholds } from '../model/selection.js';
import { sampleResult } from '../testing/sample-result.js';
import { select } from './select.js';

const selectWith = (thresholds: Partial<Thresholds>) => select(sampleResult.findings, { ...DEFAULT_THRESHOLDS, ...thresholds });

describe('select', () => {
  it('leaves low confidence out by default, and fails on high and critical', () => {
    const selection = selectWith({});
    expect(selection.shown).toHaveLength(8);
    expect(selection.belowConfidence).toBe(1);
    expect(selection.belowSeverity).toBe(0);
    expect(selection.failing.map(({ severity }) => severity).sort()).toEqual(['critical', 'critical', 'high', 'high', 'high', 'high']);
  });

  it('lets --severity change what is shown, not what fails', () => {
    const selection = selectWith({ severity: 'critical' });
    expect(selection.shown).toHaveLength(2);
    expect(selection.belowSeverity).toBe(6);
    expect(selection.failing).toEqual(selectWith({}).failing);
  });

  it('lets --confidence rule display and exit code alike', () => {
    expect(selectWith({ confidence: 'low' }).failing).toHaveLength(7);
    const strict = selectWith({ confidence: 'high' });
    expect(strict.shown.every(({ confidence }) => confidence === 'high')).toBe(true);
    expect(strict.failing).toHaveLength(4);
    expect(strict.belowConfidence).toBe(4);
  });

  it('never fails when told so', () => {
    expect(selectWith({ failOn: 'never' }).failing).toEqual([]);
  });

  it('keeps the order of the result', () => {
    const prints = sampleResult.findings.map(({ print }) => print);
    expect(selectWith({ confidence: 'low' }).shown.map(({ print }) => print)).toEqual(prints);
  });
});
