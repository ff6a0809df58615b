/** Cuts out of what the program prints what the README shows. Pure: text in, lines out. */

/** `  ✖ critical  …`: where a finding begins. */
const FINDING = /^ {2}\S\s+(?:critical|high|medium|low) {2}/;
const RULE = /^─+$/;

/**
 * The heading of a file and the findings that hold the given pieces of code, in the order they are printed.
 * @throws Error when the file or one of the findings is not printed
 */
export function findingsExcerpt(printed, file, wanted) {
  const [heading, ...lines] = sectionOf(printed.split('\n'), file);
  const findings = split(lines);
  const missing = wanted.filter((code) => !findings.some((finding) => finding.some((line) => line.includes(code))));
  if (missing.length > 0)
    throw new Error(`the scan shows no finding in ${file} with ${missing.join(' or ')}: choose another for the README`);
  const shown = findings.filter((finding) => wanted.some((code) => finding.some((line) => line.includes(code))));
  return [heading, ...shown.flatMap((finding) => ['', ...finding])];
}

function sectionOf(lines, file) {
  const start = lines.findIndex((line) => line.startsWith(`${file} ─`));
  if (start < 0) throw new Error(`the scan shows no finding in ${file}: choose another file for the README`);
  const length = lines.slice(start + 1).findIndex((line) => /^\S/.test(line));
  return lines.slice(start, length < 0 ? undefined : start + 1 + length);
}

/** Findings of a file's section, each without the empty lines around it. */
function split(lines) {
  const findings = [];
  for (const line of lines) {
    if (FINDING.test(line)) findings.push([line]);
    else findings.at(-1)?.push(line);
  }
  return findings.map((finding) => finding.slice(0, finding.findLastIndex((line) => line !== '') + 1));
}

/** The summary, without what differs from run to run. */
export function summaryExcerpt(printed) {
  const lines = printed.trimEnd().split('\n');
  const start = lines.findLastIndex((line) => RULE.test(line));
  if (start < 0) throw new Error('the scan printed no summary');
  return lines.slice(start).map((line) => line.replace(/ in \d+\.\d s$/, ''));
}

/** `[option, meaning]` of each option that a help text lists. */
export function optionRows(help) {
  const rows = [];
  let listed = false;
  for (const line of help.split('\n')) {
    if (/^\S/.test(line)) {
      // Sections that list something else have words of their own.
      listed = line.endsWith(':') && !/^(?:Arguments|Examples|Exit codes|Other commands.*):$/.test(line);
      continue;
    }
    if (!listed) continue;
    if (line.startsWith('  -')) {
      const gap = line.indexOf('  ', 2);
      rows.push([`\`${line.slice(2, gap)}\``, line.slice(gap).trim()]);
    } else if (line.trim() !== '' && rows.length > 0) {
      rows[rows.length - 1][1] += ` ${line.trim()}`;
    }
  }
  if (rows.length === 0) throw new Error('the help lists no options');
  return rows.map(([option, meaning]) => [option, escaped(meaning)]);
}

/** Angle brackets would be tags, bars would end the cell. */
function escaped(text) {
  return text.replaceAll('|', '\\|').replaceAll('<', '\\<');
}

/** A table in Markdown with columns of equal width, as the formatter writes it. */
export function paddedTable(head, rows) {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((cells) => cells[column].length)));
  const line = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
}
