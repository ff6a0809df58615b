/** Reads the paths and places of one rule file and gathers what is wrong with them, each with its place. */
import type { Place } from '../model/compiled-rules.js';
import { PathError, parsePath, parsePlace, type RulePath } from './paths.js';
import { nearestWord, type FileProblem } from '../yaml/problems.js';
import type { DataPath, YamlFile } from '../yaml/yaml-file.js';

/** Characters of a text that a message repeats; steps and words of the language are told whole. */
const MAX_TOLD = 300;
/** Problems that are told with the nearest word. */
const MAX_NEAREST = 100;

export class RuleReader {
  readonly #yaml: YamlFile;
  readonly #problems: FileProblem[];

  /** @param problems the list to which problems are added */
  constructor(yaml: YamlFile, problems: FileProblem[]) {
    this.#yaml = yaml;
    this.#problems = problems;
  }

  /** The parsed path; nothing when it is malformed, which is reported. */
  path(text: string, at: DataPath): RulePath | undefined {
    return this.#read(parsePath, text, at);
  }

  /** The parsed place; nothing when it is malformed, which is reported. */
  place(text: string, at: DataPath): Place | undefined {
    return this.#read((place) => parsePlace(place), text, at);
  }

  /** The same of a type operator. */
  typePlace(text: string, at: DataPath): Place | undefined {
    return this.#read((place) => parsePlace(place, true), text, at);
  }

  /** A word that has to be one of a closed set. */
  oneOf(word: string | undefined, valid: ReadonlySet<string>, what: string, at: DataPath): void {
    if (word === undefined || valid.has(word)) return;
    // Of the first ones: each is compared with every word there is.
    const nearest = this.#problems.length < MAX_NEAREST ? nearestWord(word, [...valid]) : undefined;
    this.report(at, `there is no ${what} "${shortened(word)}"`, nearest);
  }

  report(at: DataPath, message: string, nearest?: string): void {
    this.#add(this.#yaml.at(at), message, nearest);
  }

  #read<T>(parse: (text: string) => T, text: string, at: DataPath): T | undefined {
    try {
      return parse(text);
    } catch (error) {
      if (!(error instanceof PathError)) throw error;
      this.#add(this.#yaml.inside(at, error.offset), `"${shortened(text)}": ${shortened(error.message)}`, error.nearest);
      return undefined;
    }
  }

  #add(position: { readonly line: number; readonly column: number }, message: string, nearest?: string): void {
    this.#problems.push({ file: this.#yaml.file, ...position, message, ...(nearest === undefined ? {} : { nearest }) });
  }
}

/** What somebody wrote, as far as a message needs it. */
function shortened(text: string): string {
  return text.length <= MAX_TOLD ? text : `${text.slice(0, MAX_TOLD)}…`;
}
