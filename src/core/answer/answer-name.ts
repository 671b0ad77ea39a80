// Who is named: the candidate with the list's own symbol, whether a symbol that is named beside is that one, or that nobody is.
import type { Answer } from './answer-types.ts';
import { type Standing, seatOf } from './asked-guide.ts';
import type { AskedQuestion } from './asked-question.ts';
import { makeAnswer, whichSeat } from './make-answer.ts';
import type { Mention } from './reading/phrases.ts';
import { resolveName } from './reading/resolve-name.ts';
import { turnsRound } from './reading/turning.ts';
import { lines, sayCandidate, sayFinality, sayList } from './saying/say.ts';

/**
 * Those who are named most likely, each with the list's own symbol.
 * @returns `holds` says whether a symbol that was named beside one of them is that one's; null where there is nothing to say
 */
export function answerName(q: AskedQuestion): Answer {
  const { asked, names, lexicon, symbols } = q;
  const best = names.best.map(({ standing }) => standing);
  const seats = [...new Set(best.map(({ seat }) => seat))];
  if (seats.length > 1) return whichSeat(q, seats, lexicon.say('answer.which-of', { n: seats.length }));
  const list = asked.listOf(seats[0] as string);
  const told = best.map((each) => sayCandidate(each, lexicon));
  const isClaimed = best.length === 1 && symbols.length > 0;
  const isSame = isClaimed && doesHold(best[0] as Standing, symbols);
  // "It is not the kettle" and "it was the kettle" are no "kettle".
  const holds = !isClaimed || (isSame && isTurned(q, best[0] as Standing)) ? null : isSame;
  const verdict = holds === null ? '' : lexicon.say(holds ? 'answer.agrees' : 'answer.differs');
  const text = lines(verdict, told, sayFinality(asked, list, lexicon), sayList(asked, lexicon));
  const notices = asked.content.notices.filter(
    ({ contest, serial }) => contest === seats[0] && best.some((each) => each.serial === serial),
  );
  return makeAnswer('candidate', seats, text, { candidates: best, holds, notices });
}

function isTurned(
  { question, reading: { words }, symbols, lexicon }: AskedQuestion,
  { words: names }: Standing,
): boolean {
  const own = new Set(names.flat());
  const ofSymbols = new Set(symbols.flatMap(({ from, length }) => Array.from({ length }, (_, i) => from + i)));
  return turnsRound(question, words, lexicon, (at) => own.has(words[at] as string) || ofSymbols.has(at));
}

/** Every symbol that was named has to be the list's. */
function doesHold({ symbol, isWithdrawn }: Standing, symbols: readonly Mention<string>[]): boolean {
  return symbol !== null && !isWithdrawn && symbols.every(({ values }) => values.includes(symbol.code));
}

/** Whether words are left that nobody there is called by, and that somebody elsewhere is. */
export function saysName({ asked, reading, seats }: AskedQuestion): boolean {
  const around = seats.flatMap((code) => {
    const { name, district } = seatOf(asked, code);
    return [...Object.values(name), ...Object.values(district)];
  });
  const places = new Set(around.flatMap((text) => text.toLowerCase().split(/[^\p{L}]+/u)));
  return reading.words.some((word, at) => !reading.isNoise[at] && !places.has(word) && asked.isNameWord(word));
}

/** That nobody of the seat is called so, and where somebody is. */
export function nobodyCalled(q: AskedQuestion): Answer {
  const { asked, lexicon, seats, reading } = q;
  if (seats.length > 1) return whichSeat(q, seats);
  const elsewhere = resolveName(asked, reading, []).best.filter(({ fit }) => fit.coverage > 0.8);
  const others = [...new Set(elsewhere.map(({ standing }) => standing.seat))];
  const also = others.length === 1 ? lexicon.say('answer.forward-elsewhere', { seat: others[0] as string }) : '';
  const none = lexicon.say('answer.nobody-called', { seat: seats[0] as string });
  return makeAnswer('seat', seats, lines(none, also, sayList(asked, lexicon)));
}
