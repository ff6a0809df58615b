/** Programs and shell scripts as a test runs them: with an environment of its own. */
import { spawnSync } from 'node:child_process';

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Neither the service that runs the tests nor the user's git has a word in what is tested. */
const CLEAN = /^(?:GITHUB_|CI$|CI_|GIT_|WAYBILL_|npm_|FORCE_COLOR|NO_COLOR|COLUMNS)/i;

/** Runs a program to its end. */
export function execute(program: string, args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): Ended {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !CLEAN.test(name)));
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    env: { ...inherited, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', ...env },
    encoding: 'utf8',
  });
  if (error) throw error;
  return { code: status, out: stdout, err: stderr };
}

/** Runs a script as GitHub Actions and GitLab do: it ends at the first command that fails. */
export function shell(script: string, cwd: string, env: Readonly<Record<string, string>> = {}): Ended {
  return execute('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], cwd, env);
}
