/** What git says of a folder; nothing where it says nothing. */
import { execFileSync } from 'node:child_process';

function git(folder, args) {
  try {
    const options = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] };
    return execFileSync('git', ['-C', folder, '-c', 'core.fsmonitor=false', '-c', 'safe.directory=*', ...args], options).trim();
  } catch {
    return undefined;
  }
}

/** @returns the commit that is checked out, or undefined outside git */
export function commitOf(folder) {
  return git(folder, ['rev-parse', '--verify', 'HEAD']);
}
