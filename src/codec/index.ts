/** Plain data ↔ bytes: the form in which facts cross threads and lie on disk. */
export { decode, encode } from './encode-decode.js';
