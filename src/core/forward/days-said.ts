// Days that a message names, in figures or with a month in words, and whether one of them is another than the day of the vote.
// A day without a month, "on the 9th" or "Tuesday", is not read.
import type { AskedGuide } from '../answer/asked-guide.ts';
import type { Lexicon } from '../answer/lexicon.ts';
import { plainLetters } from '../answer/reading/read-question.ts';
import { maxMessageLength, type WordKinds } from './message-words.ts';

interface SaidDay {
  readonly day: number;
  readonly month: number;
  /** null where the message names none. */
  readonly year: number | null;
}

const ordinal = /^(?:st|nd|rd|th)$/;
const daysInMonth = 31;
const monthsInYear = 12;
const years = { least: 1990, most: 2100 };

/** As digits; what reads like a telephone is taken out of the words, and so are these. */
const inFigures = [
  { form: /(?<!\d)(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?((?:19|20)\d{2})(?!\d)/g, year: 3, parts: [1, 2] },
  { form: /(?<!\d)((?:19|20)\d{2})[./-](\d{1,2})[./-](\d{1,2})(?!\d)/g, year: 1, parts: [3, 2] },
] as const;

interface Read extends Pick<WordKinds, 'words' | 'kind'> {
  /** As it came. */
  readonly text: string;
}

/** @returns "2027-02-08", the list's day, where the message names another one; else null */
export function otherVotingDay(
  { content: { guide, issued }, listOf }: AskedGuide,
  read: Read,
  seats: readonly string[],
  lexicon: Lexicon,
): string | null {
  const { date, calendar } = guide.election;
  const contests = seats.flatMap((seat) => listOf(seat)?.contest ?? []);
  const days = contests.length > 0 ? contests.map(({ day }) => day ?? date) : [date];
  // What is put off to nobody knows when is told by what the list says of it, and has no day to hold another against.
  const isOff = calendar.postponed !== undefined || contests.some(({ state, day }) => state === 'postponed' && !day);
  const [first] = days;
  if (isOff || first === undefined) return null;
  // "From the list of 5 February" is said of every card and message of ours.
  const own = [...days, issued.slice(0, 10), ...(guide.sources ?? []).flatMap((each) => each.date ?? [])];
  const isListed = (said: SaidDay): boolean =>
    own.some((each) => {
      const [year, month, day] = each.split('-').map(Number);
      return said.day === day && said.month === month && (said.year === null || said.year === year);
    });
  return [...daysInWords(read, lexicon), ...daysInFigures(read.text)].some((said) => !isListed(said)) ? first : null;
}

function daysInWords({ words, kind }: Read, { monthNumbers }: Lexicon): readonly SaidDay[] {
  const numberAt = (at: number): number => (kind[at] === 'seat' ? Number.NaN : Number(words[at] || Number.NaN));
  const dayAt = (at: number): number | null => (isWithin(numberAt(at), 1, daysInMonth) ? numberAt(at) : null);
  const yearAt = (at: number): number | null => (isWithin(numberAt(at), years.least, years.most) ? numberAt(at) : null);
  const isOrdinal = (at: number): boolean => ordinal.test(words[at] ?? '');
  return words.flatMap((word, at): readonly SaidDay[] => {
    const month = monthNumbers[word];
    if (month === undefined) return [];
    // "The 9th of February".
    const behind = kind[at - 1] === 'noise' ? at - 2 : at - 1;
    const before = dayAt(isOrdinal(behind) ? behind - 1 : behind);
    if (before !== null) return [{ day: before, month, year: yearAt(at + 1) }];
    const day = dayAt(at + 1);
    // Behind a comma stands the year: "February 8, 2027".
    const after = isOrdinal(at + 2) ? at + 3 : at + 2;
    return day === null ? [] : [{ day, month, year: yearAt(after) ?? yearAt(after + 1) }];
  });
}

/** "9/3/2027" and "2027-03-09"; the day comes first where both could be a month. */
function daysInFigures(text: string): readonly SaidDay[] {
  const western = plainLetters(text.slice(0, maxMessageLength));
  return inFigures.flatMap(({ form, year, parts: [first, second] }) =>
    [...western.matchAll(form)].flatMap((found): readonly SaidDay[] => {
      const [a, b] = [Number(found[first]), Number(found[second])];
      const [day, month] = isWithin(b, 1, monthsInYear) ? [a, b] : [b, a];
      const isDay = isWithin(day, 1, daysInMonth) && isWithin(month, 1, monthsInYear);
      return isDay ? [{ day, month, year: Number(found[year]) }] : [];
    }),
  );
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
