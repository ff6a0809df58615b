/** The language that programs are made of. */
import type { Piece } from '../writer.js';
import { CLASSES } from './classes.js';
import { COLLECTIONS } from './collections.js';
import { ERRORS } from './errors.js';
import { FUNCTIONS } from './functions.js';
import { LATER } from './later.js';
import { LEAKS } from './leaks.js';
import { OBJECTS } from './objects.js';
import { TEXT } from './text.js';

const ALL: readonly Piece[] = [...TEXT, ...OBJECTS, ...COLLECTIONS, ...FUNCTIONS, ...CLASSES, ...LATER, ...ERRORS, ...LEAKS];

/** What the analysis follows. */
export const PIECES: readonly Piece[] = ALL.filter((piece) => piece.gap === undefined);

/** With what it does not follow yet. */
export const WITH_GAPS: readonly Piece[] = ALL;
