// A seat, or one candidate of it, in one SMS: for the gateway, for volunteers and for who passes it on from the app. What
// has to be said is said whole or not at all: a name without its symbol, or with half of it, is no answer.

import type { Guide } from '../core/guide/guide.ts';
import type { EditionState } from '../core/guide/meaning/age.ts';
import { type Candidate, type ContestCard, isOff } from '../core/guide/questions.ts';
import { cutToSms, fitsSms, plainSms } from '../core/message/sms-length.ts';
import type { SmsVoice } from '../words/sms-words.ts';

/** What is told of an edition. */
export interface ToldEdition {
  readonly head: { readonly guide: Guide; readonly issued: string };
  /** What its dates mean now. */
  stateAt(now: Date): EditionState;
}

/** From what a text is made. */
export interface Telling {
  readonly edition: ToldEdition;
  readonly voice: SmsVoice;
  /** The text goes to somebody who did not ask, and whose answer nobody reads. */
  readonly isPassedOn?: boolean;
  readonly now: Date;
  /** Where the app opens; null where nobody said. */
  readonly address: string | null;
}

/** What a seat says; each at most one SMS. */
export function seatText(telling: Telling, card: ContestCard): string {
  const only = stateText(telling, card);
  if (only !== null) return only;
  const { voice } = telling;
  const standing = card.candidates.filter(({ isWithdrawn }) => !isWithdrawn);
  const backed = card.endorsements.flatMap(({ serial }) => standing.find((each) => each.serial === serial) ?? []);
  const [first] = backed;
  if (first && new Set(backed).size === 1) return candidateText(telling, card, first);
  const seat = card.seat.code;
  const many = manyText(telling, seat, standing.length);
  const pairs = standing.map((each) => pairOf(telling, card, each));
  const whole = voice.say('list', { seat, list: pairs.join(listMark(voice)) });
  const isComplete = card.contest.incomplete !== true;
  // Some of the names would be a choice that nobody made.
  const main = isComplete && standing.length > 0 && fitsSms(plainSms(whole)) ? whole : many;
  return told(telling, [main, ...warnings(telling, card)], many);
}

/** One candidate with the symbol of the list. @param verdict what stands before it; "" for nothing */
export function candidateText(telling: Telling, card: ContestCard, candidate: Candidate, verdict = ''): string {
  const only = stateText(telling, card);
  if (only !== null) return only;
  const { voice, edition } = telling;
  const { guide } = edition.head;
  const seat = card.seat.code;
  const name = voice.tell(candidate.name, guide.languages);
  const first = verdict === '' ? [] : [verdict];
  if (candidate.isWithdrawn) return told(telling, [...first, voice.say('withdrawn', { seat, name })], seat);
  const symbol = symbolOf(telling, card, candidate);
  const main =
    symbol === ''
      ? voice.say('stands-number', { seat, name, serial: candidate.serial })
      : voice.say('stands', { seat, name, symbol });
  const backers = card.endorsements.flatMap(({ by, serial }) =>
    serial === candidate.serial ? (guide.endorsers?.find(({ id }) => id === by) ?? []) : [],
  );
  const by = backers.map((each) => voice.tell(each.name, guide.languages)).join(listMark(voice));
  const more = by === '' ? [] : [voice.say('backed-by', { by })];
  const warned = [main, ...warnings(telling, card)];
  // Where both do not fit, what the list says goes before what was claimed, and never without its warning.
  const must = joined([...first, ...warned], []) === null ? warned : [...first, ...warned];
  return told(telling, must, manyText(telling, seat, card.candidates.length), more);
}

/** As much of the parts behind as there is room for; null where the first ones do not fit. */
export function joined(must: readonly string[], may: readonly string[]): string | null {
  let text = plainSms(must.join(' '));
  if (!fitsSms(text)) return null;
  for (const part of may) {
    const longer = plainSms(`${text} ${part}`);
    if (fitsSms(longer)) text = longer;
  }
  return text;
}

function told(telling: Telling, must: readonly string[], instead: string, may: readonly string[] = []): string {
  const { voice, edition, address } = telling;
  const from = voice.say('from', { date: voice.day(edition.head.issued) });
  const more = address === null ? [] : [voice.say('more', { address })];
  return joined(must, [...may, from, ...more]) ?? joined([instead], more) ?? cutToSms(instead);
}

function manyText({ voice, isPassedOn }: Telling, seat: string, n: number): string {
  return voice.say(isPassedOn ? 'count' : 'many', { seat, n });
}

function stateWords({ words }: SmsVoice, state: ContestCard['contest']['state']): string {
  return state === 'open' ? '' : words.t(`contest.${state}`);
}

/** Where the list must not be told: the state that says why. */
function stateText(telling: Telling, card: ContestCard): string | null {
  const { voice, edition, now } = telling;
  const seat = card.seat.code;
  const { state, kind, question } = card.contest;
  if (isOff(card)) {
    return told(telling, [voice.say('state', { seat, state: stateWords(voice, state) })], seat);
  }
  const age = edition.stateAt(now);
  if (age === 'too-old' || age === 'root-expired') {
    const text = voice.say('too-old', { seat, date: voice.day(edition.head.issued) });
    return joined([text], []) ?? seat;
  }
  if (kind !== 'referendum') return null;
  const asked = voice.tell(question, edition.head.guide.languages);
  return cutToSms(voice.say('question', { seat, question: asked }));
}

function warnings({ voice, edition }: Telling, { contest }: ContestCard): readonly string[] {
  const found: string[] = [];
  const { symbolsFinal } = edition.head.guide.election.calendar;
  const isEarly = symbolsFinal !== undefined && Date.parse(edition.head.issued) < Date.parse(symbolsFinal);
  const end = voice.words.locale.dir === 'rtl' ? '۔' : '.';
  if (isEarly || contest.state === 'symbols-not-final')
    found.push(`${voice.words.t('contest.symbols-not-final')}${end}`);
  if (contest.state === 'uncontested') found.push(`${voice.words.t('contest.uncontested')}${end}`);
  if (contest.incomplete === true) found.push(`${voice.words.t('contest.incomplete')}${end}`);
  return found;
}

function pairOf(telling: Telling, card: ContestCard, candidate: Candidate): string {
  const { voice, edition } = telling;
  const name = voice.tell(candidate.name, edition.head.guide.languages);
  const symbol = symbolOf(telling, card, candidate);
  return symbol === ''
    ? voice.say('pair-number', { serial: candidate.serial, name })
    : voice.say('pair', { name, symbol });
}

/** What marks the candidate on the ballot; "" where that is a number or a face. */
function symbolOf({ voice, edition }: Telling, { contest }: ContestCard, { symbol }: Candidate): string {
  const hasNone = contest.mark === 'number' || contest.mark === 'photograph' || contest.mark === 'nothing';
  return hasNone ? '' : voice.tell(symbol?.name, edition.head.guide.languages);
}

/** What parts the names of a list. */
export function listMark({ words }: SmsVoice): string {
  return words.locale.dir === 'rtl' ? '، ' : ', ';
}
