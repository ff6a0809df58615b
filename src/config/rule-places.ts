/** What an entry of `rules:` names: a file, a folder, or a package that holds rule files. Nothing of a package is ever run. */
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { MANIFEST_KEY } from './find.js';
import { listed } from './schema.js';

/** A place that holds rule files; absolute. */
export interface RulePlace {
  readonly path: string;
  readonly isFile: boolean;
}

/** More than any rule file of ours by far. */
export const MAX_RULE_FILE_BYTES = 512 * 1024;
/** Files of one folder. */
export const MAX_RULE_FILES = 1000;

const PACKAGE = /^(?<name>(?:@[\w~-][\w.~-]*\/)?[\w~-][\w.~-]*)(?:\/(?<below>.+))?$/;
const RULE_FILE = /\.ya?ml$/;

/**
 * @param dir    folder of the configuration, absolute
 * @param named  as written
 * @returns the places, or what is wrong
 */
export function rulePlaces(dir: string, named: string): readonly RulePlace[] | string {
  const path = resolve(dir, named);
  if (existsSync(path)) return placeAt(path, named);
  const { name, below } = PACKAGE.exec(named)?.groups ?? {};
  if (isAbsolute(named) || named.startsWith('.') || name === undefined) return `"${named}": there is no such file or folder`;
  const home = packageHome(dir, name);
  if (home === undefined)
    return `"${named}": there is no such file or folder, and no package "${name}" in node_modules of ${basename(dir) || dir} or above`;
  return inPackage(home, named, below);
}

function placeAt(path: string, named: string): readonly RulePlace[] | string {
  const stats = statSync(path);
  if (stats.isDirectory()) return [{ path, isFile: false }];
  if (!stats.isFile() || !RULE_FILE.test(path)) return `"${named}" is no rule file: expected *.yml, or a folder`;
  return [{ path, isFile: true }];
}

/** As Node finds it: in node_modules of the folder, or of one above. */
function packageHome(dir: string, name: string): string | undefined {
  for (let at = dir; ; at = dirname(at)) {
    const home = join(at, 'node_modules', name);
    if (statSync(home, { throwIfNoEntry: false })?.isDirectory() === true) return realpathSync(home);
    if (dirname(at) === at) return undefined;
  }
}

/** Where it says (`waybill.rules` of its manifest), else its folder `rules`, else itself; never outside of it. */
function inPackage(home: string, named: string, below: string | undefined): readonly RulePlace[] | string {
  const said = below === undefined ? rulesOfManifest(home) : [below];
  const names = said.length > 0 ? said : existsSync(join(home, 'rules')) ? ['rules'] : ['.'];
  const places: RulePlace[] = [];
  for (const name of names) {
    const path = resolve(home, name);
    if (!existsSync(path)) return `"${named}": the package has no "${name}"`;
    const inside = relative(home, realpathSync(path));
    if (isAbsolute(inside) || inside.split(sep)[0] === '..') return `"${named}": "${name}" lies outside of the package`;
    const place = placeAt(path, `${named}: ${name}`);
    if (typeof place === 'string') return place;
    places.push(...place);
  }
  return places;
}

function rulesOfManifest(home: string): readonly string[] {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
    const own = (manifest as Readonly<Record<string, unknown>>)[MANIFEST_KEY] as { readonly rules?: unknown } | undefined;
    return listed(own?.rules).filter((name): name is string => typeof name === 'string');
  } catch {
    return []; // no manifest, or none that can be read: what lies there counts
  }
}
