// A secret key as 24 words on paper, and back: 32 bytes and 8 bits of their hash, 11 bits a word. The words are those of
// fingerprints; a slip of the pen is found.
import { concatBytes, decodeHex, sha256Hex } from '../../core/bytes.ts';
import { fingerprintWord } from '../../core/compare/fingerprint.ts';
import { keyFault } from './key-file.ts';

const wordBits = 11;
const wordCount = 24;
const seedBytes = 32;

const numbers = new Map(Array.from({ length: 2 ** wordBits }, (_, number) => [fingerprintWord(number), number]));

/** @param seed 32 bytes */
export function seedWords(seed: Uint8Array): readonly string[] {
  const bytes = concatBytes(seed, checkByte(seed));
  return Array.from({ length: wordCount }, (_, word) => {
    let number = 0;
    for (let bit = word * wordBits; bit < (word + 1) * wordBits; bit++) {
      number = number * 2 + (((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
    }
    return fingerprintWord(number);
  });
}

/** @param words as they were typed. @throws FaultError that names the word that is none, or says that one is another */
export function parseSeedWords(words: string): Uint8Array {
  const typed = words
    .toLowerCase()
    .trim()
    .split(/[\s,]+/);
  if (typed.length !== wordCount) {
    throw keyFault('words', `${typed.length} words instead of ${wordCount}`, 'type all of them, in their order');
  }
  const bytes = new Uint8Array(seedBytes + 1);
  typed.forEach((word, at) => {
    const number = numbers.get(word);
    if (number === undefined)
      throw keyFault('words', `word ${at + 1}, "${word}", is none of ours`, 'look at the paper again');
    for (let bit = 0; bit < wordBits; bit++) {
      const place = at * wordBits + bit;
      if ((number >> (wordBits - 1 - bit)) & 1) bytes[place >> 3] = (bytes[place >> 3] ?? 0) | (128 >> (place & 7));
    }
  });
  const seed = bytes.slice(0, seedBytes);
  if (checkByte(seed)[0] === bytes[seedBytes]) return seed;
  throw keyFault(
    'words',
    'do not belong together: one of them is another word, or two changed places',
    'compare each with the paper',
  );
}

function checkByte(seed: Uint8Array): Uint8Array {
  return decodeHex(sha256Hex(seed)).slice(0, 1);
}
