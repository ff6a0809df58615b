/** Endings of the files whose code is analysed. */

/** Code of the language itself, declarations too, and component files that hold it among markup. */
export const CODE_ENDING = /\.(?:(?:d\.)?[cm]?[jt]sx?|vue|svelte)$/;

/** Component files, by ending. */
export const COMPONENT_ENDINGS = ['.vue', '.svelte'] as const;
