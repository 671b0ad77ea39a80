// The `media` target: recorded clips, what each one speaks of, and whose voice it is. The bytes are blobs; what kind of
// sound they are is told by sound-type.ts.
import { flag, integer, list, object, type Read, type Reader, readShape, text } from '../shape.ts';
import { type Blob, blobReader } from './format/blob.ts';
import { unpackJson } from './format/pack.ts';
import { idReader, multilingual, regionIdReader } from './format/text.ts';

/** No clip is played longer. */
export const maxClipSeconds = 20;
/** No clip of a publisher is larger: twenty seconds of speech fit many times. */
export const maxClipBytes = 100_000;

const title = multilingual(200);
const id = '[A-Za-z0-9][A-Za-z0-9._-]{0,63}';

/** What a clip speaks of, as it is signed: "symbol/kite", "candidate/NA-130/2", "step/how-to-vote/1". */
export const clipSubjectReader: Reader<string> = text(
  160,
  new RegExp(
    `^(symbol/${id}|candidate/${id}/[1-9][0-9]{0,5}|seat/${id}|page/${id}|event/${id}|step/${id}/[1-9][0-9]?)$`,
  ),
);

/** Names what clips speak of. */
export const clipSubject = {
  symbol: (code: string): string => `symbol/${code}`,
  /** A candidate's name. */
  candidate: (contest: string, serial: number): string => `candidate/${contest}/${serial}`,
  /** A seat's answer: "your symbol is the kite". */
  seat: (contest: string): string => `seat/${contest}`,
  page: (page: string): string => `page/${page}`,
  event: (event: string): string => `event/${event}`,
  /** A step of a page. @param number from 1, as it is shown */
  step: (page: string, number: number): string => `step/${page}/${number}`,
} as const;

const clip = object(
  { id: idReader, title, blob: blobReader, synthetic: flag, voice: title },
  {
    /** Absent for a message, which speaks for itself. */
    of: clipSubjectReader,
    /** The symbol that it names, for a seat's answer: where the card shows another one, it is not played. */
    symbol: idReader,
    language: text(35),
    seconds: integer(1, 3_600),
    /** The regions whose pack it is in; absent for all. */
    regions: list(regionIdReader, 5_000),
  },
);
/** A recorded sound, with what it speaks of. */
export type Clip = Read<typeof clip>;

/** @param bytes the `media` target as signed. @throws AppError `format/…` */
export function parseMedia(bytes: Uint8Array): readonly Clip[] {
  return readShape(object({ clips: list(clip, 50_000) }), unpackJson(bytes)).clips;
}

/** What a screen wants to hear. */
export interface ClipWish {
  readonly of: string;
  /** The sound that a row names itself: the clip with those bytes will do. */
  readonly sound?: Blob | null | undefined;
  /** The symbol that the card shows. */
  readonly symbol?: string | undefined;
}

/** The clip of a subject in the first of `languages` that has one, else in any; null where there is none. */
export function findClip(clips: readonly Clip[], wish: ClipWish, languages: readonly string[]): Clip | null {
  const fitting = clips.filter(
    ({ of, blob, symbol }) =>
      (of === wish.of || blob.sha256 === wish.sound?.sha256) && (symbol === undefined || symbol === wish.symbol),
  );
  return bestOf(fitting, languages);
}

/** Clips that speak for themselves: those in the first of `languages`, or of no language; all of them where none is. */
export function messagesOf(
  clips: readonly Clip[],
  region: string | null,
  languages: readonly string[],
): readonly Clip[] {
  const messages = clips.filter((each) => each.of === undefined && isIn(each, region));
  const own = messages.filter(({ language }) => language === undefined || language === languages[0]);
  return own.length > 0 ? own : messages;
}

/**
 * The pack of a region: its messages, and each subject once, in the first of `languages` that has it.
 * @returns clips with distinct bytes
 */
export function packOf(clips: readonly Clip[], region: string, languages: readonly string[]): readonly Clip[] {
  const groups = new Map<string, Clip[]>();
  for (const each of clips) {
    if (each.of === undefined || !isIn(each, region)) continue;
    groups.set(each.of, [...(groups.get(each.of) ?? []), each]);
  }
  const best = [
    ...messagesOf(clips, region, languages),
    ...[...groups.values()].flatMap((group) => bestOf(group, languages) ?? []),
  ];
  return [...new Map(best.map((each) => [each.blob.sha256, each])).values()];
}

/** How many bytes clips have together. */
export function clipBytes(clips: readonly Clip[]): number {
  return clips.reduce((sum, { blob }) => sum + blob.length, 0);
}

function isIn({ regions }: Clip, region: string | null): boolean {
  return regions === undefined || (region !== null && regions.includes(region));
}

function bestOf(clips: readonly Clip[], languages: readonly string[]): Clip | null {
  const rank = ({ language }: Clip): number => {
    const at = languages.indexOf(language ?? '');
    return at < 0 ? languages.length : at;
  };
  return clips.reduce<Clip | null>((best, each) => (best && rank(best) <= rank(each) ? best : each), null);
}
