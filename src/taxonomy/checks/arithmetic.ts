/** What check digits are made of. */

/** Takes the matched text, says whether its check digits hold. */
export type Check = (match: string) => boolean;

/** @returns the digits of the text as numbers */
export function digitsOf(text: string): number[] {
  const digits: number[] = [];
  for (const char of text) if (char >= '0' && char <= '9') digits.push(Number(char));
  return digits;
}

export const allSame = (digits: readonly number[]): boolean => digits.every((digit) => digit === digits[0]);

/** Sum of digit × weight over as many as there are weights. */
export function weighted(digits: readonly number[], weights: readonly number[]): number {
  return weights.reduce((sum, weight, i) => sum + weight * (digits[i] ?? 0), 0);
}

/** [from, from-1 … to] */
export function countdown(from: number, to: number): number[] {
  return Array.from({ length: from - to + 1 }, (_, i) => from - i);
}

/** Sum of the Luhn algorithm is a multiple of ten. */
export function luhn(digits: readonly number[]): boolean {
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const value = i % 2 === 1 ? digit * 2 : digit;
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Remainder of a number too long for a double. */
export function remainder(number: string, divisor: number): number {
  let rest = 0;
  for (const digit of number) rest = (rest * 10 + Number(digit)) % divisor;
  return rest;
}

/** Whether day, month and year are a day of the calendar. */
export function isDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** A date with a two-digit year: 29 February counts when either century has it. */
export function isShortDate(year: number, month: number, day: number): boolean {
  return isDate(2000 + year, month, day) || isDate(1900 + year, month, day);
}

/** @returns the number that digits[from..to) spell */
export function numberAt(digits: readonly number[], from: number, to: number): number {
  return digits.slice(from, to).reduce((value, digit) => value * 10 + digit, 0);
}

/** A check on digits alone: of the given count, not all the same. */
export function onDigits(count: number, holds: (digits: readonly number[]) => boolean): Check {
  return (match) => {
    const digits = digitsOf(match);
    return digits.length === count && !allSame(digits) && holds(digits);
  };
}

/** Letters and digits in upper case without separators. */
export const compact = (match: string): string => match.toUpperCase().replace(/[^A-Z0-9Ñ]/g, '');

const DIHEDRAL: readonly string[] = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
];
const PERMUTATION: readonly string[] = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
];

/** Verhoeff's check over the dihedral group D5. */
export function verhoeff(digits: readonly number[]): boolean {
  const state = [...digits].reverse().reduce((sum, digit, i) => Number(DIHEDRAL[sum]?.[Number(PERMUTATION[i % 8]?.[digit])]), 0);
  return state === 0;
}
