import { expect, it } from 'vitest';
import { profileView } from './profile-view.js';

const style = { width: 80, color: 0, unicode: true, quiet: false } as const;
const run = { seconds: 2, workers: 1, root: '/p' };

it('says what stages and files took, and what no stage is', () => {
  const profile = {
    stages: [
      { stage: 'extract', milliseconds: 1200, bytes: 150e6 },
      { stage: 'flow', milliseconds: 300, bytes: 170e6 },
    ],
    slowest: [{ path: 'src/\u001b[31mbig.ts', milliseconds: 81.26 }],
  };
  expect(profileView({ ...run, profile }, style)).toBe(
    [
      'Profile',
      '  extract         1.200 s      60%   150 MB',
      '  flow            0.300 s      15%   170 MB',
      '  the rest        0.500 s      25%         ',
      '  all             2.000 s     100%         ',
      '',
      'Slowest files',
      '    81.3 ms  src/␛[31mbig.ts',
      '',
    ].join('\n'),
  );
});

it('says when nothing was parsed, and nothing without a profile', () => {
  expect(profileView({ ...run, profile: { stages: [], slowest: [] } }, style)).toContain('no file was parsed');
  expect(profileView(run, style)).toBe('');
});
