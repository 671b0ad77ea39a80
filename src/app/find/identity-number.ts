// An identity number has no place here: what looks like one is thrown away before anything is done with it.
import { westernDigit } from '../../core/spelling/fold.ts';

const digitsOfACard = 13;

/** Whether what was typed holds thirteen digits with no letter among them, whatever else separates them, in any script. */
export function isIdentityNumber(typed: string): boolean {
  const digits = typed.replace(/[^\p{Nd}\p{L}]/gu, '').replace(/\p{Nd}/gu, westernDigit);
  return new RegExp(`\\d{${digitsOfACard}}`).test(digits);
}
