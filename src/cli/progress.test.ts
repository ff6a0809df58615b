import { describe, expect, it } from 'vitest';
import { NO_API } from '../testing/cli-io.js';
import type { CliIo, OutputStream } from './io.js';
import { progressLine } from './progress.js';

class Terminal implements OutputStream {
  readonly isTTY = true;
  readonly columns = 60;
  text = '';
  write(text: string, done: (error?: Error | null) => void): boolean {
    this.text += text;
    done();
    return true;
  }
}

function world(env: CliIo['env'] = {}, isTTY = true) {
  const terminal = new Terminal();
  const stderr = isTTY ? terminal : { write: terminal.write.bind(terminal) };
  const abort = new AbortController();
  const io: CliIo = { stdout: terminal, stderr, env, cwd: '/', platform: 'linux', signal: abort.signal, api: NO_API };
  let time = 0;
  const line = progressLine(io, () => time);
  return { ...line, terminal, abort, at: (ms: number) => (time = ms) };
}

/** What a terminal of one line shows in the end. */
const visible = (text: string): string => text.slice(text.lastIndexOf('\u001b[2K') + 1).replace('[2K', '');

describe('the line that says what a long run does', () => {
  it('comes when a run is long, counts, and vanishes before anything is written', () => {
    const { io, terminal, at } = world();
    io.onProgress?.({ stage: 'extract', done: 3, of: 20 });
    expect(terminal.text).toBe('');
    at(500);
    io.onProgress?.({ stage: 'extract', done: 7, of: 20 });
    expect(visible(terminal.text)).toBe('waybill: reading files 7 of 20');
    at(510);
    io.onProgress?.({ stage: 'extract', done: 8, of: 20 });
    expect(visible(terminal.text)).toBe('waybill: reading files 7 of 20');
    io.onProgress?.({ stage: 'flow' });
    expect(visible(terminal.text)).toBe('waybill: following data');
    io.stdout.write('report', () => undefined);
    expect(terminal.text.endsWith('following data\r\u001b[2Kreport')).toBe(true);
  });

  it('comes at once when there are many files', () => {
    const { io, terminal } = world();
    io.onProgress?.({ stage: 'extract', done: 1, of: 5000 });
    expect(visible(terminal.text)).toBe('waybill: reading files 1 of 5,000');
  });

  it('vanishes when the run is ended', () => {
    const { io, terminal, abort } = world();
    io.onProgress?.({ stage: 'extract', done: 1, of: 5000 });
    abort.abort();
    expect(visible(terminal.text)).toBe('');
  });

  it.each([
    ['a pipe', {}, false],
    ['continuous integration', { CI: 'true' }, true],
    ['a terminal without cursor', { TERM: 'dumb' }, true],
  ] as const)('never comes in %s', (_, env, isTTY) => {
    const { io, clear, terminal } = world(env, isTTY);
    expect(io.onProgress).toBeUndefined();
    clear();
    expect(terminal.text).toBe('');
  });
});
