/** Numbers as options take them. */
import { errors } from './errors.js';

/** @throws WaybillError not-a-number */
export function wholeNumber(option: string, value: string): number {
  if (!/^[1-9]\d{0,3}$/.test(value)) throw errors.notANumber(option, value, 1);
  return Number(value);
}

/** @throws WaybillError number-outside */
export function percentage(option: string, value: string): number {
  if (!/^\d{1,3}(?:\.\d)?$/.test(value) || Number(value) > 100) throw errors.numberOutside(option, value, 0, 100);
  return Number(value);
}
