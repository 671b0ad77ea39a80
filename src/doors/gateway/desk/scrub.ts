// Telephone and identity numbers, out of what is asked and out of what is answered: nothing here needs them.
import { westernDigit } from '../../../core/spelling/fold.ts';

/** Digits with what people write between them. */
const longNumber = /\+?\p{Nd}(?:[ ().\-\u2010-\u2015]{0,2}\p{Nd}){9,}/gu;
/** Seats in a row, "130 170 175 176", are short ones. */
const hasLongGroup = /\p{Nd}{4,}/u;

/** A question without numbers as long as a telephone's or an identity card's. */
export function scrubbed(question: string): { readonly text: string; readonly hadNumber: boolean } {
  let hadNumber = false;
  const text = question.replace(longNumber, (found) => {
    if (!hasLongGroup.test(found)) return found;
    hadNumber = true;
    return ' ';
  });
  return { text: text.trim(), hadNumber };
}

/** Digits that are somebody's own, and not a seat's. */
const leastOwn = 5;

/** Whether a text holds the sender's number or id, in whole or without its country's and leading digits. */
export function namesSender(text: string, sender: string): boolean {
  const own = digitsOf(sender);
  if (own.length < leastOwn) return text.includes(sender) && sender.length >= leastOwn;
  const said = digitsOf(text);
  const tail = own.length > 9 ? own.slice(-9) : own;
  return said.includes(tail);
}

function digitsOf(text: string): string {
  return text.replace(/\p{Nd}/gu, westernDigit).replace(/\D/g, '');
}
