/** Check digits of American numbers, as `rules/data-types/_checks.yml` states them. */
import { compact, countdown, digitsOf, luhn, numberAt, onDigits, weighted } from './arithmetic.js';
import type { Check } from './arithmetic.js';

const CURP_ALPHABET = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ';

const modElevenDigit = (digits: readonly number[], weights: readonly number[]): number => {
  const rest = weighted(digits, weights) % 11;
  return rest < 2 ? 0 : 11 - rest;
};

const cpf = onDigits(
  11,
  (digits) => modElevenDigit(digits, countdown(10, 2)) === digits[9] && modElevenDigit(digits, countdown(11, 2)) === digits[10],
);

const CNPJ_WEIGHTS = [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];
const cnpj = onDigits(
  14,
  (digits) => modElevenDigit(digits, CNPJ_WEIGHTS) === digits[12] && modElevenDigit(digits, [6, ...CNPJ_WEIGHTS]) === digits[13],
);

const ssn = onDigits(9, (digits) => {
  const area = numberAt(digits, 0, 3);
  return area !== 0 && area !== 666 && area < 900 && numberAt(digits, 3, 5) !== 0 && numberAt(digits, 5, 9) !== 0;
});

const itin = onDigits(9, (digits) => {
  const group = numberAt(digits, 3, 5);
  const ranges = [
    [50, 65],
    [70, 88],
    [90, 92],
    [94, 99],
  ] as const;
  return digits[0] === 9 && ranges.some(([from, to]) => group >= from && group <= to);
});

const aba = onDigits(9, (digits) => {
  const district = numberAt(digits, 0, 2);
  const ranges = [
    [0, 12],
    [21, 32],
    [61, 72],
    [80, 80],
  ] as const;
  return ranges.some(([from, to]) => district >= from && district <= to) && weighted(digits, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0;
});

const curp: Check = (match) => {
  const values = [...compact(match)].map((char) => CURP_ALPHABET.indexOf(char));
  return values.length === 18 && (10 - (weighted(values, countdown(18, 2)) % 10)) % 10 === values[17];
};

const cuit = onDigits(11, (digits) => {
  const check = 11 - (weighted(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11);
  return (check === 11 ? 0 : check === 10 ? 9 : check) === digits[10];
});

const rut: Check = (match) => {
  const text = compact(match);
  const reversed = digitsOf(text.slice(0, -1)).reverse();
  const check = 11 - (weighted(reversed, [2, 3, 4, 5, 6, 7, 2, 3]) % 11);
  return (check === 11 ? '0' : check === 10 ? 'K' : String(check)) === text.at(-1);
};

export const americas: Readonly<Record<string, Check>> = {
  'br-cpf': cpf,
  'br-cnpj': cnpj,
  'ca-sin': onDigits(9, (digits) => digits[0] !== 8 && luhn(digits)),
  'us-ssn': ssn,
  'us-itin': itin,
  'us-aba': aba,
  'us-npi': onDigits(10, (digits) => luhn([8, 0, 8, 4, 0, ...digits])),
  'mx-curp': curp,
  'ar-cuit': cuit,
  'cl-rut': rut,
};
