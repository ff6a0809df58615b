/** What continuous integration does by itself: annotations and the summary of a step on GitHub, and where the repository is. */
import { existsSync } from 'node:fs';
import { appendFile, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Format, ReportStyle, RepositoryPlace } from '../index.js';
import { writeText, type CliIo } from './io.js';

/** What GitHub takes of one step; a larger summary is refused as a whole. */
const MAX_STEP_SUMMARY = 1024 * 1024;
/** Less would hold no finding. */
const MIN_STEP_SUMMARY = 8 * 1024;

/** The report of the run in a format. */
export type WriteReport = (format: Format, style?: Partial<ReportStyle>) => Promise<string>;

export function onGitHub({ env }: Pick<CliIo, 'env'>): boolean {
  return env['GITHUB_ACTIONS'] === 'true';
}

/** The annotations, folded in the log of the step; nothing when there is nothing to annotate. */
export async function annotations(write: WriteReport): Promise<string> {
  const commands = await write('github');
  return commands === '' ? '' : `::group::Annotations\n${commands}::endgroup::\n`;
}

/** Adds the Markdown report to the step's summary. A summary that can't be written is said and costs no run. */
export async function writeStepSummary(write: WriteReport, io: CliIo): Promise<void> {
  const file = io.env['GITHUB_STEP_SUMMARY'];
  if (!file) return;
  try {
    const { size } = await stat(file).catch(() => ({ size: 0 }));
    const room = MAX_STEP_SUMMARY - size - 2;
    if (room < MIN_STEP_SUMMARY) throw new Error('it is full');
    await appendFile(file, `${size > 0 ? '\n' : ''}${await write('markdown', { maxBytes: room })}`);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    await writeText(io.stderr, `the summary of the step was not written (${code ?? message})\n`);
  }
}

/**
 * Where the scanned folder lies: below the nearest folder with `.git`, else the workspace that the service names, else the
 * working directory.
 *
 * @param root  absolute folder by which the paths of the result are relative
 */
export function repositoryPlace(root: string, io: CliIo): RepositoryPlace {
  const { env } = io;
  const top = gitTop(root) ?? [env['GITHUB_WORKSPACE'], env['CI_PROJECT_DIR'], io.cwd].find((dir) => dir !== undefined && holds(dir, root));
  const below = top === undefined ? '' : relative(top, root).split(sep).join('/');
  const address = addressOf(env);
  return { prefix: below === '' ? '' : `${below}/`, ...(address === undefined ? {} : { address }) };
}

function gitTop(folder: string): string | undefined {
  for (let dir = folder; ; dir = dirname(dir)) {
    if (existsSync(join(dir, '.git'))) return dir;
    if (dirname(dir) === dir) return undefined;
  }
}

function holds(dir: string, root: string): boolean {
  const below = relative(dir, root);
  return below !== '..' && !below.startsWith(`..${sep}`);
}

/** Of the commit that is built, as the service tells it. */
function addressOf(env: CliIo['env']): string | undefined {
  if (env['GITHUB_REPOSITORY'])
    return commitAddress(`${env['GITHUB_SERVER_URL'] ?? ''}/${env['GITHUB_REPOSITORY']}/blob`, env['GITHUB_SHA']);
  if (env['CI_PROJECT_URL']) return commitAddress(`${env['CI_PROJECT_URL']}/-/blob`, env['CI_COMMIT_SHA']);
  return undefined;
}

function commitAddress(blob: string, commit: string | undefined): string | undefined {
  if (commit === undefined || !/^[0-9a-f]{7,64}$/.test(commit) || !URL.canParse(blob)) return undefined;
  const { href, protocol } = new URL(blob);
  return protocol === 'https:' || protocol === 'http:' ? `${href.replace(/[()]/g, '')}/${commit}/` : undefined;
}
