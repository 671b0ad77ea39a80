// In which language a question is asked, by its letters and its commonest words. Urdu in Latin letters is answered in
// Urdu's own: who writes so lacks the keyboard, not the reading, and names are spelt there in one way only.

const arabicLetter = /\p{Script=Arabic}/gu;
const latinLetter = /\p{Script=Latin}/gu;
/** One of these is enough; they are no English words and no names. */
const romanUrdu = new Set(
  (
    'kya kia kahan kahaan kidhar kaun kon konsa kaunsa nishan neshan nishaan mera meri mujhe hai hain umeedwar umidwar ' +
    'umeedvar halqa halka hulqa dalna daalna parchi kab kaise kese batao bataen bataein shamil salam salaam assalam ' +
    'assalamualaikum shukria shukriya mein wala kitne kyun kis nahi nahin'
  ).split(' '),
);

/**
 * @param spoken the languages that can be answered in, the main one first
 * @param hint what the channel says of the asker's language ("ur-PK"), for a question without words
 */
export function askedIn(question: string, spoken: readonly string[], hint = ''): string {
  const main = spoken[0] ?? 'en';
  const known = (tag: string): string => (spoken.includes(tag) ? tag : main);
  const arabic = question.match(arabicLetter)?.length ?? 0;
  const latin = question.match(latinLetter)?.length ?? 0;
  if (arabic > 0 && arabic >= latin) return known('ur');
  const words = question.toLowerCase().match(/[a-z]+/g) ?? [];
  if (words.some((word) => romanUrdu.has(word))) return known('ur');
  // "NA-130" is a seat in every language.
  if (words.some((word) => word.length > 3) || words.length > 2) return known('en');
  const [hinted = ''] = hint.toLowerCase().split('-');
  return spoken.includes(hinted) ? hinted : main;
}
