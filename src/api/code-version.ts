/** What results depend on beside the content of files: the code that makes and encodes them, and the packages it stands on. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folders of the program whose code decides what facts say. */
const OF_FACTS = ['extract', 'taxonomy', 'codec', 'pool'];
/** And what findings say. */
const OF_RESULTS = [...OF_FACTS, 'api', 'classify', 'flow', 'inventory', 'link', 'model', 'policy', 'schema', 'workspace'];
/** Packages that they use: the parser, and the checks of values; of the others no result hangs on a version. */
const PACKAGES = ['ts-morph', '@ts-morph/common', '@vue/compiler-dom', '@vue/compiler-core', 'svelte', 'libphonenumber-js', 'validator'];

const here = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);

export interface CodeVersion {
  readonly facts: string;
  readonly results: string;
}

/**
 * Digests of the code itself, as a version number alone stays the same while the program is being changed.
 *
 * @returns undefined when the code can't be read: then there is no cache
 */
export function codeVersion(): CodeVersion | undefined {
  computed ??= { version: computeVersion() };
  return computed.version;
}

/** Once for a process: what is loaded stays as it is, whatever is installed meanwhile. */
let computed: { readonly version: CodeVersion | undefined } | undefined;

function computeVersion(): CodeVersion | undefined {
  const facts = digestOf(OF_FACTS);
  const results = digestOf(OF_RESULTS);
  return facts === undefined || results === undefined ? undefined : { facts, results };
}

function digestOf(folders: readonly string[]): string | undefined {
  try {
    const hash = createHash('sha256');
    for (const folder of folders)
      for (const file of codeBelow(join(here, folder))) hash.update(`${file.slice(here.length)}\n`).update(readFileSync(file));
    for (const name of PACKAGES) hash.update(`${name} ${installedVersion(name)}\n`);
    return hash.digest('hex');
  } catch {
    return undefined;
  }
}

function codeBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return codeBelow(path);
      return /(?<!\.d)\.[jt]s$/.test(entry.name) && !entry.name.includes('.test.') ? [path] : [];
    });
}

/** From the nearest manifest; a package that is not there in its own folder is told by where others find it. */
function installedVersion(name: string): string {
  for (const folder of require.resolve.paths(name) ?? []) {
    const manifest = readManifest(join(folder, name, 'package.json'));
    if (manifest !== undefined) return manifest;
  }
  return 'unknown';
}

function readManifest(path: string): string | undefined {
  try {
    return (JSON.parse(readFileSync(path, 'utf8')) as { version?: string }).version;
  } catch {
    return undefined;
  }
}
