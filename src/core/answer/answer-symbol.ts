// Who has a symbol: in the seats that are meant, else wherever somebody stands under it.
import { pickText } from '../guide/format/text.ts';
import { wordsOf } from '../search/word-forms.ts';
import { slipsBetween } from '../spelling/slips-between.ts';
import type { Answer } from './answer-types.ts';
import type { AskedQuestion } from './asked-question.ts';
import { makeAnswer, unknown, whichSeat } from './make-answer.ts';
import { seatsInDistrict } from './reading/place-seats.ts';
import { lines, sayCandidate, sayFinality, sayList } from './saying/say.ts';

/** Shorter words are a letter away from too many. */
const leastLoose = 3;

/** Who has a symbol that was named; without a seat, which seats it is on. */
export function answerSymbol(q: AskedQuestion): Answer {
  const { asked, lexicon, symbols, seats } = q;
  const codes = [...new Set(symbols.flatMap(({ values }) => values))];
  if (seats.length === 0) {
    const having = [...new Set(codes.flatMap((code) => asked.seatsWithSymbol(code)))];
    const near = having.filter((code) => isPlaceNamed(q, code));
    const offered = near.length > 0 ? near : having;
    if (offered.length === 0) return unknown(q);
    if (offered.length > 1) return whichSeat(q, offered, lexicon.say('answer.which-has', { n: offered.length }));
    return whoHas(q, offered, codes);
  }
  return whoHas(q, seats, codes);
}

function isPlaceNamed({ asked, reading }: AskedQuestion, code: string): boolean {
  return seatsInDistrict(asked, reading).seats.includes(code);
}

/**
 * Symbols of the seats' own lists that a word may mean which is a letter away, or a part of their names: "bok",
 * "grapes". Only where one alone fits.
 */
export function looseSymbols({ asked, reading, seats }: AskedQuestion): readonly string[] {
  const own = seats.flatMap((seat) => asked.listOf(seat)?.standing ?? []);
  const codes = new Set<string>();
  reading.words.forEach((word, at) => {
    if (reading.isNoise[at] || word.length < leastLoose) return;
    for (const { symbol } of own) {
      const parts = Object.values(symbol?.name ?? {}).flatMap(wordsOf);
      const isLike = (part: string): boolean => part.length >= leastLoose && slipsBetween(part, word, 1) <= 1;
      if (symbol && parts.some(isLike)) codes.add(symbol.code);
    }
  });
  return codes.size === 1 ? [...codes] : [];
}

/** Those of these seats who stand under one of the symbols. @param codes the symbols' */
export function whoHas(q: AskedQuestion, seats: readonly string[], codes: readonly string[]): Answer {
  const { asked, lexicon } = q;
  const all = seats.flatMap((seat) => asked.listOf(seat)?.standing ?? []);
  const having = all.filter(
    ({ symbol, isWithdrawn }) => symbol !== null && !isWithdrawn && codes.includes(symbol.code),
  );
  const own = [...new Set(having.map(({ seat }) => seat))];
  if (own.length > 1) return whichSeat(q, own, lexicon.say('answer.which-has', { n: own.length }));
  if (having.length === 0) {
    if (seats.length > 1) return whichSeat(q, seats);
    const blanks = { seat: seats[0] ?? '', symbol: symbolSaid(q, codes) };
    return makeAnswer('seat', seats, lines(lexicon.say('answer.nobody-has', blanks), sayList(asked, lexicon)));
  }
  const told = having.map((each) => sayCandidate(each, lexicon));
  const finality = sayFinality(asked, asked.listOf(own[0] as string), lexicon);
  return makeAnswer('candidate', own, lines(told, finality, sayList(asked, lexicon)), { candidates: having });
}

function symbolSaid({ asked, lexicon }: AskedQuestion, codes: readonly string[]): string {
  return codes
    .map((code) => pickText(asked.content.symbols.get(code)?.name, lexicon.languages)?.text ?? '')
    .join(' / ');
}
