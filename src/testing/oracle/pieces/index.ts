/** The language that programs are made of. */
import type { Piece } from '../writer.js';
import { BUILT_INS } from './built-ins.js';
import { CHANNELS } from './channels.js';
import { CLASS_FORMS } from './class-forms.js';
import { CLASSES } from './classes.js';
import { COLLECTIONS } from './collections.js';
import { CONTROL } from './control.js';
import { ERRORS } from './errors.js';
import { FAILURES } from './failures.js';
import { FUNCTION_FORMS } from './function-forms.js';
import { FUNCTIONS } from './functions.js';
import { HARMLESS } from './harmless.js';
import { ITERATION } from './iteration.js';
import { LATER } from './later.js';
import { LEAKS } from './leaks.js';
import { LIBRARIES } from './libraries.js';
import { MODULES } from './modules.js';
import { OBJECT_FORMS } from './object-forms.js';
import { OBJECTS } from './objects.js';
import { PLAIN_JAVASCRIPT } from './plain-javascript.js';
import { TEXT } from './text.js';
import { WRAPPERS } from './wrappers.js';

const ALL: readonly Piece[] = [
  ...[TEXT, CONTROL, HARMLESS],
  ...[OBJECTS, OBJECT_FORMS, COLLECTIONS, ITERATION],
  ...[FUNCTIONS, FUNCTION_FORMS, CLASSES, CLASS_FORMS],
  ...[MODULES, LATER, ERRORS, FAILURES, CHANNELS],
  ...[LIBRARIES, LEAKS, WRAPPERS, BUILT_INS, PLAIN_JAVASCRIPT],
].flat();

/** What the analysis follows. */
export const PIECES: readonly Piece[] = ALL.filter((piece) => piece.gap === undefined);

/** With what it does not follow yet. */
export const WITH_GAPS: readonly Piece[] = ALL;
