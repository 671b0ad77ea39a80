// Answers a question from the guide: by rules and search, from what is signed alone. Whom it cannot tell apart it asks
// about, what it does not know it says so; no symbol is ever told but the list's own for that very candidate.

import { pickText } from '../guide/format/text.ts';
import { wordsOf } from '../search/word-forms.ts';
import { slipsBetween } from '../spelling/slips-between.ts';
import { findEvents } from './answer-events.ts';
import type { Answer, AnswerKind, Moment } from './answer-types.ts';
import type { AskedGuide, Standing } from './asked-guide.ts';
import { seatOf } from './asked-guide.ts';
import type { Cue, Lexicon } from './lexicon.ts';
import { fitNotices } from './reading/fit-notice.ts';
import type { Mention } from './reading/phrases.ts';
import { seatsInDistrict } from './reading/place-seats.ts';
import { type Reading, readQuestion } from './reading/read-question.ts';
import { type Names, resolveName } from './reading/resolve-name.ts';
import { lines, sayCandidate, sayFinality, sayList, sayName, sayPair, saySeat, saySeats } from './saying/say.ts';
import { metIn, sayMet } from './saying/say-met.ts';
import { sayNotice, sayPage, sayStations, sayVotingTime } from './saying/say-topic.ts';

const leastLoose = 3;

import { turnsRound } from './reading/turning.ts';

/** A question as it is worked on. */
interface Asked {
  readonly asked: AskedGuide;
  readonly lexicon: Lexicon;
  readonly question: string;
  readonly reading: Reading;
  readonly moment: Moment;
  /** Seats that are meant: named, or fitting a bare number. */
  readonly seats: readonly string[];
  readonly names: Names;
  readonly cues: ReadonlySet<Cue>;
  /** Symbols that are named, and are no part of a name. */
  readonly symbols: readonly Mention<string>[];
}

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

function choose(q: Asked): Answer {
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
  if (cues.has('where') && !isAboutSymbol) return place(q);
  const near = seats.length > 0 ? looseSymbols(q) : [];
  if (near.length > 0) return whoHas(q, seats, near);
  if (seats.length > 0) return names.isNamed && saysName(q) ? nobodyCalled(q) : answerSeats(q);
  return answerElse(q);
}

const nothing: Omit<Answer, 'kind' | 'seats' | 'text'> = {
  candidates: [],
  holds: null,
  page: null,
  notices: [],
  events: [],
  met: [],
  warning: '',
  hasIdentity: false,
};

function make(kind: AnswerKind, seats: readonly string[], text: string, rest: Partial<Answer> = {}): Answer {
  return { ...nothing, ...rest, kind, seats, text };
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

function answerEvents({ asked, lexicon, question, seats, symbols, cues, moment }: Asked): Answer | null {
  if (symbols.length > 0 || cues.has('symbol')) return null;
  const found = findEvents(asked, question, seats, lexicon, moment);
  if (!found) return null;
  const kind = cues.has('when') && !cues.has('where') ? 'when' : 'place';
  return make(kind, seats.length === 1 ? seats : [], lines(found.text, sayList(asked, lexicon)), {
    events: found.events,
  });
}

function noSeat({ asked, lexicon }: Asked, number: string): Answer {
  const text = lines(lexicon.say('answer.no-seat', { number }), sayList(asked, lexicon));
  return make('unknown', [], text);
}

function notHere({ asked, lexicon }: Asked, seat: string): Answer {
  return make('seat', [seat], lines(lexicon.say('answer.not-here', { seat }), sayList(asked, lexicon)));
}

function answerByNotice({ asked, reading, seats, cues, names, lexicon }: Asked): Answer | null {
  if (!cues.has('claim') && (names.best.length > 0 || seats.length > 0)) return null;
  const said = reading.words.filter((_, at) => !reading.isNoise[at]);
  const fitting = fitNotices(asked.content.notices, said, reading.seats);
  const [first] = fitting;
  if (!first) return null;
  const own = first.contest === undefined ? [] : [first.contest];
  return make('notice', own, lines(sayNotice(first, lexicon), sayList(asked, lexicon)), { notices: fitting });
}

/** What is asked of no candidate: the day, the place, what to bring, and what a guide does not say. */
function answerTopic(q: Asked): Answer | null {
  const { cues, lexicon } = q;
  if (cues.has('opinion')) return unknown(q, lexicon.say('answer.opinion'));
  if (cues.has('bring')) return page(q, 'bring');
  if (cues.has('station')) return place(q);
  if (cues.has('when')) return when(q);
  if (cues.has('how')) return page(q, 'steps');
  return null;
}

function page({ asked, lexicon, seats }: Asked, kind: 'bring' | 'steps'): Answer {
  const { pages } = asked.content;
  const own = pages.find((each) => each.kind === kind) ?? pages.find((each) => each.kind === 'steps') ?? null;
  const about = seats.length === 1 ? seats : [];
  if (!own) return make('bring', about, lexicon.say('answer.bring-unsaid'));
  return make('bring', about, lines(sayPage(own, lexicon), sayList(asked, lexicon)), { page: own });
}

function when({ asked, lexicon, seats, moment }: Asked): Answer {
  const own = seats.length === 1 ? seats : [];
  return make('when', own, lines(sayVotingTime(asked, own[0] ?? null, lexicon, moment), sayList(asked, lexicon)));
}

function place(q: Asked): Answer {
  const { asked, lexicon, seats, reading } = q;
  if (seats.length > 1) return whichSeat(q, seats);
  const said = reading.words.filter((_, at) => !reading.isNoise[at]);
  const { text, seat } = sayStations(asked, seats[0] ?? null, said, lexicon);
  return make('place', seat === null ? [] : [seat], lines(text, sayList(asked, lexicon)));
}

function whichSeat(
  { asked, lexicon }: Asked,
  seats: readonly string[],
  title = lexicon.say('answer.which-seat'),
): Answer {
  return make('choose', seats, lines(title, saySeats(asked, seats, lexicon)));
}

function answerName(q: Asked): Answer {
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
  return make('candidate', seats, text, { candidates: best, holds, notices });
}

function isTurned({ question, reading: { words }, symbols, lexicon }: Asked, { words: names }: Standing): boolean {
  const own = new Set(names.flat());
  const ofSymbols = new Set(symbols.flatMap(({ from, length }) => Array.from({ length }, (_, i) => from + i)));
  return turnsRound(question, words, lexicon, (at) => own.has(words[at] as string) || ofSymbols.has(at));
}

/** Every symbol that was named has to be the list's. */
function doesHold({ symbol, isWithdrawn }: Standing, symbols: readonly Mention<string>[]): boolean {
  return symbol !== null && !isWithdrawn && symbols.every(({ values }) => values.includes(symbol.code));
}

function answerSymbol(q: Asked): Answer {
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

/**
 * Symbols of the seats' own lists that a word may mean which is a letter away, or a part of their names: "bok",
 * "grapes". Only where one alone fits.
 */
function looseSymbols({ asked, reading, seats }: Asked): readonly string[] {
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

function whoHas(q: Asked, seats: readonly string[], codes: readonly string[]): Answer {
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
    return make('seat', seats, lines(lexicon.say('answer.nobody-has', blanks), sayList(asked, lexicon)));
  }
  const told = having.map((each) => sayCandidate(each, lexicon));
  const finality = sayFinality(asked, asked.listOf(own[0] as string), lexicon);
  return make('candidate', own, lines(told, finality, sayList(asked, lexicon)), { candidates: having });
}

function symbolSaid({ asked, lexicon }: Asked, codes: readonly string[]): string {
  return codes
    .map((code) => pickText(asked.content.symbols.get(code)?.name, lexicon.languages)?.text ?? '')
    .join(' / ');
}

/** Whether words are left that nobody there is called by, and that somebody elsewhere is. */
function saysName({ asked, reading, seats }: Asked): boolean {
  const around = seats.flatMap((code) => {
    const { name, district } = seatOf(asked, code);
    return [...Object.values(name), ...Object.values(district)];
  });
  const places = new Set(around.flatMap((text) => text.toLowerCase().split(/[^\p{L}]+/u)));
  return reading.words.some((word, at) => !reading.isNoise[at] && !places.has(word) && asked.isNameWord(word));
}

function nobodyCalled(q: Asked): Answer {
  const { asked, lexicon, seats, reading } = q;
  if (seats.length > 1) return whichSeat(q, seats);
  const elsewhere = resolveName(asked, reading, []).best.filter(({ fit }) => fit.coverage > 0.8);
  const others = [...new Set(elsewhere.map(({ standing }) => standing.seat))];
  const also = others.length === 1 ? lexicon.say('answer.forward-elsewhere', { seat: others[0] as string }) : '';
  const none = lexicon.say('answer.nobody-called', { seat: seats[0] as string });
  return make('seat', seats, lines(none, also, sayList(asked, lexicon)));
}

function answerSeats(q: Asked): Answer {
  const { asked, lexicon, seats } = q;
  const [seat] = seats;
  if (seat === undefined || seats.length > 1) return whichSeat(q, seats);
  const list = asked.listOf(seat);
  if (!list) return notHere(q, seat);
  const { standing, endorsements } = list;
  const titleKey = list.contest.kind === 'list' ? 'answer.seat-lists' : 'answer.seat';
  const title = lexicon.say(titleKey, { seat: saySeat(asked, seat, lexicon), n: standing.length });
  const backed = endorsements.flatMap(({ by, serial }) => {
    const who = asked.content.guide.endorsers?.find(({ id }) => id === by);
    const own = standing.find((each) => each.serial === serial);
    return who && own
      ? [lexicon.say('answer.backed', { who: sayName(who.name, lexicon), name: sayName(own.name, lexicon) })]
      : [];
  });
  const pairs = standing.map((each) => sayPair(each, lexicon));
  return make('seat', [seat], lines(title, backed, pairs, sayFinality(asked, list, lexicon), sayList(asked, lexicon)));
}

/** Nothing but a place is named, and somebody happens to be called like it. */
function isRatherPlace(q: Asked): boolean {
  const { names, reading } = q;
  if (q.seats.length > 0) return false;
  return (names.best[0]?.rank ?? 0) < 1 && seatsInDistrict(q.asked, reading).isSure;
}

function isPlaceNamed({ asked, reading }: Asked, code: string): boolean {
  return seatsInDistrict(asked, reading).seats.includes(code);
}

function answerElse(q: Asked): Answer {
  const { asked, reading, cues, lexicon, names } = q;
  const { seats } = seatsInDistrict(asked, reading);
  if (seats.length > 0) return answerSeats({ ...q, seats });
  if (cues.has('thanks')) return greeting(q, lexicon.say('answer.thanks'));
  if (cues.has('greeting') && names.best.length === 0) return greeting(q, lexicon.say('answer.hello'));
  return unknown(q);
}

function greeting(q: Asked, first: string): Answer {
  return { ...unknown(q, first), kind: 'greeting' };
}

function unknown({ lexicon, asked }: Asked, first = lexicon.say('answer.unknown')): Answer {
  return make('unknown', [], lines(first, lexicon.say('answer.knows'), sayList(asked, lexicon)));
}
