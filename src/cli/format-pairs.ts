/** `--format` and `--output` as they follow each other on the command line. */
import { closest } from 'fastest-levenshtein';
import { FORMATS, type Format } from '../index.js';
import { errors } from './errors.js';

export interface Target {
  readonly format: Format;
  /** As given; absent: standard output. */
  readonly file?: string;
}

/** What `-` names. */
const STDOUT = '-';

/** The value if it is one of those known. @throws WaybillError unknown-value, with the nearest */
export function oneOf<T extends string>(option: string, known: readonly T[], value: string): T {
  const found = known.find((name) => name === value);
  if (found === undefined) throw errors.unknownValue(option, value, known, closest(value, [...known]));
  return found;
}

/** Collects the pairs in the order of the command line. */
export class FormatPairs {
  readonly #targets: { format: Format; file?: string }[] = [];

  /** `json`, or `json=report.json`. */
  addFormat(value: string): void {
    const split = value.indexOf('=');
    const format = oneOf('--format', FORMATS, split < 0 ? value : value.slice(0, split));
    this.#targets.push({ format });
    if (split >= 0) this.addOutput(value.slice(split + 1));
  }

  /** Goes to the format before it. */
  addOutput(file: string): void {
    const last = this.#targets.at(-1);
    if (file === '') throw errors.usage('--output needs the name of a file');
    if (!last) throw errors.outputWithoutFormat(file);
    if (last.file !== undefined) throw errors.twoOutputs(last.format, file);
    last.file = file;
  }

  /** Where each format goes; pretty to standard output when none was named. @throws WaybillError two on one output */
  targets(): Target[] {
    if (this.#targets.length === 0) return [{ format: 'pretty' }];
    const targets = this.#targets.map(({ format, file }) => (file === undefined || file === STDOUT ? { format } : { format, file }));
    const onStdout = targets.filter(({ file }) => file === undefined);
    if (onStdout.length > 1) throw errors.twoOnStdout(onStdout.map(({ format }) => format));
    return targets;
  }
}
