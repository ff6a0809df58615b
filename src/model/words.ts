/** Words in the names of code. */

/** `mask` of `maskEmail`, `mask_email`, `MaskEmail`. */
export function firstWord(name: string): string {
  return (/^_*([A-Za-z][a-z]*)/.exec(name)?.[1] ?? '').toLowerCase();
}
