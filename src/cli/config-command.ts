/** `waybill config`: shows what holds. */
import type { ConfigReport, ConfigRow } from '../index.js';
import { configOption } from './config-flags.js';
import type { ConfigCommandOptions } from './config-options.js';
import { writeText, type CliIo } from './io.js';
import { styleFor } from './terminal.js';

/** Longer values are no reason to move what stands beside all others. */
const MAX_VALUE_WIDTH = 44;

/** @throws WaybillError when the configuration is wrong */
export async function configCommand(path: string, options: ConfigCommandOptions, io: CliIo): Promise<number> {
  const { policy } = options;
  const query = { path, cwd: io.cwd, ...configOption(options), ...(policy === undefined ? {} : { policy }) };
  const report = withFlags(await io.api.describeConfig(query), options);
  await writeText(io.stdout, options.format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : await pretty(report, options, io));
  return 0;
}

/** A flag takes the place of all that the configuration says for its key. */
function withFlags(report: ConfigReport, { severity, failOn, confidence }: ConfigCommandOptions): ConfigReport {
  const flags = { failOn, severity, confidence };
  const names = { failOn: '--fail-on', severity: '--severity', confidence: '--confidence' };
  const given = Object.entries(flags).flatMap(([key, value]) =>
    value === undefined ? [] : [{ key, value, origin: { from: 'flag' as const, flag: names[key as keyof typeof names] } }],
  );
  const rows = report.rows.flatMap((row, at): readonly ConfigRow[] => {
    const flag = given.find(({ key }) => key === row.key);
    if (!flag) return [row];
    return report.rows.findIndex(({ key }) => key === row.key) === at ? [flag] : [];
  });
  return { ...report, rows };
}

async function pretty(report: ConfigReport, options: ConfigCommandOptions, io: CliIo): Promise<string> {
  const [{ createTheme }, { neutralise }, { pad, widthOf }] = await Promise.all([
    import('../report/pretty/theme.js'),
    import('../report/safe-text.js'),
    import('../report/pretty/layout.js'),
  ]);
  const theme = createTheme(styleFor(io.stdout, options, io));
  const say = (text: string): string => neutralise(text, theme.unicode);
  const head =
    report.files.length === 0 ? ['no configuration was found: defaults hold'] : report.files.map((file) => theme.strong(say(file)));
  const cells = report.rows.map((row) => [row.key, say(valueText(row.value)), say(originText(row))] as const);
  const keyWidth = Math.max(...cells.map(([key]) => key.length));
  const valueWidth = Math.max(...cells.map(([, value]) => widthOf(value)).filter((width) => width <= MAX_VALUE_WIDTH));
  const lines = cells.flatMap(([key, value, origin], at) => {
    const name = (report.rows[at - 1]?.key === key ? '' : key).padEnd(keyWidth);
    const place = theme.quiet(origin);
    if (widthOf(value) <= valueWidth) return [`${name}  ${theme.code(pad(value, valueWidth))}  ${place}`];
    // A long value has its place below it, where the places of the others are.
    return [`${name}  ${theme.code(value)}`, `${pad('', keyWidth)}  ${pad('', valueWidth)}  ${place}`];
  });
  const problems = report.problems.map((problem) => `${theme.failed(theme.symbols.failed)} ${say(problem)}`);
  return `${[...head, '', ...lines, ...(problems.length > 0 ? ['', ...problems] : [])].join('\n')}\n`;
}

function originText({ origin, below, notHere }: ConfigRow): string {
  const from = placeText(origin);
  if (notHere) return `${from}, when ${below ?? ''} is scanned itself`;
  return below === undefined ? from : `${from}, below ${below}`;
}

function placeText(origin: ConfigRow['origin']): string {
  switch (origin.from) {
    case 'default':
      return 'default';
    case 'flag':
      return origin.flag;
    case 'policy':
      return `policy ${origin.policy}`;
    case 'file':
      return `${origin.file}:${origin.line}`;
  }
}

/** `custRef: email`, `paths src/legacy/, reason "…"`. */
function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueText).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([key, item]) => `${key}: ${valueText(item)}`)
    .join('; ');
}
