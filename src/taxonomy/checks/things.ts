/** Checks of cards, accounts, vehicles, parcels, tokens and places, as `rules/data-types/_checks.yml` states them. */
import ibanModule from 'validator/lib/isIBAN.js';
import { allSame, compact, digitsOf, isShortDate, luhn, numberAt, verhoeff, weighted } from './arithmetic.js';
import type { Check } from './arithmetic.js';

type IsIban = (text: string) => boolean;

/** The package is CommonJS: loaders differ in whether its default export is the function or holds it. */
const isIban: IsIban = typeof ibanModule === 'function' ? ibanModule : ibanModule.default;

const VIN_VALUES = [1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3, 4, 5, 0, 7, 0, 9, 2, 3, 4, 5, 6, 7, 8, 9];
const VIN_WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

const anyLuhn: Check = (match) => {
  const digits = digitsOf(match);
  return !allSame(digits) && luhn(digits);
};

const anyVerhoeff: Check = (match) => {
  const digits = digitsOf(match);
  return !allSame(digits) && verhoeff(digits);
};

const vin: Check = (match) => {
  const values = [...match].map((char) => (char >= 'A' ? (VIN_VALUES[char.charCodeAt(0) - 65] ?? 0) : Number(char)));
  const rest = weighted(values, VIN_WEIGHTS) % 11;
  return !allSame(values) && (rest === 10 ? 'X' : String(rest)) === match[8];
};

const s10: Check = (match) => {
  const digits = digitsOf(match);
  const check = 11 - (weighted(digits, [8, 6, 4, 2, 3, 5, 9, 7]) % 11);
  return (check === 10 ? 0 : check === 11 ? 5 : check) === digits[8];
};

const oneZ: Check = (match) => {
  const values = [...match.slice(2)].map((char) => (char >= 'A' ? (char.charCodeAt(0) - 63) % 10 : Number(char)));
  const sum = values.slice(0, -1).reduce((total, value, i) => total + (i % 2 === 1 ? value * 2 : value), 0);
  return (10 - (sum % 10)) % 10 === values.at(-1);
};

const jwt: Check = (match) => {
  try {
    const header: unknown = JSON.parse(Buffer.from(match.split('.')[0] ?? '', 'base64url').toString('utf8'));
    return typeof header === 'object' && header !== null && 'alg' in header;
  } catch {
    return false;
  }
};

const latLng: Check = (match) => {
  const [lat, lng] = match.replace(/^geo:/i, '').split(',').map(Number);
  return lat !== undefined && lng !== undefined && Math.abs(lat) <= 90 && Math.abs(lng) <= 180;
};

const shortDateFirst: Check = (match) => {
  const digits = digitsOf(match);
  return isShortDate(numberAt(digits, 0, 2), numberAt(digits, 2, 4), numberAt(digits, 4, 6));
};

export const things: Readonly<Record<string, Check>> = {
  luhn: anyLuhn,
  verhoeff: anyVerhoeff,
  iban: (match) => isIban(compact(match)),
  vin,
  'upu-s10': s10,
  'ups-1z': oneZ,
  jwt,
  'lat-lng': latLng,
  'yymmdd-first6': shortDateFirst,
};
