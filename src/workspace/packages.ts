/** package.json files as packages. */
import { readFileSync } from 'node:fs';
import nodePath from 'node:path';
import type { Package, WorkspaceProblem } from '../model/workspace.js';
import { asObject, asString, parseJsonWithComments } from './json.js';
import { ancestorsOf, byCodeUnits, dirOf } from './paths.js';

const DEPENDENCY_FIELDS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];

/**
 * Takes the paths of package.json files, gives the packages by their folder's order. One that is no JSON object is a
 * problem and still a package without a name, for its folder is one.
 */
export function readPackages(root: string, paths: readonly string[], problems: WorkspaceProblem[]): Package[] {
  return paths.map((path) => readPackage(root, path, problems)).sort((a, b) => byCodeUnits(a.dir, b.dir));
}

function readPackage(root: string, path: string, problems: WorkspaceProblem[]): Package {
  const dir = dirOf(path);
  try {
    const json = asObject(parseJsonWithComments(readFileSync(nodePath.join(root, path), 'utf8')));
    if (json !== undefined) return toPackage(dir, json);
    problems.push({ path, message: 'The file holds no JSON object.', hint: 'Write a JSON object into it, or remove it.' });
  } catch (error) {
    const syntax = error instanceof SyntaxError;
    problems.push({
      path,
      message: syntax ? 'The file is not valid JSON.' : 'The file cannot be read.',
      hint: syntax ? 'Correct its syntax.' : 'Check its permissions.',
    });
  }
  return { dir, dependencies: [] };
}

function toPackage(dir: string, json: Readonly<Record<string, unknown>>): Package {
  const strings: Record<string, string> = {};
  for (const field of ['name', 'version', 'main', 'module', 'browser', 'source']) {
    const value = asString(json[field]);
    if (value !== undefined) strings[field] = value;
  }
  const types = asString(json['types']) ?? asString(json['typings']);
  return {
    dir,
    ...strings,
    ...(types === undefined ? {} : { types }),
    ...(typeof json['private'] === 'boolean' ? { private: json['private'] } : {}),
    ...(json['exports'] == null ? {} : { exports: json['exports'] }),
    ...(json['imports'] == null ? {} : { imports: json['imports'] }),
    dependencies: dependenciesOf(json),
  };
}

function dependenciesOf(json: Readonly<Record<string, unknown>>): string[] {
  const names = new Set(DEPENDENCY_FIELDS.flatMap((field) => Object.keys(asObject(json[field]) ?? {})));
  return [...names].sort(byCodeUnits);
}

/** Takes packages, gives a function from a folder to the index of the package around it (-1 for none). */
export function packageFinder(packages: readonly Package[]): (dir: string) => number {
  const byDir = new Map(packages.map((found, index) => [found.dir, index]));
  const known = new Map<string, number>();
  return (dir) => {
    let index = known.get(dir);
    if (index === undefined) {
      index =
        ancestorsOf(dir)
          .map((at) => byDir.get(at))
          .find((at) => at !== undefined) ?? -1;
      known.set(dir, index);
    }
    return index;
  };
}
