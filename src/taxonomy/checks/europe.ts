/** Check digits of European numbers, as `rules/data-types/_checks.yml` states them. */
import { allSame, compact, countdown, digitsOf, isDate, isShortDate, luhn, numberAt, onDigits, remainder, weighted } from './arithmetic.js';
import type { Check } from './arithmetic.js';

const DNI_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';
const HETU_LETTERS = '0123456789ABCDEFHJKLMNPRSTUVWXY';
const PPS_LETTERS = 'WABCDEFGHIJKLMNOPQRSTUV';
/** Values of 0–9 and A–Z at odd places of an Italian codice fiscale. */
const CF_ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

const dni: Check = (match) => {
  const text = compact(match);
  const number = text.slice(0, -1).replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter)));
  return !allSame(digitsOf(text)) && DNI_LETTERS[Number(number) % 23] === text.at(-1);
};

const codiceFiscale: Check = (match) => {
  const text = compact(match);
  let sum = 0;
  for (const [i, char] of [...text.slice(0, 15)].entries()) {
    const value = parseInt(char, 36) - (char >= 'A' ? 10 : 0);
    sum += i % 2 === 0 ? (CF_ODD[value] ?? 0) : value;
  }
  return text.length === 16 && String.fromCharCode(65 + (sum % 26)) === text[15];
};

const steuerId = onDigits(11, (digits) => {
  const counts = new Map<number, number>();
  for (const digit of digits.slice(0, 10)) counts.set(digit, (counts.get(digit) ?? 0) + 1);
  const repeated = [...counts.values()].filter((count) => count > 1);
  if (repeated.length !== 1 || (repeated[0] ?? 0) > 3) return false;
  let product = 10;
  for (const digit of digits.slice(0, 10)) {
    const sum = (digit + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10 === digits[10];
});

const nir: Check = (match) => {
  const text = compact(match).replace('2A', '19').replace('2B', '18');
  return text.length === 15 && 97 - remainder(text.slice(0, 13), 97) === Number(text.slice(13));
};

/** The month carries the century: +80 1800s, +20 2000s, +40 2100s, +60 2200s. */
const pesel = onDigits(11, (digits) => {
  const month = numberAt(digits, 2, 4);
  const century = [1900, 2000, 2100, 2200, 1800][Math.floor(month / 20)] ?? 1900;
  const check = (10 - (weighted(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10;
  return check === digits[10] && isDate(century + numberAt(digits, 0, 2), month % 20, numberAt(digits, 4, 6));
});

const personnummer: Check = (match) => {
  const digits = digitsOf(match).slice(-10);
  const day = numberAt(digits, 4, 6);
  return digits.length === 10 && luhn(digits) && isShortDate(numberAt(digits, 0, 2), numberAt(digits, 2, 4), day > 60 ? day - 60 : day);
};

const cpr: Check = (match) => {
  const digits = digitsOf(match);
  return isShortDate(numberAt(digits, 4, 6), numberAt(digits, 2, 4), numberAt(digits, 0, 2));
};

const hetu: Check = (match) => {
  const digits = digitsOf(match.slice(0, 6) + match.slice(7, 10));
  const check = HETU_LETTERS[numberAt(digits, 0, 9) % 31];
  return check === match.at(-1)?.toUpperCase() && isShortDate(numberAt(digits, 4, 6), numberAt(digits, 2, 4), numberAt(digits, 0, 2));
};

const fodselsnummer = onDigits(11, (digits) => {
  const first = (11 - (weighted(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2]) % 11)) % 11;
  const second = (11 - (weighted(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
  return first === digits[9] && second === digits[10];
});

const rijksregister = onDigits(11, (digits) => {
  const check = numberAt(digits, 9, 11);
  const number = numberAt(digits, 0, 9);
  return 97 - (number % 97) === check || 97 - ((2_000_000_000 + number) % 97) === check;
});

const nif = onDigits(9, (digits) => {
  const check = 11 - (weighted(digits, countdown(9, 2)) % 11);
  return (check >= 10 ? 0 : check) === digits[8];
});

const ahv = onDigits(13, (digits) => {
  const sum = weighted(digits, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3]);
  return numberAt(digits, 0, 3) === 756 && (10 - (sum % 10)) % 10 === digits[12];
});

const ppsn: Check = (match) => {
  const text = compact(match);
  const digits = digitsOf(text);
  // A second letter W, of old numbers, counts nothing.
  const second = text[8] === undefined || text[8] === 'W' ? 0 : text.charCodeAt(8) - 64;
  return !allSame(digits) && PPS_LETTERS[(weighted(digits, countdown(8, 2)) + second * 9) % 23] === text[7];
};

const nhs = onDigits(10, (digits) => {
  const check = 11 - (weighted(digits, countdown(10, 2)) % 11);
  return (check === 11 ? 0 : check) === digits[9];
});

const snils = onDigits(11, (digits) => {
  const sum = weighted(digits, countdown(9, 1)) % 101;
  return (sum === 100 ? 0 : sum) === numberAt(digits, 9, 11);
});

const tckn = onDigits(11, (digits) => {
  const odd = weighted(digits, [1, 0, 1, 0, 1, 0, 1, 0, 1]);
  const even = weighted(digits, [0, 1, 0, 1, 0, 1, 0, 1]);
  const tenth = (((odd * 7 - even) % 10) + 10) % 10;
  return digits[0] !== 0 && tenth === digits[9] && (odd + even + tenth) % 10 === digits[10];
});

export const europe: Readonly<Record<string, Check>> = {
  'es-dni': dni,
  'it-cf': codiceFiscale,
  'de-steuerid': steuerId,
  'fr-nir': nir,
  'nl-bsn': onDigits(9, (digits) => weighted(digits, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0),
  'pl-pesel': pesel,
  'se-personnummer': personnummer,
  'dk-cpr': cpr,
  'fi-hetu': hetu,
  'no-fnr': fodselsnummer,
  'be-nrn': rijksregister,
  'pt-nif': nif,
  'ch-ahv': ahv,
  'ie-ppsn': ppsn,
  'uk-nhs': nhs,
  'ru-snils': snils,
  'tr-tckn': tckn,
};
