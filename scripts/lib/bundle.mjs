/**
 * The command line as one file, with the packages that it always needs: a run then opens one file instead of two hundred, and
 * V8 keeps what it compiled of all of it (src/code-cache). The modules of dist/ stay for programs that import the package.
 */
import { build } from 'esbuild';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

/** Loaded by `require` and only when a run needs them: large, or found from the package's own folder. */
const LEFT_OUT = ['@vue/compiler-dom', 'libphonenumber-js', 'piscina', 'svelte', 'ts-morph', 'yaml'];

/** A module's own address, which it finds files of the package by, is told as if the module stood by itself. */
const ADDRESS =
  "const __addressOf = (path) => require('node:url').pathToFileURL(require('node:path').join(__dirname, ...path.split('/'))).href;";

/**
 * Writes `waybill.cjs` and the licences of what is in it.
 *
 * @param dist folder of the compiled modules
 * @param codeVersion digests of the code that decides results, which the program would otherwise make anew in each run
 */
export async function writeProgram(dist, codeVersion) {
  const file = join(dist, 'waybill.cjs');
  const { metafile } = await build({
    entryPoints: [join(dist, 'cli', 'main.js')],
    outfile: file,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    external: LEFT_OUT,
    // A script that V8's cache fits has no loader of modules of its own.
    supported: { 'dynamic-import': false },
    define: { BUILT_CODE_VERSION: JSON.stringify(codeVersion) },
    banner: { js: ADDRESS },
    plugins: [ownAddresses(dist)],
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
  });
  writeFileSync(
    join(dist, 'waybill.cjs.licences.txt'),
    licencesOf(Object.keys(metafile.inputs).filter((path) => isOutside(dist, resolve(path)))),
  );
}

const isOutside = (folder, path) => relative(folder, path).startsWith('..');

function ownAddresses(dist) {
  return {
    name: 'own-addresses',
    setup({ onLoad }) {
      onLoad({ filter: /\.js$/ }, ({ path }) => {
        if (isOutside(dist, path)) return undefined;
        const own = relative(dist, path).split(sep).join('/');
        const code = readFileSync(path, 'utf8').replaceAll('import.meta.url', `__addressOf(${JSON.stringify(own)})`);
        return { contents: code, loader: 'js' };
      });
    },
  };
}

/** @param inputs paths of the packages' files */
function licencesOf(inputs) {
  const folders = new Set(inputs.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []));
  return [...folders]
    .sort()
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      const text = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
      const words = text === undefined ? '' : readFileSync(join(folder, text), 'utf8').trim();
      return `${name} ${version} (${license})\n\n${words}\n`;
    })
    .join('\n---\n\n');
}
