/** Whether a number is one that a numbering plan hands out. */
import { createRequire } from 'node:module';
import type { CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Check } from './arithmetic.js';

type Parse = typeof parsePhoneNumberFromString;

let parse: Parse | undefined;

/** The numbering plans are large and few runs meet a number, so they are read when the first one is met. */
function parser(): Parse {
  parse ??= (createRequire(import.meta.url)('libphonenumber-js/min') as { parsePhoneNumberFromString: Parse }).parsePhoneNumberFromString;
  return parse;
}

/** Countries whose national form the taxonomy's pattern accepts. */
const NATIONAL: readonly CountryCode[] = ['CN', 'US'];

export const phone: Check = (match) => {
  if (match.startsWith('+')) return parser()(match)?.isValid() === true;
  return NATIONAL.some((country) => parser()(match, country)?.isValid() === true);
};
