import { describe, expect, it } from 'vitest';
import type { WaybillError } from '../model/errors.js';
import { FormatPairs } from './format-pairs.js';

function pairs(...args: readonly string[]): FormatPairs {
  const collected = new FormatPairs();
  for (const arg of args) {
    if (arg.startsWith('>')) collected.addOutput(arg.slice(1));
    else collected.addFormat(arg);
  }
  return collected;
}

function codeOf(act: () => unknown): string | undefined {
  try {
    act();
  } catch (error) {
    return (error as WaybillError).code;
  }
  return undefined;
}

describe('formats and outputs', () => {
  it('is pretty on standard output when nothing is said', () => {
    expect(pairs().targets()).toEqual([{ format: 'pretty' }]);
  });

  it('gives each output to the format before it', () => {
    expect(pairs('json', '>a.json', 'sarif=b=c.sarif', 'pretty').targets()).toEqual([
      { format: 'json', file: 'a.json' },
      { format: 'sarif', file: 'b=c.sarif' },
      { format: 'pretty' },
    ]);
  });

  it('takes - for standard output', () => {
    expect(pairs('json', '>-', 'sarif', '>b').targets()).toEqual([{ format: 'json' }, { format: 'sarif', file: 'b' }]);
  });

  it('refuses what can not be meant', () => {
    expect(codeOf(() => pairs('>a.json', 'json'))).toBe('output-without-format');
    expect(codeOf(() => pairs('json', '>a', '>b'))).toBe('two-outputs');
    expect(codeOf(() => pairs('json', 'sarif').targets())).toBe('two-on-stdout');
    expect(codeOf(() => pairs('jsno'))).toBe('unknown-value');
    expect(codeOf(() => pairs('json='))).toBe('usage');
  });
});
