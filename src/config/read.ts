/** One configuration: read, checked, and with the places of what it says. */
import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { checkFile } from '../yaml/check.js';
import { nearestWord, type FileProblem, type Position } from '../yaml/problems.js';
import { parseYamlFile, partOf, type DataPath, type YamlFile } from '../yaml/yaml-file.js';
import { isManifest, MANIFEST_KEY } from './find.js';
import { parseReference } from './references.js';
import { configSchema, listed, type Config } from './schema.js';

/** A configuration that is well-formed. */
export interface ConfigFile {
  /** Absolute. */
  readonly path: string;
  /** Absolute; paths in it begin here. */
  readonly dir: string;
  readonly config: Config;
  readonly yaml: YamlFile;
}

/** Words that are defined in rules and taxonomy. */
export interface ConfigWords {
  readonly dataTypes: readonly string[];
  /** Ids of the rules that findings name. */
  readonly rules: readonly string[];
}

/** Said of what is not personal. */
export const NOT_PERSONAL = 'none';

/**
 * @param shown the path as messages name it
 * @returns the configuration, or all that is wrong with it
 */
export function readConfig(path: string, shown: string, words: ConfigWords): ConfigFile | readonly FileProblem[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return [
      {
        file: shown,
        line: 1,
        column: 1,
        message: code === 'ENOENT' ? 'there is no such file' : `it can't be read (${code ?? String(error)})`,
      },
    ];
  }
  const whole = parseYamlFile(shown, text.startsWith('\uFEFF') ? text.slice(1) : text);
  if (!('data' in whole)) return whole;
  const yaml = isManifest(basename(path)) ? partOf(whole, MANIFEST_KEY) : whole;
  if (Array.isArray(yaml.data))
    return [{ file: shown, ...yaml.at([]), message: 'expected keys with their values (failOn: high), not a list' }];
  // An empty file, or one with nothing but comments, says nothing; that is right.
  const checked = checkFile(configSchema, yaml.data === null ? { ...yaml, data: {} } : yaml);
  if ('problems' in checked) {
    // What has the right form is looked at all the same: one list tells everything.
    const rest = typeof checked.rest === 'object' && checked.rest !== null ? (checked.rest as Config) : {};
    return [...checked.problems, ...new MeaningCheck(rest, yaml, words, false).problems()];
  }
  const problems = new MeaningCheck(checked.value, yaml, words, true).problems();
  return problems.length > 0 ? problems : { path, dir: dirname(path), config: checked.value, yaml };
}

/** What a schema can't see: whether names exist, and selectors select. Of a configuration with faults, keys that must be there may be missing. */
class MeaningCheck {
  private readonly found: FileProblem[] = [];

  constructor(
    private readonly config: Config,
    private readonly yaml: YamlFile,
    private readonly words: ConfigWords,
    private readonly whole: boolean,
  ) {}

  problems(): readonly FileProblem[] {
    const { config } = this;
    config.sanitizers?.forEach((entry, at) => {
      if (typeof entry === 'string') this.function(entry, ['sanitizers', at]);
      else this.function(entry.name, ['sanitizers', at, 'name']);
    });
    config.loggers?.forEach((text, at) => this.function(text, ['loggers', at]));
    config.firstParty?.forEach((host, at) => this.host(host, ['firstParty', at]));
    this.sources();
    this.ignore();
    return this.found;
  }

  private function(text: string | undefined, path: DataPath): void {
    if (text === undefined) return;
    const reference = parseReference(text);
    if (typeof reference === 'string') this.add(this.yaml.at(path), `"${text}": ${reference}`);
    else if (reference.form === 'name' && reference.owner !== undefined) {
      this.add(this.yaml.at(path), `"${text}": a function is named alone (${reference.name}), or by its module (./src/file#${text})`);
    } else if (reference.form === 'module' && reference.parameter !== undefined) {
      this.add(this.yaml.at(path), `"${text}": only sources name a parameter`);
    }
  }

  private host(host: string, path: DataPath): void {
    const isHost = /^(?:\*\.)?[\w*-]+(?:\.[\w*-]+)*$/.test(host) && !/^[*.]+$/.test(host);
    if (isHost || /^env:[a-z_]\w*$/i.test(host)) return;
    const inUrl = /^[a-z][a-z0-9+.-]*:\/\/([^/:?#\s]+)/i.exec(host)?.[1] ?? /^([^/:\s]+)[/:]/.exec(host)?.[1];
    const hint = inUrl === undefined || inUrl === 'env' ? '' : `: write ${inUrl}`;
    this.add(this.yaml.at(path), `"${host}": expected a host ("*.example.com") or an environment variable (env:API_URL)${hint}`);
  }

  private sources(): void {
    for (const [name, value] of Object.entries(this.config.sources ?? {})) {
      const reference = parseReference(name);
      if (typeof reference === 'string') this.add(this.yaml.keyAt(['sources', name]), `"${name}": ${reference}`);
      const isList = Array.isArray(value);
      this.each(value, ['sources', name], [NOT_PERSONAL, ...this.words.dataTypes], 'data type');
      if (isList && value.length > 1 && value.includes(NOT_PERSONAL)) {
        this.add(this.yaml.at(['sources', name]), `"${NOT_PERSONAL}" stands alone: it says that the value is not personal`);
      }
      if (typeof reference !== 'string' && reference.form === 'name' && isList && value.length > 1) {
        this.add(
          this.yaml.at(['sources', name]),
          `"${name}": a name stands for one data type; several can be what a module's export gives`,
        );
      }
      if (isList && value.length === 0) this.add(this.yaml.at(['sources', name]), 'expected a data type, or none');
    }
  }

  private ignore(): void {
    this.config.ignore?.forEach((entry, at) => {
      const selectors = [entry.paths, entry.rules, entry.dataTypes, entry.prints];
      if (this.whole && selectors.every((list) => listed(list).length === 0)) {
        this.add(this.yaml.at(['ignore', at]), `ignore[${at}]: say what is accepted: paths, rules, dataTypes or prints`);
      }
      this.each(entry.dataTypes, ['ignore', at, 'dataTypes'], this.words.dataTypes, 'data type');
      this.each(entry.rules, ['ignore', at, 'rules'], this.words.rules, 'rule');
    });
  }

  private each(value: string | readonly string[] | undefined, path: DataPath, known: readonly string[], what: string): void {
    listed(value).forEach((word, nth) => this.oneOf(word, known, what, this.yaml.at(typeof value === 'string' ? path : [...path, nth])));
  }

  private oneOf(word: string, known: readonly string[], what: string, place: Position): void {
    if (!known.includes(word)) this.add(place, `there is no ${what} "${word}"`, nearestWord(word, known));
  }

  private add(place: Position, message: string, nearest?: string): void {
    this.found.push({ file: this.yaml.file, ...place, message, ...(nearest === undefined ? {} : { nearest }) });
  }
}
