/** Runs many generated programs and compares what leaves them with the findings. What is generated: src/testing/oracle/. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { readArguments, refuse } from './lib/arguments.mjs';

const USAGE = `npm run oracle -- [--programs N] [--seed N] [--enough N] [--gaps]

  --programs N   how many (default 10000)
  --seed N       of what is generated (default 1)
  --enough N     differences after which it ends (default 20)
  --gaps         writes what is not followed yet as well, and so finds it`;

const { values } = readArguments(
  {
    programs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    enough: { type: 'string', default: '20' },
    gaps: { type: 'boolean', default: false },
  },
  USAGE,
);
for (const name of ['programs', 'seed', 'enough'])
  if (!/^\d+$/.test(values[name])) refuse(`--${name} ${values[name]}: not a whole number`, USAGE);

const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
const { status } = spawnSync(process.execPath, [vitest, 'run', 'src/invariants/oracle.test.ts'], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  stdio: 'inherit',
  env: {
    ...process.env,
    ORACLE_PROGRAMS: values.programs,
    ORACLE_SEED: values.seed,
    ORACLE_ENOUGH: values.enough,
    ...(values.gaps ? { ORACLE_GAPS: '1' } : {}),
  },
});
process.exit(status ?? 1);
