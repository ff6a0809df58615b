/** Modules of src/ for scripts that need no build: Node loads no TypeScript, so each is bundled first. */
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = new URL('../../', import.meta.url);

/**
 * @param module path of a module from the project's root
 * @returns what it exports
 */
export async function fromSources(module) {
  // Below node_modules, so that its packages are found.
  const bundled = fileURLToPath(new URL(`node_modules/.cache/waybill/${module.replaceAll('/', '-').replace(/\.ts$/, '.mjs')}`, root));
  await build({
    entryPoints: [fileURLToPath(new URL(module, root))],
    outfile: bundled,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'error',
  });
  return import(pathToFileURL(bundled).href);
}
