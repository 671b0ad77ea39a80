// What a phone remembers of mirrors, and from that which to ask and in which order. Pure: values in, values out; it is
// kept as a note of the vault. No time of day in it: it is no log of when the voter was online.
import { isAppError } from '../../core/errors.ts';
import type { Guide } from '../../core/guide/guide.ts';
import { integer, list, object, oneOf, orNull, type Reader, readShape, record, text } from '../../core/shape.ts';
import { type MirrorResult, mirrorResults } from '../mirror/mirror-result.ts';
import type { KnownMirror } from '../mirror/mirror-roster.ts';
import { isContentStore, isMirrorKind, type MirrorEntry } from '../mirror/mirror-url.ts';

/** How a mirror was when it was last asked. */
export interface MirrorHealth {
  readonly result: MirrorResult;
  /** Until its answers began, ms. */
  readonly ms: number | null;
  /** Which edition its timestamp named. */
  readonly edition: number | null;
  /** In how many rounds one after another it was of no use. */
  readonly fails: number;
}

/** What is remembered of mirrors, between rounds and visits. */
export interface MirrorBook {
  /** Those that the voter gave. */
  readonly added: readonly MirrorEntry[];
  /** URLs that the voter does not want asked. */
  readonly removed: readonly string[];
  /** By URL. */
  readonly health: Readonly<Record<string, MirrorHealth>>;
  /** Rounds one after another in which nobody gave a current answer. */
  readonly failedRounds: number;
}

/** What a round saw of one mirror. */
export interface MirrorMark {
  readonly result: MirrorResult;
  readonly ms?: number | null;
  readonly edition?: number | null;
}

const maxMirrors = 200;
const maxCount = 99;
const maxMs = 600_000;
const maxUrlLength = 500;

const urlReader = text(maxUrlLength, /^https?:\/\/\S+$/);
const bookReader: Reader<MirrorBook> = object({
  added: list(object({ kind: text(20, /^[a-z-]+$/), url: urlReader }), maxMirrors),
  removed: list(urlReader, maxMirrors),
  health: record(
    /^https?:\/\/\S{1,500}$/,
    object({
      result: oneOf(...mirrorResults),
      ms: orNull(integer(0, maxMs)),
      edition: orNull(integer(1)),
      fails: integer(0, maxCount),
    }),
    2 * maxMirrors,
  ),
  failedRounds: integer(0, maxCount),
});

const emptyBook: MirrorBook = { added: [], removed: [], health: {}, failedRounds: 0 };

/** The book from the vault's note; an empty one where there is none, or it is broken. */
export function readMirrorBook(note: unknown): MirrorBook {
  try {
    return readShape(bookReader, note);
  } catch (error) {
    if (!isAppError(error)) throw error;
    return emptyBook;
  }
}

/**
 * Every mirror that may be asked: the page's own first, then the guide's, then those of the voter; each once, at most 200.
 * @param pageUrl where the page's tree begins; null where the page is no mirror
 */
export function knownMirrors(
  pageUrl: string | null,
  guideMirrors: Guide['mirrors'],
  book: Pick<MirrorBook, 'added' | 'removed'>,
): readonly KnownMirror[] {
  const all: KnownMirror[] = [
    ...(pageUrl === null ? [] : [{ kind: 'static', url: pageUrl, stage: 0, from: 'page' } as const]),
    ...(guideMirrors ?? []).map(({ kind, url, stage, name }) => ({
      kind,
      url,
      stage: stage ?? 0,
      from: 'guide' as const,
      ...(name && { name }),
    })),
    ...book.added.map(({ kind, url }) => ({ kind, url, stage: 0, from: 'voter' as const })),
  ];
  const byUrl = new Map<string, KnownMirror>();
  const removed = new Set(book.removed.map(comparable));
  for (const mirror of all) {
    const url = comparable(mirror.url);
    if (isMirrorKind(mirror.kind) && isAddress(mirror.url) && !removed.has(url) && !byUrl.has(url))
      byUrl.set(url, mirror);
  }
  return [...byUrl.values()].slice(0, maxMirrors);
}

/** How many are asked at once in a round: hosts of the tree, and content stores beside them. */
export const fewMirrors = 5;

/**
 * Whom to ask and in which order: those of the stage that failed rounds have opened, healthy and quick ones first, and
 * chance among equals; hosts of the tree before content stores. Among the first few no two of one host; and one place
 * among them is anybody's, so that one that failed is asked again some day.
 * @param random from 0 to 1, as Math.random
 */
export function rankMirrors(
  known: readonly KnownMirror[],
  book: Pick<MirrorBook, 'health' | 'failedRounds'>,
  random: () => number,
): readonly KnownMirror[] {
  const lowest = Math.min(...known.map(({ stage }) => stage));
  const open = known.filter(({ stage }) => stage <= Math.max(lowest, book.failedRounds));
  const weighed = open.map((mirror) => ({ mirror, weight: weightOf(mirror, book.health[mirror.url]) + random() }));
  const ranked = weighed.sort((a, b) => a.weight - b.weight).map(({ mirror }) => mirror);
  const trees = ranked.filter(({ kind }) => !isContentStore(kind));
  const stores = ranked.filter(({ kind }) => isContentStore(kind));
  return [...spread(trees, random), ...spread(stores, random)];
}

/** Lower is better; less than 1 apart counts as equal. */
function weightOf({ from }: KnownMirror, health: MirrorHealth | undefined): number {
  // The page's connection is open already, and no other origin hears of the voter; a friend's mirror was given for a
  // reason.
  const own = from === 'page' ? -4 : from === 'voter' ? -2 : 0;
  if (!health || health.result === 'untried') return own + 3;
  // A wait twice as long weighs one more: 0 to 100 ms, 200, 400, …
  const slowness = health.ms === null ? 3 : Math.min(6, Math.max(0, Math.log2(health.ms / 50)));
  if (health.result === 'fine') return own + slowness;
  const worse = health.result === 'old' ? 8 : health.result === 'tampered' ? 30 : 12;
  return worse + Math.min(8, health.fails);
}

function spread(ranked: readonly KnownMirror[], random: () => number): readonly KnownMirror[] {
  const first: KnownMirror[] = [];
  const hosts = new Set<string>();
  for (const mirror of ranked) {
    const { hostname } = new URL(mirror.url);
    if (first.length === fewMirrors - 1) break;
    if (hosts.has(hostname)) continue;
    hosts.add(hostname);
    first.push(mirror);
  }
  const rest = ranked.filter((mirror) => !first.includes(mirror));
  const others = rest.filter(({ url }) => !hosts.has(new URL(url).hostname));
  const drawn = others[Math.floor(random() * others.length)];
  return drawn ? [...first, drawn, ...rest.filter((mirror) => mirror !== drawn)] : [...first, ...rest];
}

/** The book after a mirror was seen. @param url as it is asked, with the slash at its end */
export function withMark(book: MirrorBook, url: string, mark: MirrorMark): MirrorBook {
  if (!isAddress(url)) return book;
  const before = book.health[url];
  const isUseful = mark.result === 'fine' || mark.result === 'untried';
  const ms = mark.ms ?? before?.ms ?? null;
  const health: MirrorHealth = {
    result: mark.result,
    ms: ms === null ? null : Math.min(maxMs, Math.max(0, Math.round(ms))),
    edition: mark.edition ?? before?.edition ?? null,
    fails: isUseful ? 0 : Math.min(maxCount, (before?.fails ?? 0) + 1),
  };
  // Those that were not asked for longest fall out first: an entry that is written again goes to the end.
  const others = Object.entries(book.health).filter(([each]) => each !== url);
  return { ...book, health: Object.fromEntries([...others.slice(-2 * maxMirrors + 1), [url, health]]) };
}

/** The book after a round. @param isAnswered somebody gave a current answer */
export function withRound(book: MirrorBook, isAnswered: boolean): MirrorBook {
  return { ...book, failedRounds: isAnswered ? 0 : Math.min(maxCount, book.failedRounds + 1) };
}

/** The book with a mirror that the voter gave, or wants asked again. */
export function withMirror(book: MirrorBook, { kind, url }: MirrorEntry): MirrorBook {
  if (!isAddress(url) || !isMirrorKind(kind)) return book;
  const isOther = (each: string): boolean => comparable(each) !== comparable(url);
  const added = book.added.filter((each) => isOther(each.url));
  return {
    ...book,
    removed: book.removed.filter(isOther),
    added: [...added.slice(-maxMirrors + 1), { kind, url }],
  };
}

/** The book without a mirror: one that the voter gave is forgotten, any other is not asked any more. */
export function withoutMirror(book: MirrorBook, url: string): MirrorBook {
  if (!isAddress(url)) return book;
  const isOther = (each: string): boolean => comparable(each) !== comparable(url);
  const added = book.added.filter((each) => isOther(each.url));
  const health = Object.fromEntries(Object.entries(book.health).filter(([each]) => isOther(each)));
  if (added.length < book.added.length) return { ...book, added, health };
  return { ...book, health, removed: [...book.removed.filter(isOther).slice(-maxMirrors + 1), url] };
}

/** The book with a mirror of the page or the guide that was taken out before. */
export function withMirrorBack(book: MirrorBook, url: string): MirrorBook {
  return { ...book, removed: book.removed.filter((each) => comparable(each) !== comparable(url)) };
}

/** One address in one form: the last slash says nothing. */
function comparable(url: string): string {
  return isAddress(url) ? new URL(url).href.replace(/\/$/, '') : url;
}

/** Whether the book can keep it: one address that it cannot would cost all the others. */
function isAddress(url: string): boolean {
  try {
    return url.length <= maxUrlLength && /^https?:\/\/\S+$/.test(url) && new URL(url).hostname !== '';
  } catch {
    return false;
  }
}
