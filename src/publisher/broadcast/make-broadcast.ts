// What volunteers pass on of a seat or a region: messages in every language, SMS, pictures, and the steps. Pure texts and
// pictures; who gets them stands in the volunteers' own phones and nowhere else.
import { encodeUtf8 } from '../../core/bytes.ts';
import { type Candidate, type ContestCard, isOff } from '../../core/guide/questions.ts';
import type { Edition } from '../../doors/gateway/desk/edition.ts';
import type { Voice } from '../../doors/gateway/desk/voice.ts';
import { plainSubject } from '../../paper/card/card-subject.ts';
import { seatText } from '../../paper/seat-text.ts';
import { unturned } from '../../paper/speaker.ts';

export interface BroadcastOptions {
  readonly edition: Edition;
  /** In the guide's languages, the main one first. */
  readonly voices: readonly Voice[];
  readonly now: Date;
  /** Codes, in the guide's order; none of them without a list. */
  readonly seats: readonly string[];
  /** What all of it is about: a seat, or the name of a region by language. */
  readonly about: (voice: Voice) => string;
  /** Where the app opens; null where nobody said. */
  readonly address: string | null;
  /** A picture of a seat, PNG; null where this computer draws none. */
  draw(seat: string, voice: Voice): Promise<Uint8Array | null>;
}

/** Files by path. */
export type BroadcastFiles = ReadonlyMap<string, Uint8Array>;

export async function makeBroadcast(options: BroadcastOptions): Promise<BroadcastFiles> {
  const files = new Map<string, Uint8Array>();
  const write = (path: string, text: string): void => void files.set(path, encodeUtf8(`${text}\n`));
  for (const voice of options.voices) {
    const tag = voice.words.language;
    for (const seat of options.seats) {
      const card = options.edition.cardOf(seat);
      if (!card) continue;
      write(`${seat}/message-${tag}.txt`, seatMessage(options, voice, card));
      write(`${seat}/sms-${tag}.txt`, seatText({ ...options, voice }, card));
      const picture = plainSubject(card).kind !== 'nobody' ? await options.draw(seat, voice) : null;
      if (picture) files.set(`${seat}/card-${tag}.png`, picture);
    }
    if (options.seats.length > 1) write(`region-${tag}.txt`, regionMessage(options, voice));
  }
  for (const voice of options.voices) {
    const own = [...files.keys()].filter((path) => path.includes(`-${voice.words.language}.`));
    write(`steps-${voice.words.language}.txt`, steps(options, voice, own));
  }
  return files;
}

function seatMessage(options: BroadcastOptions, voice: Voice, card: ContestCard): string {
  const { guide } = options.edition.head;
  const { seat, contest, candidates } = card;
  const place = [seat.name, seat.ballot.name].map((text) => voice.tell(text, guide.languages)).filter(Boolean);
  const head = [[seat.code, ...place].join(' · ')];
  const states = ['postponed', 'withdrawn', 'under-review', 'uncontested', 'symbols-not-final'] as const;
  const state = states.find((each) => each === contest.state);
  if (state) head.push(voice.words.t(`contest.${state}`));
  const { symbolsFinal } = guide.election.calendar;
  const isEarly = symbolsFinal !== undefined && Date.parse(options.edition.head.issued) < Date.parse(symbolsFinal);
  if (isEarly && state !== 'symbols-not-final') head.push(voice.words.t('contest.symbols-not-final'));
  if (contest.incomplete === true) head.push(voice.words.t('contest.incomplete'));
  const lists = isOff(card) ? [] : candidates.map((each) => candidateLine(options, voice, card, each));
  return parts([head, lists, foot(options, voice)]);
}

function candidateLine({ edition }: BroadcastOptions, voice: Voice, card: ContestCard, candidate: Candidate): string {
  const { guide } = edition.head;
  const { serial, symbol, isWithdrawn } = candidate;
  const name = voice.tell(candidate.name, guide.languages);
  if (isWithdrawn) return `${serial}. ${name} (${voice.words.t('candidate.withdrawn')})`;
  const sign = voice.tell(symbol?.name, guide.languages);
  const by = card.endorsements
    .filter((each) => each.serial === serial)
    .flatMap((each) => guide.endorsers?.find(({ id }) => id === each.by) ?? [])
    .map((each) => voice.tell(each.name, guide.languages));
  const backed = by.length > 0 ? ` (${voice.say('card-backed', { by: by.join(', ') })})` : '';
  return `${serial}. ${sign === '' ? name : voice.say('pair', { name, symbol: sign })}${backed}`;
}

function regionMessage(options: BroadcastOptions, voice: Voice): string {
  const { guide } = options.edition.head;
  const seats = options.seats.map((seat) => {
    const name = voice.tell(options.edition.cardOf(seat)?.seat.name, guide.languages);
    return name === '' ? seat : `${seat} · ${name}`;
  });
  return parts([[options.about(voice)], seats, foot(options, voice)]);
}

/** Whose list, of which day, and where to look for oneself. */
function foot({ edition, address }: BroadcastOptions, voice: Voice): readonly string[] {
  const { guide, issued, edition: number } = edition.head;
  const publisher = voice.tell(guide.publisher.name, guide.languages);
  return [
    guide.demo === true ? voice.words.t('app.demo') : '',
    `${voice.say('card-edition', { edition: number, date: voice.day(issued) })} · ${publisher}`,
    address === null ? '' : voice.say('broadcast-check', { address }),
  ].filter((line) => line !== '');
}

const stepKeys = ['broadcast-1', 'broadcast-2', 'broadcast-3', 'broadcast-4', 'broadcast-5', 'broadcast-6'] as const;

function steps(options: BroadcastOptions, voice: Voice, own: readonly string[]): string {
  const { guide, issued, edition } = options.edition.head;
  const date = voice.day(issued);
  const publisher = voice.tell(guide.publisher.name, guide.languages);
  const about = voice.say('broadcast-about', { what: options.about(voice), edition, date, publisher });
  const numbered = stepKeys.map((key, i) => `${i + 1}. ${voice.say(key, { date })}`);
  const listed = [`${voice.say('broadcast-files')}:`, ...own.map((path) => `- ${path}`)];
  return parts([
    [voice.say('broadcast-title'), about],
    numbered,
    [voice.say('broadcast-seats', { seats: options.seats.join(', ') })],
    listed,
  ]);
}

/** Blocks of lines with an empty one between. Chats turn a line by its first letter: marks that do it are boxes on old phones. */
function parts(blocks: readonly (readonly string[])[]): string {
  const text = blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
  return unturned(text);
}
