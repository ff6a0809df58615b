/** Check digits of Asian, Pacific and African numbers, as `rules/data-types/_checks.yml` states them. */
import { allSame, compact, countdown, digitsOf, isDate, isShortDate, luhn, numberAt, onDigits, weighted } from './arithmetic.js';
import type { Check } from './arithmetic.js';

const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** Letters of Taiwan's numbers in the order of their codes 10–35. */
const TW_LETTERS = 'ABCDEFGHJKLMNPQRSTUVXYWZIO';

const cnResidentId: Check = (match) => {
  const text = match.toUpperCase();
  const digits = digitsOf(text);
  const sum = weighted(digits, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]);
  return '10X98765432'[sum % 11] === text[17] && isDate(numberAt(digits, 6, 10), numberAt(digits, 10, 12), numberAt(digits, 12, 14));
};

const cnUscc: Check = (match) => {
  const values = [...match].map((char) => USCC_ALPHABET.indexOf(char));
  let weight = 1;
  let sum = 0;
  for (const value of values.slice(0, 17)) {
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return values.length === 18 && (31 - (sum % 31)) % 31 === values[17];
};

const krRrn = onDigits(13, (digits) => {
  const check = (11 - (weighted(digits, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11)) % 10;
  return check === digits[12] && isShortDate(numberAt(digits, 0, 2), numberAt(digits, 2, 4), numberAt(digits, 4, 6));
});

const jpMyNumber = onDigits(12, (digits) => {
  const check = 11 - (weighted(digits, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11);
  return (check >= 10 ? 0 : check) === digits[11];
});

/** Check letters by prefix in the order of the remainder. */
const NRIC_LETTERS: Readonly<Record<string, string>> = {
  S: 'JZIHGFEDCBA',
  T: 'JZIHGFEDCBA',
  F: 'XWUTRQPNMLK',
  G: 'XWUTRQPNMLK',
  M: 'XWUTRQPNJLK',
};

const sgNric: Check = (match) => {
  const prefix = match[0] ?? '';
  const digits = digitsOf(match);
  const offset = prefix === 'T' || prefix === 'G' ? 4 : prefix === 'M' ? 3 : 0;
  const rest = (weighted(digits, [2, 7, 6, 5, 4, 3, 2]) + offset) % 11;
  return !allSame(digits) && NRIC_LETTERS[prefix]?.[rest] === match.at(-1);
};

const hkId: Check = (match) => {
  const text = compact(match).padStart(9, ' ');
  const values = [...text].map((char) => (char === ' ' ? 36 : parseInt(char, 36)));
  return (weighted(values, countdown(9, 2)) + (values[8] ?? 0)) % 11 === 0;
};

const twId: Check = (match) => {
  const code = TW_LETTERS.indexOf(match[0] ?? '') + 10;
  const digits = [Math.floor(code / 10), code % 10, ...digitsOf(match)];
  return weighted(digits, [1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1]) % 10 === 0;
};

const thId = onDigits(13, (digits) => (11 - (weighted(digits, countdown(13, 2)) % 11)) % 10 === digits[12]);

const auMedicare: Check = (match) => {
  const digits = digitsOf(match);
  const first = digits[0] ?? 0;
  return !allSame(digits) && first >= 2 && first <= 6 && weighted(digits, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === digits[8];
};

const zaId = onDigits(13, (digits) => luhn(digits) && isShortDate(numberAt(digits, 0, 2), numberAt(digits, 2, 4), numberAt(digits, 4, 6)));

export const asiaPacific: Readonly<Record<string, Check>> = {
  'cn-resident-id': cnResidentId,
  'cn-uscc': cnUscc,
  'kr-rrn': krRrn,
  'jp-mynumber': jpMyNumber,
  'sg-nric': sgNric,
  'hk-hkid': hkId,
  'tw-id': twId,
  'th-id': thId,
  'il-id': onDigits(9, luhn),
  'au-tfn': onDigits(9, (digits) => weighted(digits, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0),
  'au-medicare': auMedicare,
  'za-id': zaId,
};
