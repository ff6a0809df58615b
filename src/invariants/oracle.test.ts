/** What leaves generated programs when they run is what the analysis finds: `npm run oracle -- --programs 100000` for more of them. */
import { expect, it } from 'vitest';
import { campaign, type CounterExample } from '../testing/oracle/campaign.js';
import { PIECES, WITH_GAPS } from '../testing/oracle/pieces/index.js';

const PROGRAMS = Number(process.env['ORACLE_PROGRAMS'] ?? 1500);
const SEED = Number(process.env['ORACLE_SEED'] ?? 20);
const ENOUGH = Number(process.env['ORACLE_ENOUGH'] ?? 5);
/** A longer campaign tells after so many programs how far it is. */
const STEP = 5000;
const pieces = process.env['ORACLE_GAPS'] === undefined ? PIECES : WITH_GAPS;

it(
  `${PROGRAMS} programs leak where they are said to`,
  async () => {
    let told = 0;
    const onRound = (programs: number, found: readonly CounterExample[]): void => {
      for (; told < found.length; told++) process.stderr.write(`\n${shown(found[told]!)}\n`);
      if (programs % STEP === 0) process.stderr.write(`${programs} programs, ${found.length} differences\n`);
    };
    const isLong = PROGRAMS > STEP;
    const done = await campaign({ programs: PROGRAMS, seed: SEED, enough: ENOUGH, pieces, ...(isLong ? { onRound } : {}) });
    expect(done.counterExamples.map(shown).join('\n\n')).toBe('');
    expect(Object.fromEntries(done.failures)).toEqual({});
    // Enough of the programs leak, that is, and the others are told from them.
    expect(done.arrivals).toBeGreaterThan(PROGRAMS / 4);
  },
  Math.max(60_000, PROGRAMS * 100),
);

function shown({ difference, files }: CounterExample): string {
  const sources = Object.entries(files)
    .filter(([name]) => name !== 'types.ts' && name !== 'flags.ts')
    .map(([name, text]) => `--- ${name}\n${text}`);
  return [`${difference.kind}: ${difference.dataType} at ${difference.place}`, ...sources].join('\n');
}
