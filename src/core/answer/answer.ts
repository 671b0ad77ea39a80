// Answers a question from the guide: by rules and search, from what is signed alone. Whom it cannot tell apart it asks
// about, what it does not know it says so; no symbol is ever told but the list's own for that very candidate.
import { findEvents } from './answer-events.ts';
import { answerName, nobodyCalled, saysName } from './answer-name.ts';
import { answerSeats } from './answer-seats.ts';
import { answerSymbol, looseSymbols, whoHas } from './answer-symbol.ts';
import { answerByNotice, answerPlace, answerTopic } from './answer-topic.ts';
import type { Answer, Moment } from './answer-types.ts';
import type { AskedGuide } from './asked-guide.ts';
import type { AskedQuestion } from './asked-question.ts';
import type { Lexicon } from './lexicon.ts';
import { makeAnswer, notHere, unknown, whichSeat } from './make-answer.ts';
import type { Mention } from './reading/phrases.ts';
import { seatsInDistrict } from './reading/place-seats.ts';
import { readQuestion } from './reading/read-question.ts';
import { resolveName } from './reading/resolve-name.ts';
import { lines, sayList } from './saying/say.ts';
import { metIn, sayMet } from './saying/say-met.ts';

/**
 * @param question as it was typed; what looks like an identity number in it is read by nobody
 * @returns an answer in the lexicon's language; `unknown`, with what the guide does know, where it has none
 */
export function answer(asked: AskedGuide, question: string, lexicon: Lexicon, moment: Moment): Answer {
  const reading = readQuestion(asked, question, lexicon);
  const seats = reading.seats.length > 0 ? reading.seats : reading.fitting;
  const names = resolveName(asked, reading, seats);
  const inName = new Set(names.best[0]?.fit.at ?? []);
  const isOwn = ({ from, length }: Mention<unknown>): boolean => {
    for (let at = from; at < from + length; at++) if (inName.has(at)) return false;
    return true;
  };
  const cues = new Set(reading.cues.filter(isOwn).flatMap(({ values }) => values));
  // "My card number is …" asks for nothing to be brought.
  if (reading.hasIdentity) cues.delete('bring');
  const symbols = reading.symbols.filter(isOwn);
  const chosen = choose({ asked, lexicon, question, reading, moment, seats, names, cues, symbols });
  const found = withMet(asked, question, chosen, lexicon);
  if (!reading.hasIdentity) return found;
  return { ...found, hasIdentity: true, text: lines(lexicon.say('answer.identity'), found.text) };
}

function choose(q: AskedQuestion): Answer {
  const { reading, names, cues, symbols, seats } = q;
  if (reading.missing !== null) return noSeat(q, reading.missing);
  const notice = answerByNotice(q);
  if (notice) return notice;
  const events = answerEvents(q);
  if (events) return events;
  const isAboutSymbol = cues.has('symbol') || symbols.length > 0;
  if (!isAboutSymbol) {
    const topic = answerTopic(q);
    if (topic) return topic;
  }
  // Of a list that is not held nothing is said, least of all that somebody is not on it.
  const lacking = seats.find((seat) => q.asked.listOf(seat) === null);
  if (lacking !== undefined) return seats.length === 1 ? notHere(q, lacking) : whichSeat(q, seats);
  if (names.best.length > 0 && !isRatherPlace(q)) return answerName(q);
  if (symbols.length > 0) return answerSymbol(q);
  if (cues.has('where') && !isAboutSymbol) return answerPlace(q);
  const near = seats.length > 0 ? looseSymbols(q) : [];
  if (near.length > 0) return whoHas(q, seats, near);
  if (seats.length > 0) return names.isNamed && saysName(q) ? nobodyCalled(q) : answerSeats(q);
  return answerElse(q);
}

/** Beside an answer, never in its place: where there is none, what the publisher says is the answer. */
function withMet(asked: AskedGuide, question: string, found: Answer, lexicon: Lexicon): Answer {
  const met = metIn(asked, question);
  if (met.length === 0) return found;
  const warning = sayMet(asked, met, lexicon);
  const isAnswer = !['unknown', 'greeting', 'notice'].includes(found.kind);
  if (isAnswer) return { ...found, met, warning, text: lines(warning, found.text) };
  const notices = [...new Set([...met.map(({ notice }) => notice), ...found.notices])];
  return { ...found, kind: 'notice', met, warning, notices, text: lines(warning, sayList(asked, lexicon)) };
}

function answerEvents({ asked, lexicon, question, seats, symbols, cues, moment }: AskedQuestion): Answer | null {
  if (symbols.length > 0 || cues.has('symbol')) return null;
  const found = findEvents(asked, question, seats, lexicon, moment);
  if (!found) return null;
  const kind = cues.has('when') && !cues.has('where') ? 'when' : 'place';
  return makeAnswer(kind, seats.length === 1 ? seats : [], lines(found.text, sayList(asked, lexicon)), {
    events: found.events,
  });
}

function noSeat({ asked, lexicon }: AskedQuestion, number: string): Answer {
  const text = lines(lexicon.say('answer.no-seat', { number }), sayList(asked, lexicon));
  return makeAnswer('unknown', [], text);
}

/** Nothing but a place is named, and somebody happens to be called like it. */
function isRatherPlace(q: AskedQuestion): boolean {
  const { names, reading } = q;
  if (q.seats.length > 0) return false;
  return (names.best[0]?.rank ?? 0) < 1 && seatsInDistrict(q.asked, reading).isSure;
}

function answerElse(q: AskedQuestion): Answer {
  const { asked, reading, cues, lexicon, names } = q;
  const { seats } = seatsInDistrict(asked, reading);
  if (seats.length > 0) return answerSeats({ ...q, seats });
  if (cues.has('thanks')) return greeting(q, lexicon.say('answer.thanks'));
  if (cues.has('greeting') && names.best.length === 0) return greeting(q, lexicon.say('answer.hello'));
  return unknown(q);
}

function greeting(q: AskedQuestion, first: string): Answer {
  return { ...unknown(q, first), kind: 'greeting' };
}
