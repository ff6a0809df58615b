import { describe, expect, it } from 'vitest';
import { NO_API } from '../testing/cli-io.js';
import type { CliIo, OutputStream } from './io.js';
import { canShowUnicode, colorLevel, styleFor } from './terminal.js';

const pipe: OutputStream = { write: () => true };
const terminal: OutputStream = { write: () => true, isTTY: true, columns: 123 };
const ioWith = (env: CliIo['env']): CliIo => ({
  stdout: pipe,
  stderr: pipe,
  env,
  cwd: '/',
  platform: 'linux',
  api: NO_API,
});

describe('colour', () => {
  it.each([
    ['a terminal has it', undefined, terminal, {}, 1],
    ['a pipe has none', undefined, pipe, {}, 0],
    ['a dumb terminal has none', undefined, terminal, { TERM: 'dumb' }, 0],
    ['NO_COLOR beats the terminal', undefined, terminal, { NO_COLOR: '1' }, 0],
    ['NO_COLOR beats FORCE_COLOR', undefined, pipe, { NO_COLOR: '1', FORCE_COLOR: '1' }, 0],
    ['an empty NO_COLOR counts as absent', undefined, terminal, { NO_COLOR: '' }, 1],
    ['FORCE_COLOR beats a pipe', undefined, pipe, { FORCE_COLOR: '3' }, 1],
    ['FORCE_COLOR=0 beats a terminal', undefined, terminal, { FORCE_COLOR: '0' }, 0],
    ['--color beats NO_COLOR', true, pipe, { NO_COLOR: '1' }, 1],
    ['--no-color beats FORCE_COLOR', false, terminal, { FORCE_COLOR: '1' }, 0],
  ] as const)('%s', (_, flag, stream, env, level) => {
    expect(colorLevel(flag, stream, env)).toBe(level);
  });

  it('goes to files by the flag alone', () => {
    expect(styleFor(undefined, {}, ioWith({ FORCE_COLOR: '1' })).color).toBe(0);
    expect(styleFor(undefined, { color: true }, ioWith({})).color).toBe(1);
  });
});

describe('symbols and width', () => {
  it('is ASCII on the Linux console, in a plain C locale and on old Windows consoles', () => {
    expect(canShowUnicode({ env: {}, platform: 'linux' })).toBe(true);
    expect(canShowUnicode({ env: { TERM: 'linux' }, platform: 'linux' })).toBe(false);
    expect(canShowUnicode({ env: { LC_ALL: 'C', LANG: 'de_DE.UTF-8' }, platform: 'linux' })).toBe(false);
    expect(canShowUnicode({ env: { LANG: 'C.UTF-8' }, platform: 'linux' })).toBe(true);
    expect(canShowUnicode({ env: {}, platform: 'win32' })).toBe(false);
    expect(canShowUnicode({ env: { WT_SESSION: '1' }, platform: 'win32' })).toBe(true);
  });

  it("takes the terminal's width, then COLUMNS, then 80", () => {
    expect(styleFor(terminal, {}, ioWith({ COLUMNS: '99' })).width).toBe(123);
    expect(styleFor(pipe, {}, ioWith({ COLUMNS: '99' })).width).toBe(99);
    expect(styleFor(pipe, {}, ioWith({ COLUMNS: 'wide' })).width).toBe(80);
  });
});
