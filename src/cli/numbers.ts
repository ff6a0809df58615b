/** Numbers as options take them. */
import { errors } from './errors.js';

/** @throws WaybillError not-a-number */
export function wholeNumber(option: string, value: string): number {
  if (!/^[1-9]\d{0,3}$/.test(value)) throw errors.notANumber(option, value, 1);
  return Number(value);
}
