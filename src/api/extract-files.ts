/** Runs extract and schema over the files of a workspace. */
import type { FileFacts } from '../model/facts.js';
import type { Coverage } from '../model/report.js';
import type { Taxonomy, NameMatcher } from '../model/taxonomy.js';
import type { SkippedFile, Workspace } from '../model/workspace.js';
import { extractFile } from '../extract/index.js';
import { compileValueMatcher, valuePatternsOf } from '../taxonomy/values.js';
import { readSource } from './read-source.js';

export interface Extracted {
  /** In path order; schema files among them. */
  readonly facts: readonly FileFacts[];
  readonly skipped: readonly SkippedFile[];
  readonly problems: Coverage['problems'];
}

/**
 * @param taxonomy its value patterns are looked for in literals
 * @param names decides whether a weak pattern stands beside a fitting name
 */
export async function extractFiles(workspace: Workspace, taxonomy: Taxonomy, names: NameMatcher): Promise<Extracted> {
  const matchValue = compileValueMatcher(valuePatternsOf(taxonomy), taxonomy.fakes, names);
  const facts: FileFacts[] = [];
  const skipped: SkippedFile[] = [];
  const problems: Coverage['problems'][number][] = [];
  for (const file of workspace.files) {
    const read = readSource(workspace.root, file.path);
    if ('skipped' in read) {
      skipped.push({ path: file.path, reason: read.skipped });
      continue;
    }
    const one = extractFile({ path: file.path, text: read.text, matchValue, ...(file.role === 'test' ? { literalsOnly: true } : {}) });
    facts.push(one);
    problems.push(...problemsOf(one));
  }
  if (workspace.schemas.length) {
    const { prismaFacts } = await import('../schema/prisma.js');
    for (const schema of workspace.schemas) {
      const read = readSource(workspace.root, schema.path);
      if ('skipped' in read) skipped.push({ path: schema.path, reason: read.skipped });
      else {
        const one = prismaFacts(schema.path, read.text);
        facts.push(one);
        problems.push(...problemsOf(one));
      }
    }
  }
  facts.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return { facts, skipped, problems };
}

function problemsOf(facts: FileFacts): Coverage['problems'] {
  return facts.problems.map((p) => ({ path: facts.path, line: lineOf(facts, p.at[0]), message: p.message }));
}

function lineOf(facts: FileFacts, offset: number): number {
  let line = 0;
  while (line + 1 < facts.lineStarts.length && facts.lineStarts[line + 1]! <= offset) line++;
  return line + 1;
}
