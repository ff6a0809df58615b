/** What leaves generated programs when they run is what the analysis finds: `npm run oracle -- --programs 100000` for more of them. */
import { expect, it } from 'vitest';
import { campaign, type CounterExample } from '../testing/oracle/campaign.js';

const PROGRAMS = Number(process.env['ORACLE_PROGRAMS'] ?? 1500);
const SEED = Number(process.env['ORACLE_SEED'] ?? 20);
const ENOUGH = Number(process.env['ORACLE_ENOUGH'] ?? 10);

it(
  `${PROGRAMS} programs leak where they are said to`,
  async () => {
    const { programs, failures, arrivals, counterExamples } = await campaign({ programs: PROGRAMS, seed: SEED, enough: ENOUGH });
    console.log(programs, arrivals, [...failures].sort((a, b) => b[1] - a[1]).slice(0, 12));
    expect(counterExamples.map(shown).join('\n\n')).toBe('');
    expect(arrivals).toBeGreaterThan(PROGRAMS / 10);
    expect([...failures]).toEqual([]);
  },
  Math.max(60_000, PROGRAMS * 100),
);

function shown({ difference, files }: CounterExample): string {
  const sources = Object.entries(files)
    .filter(([name]) => name !== 'types.ts' && name !== 'flags.ts')
    .map(([name, text]) => `--- ${name}\n${text}`);
  return [`${difference.kind}: ${difference.dataType} at ${difference.place}`, ...sources].join('\n');
}
