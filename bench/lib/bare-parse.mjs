/**
 * The measure of a scan: reads the files that `waybill scan` would analyse, parses each as extract does, and visits every node,
 * in one thread, keeping no tree. Prints JSON; neither starting Node nor loading TypeScript nor listing files is counted.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';

const dist = new URL('../../dist/', import.meta.url);
const { ts } = await import(new URL('extract/load-typescript.js', dist));
const { openWorkspace } = await import(new URL('workspace/index.js', dist));

const { root, files } = await openWorkspace(resolve(process.argv[2]));
let nodes = 0;
let lines = 0;
let bytes = 0;

const start = performance.now();
for (const file of files) {
  const content = readFileSync(join(root, file.path));
  const text = content.toString('utf8');
  const tree = parse(file.path, text);
  visit(tree);
  bytes += content.length;
  lines += tree.getLineStarts().length;
}
const milliseconds = performance.now() - start;
console.log(JSON.stringify({ milliseconds, files: files.length, lines, bytes, nodes }));

function parse(path, text) {
  const kind = scriptKind(path);
  const isTypeScript = kind === ts.ScriptKind.TS || kind === ts.ScriptKind.TSX;
  const jsDocParsingMode = isTypeScript ? ts.JSDocParsingMode.ParseNone : ts.JSDocParsingMode.ParseAll;
  return ts.createSourceFile(path, text, { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode }, false, kind);
}

/** JSX is read in plain JavaScript too. */
function scriptKind(path) {
  if (/\.[cm]?ts$/.test(path)) return ts.ScriptKind.TS;
  return path.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.JSX;
}

function visit(node) {
  nodes++;
  ts.forEachChild(node, visit);
}
