import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Finding, ScanResult } from '../../model/report.js';
import { DEFAULT_THRESHOLDS } from '../../model/selection.js';
import { manyFindings } from '../../testing/many-findings.js';
import { sampleResult } from '../../testing/sample-result.js';
import { select } from '../../triage/select.js';
import type { RepositoryPlace } from '../reporter.js';
import { markdownWithin, MAX_COMMENT } from './report.js';

type Token = ReturnType<InstanceType<typeof MarkdownIt>['parse']>[number];

const [sample] = sampleResult.findings as readonly [Finding];
const markdown = new MarkdownIt({ html: true, linkify: true });
const ADDRESS = 'https://git.example/shop/blob/0123abc/';

function write(result: ScanResult = sampleResult, repository: RepositoryPlace = { prefix: '' }, maxBytes = MAX_COMMENT): string {
  return markdownWithin({ result, selection: select(result.findings, DEFAULT_THRESHOLDS), repository }, maxBytes);
}

function tokensOf(text: string): Token[] {
  return markdown.parse(text, {}).flatMap((token) => [token, ...(token.children ?? [])]);
}

/** What a reader sees, tables row by row. */
function cells(text: string): string[][] {
  const rows: string[][] = [];
  for (const token of markdown.parse(text, {})) {
    if (token.type === 'tr_open') rows.push([]);
    if (token.type === 'inline' && token.level >= 4) rows.at(-1)?.push(textOf(token));
  }
  return rows;
}

function textOf({ children }: Token): string {
  return (children ?? []).map(({ type, content }) => (type === 'html_inline' ? (content === '<br>' ? '\n' : '') : content)).join('');
}

describe('the Markdown report', () => {
  it('says verdict, numbers, findings by rule with the worst first, recipients and what was not looked at', async () => {
    await expect(write(sampleResult, { prefix: '', address: ADDRESS })).toMatchFileSnapshot('./snapshots/sample.md');
    await expect(write({ ...sampleResult, findings: [] })).toMatchFileSnapshot('./snapshots/nothing-found.md');
  });

  it('is read as tables with the sentence as it is', () => {
    const rows = cells(write());
    const [place, what] = rows.find(([cell]) => cell?.startsWith(sample.location.path)) ?? [];
    expect(place).toBe(`${sample.location.path}:${sample.location.line}\nin Sessions.open`);
    expect(what).toBe(sample.message.replaceAll('`', ''));
  });

  it('links places to the commit when its address is known', () => {
    const path = "src/a b/(c)'[d]#?.ts";
    const finding = { ...sample, location: { ...sample.location, path } };
    const text = write({ ...sampleResult, findings: [finding] }, { prefix: '', address: ADDRESS });
    const links = tokensOf(text).filter(({ type }) => type === 'link_open');
    expect(links[0]?.attrGet('href')).toBe(`${ADDRESS}src/a%20b/%28c%29%27%5Bd%5D%23%3F.ts#L${sample.location.line}`);
    expect(tokensOf(write()).some(({ type }) => type === 'link_open')).toBe(false);
  });

  it.each([2_000, 10_000, MAX_COMMENT, 1024 * 1024])('fits into %i bytes and counts what found no room', (maxBytes) => {
    const text = write(manyFindings({ high: 6_000, critical: 3 }), { prefix: '', address: ADDRESS }, maxBytes);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxBytes);
    const listed = text.split('\n| [`').length - 1;
    expect(text).toContain(`_${6_003 - listed} more findings are not listed here`);
    if (maxBytes > 10_000) expect(listed).toBeGreaterThan(100);
  });
});

describe('names of the code in Markdown', () => {
  const hostileResult = (text: string): ScanResult => {
    const place = { ...sample.location, path: text };
    const steps = [{ location: { ...place, line: 99 }, text }];
    const finding: Finding = {
      ...sample,
      message: `\`${text}\` is written ${text}`,
      remedy: text,
      symbol: text,
      location: place,
      flows: [{ ...(sample.flows[0] as Finding['flows'][number]), source: text, steps }],
    };
    return {
      ...sampleResult,
      findings: [finding],
      rules: [{ ...(sampleResult.rules[0] as ScanResult['rules'][number]), title: text }],
      recipients: [{ id: 'x', name: text, country: text, party: 'third', sinks: 1, dataTypes: [text] }],
      coverage: {
        ...sampleResult.coverage,
        cuts: { [text]: 1 },
        calls: { ...sampleResult.coverage.calls, unmodelled: [{ module: text, calls: 1 }] },
        problems: [{ path: text, message: text, hint: text }],
      },
    };
  };

  /** Everything that is not text or a table of ours. */
  function shape(text: string): string[] {
    return tokensOf(text)
      .filter(({ type }) => !['text', 'code_inline', 'softbreak'].includes(type))
      .filter(({ type, content }) => type !== 'html_inline' || !['<code>', '</code>'].includes(content))
      .map(({ type, tag, content }) => (type === 'html_inline' || type === 'html_block' ? content : `${type} ${tag}`));
  }

  const harmless = shape(write(hostileResult('name')));

  it.each([
    '<img src=x onerror=alert(1)>',
    '<!-- a',
    '</summary></details><script>x</script>',
    '![a](https://evil.example/x.png)',
    '[a](javascript:alert(1))',
    '[a]: https://evil.example',
    'https://evil.example www.evil.example mailto:a@evil.example',
    '| a | b |',
    '\\| a \\\\| b',
    '`` ` ``` a',
    '`</code><b>',
    '**a** __b__ ~~c~~ # d',
    '# a',
    '- a',
    '1. a',
    '    a',
    '> a',
    '---',
    '===',
    '```a',
    '$a$ $`b`$',
    '&lt;b&gt; &#60;',
    '\n\n# a\n',
    '::error::x',
  ])('come out as they are and do nothing: %j', (text) => {
    expect(shape(write(hostileResult(text)))).toEqual(harmless);
  });

  it('come out inert whatever they are', () => {
    const unit = fc.constantFrom(...'`|\\<>&*_[]()!#-=~$@:/. a1\n\t"\''.split(''), 'www.', 'http://', '<!--', '</code>', '<br>');
    fc.assert(
      fc.property(fc.array(unit, { minLength: 1, maxLength: 12 }), (parts) => {
        const text = parts.join('');
        // A sentence with back-ticks of its own is divided at other places, and shows as much of it.
        expect(shape(write(hostileResult(`a${text}b`)))).toEqual(harmless);
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it('mention nobody and refer to nothing', () => {
    const tokens = tokensOf(write(hostileResult('@everyone #12 owner/repo#7')));
    const outside = textOutsideCode(tokens);
    expect(outside).not.toMatch(/@|#\d/);
    expect(outside).toContain('is written');
  });

  it('begin no line with a quick action', () => {
    for (const line of write(hostileResult('/close')).split('\n')) expect(line.trimStart()).not.toMatch(/^\//);
  });
});

/** Hosts look for mentions in text that stands in no `code`. */
function textOutsideCode(tokens: readonly Token[]): string {
  let depth = 0;
  let out = '';
  for (const { type, content } of tokens) {
    if (type === 'html_inline' && content === '<code>') depth++;
    else if (type === 'html_inline' && content === '</code>') depth--;
    else if (depth === 0 && type === 'text') out += `${content}\n`;
  }
  return out;
}
