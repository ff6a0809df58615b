/** How a stream can be written to: colour, symbols, width. */
import type { ReportStyle } from '../index.js';
import type { CliIo, OutputStream } from './io.js';

/** Columns when nothing says how many there are. */
const DEFAULT_WIDTH = 80;

/** Order: `--color`, `--no-color`; NO_COLOR; FORCE_COLOR; whether it is a terminal. Empty variables count as absent. */
export function colorLevel(flag: boolean | undefined, stream: OutputStream, env: CliIo['env']): ReportStyle['color'] {
  if (flag !== undefined) return flag ? 1 : 0;
  if (env['NO_COLOR']) return 0;
  const force = env['FORCE_COLOR'];
  if (force) return force === '0' || force === 'false' ? 0 : 1;
  return stream.isTTY === true && env['TERM'] !== 'dumb' ? 1 : 0;
}

/** The Linux console, old Windows consoles and plain C locales show ASCII alone. */
export function canShowUnicode({ env, platform }: Pick<CliIo, 'env' | 'platform'>): boolean {
  if (platform === 'win32') {
    const modern = ['WT_SESSION', 'TERMINUS_SUBLIME', 'ConEmuTask'].some((name) => env[name]);
    return (
      modern ||
      ['vscode', 'JetBrains-JediTerm'].some((name) => env['TERM_PROGRAM'] === name || env['TERMINAL_EMULATOR'] === name) ||
      Boolean(env['CI'])
    );
  }
  if (env['TERM'] === 'linux' || env['TERM'] === 'dumb') return false;
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'];
  return locale !== 'C' && locale !== 'POSIX';
}

/** The style for a stream, or for a file when there is none: a file gets colour only by the flag. */
export function styleFor(
  stream: OutputStream | undefined,
  flags: { readonly color?: boolean; readonly quiet?: boolean },
  io: CliIo,
): ReportStyle {
  const columns = Number.parseInt(io.env['COLUMNS'] ?? '', 10);
  return {
    width: stream?.columns ?? (columns > 0 ? columns : DEFAULT_WIDTH),
    color: stream ? colorLevel(flags.color, stream, io.env) : flags.color === true ? 1 : 0,
    unicode: stream ? canShowUnicode(io) : true,
    quiet: flags.quiet ?? false,
  };
}
