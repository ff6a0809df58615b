/**
 * Writes docs/rules/coverage.md from rules/: how many recipients, packages and hosts are known, and for how much of it rules were
 * verified; `--check` only says whether it is as it would be written.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { parse } from 'yaml';

const root = new URL('../', import.meta.url);
const TARGET = new URL('docs/rules/coverage.md', root);

async function filesOf(folder) {
  const names = (await readdir(new URL(`rules/${folder}/`, root))).filter((name) => name.endsWith('.yml')).sort();
  return Promise.all(names.map(async (name) => ({ name, data: parse(await readFile(new URL(`rules/${folder}/${name}`, root), 'utf8')) })));
}

const ofLibraries = (await filesOf('libraries')).map(({ data }) => data);
const ofPlatforms = (await filesOf('language')).map(({ data }) => data);
const libraries = [...ofLibraries, ...ofPlatforms];
const recipients = (await filesOf('recipients')).flatMap(({ name, data: { recipients: list, ...all } }) =>
  list.map((one) => ({ party: 'third', file: name.replace('.yml', ''), ...all, ...one })),
);
const third = recipients.filter(({ file }) => file !== 'own');
const own = recipients.filter(({ file }) => file === 'own');

const verified = libraries.filter(({ status }) => status === 'verified');
const modules = [...new Set(verified.flatMap((library) => library.modules ?? []))];
/** Names of packages, without the modules below them, names of a platform, and wildcards. */
const packagesOfRules = [
  ...new Set(
    ofLibraries
      .flatMap(({ modules: names }) => names ?? [])
      .map((module) =>
        module
          .split('/')
          .slice(0, module.startsWith('@') ? 2 : 1)
          .join('/'),
      )
      .filter((name) => /^(?:@[\w.-]+\/)?[\w.-]+$/.test(name)),
  ),
];
const sinks = verified.flatMap((library) => library.sinks ?? []);
const reached = new Set([...sinks, ...verified.flatMap((library) => library.settings ?? [])].flatMap(({ recipient }) => recipient ?? []));

/** Whether a verified rule file speaks of a package, or of modules below it. */
const isVerified = (name) =>
  modules.some((module) =>
    module.includes('*') ? wildcard(module).test(name) : module === name || module.startsWith(`${name}/`) || wildcard(name).test(module),
  );

function wildcard(pattern) {
  return new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);
}

/** Unbound names at which paths of verified rules begin. */
const ruleGlobals = new Set([...JSON.stringify(verified).matchAll(/Global\[([^\]]*)\]/g)].flatMap(([, names]) => names.split('|')));

const count = (number) => number.toLocaleString('en-US');
const all = (list, key) => list.flatMap((one) => one[key] ?? []);
const companies = (list) => new Set(list.map(({ company, name }) => company ?? name)).size;
const counted = (files) => {
  const checked = files.filter(({ status }) => status === 'verified').length;
  return [count(checked), count(files.length - checked)];
};
const row = (...cells) => `| ${cells.join(' | ')} |`;

/** Verified packages are those of other companies that a verified file names; the rest of the catalogue has a recipient alone. */
const packages = all(third, 'packages');
const ofRules = packages.filter(isVerified);
const ownPackages = all(own, 'packages');
const globals = all(third, 'globals');

const byPurpose = [...new Set(third.map(({ file }) => file))].map((file) => {
  const list = third.filter((one) => one.file === file);
  return row(
    `\`${file}.yml\``,
    count(companies(list)),
    count(list.length),
    count(all(list, 'packages').length),
    count(all(list, 'packages').filter(isVerified).length),
    count(all(list, 'hosts').length),
    count(list.filter(({ country }) => country).length),
    count(list.filter(({ terms }) => terms).length),
  );
});

const countries = new Map();
for (const { country } of third) if (country) countries.set(country, (countries.get(country) ?? 0) + 1);
const byCountry = [...countries].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([code, n]) => `${code} ${count(n)}`);

/** What is known of each part of a row: a verified file, a name in the catalogue, or nothing. */
function covered(part) {
  const [form, name] = part.split(/:(.*)/s);
  if (form === 'text') return { state: 'verified', text: name };
  if (form === 'library') {
    const found = libraries.find(({ library }) => library === name);
    return found ? { state: found.status, text: `[${name}](libraries/${name}.md)` } : { state: 'no', text: `\`${name}\`` };
  }
  const recipient = recipients.find(({ id, packages: own = [] }) => (form === 'recipient' ? id === name : own.includes(name)));
  const isVerifiedPart = form === 'recipient' ? reached.has(name) : isVerified(name);
  return { state: isVerifiedPart ? 'verified' : recipient ? 'catalogue' : 'no', text: `\`${name}\`` };
}

const STATES = ['verified', 'catalogue', 'no'];

function peerSection({ peer, about, rows }) {
  const lines = rows.map(({ name, what, ours }) => {
    const parts = ours.map(covered);
    const state = STATES.find((one) => parts.some((part) => part.state === one)) ?? 'no';
    return {
      state,
      line: row(
        name.replaceAll('_', '\\_'),
        what,
        state === 'no' ? '**no**' : state,
        parts
          .filter((part) => part.state !== 'no')
          .map((part) => part.text)
          .join(', '),
      ),
    };
  });
  const figures = STATES.map((state) => `${state === 'no' ? 'not' : state} ${lines.filter((one) => one.state === state).length}`).join(
    ', ',
  );
  return `### ${peer}\n\n${about} Of ${lines.length} rows: ${figures}.\n\n| row | what it is | ours | by |\n| --- | --- | --- | --- |\n${lines.map(({ line }) => line).join('\n')}`;
}

const peers = parse(await readFile(new URL('scripts/data/peers.yml', root), 'utf8'))
  .map(peerSection)
  .join('\n\n');

const text = `# What the rules know

Counted from \`rules/\` by \`node scripts/coverage.mjs\`; CI checks that it is up to date. What *verified* and *catalogue* mean is said in
[rules.md](../rules.md): only verified rules make findings, the catalogue makes inventory.

| | verified | catalogue |
| --- | ---: | ---: |
${row('rule files of libraries', ...counted(ofLibraries))}
${row('rule files of the platforms', ...counted(ofPlatforms))}
${row('npm packages that they name', count(packagesOfRules.length), '')}
${row('modules of these packages and of the platforms', count(modules.length), '')}
${row('rules for what leaves', count(sinks.length), '')}
${row('packages of other companies', count(ofRules.length), count(packages.length - ofRules.length))}
${row('packages that lead to the own system, or to whatever host is asked', '', count(ownPackages.length))}
${row('globals of other companies', count(globals.filter((name) => ruleGlobals.has(name)).length), count(globals.filter((name) => !ruleGlobals.has(name)).length))}
${row('recipients that are other companies', count(third.filter(({ id }) => reached.has(id)).length), count(third.filter(({ id }) => !reached.has(id)).length))}

A request to one of the hosts below is a flow to its company, whichever client makes it; whether it is a finding is for the policy.
Countries are those of the seats of who runs the service, and left out where they are not known; where a service keeps its data is not known from code.
The facts come from the companies' public documentation, from names in manifests of open code, and from what is commonly known. Nobody
has checked each against its source: the countries and hosts of small companies first may be out of date. Corrections are welcome.

## Other companies, by purpose

The files of \`rules/recipients/\`, without those of the own system.

| file | companies | services | packages | of them verified | hosts | with country | with terms |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${byPurpose.join('\n')}
${row('all', count(companies(third)), count(third.length), count(packages.length), count(ofRules.length), count(all(third, 'hosts').length), count(third.filter(({ country }) => country).length), count(third.filter(({ terms }) => terms).length))}

A company that has services in several files counts once in the last line.

## Beside other tools

What their public rules and documents name for JavaScript and TypeScript (\`scripts/data/peers.yml\`, read in 2026), and whether it is a way
out, a source or a store here: *verified* makes findings, *catalogue* makes inventory, **no** is neither. What they find of it is not
compared: that asks for runs on the same code, see [accuracy.md](../accuracy.md).

${peers}

## Seats

Services by the country of their company: ${byCountry.join(', ')}; not known ${count(third.filter(({ country }) => !country).length)}.
`;

const formatted = await format(text, { ...(await resolveConfig(TARGET)), parser: 'markdown' });
const present = await readFile(TARGET, 'utf8').catch(() => '');
if (present !== formatted) {
  if (process.argv.includes('--check')) {
    console.error('docs/rules/coverage.md is not as rules/ say: run node scripts/coverage.mjs');
    process.exitCode = 1;
  } else {
    await mkdir(new URL('docs/rules/', root), { recursive: true });
    await writeFile(TARGET, formatted);
    console.log('wrote docs/rules/coverage.md');
  }
}
