import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { inventory } from '../../index.js';
import type { Inventory, InventoryExit } from '../../model/inventory.js';
import { COURIER } from '../../testing/courier.js';
import { widthOf } from '../pretty/layout.js';
import type { ReportStyle } from '../reporter.js';
import { csvCell, csvInventory } from './csv.js';
import { jsonInventory } from './json.js';
import { markdownInventory } from './markdown.js';
import { prettyInventory } from './pretty.js';

const style: ReportStyle = { width: 80, color: 0, unicode: true, quiet: false };
let courier: Inventory;
beforeAll(async () => {
  ({ inventory: courier } = await inventory({ paths: ['.'], cwd: COURIER, noCache: true }));
}, 60_000);

/** Code that tries to be more than text wherever it is shown. */
function hostile(text: string): Inventory {
  const exit: InventoryExit = {
    ...{ path: text, line: 1, column: 1, kind: 'log', callee: text, recipient: text, recipientName: text },
    ...{ party: 'third', form: 'clear', purpose: false, confidence: 'high', print: '0' },
  };
  const type = courier.dataTypes[0]!;
  return {
    ...courier,
    dataTypes: [
      {
        ...type,
        enters: [{ ...exit, source: text, how: 'api', library: '' }],
        declared: [{ type: text, member: text, path: text, line: 1, column: 1 }],
        columns: [{ table: text, name: text, path: text, line: 1, column: 1 }],
        stored: [exit],
        leaves: [exit],
      },
    ],
    tables: [
      {
        name: text,
        declaredBy: '',
        columnCount: 1,
        path: text,
        line: 1,
        column: 1,
        columns: [{ name: text, dataType: 'email', title: 'E-mail', tier: 'direct', path: text, line: 1, column: 1 }],
      },
    ],
    recipients: [{ id: text, name: text, party: 'third', kinds: ['log'], dataTypes: [], calls: 1, places: [] }],
    filter: { ...courier.filter, dataTypes: ['email'] },
  };
}

const ACTIVE = /[\u001b\u0007\u202e\u2066\0]/;
const reporters = { pretty: prettyInventory, json: jsonInventory, csv: csvInventory, markdown: markdownInventory };

describe.each(Object.entries(reporters))('%s', (_, report) => {
  it('obeys nothing that code contains', () => {
    expect(report(hostile('a\u001b]0;owned\u0007\u202eb\u0000'), style)).not.toMatch(ACTIVE);
  });

  it('says nothing that a CI service obeys', () => {
    expect(report(hostile('::error::x ##[error]y'), style)).not.toMatch(/^\s*::|##\[/m);
  });

  it('gives the same for the same', () => {
    expect(report(courier, style)).toBe(report(courier, style));
    expect(report(courier, style).endsWith('\n')).toBe(true);
  });
});

describe('the terminal', () => {
  it.each([60, 80, 120, 200])('keeps to %i columns', (width) => {
    const lines = prettyInventory(courier, { ...style, width }).split('\n');
    expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(width);
  });

  it('says what is kept where, and what was not looked at', () => {
    const text = prettyInventory(courier, { ...style, width: 160 });
    expect(text).toContain('User.passwordHash');
    expect(text).toContain('Sentry (US)');
    expect(text).toMatch(/calls? to recipients that the code does not name/);
    expect(text).not.toContain('undefined');
  });

  it('has frames of ASCII where nothing else can be shown', () => {
    expect(prettyInventory(courier, { ...style, unicode: false })).not.toMatch(/[\u2500-\u257f]/);
  });
});

describe('JSON', () => {
  it('is as its schema says', () => {
    const schema = JSON.parse(readFileSync(new URL('../../../schema/inventory.schema.json', import.meta.url), 'utf8')) as object;
    const validate = new Ajv({ strict: false }).compile(schema);
    validate(JSON.parse(jsonInventory(courier, style)));
    expect(validate.errors).toBeNull();
  });
});

describe('CSV', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1'])('makes text of %j', (text) => {
    expect(csvCell(text)).toMatch(/^"'/);
  });

  it('quotes as RFC 4180 says, one line a record', () => {
    expect(csvCell('a "b", c\nd')).toBe('"a ""b"", c d"');
    const records = csvInventory(courier, style).split('\r\n');
    expect(records.pop()).toBe('');
    expect(new Set(records.map((r) => r.split('","').length)).size).toBe(1);
    expect(csvInventory(hostile('=HYPERLINK("http://x")'), style)).not.toMatch(/(?:^|,)"[=+@-]/m);
  });
});

describe('Markdown', () => {
  it('escapes markup, HTML, links and mentions', () => {
    const report = markdownInventory(hostile('<img src=x> [l](http://x) @me *b* ~s~'), style);
    for (const alive of ['<img', '](http', ' @me', '*b*', '~s~']) expect(report.replaceAll(/`[^`]*`/g, '')).not.toContain(alive);
  });

  it('keeps each row of a table whole', () => {
    const rows = markdownInventory(hostile('a|b\nc'), style)
      .split('\n')
      .filter((line) => line.startsWith('| a'));
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row.replaceAll('\\|', '').split('|').length).toBeGreaterThanOrEqual(6);
  });
});
