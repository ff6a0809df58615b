/** One function body of a copied code base gets another statement. */
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file of the middle: neither a line nor a whole library. */
const MIN_BYTES = 1_500;
const MAX_BYTES = 12_000;
const BODY = /(\bfunction \w+\([^()]*\)[^{};=]*\{\n)/;

/**
 * @param nth each number gives another text
 * @throws Error when no file fits
 */
export function changeBody(folder, nth) {
  for (const path of readdirSync(folder, { recursive: true }).sort()) {
    if (!/(?<!\.d|\.test|\.spec)\.tsx?$/.test(path)) continue;
    const file = join(folder, path);
    const { size } = statSync(file);
    if (size < MIN_BYTES || size > MAX_BYTES) continue;
    const text = readFileSync(file, 'utf8');
    if (!BODY.test(text)) continue;
    writeFileSync(file, text.replace(BODY, `$1void ${nth};\n`));
    return;
  }
  throw new Error(`${folder}: no file of 1,500 to 12,000 bytes has a function to change`);
}
