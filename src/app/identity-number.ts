// An identity number has no place here: what looks like one is thrown away before anything is done with it.
import { westernDigit } from '../core/guide/fold.ts';

const digitsOfACard = 13;

/** Whether what was typed holds thirteen digits in a row, hyphens and spaces aside, in any script. */
export function isIdentityNumber(typed: string): boolean {
  const digits = typed.replace(/[\s.-]/g, '').replace(/\p{Nd}/gu, westernDigit);
  return new RegExp(`\\d{${digitsOfACard}}`).test(digits);
}
