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
  return text
    .normalize('NFKD')
    .replace(ignorable, '')
    .toLowerCase()
    .replace(variantPattern, (letter) => arabicVariants[letter] as string)
    .replace(/\p{Nd}/gu, westernDigit)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
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
