// Words that stand where a name will be: "To be uploaded", "N/A", "…". They are for who fills in the list; a voter who
// reads one takes it for a person.
import { fold } from '../../core/spelling/fold.ts';

/** Whole cells, folded. */
const words = new Set(
  [
    ...['n/a', 'tba', 'tbc', 'tbd', 'undefined', 'placeholder', 'dummy', 'xxx', 'xxxx'],
    ...[
      'not available',
      'not known',
      'not provided',
      'not given',
      'not applicable',
      'not yet known',
      'not yet decided',
    ],
    ...['unknown', 'awaited', 'awaiting', 'pending', 'coming soon', 'to follow', 'name', 'candidate name'],
    ...['نامعلوم', 'معلوم نہیں', 'دستیاب نہیں', 'زیر التوا', 'زیر التواء', 'جلد آ رہا ہے', 'نام'],
    ...['غير معروف', 'غير متوفر', 'نامشخص', 'अज्ञात', 'উল্লেখ নেই'],
  ].map(fold),
);
const promise =
  /^(?:yet |still |soon )?(?:to|will|shall) be (?:uploaded|announced|added|decided|confirmed|updated|determined|declared|filled|given|named|provided|known|published|inserted)\b/;
/** A country has two hundred thousand names: most are told from these by how they begin, or by what they lack. */
const mayBegin = new Set([
  ...[...words].map((each) => each.split(' ')[0]),
  ...['to', 'will', 'shall', 'yet', 'still', 'soon'],
]);
const mayHold = /معلوم|دستیاب|التوا|جلد|گا|باق[یي]|^نام$|معروف|متوفر|مشخص|अज्ञात|উল্লেখ|^[^\p{L}\p{N}]*$|^[#(]|N/u;
const urduPromise = fold('کیا جائے گا');
const urduPending = fold('ہونا باقی');

/**
 * Whether a cell holds no name but the place of one.
 * @param text as it stands in the table; an empty one is no placeholder
 */
export function isPlaceholder(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed === '') return false;
  // Spreadsheets and programs write these; written as names, "Na", "Nan", "Nil" and "Null" are people's, "Todo" a place's.
  if (/^(?:NA|NaN|NIL|nil|NULL|null|TODO|todo)$/.test(trimmed) || /^#(?:N\/A|REF!|VALUE!|NAME\?)$/.test(trimmed))
    return true;
  const begins = /^[A-Za-z]+/.exec(trimmed)?.[0];
  if (begins ? !mayBegin.has(begins.toLowerCase()) : !mayHold.test(trimmed)) return false;
  const folded = fold(trimmed);
  // Dots, dashes, question marks: nothing that can be read.
  if (folded === '') return !/\p{Extended_Pictographic}/u.test(trimmed);
  return words.has(folded) || promise.test(folded) || folded.endsWith(urduPromise) || folded.endsWith(urduPending);
}
