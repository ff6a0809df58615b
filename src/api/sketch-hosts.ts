/** Hosts that a project speaks of: in its manifests, its environment files and its code. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectSketch } from '../model/config-report.js';
import type { Recipient } from '../model/rules.js';
import type { Workspace } from '../model/workspace.js';

/** `.env`, `.env.example` and their like. */
const ENVIRONMENT_FILE = /^\.env(?:\.[\w.-]+)?$|^[\w-]+\.env$/;
const ASSIGNED = /^\s*(?:export\s+)?([A-Z_]\w*)\s*=\s*["']?([a-z][a-z0-9+.-]*:\/\/[^\s"'#]+)/i;
const URL_HOST = /\bhttps?:\/\/((?:[a-z0-9-]+\.)+[a-z]{2,})\b/gi;
/** Files that are read for hosts; a project's own domain shows in the first of them. */
const MAX_FILES = 2000;
const MAX_BYTES = 300_000;
/** Hosts of code, packages and documents, of examples and of the own machine: nobody's service. */
const NOT_A_SERVICE = /(?:^|\.)(?:example\.(?:com|org|net)|localhost|local|test|invalid|internal)$|^\d/;

export type SketchedHosts = Pick<ProjectSketch, 'ownHosts' | 'hostVariables'>;

/** What manifests, environment files and code say of hosts. Values are read for their host alone. */
export function sketchHosts({ root, packages, files }: Workspace, recipients: readonly Recipient[]): SketchedHosts {
  const dirs = [...new Set(['', ...packages.map(({ dir }) => dir)])];
  const known = new Set(recipients.flatMap(({ hosts = [] }) => hosts.map(domainOf)));
  const domains = new Set(dirs.flatMap((dir) => homepageDomain(join(root, dir, 'package.json'))).filter((domain) => !known.has(domain)));
  const variables = dirs.flatMap((dir) => variablesBelow(root, dir)).filter(({ host }) => !known.has(domainOf(host)));
  const own = new Map<string, string>();
  for (const { host } of variables) if (domains.has(domainOf(host))) own.set(domainOf(host), host);
  if (domains.size > 0) {
    for (const { path, bytes, role } of files.slice(0, MAX_FILES)) {
      if (role !== 'source' || bytes > MAX_BYTES) continue;
      for (const host of hostsIn(readText(join(root, path))))
        if (domains.has(domainOf(host)) && !own.has(domainOf(host))) own.set(domainOf(host), host);
    }
  }
  for (const domain of domains) if (!own.has(domain)) own.set(domain, domain);
  const unsure = variables.filter(({ host }) => !domains.has(domainOf(host)));
  return {
    ownHosts: [...own].sort(([a], [b]) => (a < b ? -1 : 1)).map(([domain, seen]) => ({ pattern: `*.${domain}`, seen })),
    hostVariables: unsure.filter(({ name }, at) => unsure.findIndex((other) => other.name === name) === at),
  };
}

/** The last two labels; three where the last but one is short (`co.uk`). */
function domainOf(host: string): string {
  const labels = host.toLowerCase().replace(/^\*\./, '').split('.');
  const size = labels.length > 2 && (labels.at(-2)?.length ?? 0) <= 3 && (labels.at(-1)?.length ?? 0) === 2 ? 3 : 2;
  return labels.slice(-size).join('.');
}

/** A page of a code host tells where the code lies, not who the project is: its manifest's repository says which that is. */
function homepageDomain(manifest: string): readonly string[] {
  try {
    const { homepage, repository } = JSON.parse(readFileSync(manifest, 'utf8')) as { homepage?: unknown; repository?: unknown };
    const code = JSON.stringify(repository ?? '').toLowerCase();
    if (typeof homepage !== 'string') return [];
    return hostsIn(homepage)
      .map(domainOf)
      .filter((domain) => !code.includes(domain));
  } catch {
    return [];
  }
}

function variablesBelow(root: string, dir: string): ProjectSketch['hostVariables'] {
  const folder = join(root, dir);
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => ENVIRONMENT_FILE.test(name));
  return names.sort().flatMap((name) => {
    const file = dir === '' ? name : `${dir}/${name}`;
    return readText(join(root, file))
      .split('\n')
      .flatMap((line) => {
        const [, variable = '', url = ''] = ASSIGNED.exec(line) ?? [];
        const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/@\s]*@)?([^/?#:\s]+)/i.exec(url)?.[1]?.toLowerCase();
        return host?.includes('.') && !NOT_A_SERVICE.test(host) && /^https?:/i.test(url) ? [{ name: variable, host, file }] : [];
      });
  });
}

function hostsIn(text: string): readonly string[] {
  return [...text.matchAll(URL_HOST)].map(([, host = '']) => host.toLowerCase()).filter((host) => !NOT_A_SERVICE.test(host));
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
