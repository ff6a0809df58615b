/** A line at the terminal that says what a long run is doing, and vanishes. */
import type { ScanProgress } from '../index.js';
import type { CliIo, OutputStream } from './io.js';

/** Milliseconds of a run, or files of it, below which nothing needs to be said. */
const PATIENCE = 400;
const FEW_FILES = 300;
/** Milliseconds between two counts. */
const PAUSE = 80;
const CLEAR = '\r\u001b[2K';

const STAGES: Readonly<Record<string, string>> = {
  workspace: 'looking for files',
  extract: 'reading files',
  link: 'joining modules and types',
  flow: 'following data',
  policy: 'judging what leaves',
  survey: 'taking stock',
  triage: 'comparing with what is known',
};

export interface ProgressLine {
  /** The same world, in which whatever is written first takes the line away. */
  readonly io: CliIo;
  readonly clear: () => void;
}

/** @param now milliseconds, from anywhere */
export function progressLine(io: CliIo, now: () => number = () => performance.now()): ProgressLine {
  const { stderr, env } = io;
  if (stderr.isTTY !== true || env['TERM'] === 'dumb' || env['CI']) return { io, clear: () => undefined };
  const start = now();
  let shown = '';
  let last = -Infinity;
  let files = 0;
  const ignored = (): void => undefined;
  const clear = (): void => {
    if (shown !== '') stderr.write(CLEAR, ignored);
    shown = '';
  };
  const onProgress = ({ stage, done, of }: ScanProgress): void => {
    files = Math.max(files, of ?? 0);
    const words = STAGES[stage];
    const time = now();
    if (words === undefined || (time - start < PATIENCE && files < FEW_FILES)) return;
    // A new stage is always said: it may keep the thread until it is over.
    const counts = done !== undefined && done > 0;
    if (counts && time - last < PAUSE) return;
    last = time;
    const text = `waybill: ${words}${counts ? ` ${done.toLocaleString('en-US')} of ${(of ?? done).toLocaleString('en-US')}` : ''}`;
    shown = text.slice(0, Math.max(0, (stderr.columns ?? 80) - 1));
    stderr.write(CLEAR + shown, ignored);
  };
  io.signal?.addEventListener('abort', clear, { once: true });
  const before = (stream: OutputStream): OutputStream => ({
    ...(stream.isTTY === undefined ? {} : { isTTY: stream.isTTY }),
    ...(stream.columns === undefined ? {} : { columns: stream.columns }),
    write(text, done) {
      clear();
      return stream.write(text, done);
    },
  });
  return { io: { ...io, stdout: before(io.stdout), stderr: before(stderr), onProgress }, clear };
}
