// From a question to its reply: one SMS long, in the language of the question, with a picture of the seat where there is
// one. Of the asker it reads the words alone; what comes back names nobody who asked.

import { isOff } from '../../../core/guide/questions.ts';
import { cutToSms, fitsSms, plainSms } from '../../../core/message/sms-length.ts';
import { plainSubject } from '../../../paper/card/card-subject.ts';
import { candidateText, joined, seatText } from '../../../paper/seat-text.ts';
import type { Asked, ChannelName, Reply, ReplyPicture } from '../channel.ts';
import type { Answered, Answerer } from './answerer.ts';
import { chooseText, helpText, type Telling } from './choice-text.ts';
import type { Edition } from './edition.ts';
import { answerJoin, type FollowPlace, readJoin } from './join.ts';
import { askedIn } from './language.ts';
import { namesSender, scrubbed } from './scrub.ts';
import { spokenIn, type Voice } from './voice.ts';

/** An edition with who answers from it. */
export interface Desk {
  readonly edition: Edition;
  readonly answer: Answerer;
  /** null where pictures cannot be drawn. */
  readonly picture: ((seat: string, voice: Voice) => ReplyPicture | null) | null;
}

export interface ReplyOptions {
  readonly voices: ReadonlyMap<string, Voice>;
  readonly follow: readonly FollowPlace[];
  readonly address: string | null;
  /** Of questions that say nothing of their language; the guide's first where this is null. */
  readonly language: string | null;
}

const maxQuestionLetters = 500;
const maxNext = 6;

/** @returns a reply that fits one SMS, whatever was asked */
export function replyTo(desk: Desk, asked: Asked, channel: ChannelName, options: ReplyOptions, now: Date): Reply {
  const { text: question, hadNumber } = scrubbed(asked.text.slice(0, maxQuestionLetters));
  const telling = tellingOf(desk, question, asked.hint, options, now);
  const reply = made(desk, telling, question, hadNumber, channel, options);
  const said = [reply.text, ...reply.next].join('\n');
  return namesSender(said, asked.from) ? plainReply(helpText(telling)) : reply;
}

/** What a sender who asks too much is told once. */
export function waitReply(desk: Desk, asked: Asked, options: ReplyOptions, now: Date): Reply {
  const { voice } = tellingOf(desk, scrubbed(asked.text).text, asked.hint, options, now);
  return plainReply(cutToSms(voice.say('wait')));
}

function tellingOf(
  { edition }: Desk,
  question: string,
  hint: string,
  { voices, address, language }: ReplyOptions,
  now: Date,
): Telling {
  const spoken = spokenIn(edition.head.guide.languages, voices);
  const first = language !== null && voices.has(language) ? [language] : [];
  const voice = voices.get(askedIn(question, [...first, ...spoken], hint));
  if (!voice) throw new TypeError('a language that is spoken has a voice');
  return { edition, voice, now, address };
}

function made(
  desk: Desk,
  telling: Telling,
  question: string,
  hadNumber: boolean,
  channel: ChannelName,
  { voices, follow }: ReplyOptions,
): Reply {
  const { voice } = telling;
  if (question === '') {
    const seat = telling.edition.head.guide.seats.code[0] ?? '';
    return plainReply(hadNumber ? cutToSms(voice.say('identity', { seat })) : helpText(telling));
  }
  const wish = readJoin(question, voices);
  if (wish) return { ...answerJoin(telling, wish, follow, channel), picture: null };
  const answered = desk.answer(question, voice.words.language, telling.now);
  const text = withWarning(answered, textOf(telling, withoutWarning(answered)));
  const [seat] = answered.seats;
  const isOfSeat = answered.kind === 'seat' || answered.kind === 'candidate';
  const hasPicture = isOfSeat && seat !== undefined && answered.seats.length === 1 && isShown(telling, seat);
  return {
    text,
    picture: hasPicture ? (desk.picture?.(seat, voice) ?? null) : null,
    next: answered.kind === 'choose' && answered.seats.length <= maxNext ? answered.seats : [],
  };
}

/** A warning follows the answer where there is room for both; where there is no answer, it is all that is said. */
function withWarning({ kind, warning }: Answered, text: string): string {
  if (warning === '') return text;
  return kind === 'notice' ? cutToSms(warning) : (joined([text], [warning.split('\n')[0] ?? '']) ?? text);
}

function withoutWarning(answered: Answered): Answered {
  const { warning, text } = answered;
  return warning === '' ? answered : { ...answered, text: text.slice(warning.length).trimStart() };
}

function plainReply(text: string): Reply {
  return { text, picture: null, next: [] };
}

/** Symbols of a list that is too old, or not to be relied on, are not put into pictures that travel on. */
function isShown({ edition, now }: Telling, seat: string): boolean {
  const card = edition.cardOf(seat);
  const age = edition.stateAt(now);
  return card !== null && plainSubject(card).kind !== 'nobody' && age !== 'too-old' && age !== 'root-expired';
}

function textOf(telling: Telling, answered: Answered): string {
  const { edition } = telling;
  const { kind, seats, candidates, text } = answered;
  const [code] = seats;
  const card = code === undefined ? null : edition.cardOf(code);
  if (kind === 'choose' && seats.length > 1) return chooseText(telling, seats);
  if (kind === 'candidate' && card && candidates.length === 1) {
    const one = card.candidates.find(({ serial }) => serial === candidates[0]?.serial);
    if (one) return candidateText(telling, card, one, verdictOf(telling, answered));
  }
  if (kind === 'seat' && card && seats.length === 1 && (isOff(card) || isListTold(telling, answered))) {
    return seatText(telling, card);
  }
  if (kind === 'greeting' || kind === 'unknown') return withHelp(telling, text);
  const said = withoutOldSymbols(telling, answered);
  return cutToSms(inShort(said), namesIn(telling, answered)) || helpText(telling);
}

/** What was claimed is answered first: that it agrees, or that it differs. */
function verdictOf({ voice }: Telling, { holds }: Answered): string {
  if (holds === null) return '';
  return voice.words.t(holds ? 'answer.agrees' : 'answer.differs');
}

/** Who asks nothing, or what nobody knows, is told what to send. */
function withHelp(telling: Telling, text: string): string {
  const knows = telling.voice.words.t('answer.knows');
  const [first = '', ...rest] = inShort(text)
    .split('\n')
    .filter((each) => each !== knows);
  return joined([first], [...rest, helpText(telling)]) ?? helpText(telling);
}

/** A name in the list's other language behind the first one, as answers write it. */
const otherNames = / \((?:\u2068[^\u2069]*\u2069(?:, )?)+\)/g;

/** Without what one SMS has no room for: names in a second language, and where that is too much, lines that only announce. */
function inShort(text: string): string {
  const once = text.replace(otherNames, '');
  if (fitsSms(plainSms(once))) return once;
  const lines = once.split('\n');
  const telling = lines.filter((each) => !/[:：]$/.test(each));
  return telling.length > 0 ? telling.join('\n') : once;
}

/** Whether the words tell the seat's list, and not that something is not in it. */
function isListTold({ edition }: Telling, { seats, text }: Answered): boolean {
  const names = edition.cardOf(seats[0] ?? '')?.candidates.flatMap(({ name }) => Object.values(name)) ?? [];
  return names.some((each) => each !== '' && text.includes(each));
}

/** What must not be cut through: every name and symbol of the seats that it is about. */
function namesIn({ edition }: Telling, { seats }: Answered): readonly string[] {
  const { guide, symbols } = edition.head;
  const cards = seats.flatMap((seat) => edition.cardOf(seat) ?? []);
  const texts = cards.flatMap(({ candidates }) => candidates.map(({ name }) => name));
  const all = [...texts, ...[...symbols.values()].map(({ name }) => name), guide.publisher.name];
  return [...all.flatMap((text) => Object.values(text)), ...guide.seats.code];
}

function withoutOldSymbols(telling: Telling, { seats, text }: Answered): string {
  const { edition, voice, now } = telling;
  const age = edition.stateAt(now);
  const isOld = age === 'too-old' || age === 'root-expired';
  const symbols = [...edition.head.symbols.values()].flatMap(({ name }) => Object.values(name));
  const saysSymbol = symbols.some((name) => name !== '' && text.includes(name));
  if (!isOld || !saysSymbol) return text;
  const old = voice.say('too-old', { seat: seats[0] ?? '', date: voice.day(edition.head.issued) });
  return joined([old], []) ?? plainSms(old);
}
