/** Looks at a project and drafts its configuration. Nothing of the project is run. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { initialText } from '../config/initial-text.js';
import type { ConfigQuery, InitialConfig, ProjectSketch } from '../model/config-report.js';
import { moduleNodes, namedNodes } from '../model/rule-graph.js';
import type { CompiledRules } from '../model/compiled-rules.js';
import type { Workspace } from '../model/workspace.js';
import { loadBundle } from '../rules/bundle.js';
import { openWorkspace } from '../workspace/index.js';
import { folderNamed } from './describe-config.js';
import { knownLibraries } from './known-libraries.js';
import { sketchHosts } from './sketch-hosts.js';

/** Packages that are named in the draft. */
const MAX_LOGGERS = 5;

/** @throws {WaybillError} `path-not-found` */
export async function draft({ path, cwd }: Pick<ConfigQuery, 'path' | 'cwd'>): Promise<InitialConfig> {
  const root = folderNamed(path, cwd);
  const [bundle, workspace] = await Promise.all([loadBundle(), openWorkspace(root)]);
  const { packages } = workspace;
  const dependencies = [...new Set(packages.flatMap((found) => found.dependencies))].sort();
  const sketch: ProjectSketch = {
    packages: packages.flatMap(({ dir, name }) => (dir === '' ? [] : [{ dir, name: name ?? dir }])),
    libraries: knownLibraries(dependencies.filter(isCode), bundle.rules),
    ...sketchHosts(workspace, bundle.rules.recipients),
    loggers: ownLoggers(workspace, bundle.rules),
  };
  return { sketch, text: initialText(sketch, schemaFrom(root)) };
}

/** In the project's own packages, or in those of the workspace around it. */
function schemaFrom(root: string): string {
  const schema = 'node_modules/waybill/schema/config.schema.json';
  for (let dir = root, up = './'; ; dir = dirname(dir), up = up === './' ? '../' : `../${up}`) {
    if (existsSync(join(dir, schema))) return up + schema;
    if (existsSync(join(dir, '.git')) || dirname(dir) === dir) return `./${schema}`;
  }
}

/** Declarations alone do nothing. */
function isCode(name: string): boolean {
  return !name.startsWith('@types/');
}

/** Files that go by a logger's name, and import what no rule knows: what they write to can't be followed. */
function ownLoggers({ root, files }: Workspace, rules: CompiledRules): readonly string[] {
  const isLogger = (name: string): boolean => namedNodes(rules, name).some((node) => writesLog(rules, node));
  const out: string[] = [];
  for (const { path, role } of files) {
    const base = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
    const camel = base.replace(/[-_.](\w)/g, (_, letter: string) => letter.toUpperCase());
    if (role !== 'source' || !isLogger(camel) || out.length >= MAX_LOGGERS) continue;
    const text = readFileSync(join(root, path), 'utf8');
    const outside = [...text.matchAll(/\bfrom\s+['"]([^'".][^'"]*)['"]/g)].map(([, specifier = '']) => specifier);
    const [, exported] = /^export\s+(?:const|let|class|(?:async\s+)?function)\s+([\w$]+)/m.exec(text) ?? [];
    const name = exported ?? (/^export\s+default\b/m.test(text) ? 'default' : undefined);
    if (name !== undefined && outside.length > 0 && outside.every((specifier) => moduleNodes(rules, specifier).length === 0))
      out.push(`./${path.replace(/\.[^.]+$/, '')}#${name}`);
  }
  return out;
}

function writesLog(rules: CompiledRules, node: number): boolean {
  return Object.values(rules.nodes[node]?.edges ?? {})
    .flat()
    .some((to) => rules.nodes[to]?.sinks?.some(({ kind }) => kind === 'log'));
}
