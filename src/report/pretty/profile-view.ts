/** What a run cost: for whoever wonders why it is slow. */
import type { RunInfo } from '../../model/report.js';
import { neutralise } from '../safe-text.js';
import type { ReportStyle } from '../reporter.js';
import { pad } from './layout.js';
import { createTheme } from './theme.js';

const STAGE_WIDTH = 14;
const NUMBER_WIDTH = 9;

/** Time by stage and its share of the whole, memory when it ended, and the files that took longest. */
export function profileView({ profile, seconds }: RunInfo, style: ReportStyle): string {
  if (!profile) return '';
  const theme = createTheme(style);
  const number = (text: string): string => pad('', NUMBER_WIDTH - text.length) + text;
  const row = (stage: string, milliseconds: number, memory: string): string => {
    const share = seconds === 0 ? 0 : Math.round(milliseconds / seconds / 10);
    return `  ${pad(stage, STAGE_WIDTH)}${number(`${(milliseconds / 1000).toFixed(3)} s`)}${number(`${share}%`)}${number(memory)}`;
  };
  const known = profile.stages.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const lines = [
    theme.strong('Profile'),
    ...profile.stages.map(({ stage, milliseconds, bytes }) => row(stage, milliseconds, `${Math.round(bytes / 1e6)} MB`)),
    row('the rest', Math.max(0, seconds * 1000 - known), ''),
    row('all', seconds * 1000, ''),
    '',
    profile.slowest.length === 0 ? '  no file was parsed' : theme.strong('Slowest files'),
    ...profile.slowest.map(({ path, milliseconds }) => `  ${number(`${milliseconds.toFixed(1)} ms`)}  ${neutralise(path, theme.unicode)}`),
  ];
  return `${lines.join('\n')}\n`;
}
