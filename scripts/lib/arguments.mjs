/** Arguments of the project's own scripts, and how they end. */
import { parseArgs } from 'node:util';

/** Says what is wrong and how the script is used, and ends with 2: it could not look. */
export function refuse(message, usage) {
  console.error(usage === undefined ? message : `${message}\n\n${usage}`);
  process.exit(2);
}

/**
 * @param options as of node:util's parseArgs
 * @param usage printed by `--help` and when an argument is wrong
 */
export function readArguments(options, usage) {
  try {
    const read = parseArgs({ options: { ...options, help: { type: 'boolean', short: 'h' } }, allowPositionals: true });
    if (read.values.help) {
      console.log(usage);
      process.exit(0);
    }
    return read;
  } catch (error) {
    return refuse(error.message, usage);
  }
}
