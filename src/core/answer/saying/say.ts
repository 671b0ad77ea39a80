// The guide's own things in an answer's words: a seat, a candidate with the symbol, the list that it is from.
import { pickText, type Text } from '../../guide/format/text.ts';
import { type AskedGuide, type SeatList, type Standing, seatOf } from '../asked-guide.ts';
import type { Lexicon } from '../lexicon.ts';

/** Letters whose texts have a comma of their own. */
const rightToLeft = /[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefc]/;
const maxSeatsTold = 12;
const open = '\u2068';
const close = '\u2069';

/** A name in the asker's language, and in the list's other one behind it: what people compare with the ballot. */
export function sayName(text: Text, { languages }: Lexicon): string {
  const first = pickText(text, languages)?.text ?? '';
  const others = Object.values(text).filter((each) => each !== '' && each !== first);
  return others.length === 0 ? first : `${first} (${others.map((each) => `${open}${each}${close}`).join(', ')})`;
}

/** "NA-130, Lahore-XIV". */
export function saySeat(asked: AskedGuide, code: string, { languages }: Lexicon): string {
  const name = pickText(seatOf(asked, code).name, languages)?.text ?? '';
  const comma = rightToLeft.test(name) ? '،' : ',';
  return name === '' ? code : `${code}${comma} ${name}`;
}

/** Seats to choose from, a line each. */
export function saySeats(asked: AskedGuide, codes: readonly string[], lexicon: Lexicon): readonly string[] {
  const told = codes.slice(0, maxSeatsTold).map((code) => saySeat(asked, code, lexicon));
  const more = codes.length - told.length;
  return more > 0 ? [...told, lexicon.say('answer.more', { n: more })] : told;
}

/** One line of a seat's list. */
export function sayPair(standing: Standing, lexicon: Lexicon): string {
  const { name, symbol, serial, isWithdrawn } = standing;
  const blanks = { name: sayName(name, lexicon) };
  if (isWithdrawn) return lexicon.say('answer.withdrawn', blanks);
  if (isByNumber(standing)) return lexicon.say('answer.pair-number', { ...blanks, serial });
  if (!symbol) return lexicon.say('answer.pair-none', blanks);
  return lexicon.say('answer.pair', { ...blanks, symbol: sayName(symbol.name, lexicon) });
}

/** Somebody as the answer. */
export function sayCandidate(standing: Standing, lexicon: Lexicon): string {
  const { name, seat, symbol, serial, isWithdrawn } = standing;
  const blanks = { name: sayName(name, lexicon), seat };
  if (isWithdrawn) return lexicon.say('answer.candidate-withdrawn', blanks);
  if (isByNumber(standing)) return lexicon.say('answer.candidate-number', { ...blanks, serial });
  if (!symbol) return lexicon.say('answer.candidate-none', blanks);
  return lexicon.say('answer.candidate', { ...blanks, symbol: sayName(symbol.name, lexicon) });
}

/** Where ballots have no symbols nobody lacks one: the place on the ballot is what a voter looks for. */
function isByNumber({ mark, symbol }: Standing): boolean {
  return mark === 'number' || (symbol === null && (mark === 'photograph' || mark === 'nothing'));
}

/** Which list says so: its day and whose it is. */
export function sayList({ content: { guide, issued } }: AskedGuide, lexicon: Lexicon): string {
  const publisher = pickText(guide.publisher.name, lexicon.languages)?.text ?? '';
  return lexicon.say('answer.list', { date: lexicon.day(issued), publisher });
}

/** That symbols may still change; "" where they are final. */
export function sayFinality(
  { content: { guide, issued } }: AskedGuide,
  list: SeatList | null,
  lexicon: Lexicon,
): string {
  const { symbolsFinal } = guide.election.calendar;
  const isEarly = symbolsFinal !== undefined && Date.parse(issued) < Date.parse(symbolsFinal);
  const isOpen = list !== null && ['symbols-not-final', 'under-review'].includes(list.contest.state);
  return isEarly || isOpen ? lexicon.say('answer.not-final') : '';
}

/** Lines that say something, one below the other. */
export function lines(...all: readonly (string | readonly string[])[]): string {
  return all
    .flat()
    .filter((line) => line !== '')
    .join('\n');
}
