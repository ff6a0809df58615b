/** What results depend on beside the content of files: the code that makes and encodes them, and the packages it stands on. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
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

/** What the build found out, in the program that is one file. */
declare const BUILT_CODE_VERSION: CodeVersion | undefined;

function computeVersion(): CodeVersion | undefined {
  const code = typeof BUILT_CODE_VERSION === 'undefined' ? digestsOfCode() : BUILT_CODE_VERSION;
  if (code === undefined) return undefined;
  // Packages may be exchanged after the build.
  const packages = PACKAGES.map((name) => `${name} ${installedVersion(name)}`).join('\n');
  return { facts: `${code.facts}\n${packages}`, results: `${code.results}\n${packages}` };
}

/**
 * Of the code alone.
 *
 * @param folder that holds the stages; default: where this module lies
 */
export function digestsOfCode(folder = here): CodeVersion | undefined {
  const facts = digestOf(folder, OF_FACTS);
  const results = digestOf(folder, OF_RESULTS);
  return facts === undefined || results === undefined ? undefined : { facts, results };
}

function digestOf(root: string, folders: readonly string[]): string | undefined {
  try {
    const hash = createHash('sha256');
    for (const folder of folders)
      for (const file of codeBelow(join(root, folder))) hash.update(`${relative(root, file)}\n`).update(readFileSync(file));
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
