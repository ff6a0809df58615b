/**
 * Writes the pages of docs/rules/ from rules/: one for each library, data type and policy, recipients by purpose, and the rules of
 * findings; `--check` only says whether they are as they would be written. Needs no build: the code that makes them is bundled first.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromSources } from './lib/from-sources.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Everything in these folders is made; elsewhere in docs/rules/ only what is named. */
const FOLDERS = ['libraries', 'language', 'data-types', 'recipients', 'policies'].map((folder) => `docs/rules/${folder}`);

const { rulePageFiles } = await fromSources('src/api/rule-book/pages.ts');
const files = await rulePageFiles({ rulesDir: join(root, 'rules') });
const present = (
  await Promise.all(FOLDERS.map(async (folder) => (await readdir(join(root, folder)).catch(() => [])).map((name) => `${folder}/${name}`)))
).flat();
const gone = present.filter((path) => !files.has(path));
const changed = [];
for (const [path, text] of files) {
  if ((await readFile(join(root, path), 'utf8').catch(() => undefined)) !== text) changed.push(path);
}
if (process.argv.includes('--check')) {
  for (const path of [...changed, ...gone]) console.error(`${path} is not as rules/ say: run npm run rule-pages`);
  if (changed.length + gone.length > 0) process.exitCode = 1;
} else {
  for (const path of gone) await rm(join(root, path));
  for (const path of changed) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), files.get(path));
  }
  console.log(`${files.size} pages: ${changed.length} written, ${gone.length} removed`);
}
