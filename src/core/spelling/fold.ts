// Folding: many spellings of one name to one form, so that what a voter types meets what the list says.

// What is left of each letter after NFKD has taken its marks off.
const arabicVariants: Readonly<Record<string, string>> = {
  ي: 'ی',
  ى: 'ی',
  ے: 'ی',
  ك: 'ک',
  ہ: 'ه',
  ھ: 'ه',
  ة: 'ه',
  ۃ: 'ه',
  ە: 'ه',
  ٱ: 'ا',
  ں: 'ن',
  ڻ: 'ن',
};
const variantPattern = new RegExp(`[${Object.keys(arabicVariants).join('')}]`, 'g');
// Latin and Arabic marks, tatweel, joiners and bidi controls. The vowel signs of other scripts are letters to a reader.
const ignorable =
  /[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g;

// The general classes of letters take a browser as long to prepare as a card to draw; what most names are written in, once
// its marks are off, needs two blocks of them.
const inTwoBlocks = /^[\0-\x7f\u0600-\u06ff]*$/;
const arabicDigit = /[\u0660-\u0669\u06f0-\u06f9]/g;
const noLetterOfTwo = /[^0-9a-z\u0620-\u0669\u066e-\u06d3\u06d5\u06ee-\u06fc\u06ff]+/g;

/**
 * One form for all spellings that differ only in case, marks, Arabic letter variants, digits' script or punctuation.
 * Words come out separated by one space.
 * @source Unicode Standard Annex 15 (NFKD), the letter variants met in the data
 */
export function fold(text: string): string {
  // Half of the names of a country are plain ASCII: ten times as fast.
  if (/^[ -~]*$/.test(text))
    return text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
  const letters = text
    .normalize('NFKD')
    .replace(ignorable, '')
    .toLowerCase()
    .replace(variantPattern, (letter) => arabicVariants[letter] as string);
  if (inTwoBlocks.test(letters)) return letters.replace(arabicDigit, digitOfBlock).replace(noLetterOfTwo, ' ').trim();
  return letters
    .replace(/\p{Nd}/gu, westernDigit)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

/** Both rows of digits begin at a multiple of 16. */
function digitOfBlock(digit: string): string {
  return String(digit.charCodeAt(0) & 15);
}

/** A decimal digit of any script as 0-9: the blocks of ten are aligned on the code point whose value is zero. */
export function westernDigit(digit: string): string {
  const code = digit.codePointAt(0) as number;
  if (code < 0x80) return digit;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String((code - zero) % 10);
}

/** The words of a folded text. */
export function foldedWords(text: string): readonly string[] {
  const folded = fold(text);
  return folded === '' ? [] : folded.split(' ');
}
