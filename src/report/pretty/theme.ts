/** Colours and symbols of the terminal report. Nothing is said by colour alone. */
import { Chalk } from 'chalk';
import type { Severity } from '../../model/policy.js';
import type { ReportStyle } from '../reporter.js';

type Paint = (text: string) => string;

interface Symbols {
  readonly severity: Readonly<Record<Severity, string>>;
  readonly passed: string;
  readonly failed: string;
  readonly rule: string;
  readonly bar: string;
  readonly mark: string;
  readonly underline: string;
  readonly dot: string;
  readonly cut: string;
  readonly arrow: string;
}

const unicodeSymbols: Symbols = {
  severity: { critical: '✖', high: '▲', medium: '◆', low: '●' },
  passed: '✔',
  failed: '✖',
  rule: '─',
  bar: '│',
  mark: '›',
  underline: '‾',
  dot: '·',
  cut: '…',
  arrow: '↳',
};
const asciiSymbols: Symbols = {
  severity: { critical: 'x', high: '!', medium: '*', low: '-' },
  passed: 'ok',
  failed: 'x',
  rule: '-',
  bar: '|',
  mark: '>',
  underline: '^',
  dot: '-',
  cut: '...',
  arrow: '>',
};

export interface Theme {
  readonly unicode: boolean;
  readonly symbols: Symbols;
  readonly severity: Readonly<Record<Severity, Paint>>;
  readonly strong: Paint;
  readonly quiet: Paint;
  readonly code: Paint;
  readonly passed: Paint;
  readonly failed: Paint;
}

/** The theme for a place; with colour 0 every paint is the identity. */
export function createTheme(style: Pick<ReportStyle, 'color' | 'unicode'>): Theme {
  const chalk = new Chalk({ level: style.color });
  return {
    unicode: style.unicode,
    symbols: style.unicode ? unicodeSymbols : asciiSymbols,
    severity: { critical: chalk.bold.red, high: chalk.red, medium: chalk.yellow, low: chalk.blue },
    strong: chalk.bold,
    quiet: chalk.dim,
    code: chalk.cyan,
    passed: chalk.bold.green,
    failed: chalk.bold.red,
  };
}
