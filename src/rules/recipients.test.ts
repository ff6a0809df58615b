/** The shipped recipients hold together: nothing stands for two companies, and everything is well formed. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { LibraryRules, Recipient } from '../model/rules.js';
import { SINK_KINDS } from '../model/vocabulary.js';
import { loadRules } from './load.js';
import { readRuleFiles } from './rule-files.js';

const RULES = fileURLToPath(new URL('../../rules', import.meta.url));
const { sources, problems } = loadRules(readRuleFiles(RULES));
const recipients = sources.recipients.flatMap(({ value }) => value);
const third = sources.recipients.filter(({ yaml }) => !yaml.file.endsWith('own.yml')).flatMap(({ value }) => value);
const libraries = sources.libraries.map(({ value }) => value);

/** Names under which anybody keeps what is theirs: a host below is the project's own as likely as another company's. */
const HOSTING = [
  'amazonaws.com',
  'cloudfront.net',
  'azurewebsites.net',
  'run.app',
  'cloudfunctions.net',
  'herokuapp.com',
  'onrender.com',
  'fly.dev',
  'netlify.app',
  'vercel.app',
  'pages.dev',
  'workers.dev',
  'web.app',
  'firebaseapp.com',
  'deno.dev',
  'railway.app',
  'ondigitalocean.app',
  'github.io',
];

/** What several recipients claim. */
function claimedTwice(of: (recipient: Recipient) => readonly string[]): readonly string[] {
  const by = new Map<string, string>();
  const twice: string[] = [];
  for (const recipient of recipients) {
    for (const key of of(recipient)) {
      if (by.has(key)) twice.push(`${key}: ${by.get(key)} and ${recipient.id}`);
      by.set(key, recipient.id);
    }
  }
  return twice;
}

describe('recipients', () => {
  it('are well-formed files', () => expect(problems).toEqual([]));

  it('have ids, hosts, packages and globals of their own', () => {
    expect(claimedTwice(({ id }) => [id])).toEqual([]);
    expect(claimedTwice(({ hosts = [] }) => hosts.map((host) => host.toLowerCase()))).toEqual([]);
    expect(claimedTwice(({ packages = [] }) => packages)).toEqual([]);
    expect(claimedTwice(({ globals = [] }) => globals)).toEqual([]);
  });

  it('are reached by something', () => {
    const named = new Set(
      libraries
        .flatMap(({ sinks = [], settings = [] }: LibraryRules) => [...sinks, ...settings])
        .flatMap((rule) => ('recipient' in rule ? [rule.recipient] : [])),
    );
    const idle = third.filter((r) => !named.has(r.id) && !r.hosts?.length && !r.packages?.length && !r.globals?.length);
    expect(idle.map(({ id }) => id)).toEqual([]);
  });

  it('are no names under which anybody keeps what is theirs', () => {
    const hosts = third.flatMap(({ hosts: list = [] }) => list.map((host) => host.replace(/^\*\./, '')));
    expect(hosts.filter((host) => HOSTING.includes(host))).toEqual([]);
  });

  it('of the own system have no packages that rules describe: the rules know better', () => {
    const modules = new Set(libraries.flatMap(({ status, modules: list = [] }) => (status === 'verified' ? list : [])));
    const own = recipients.filter(({ party }) => party !== 'third').flatMap(({ packages = [] }) => packages);
    expect(own.filter((name) => modules.has(name))).toEqual([]);
  });

  it('say how data leaves by their packages', () => {
    expect(recipients.filter(({ kind, packages }) => packages && (kind === undefined || !SINK_KINDS.includes(kind)))).toEqual([]);
  });

  it('are as many as docs/rules/coverage.md promises', () => {
    const companies = new Set(third.map(({ company, name }) => company ?? name));
    expect(companies.size).toBeGreaterThanOrEqual(900);
    expect(third.flatMap(({ packages = [] }) => packages).length).toBeGreaterThanOrEqual(1500);
    expect(third.flatMap(({ hosts = [] }) => hosts).length).toBeGreaterThanOrEqual(800);
    const written = readFileSync(new URL('../../docs/rules/coverage.md', import.meta.url), 'utf8');
    for (const file of readdirSync(`${RULES}/recipients`).filter((name) => name !== 'own.yml')) expect(written).toContain(`\`${file}\``);
  });
});
