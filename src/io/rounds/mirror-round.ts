// One whole sync, over as many mirrors as it takes: whom to ask, in groups of a few, and what is remembered of them. One
// group is mirror-group.ts, what is remembered mirror-book.ts.
import { type AppError, isAppError } from '../../core/errors.ts';
import { openHead } from '../../core/held/held.ts';
import type { Outcome } from '../../core/ingest/ingest.ts';
import type { IngestOptions } from '../../core/ingest/ingest-options.ts';
import { mirrorNote } from '../../core/note-names.ts';
import type { Vault } from '../../core/ports.ts';
import { type MirrorLimits, patientLimits } from '../mirror/ask-mirror.ts';
import { type MirrorChoice, mirrorChoice } from '../mirror/mirror-choice.ts';
import type { MirrorResult } from '../mirror/mirror-result.ts';
import type { KnownMirror } from '../mirror/mirror-roster.ts';
import { isContentStore, type MirrorEntry } from '../mirror/mirror-url.ts';
import { keepMirrorBook } from './keep-mirror-book.ts';
import {
  fewMirrors,
  knownMirrors,
  type MirrorBook,
  type MirrorHealth,
  rankMirrors,
  readMirrorBook,
  withMark,
  withRound,
} from './mirror-book.ts';
import { type GroupReport, isFinal, syncGroup } from './mirror-group.ts';
import { lookAt } from './mirror-look.ts';
import { tryKnownFile } from './try-known-file.ts';

/** Which mirrors a phone knows, and how they are asked. */
export interface MirrorsOptions {
  readonly vault: Vault;
  /** Where the tree begins that the page came with; null where it came without one. */
  readonly pageUrl: string | null;
  readonly fetch?: typeof fetch | undefined;
  readonly limits?: MirrorLimits | undefined;
  /** From 0 to 1, as Math.random. */
  readonly random?: (() => number) | undefined;
  readonly hedgeMs?: number | undefined;
  /** A mirror showed what it is; told again where it turns out worse. */
  readonly onMark?: ((url: string, result: MirrorResult) => void) | undefined;
}

/** What a round is done with. */
export interface RoundOptions extends MirrorsOptions {
  readonly ingest: IngestOptions;
  /** Each ingest that ended well: what it brought is installed. */
  readonly onOutcome?: ((outcome: Outcome) => void) | undefined;
  /** `front`: for what is to be shown. `others`: quietly, for something newer. */
  readonly onPhase?: ((phase: 'front' | 'others') => void) | undefined;
}

/** What came of a round; `isAnswered` is for the book alone. */
export type RoundReport = Omit<GroupReport, 'isAnswered'>;

/** The few best mirrors of a phone as one source. */
export interface OpenedChoice {
  readonly choice: MirrorChoice;
  /** Whom it asks, the best first. */
  readonly mirrors: readonly KnownMirror[];
}

/** So many groups of mirrors are tried where nobody in the first answers, and none is begun later than this. */
const maxGroups = 4;
const lastGroupMs = 60_000;

/**
 * The few best mirrors as one source, by what the vault keeps: for a first answer, or for what a screen wants now.
 * @throws AppError `store/…`
 */
export async function openChoice(options: MirrorsOptions): Promise<OpenedChoice> {
  const { book, groups } = await openGroups(options);
  const mirrors = groups[0] ?? [];
  return { choice: choiceOf(mirrors, book, options), mirrors };
}

/**
 * One sync. It keeps the book of mirrors itself, in one write at its end.
 * @returns what came of it; a failure is in the report, and leaves what was held
 * @throws AppError `store/…` where the vault cannot be read
 */
export async function syncRound(options: RoundOptions): Promise<RoundReport> {
  const { book, groups } = await openGroups(options);
  const lookMs = lookMsOf(options);
  const began = performance.now();
  let report: GroupReport | null = null;
  for (const mirrors of groups.slice(0, maxGroups)) {
    const next = await syncGroup(choiceOf(mirrors, book, options), mirrors, { ...options, lookMs });
    report = report ? joined(report, next) : next;
    if (next.isAnswered || isFinal(next.error) || performance.now() - began > lastGroupMs) break;
  }
  if (!report) throw new TypeError('a round has a group');
  await keepReport(options.vault, report);
  const { isAnswered: _, ...rest } = report;
  return rest;
}

/** What the test button says of one mirror. Nothing is kept: `health` is for who keeps the book. */
export interface MirrorTest {
  readonly result: MirrorResult;
  readonly health: MirrorHealth;
  readonly error: AppError | null;
  readonly ms: number | null;
}

/**
 * Asks one mirror: for its timestamp, or a content store for a file that every phone of this guide holds.
 * @returns `untried` where a content store is tested and nothing is held yet
 * @throws AppError `source/cancelled`, `store/…`
 */
export async function testMirror(
  options: MirrorsOptions & { readonly ingest: IngestOptions; readonly mirror: MirrorEntry },
): Promise<MirrorTest> {
  const { vault, ingest, mirror } = options;
  const choice = choiceOf([{ ...mirror, stage: 0, from: 'voter' }], null, options);
  let edition: number | null = null;
  if (isContentStore(mirror.kind)) {
    await tryKnownFile(vault, choice, ingest.signal);
  } else {
    edition = (await lookAt(vault, choice, mirror.url, ingest, lookMsOf(options)))?.edition ?? null;
    const newest = await vault.readNewest();
    if (edition !== null && newest && edition < newest.edition) choice.mark(mirror.url, 'old');
    else if (edition !== null) choice.mark(mirror.url, 'fine');
  }
  await choice.settled();
  const [mark] = choice.marks();
  if (!mark) throw new TypeError('a choice of one has one mark');
  const { result, ms, error } = mark;
  return {
    result,
    ms,
    error,
    health: { result, ms, edition, fails: result === 'fine' || result === 'untried' ? 0 : 1 },
  };
}

async function openGroups(
  options: MirrorsOptions,
): Promise<{ readonly book: MirrorBook; readonly groups: readonly (readonly KnownMirror[])[] }> {
  const { vault, pageUrl, random = Math.random } = options;
  const book = readMirrorBook(await vault.readNote(mirrorNote));
  const head = await openHead(vault);
  const ranked = rankMirrors(knownMirrors(pageUrl, head?.guide.mirrors, book), book, random);
  const trees = ranked.filter(({ kind }) => !isContentStore(kind));
  const stores = ranked.filter(({ kind }) => isContentStore(kind)).slice(0, fewMirrors);
  const groups: (readonly KnownMirror[])[] = [];
  for (let at = 0; at < Math.max(1, trees.length); at += fewMirrors) {
    groups.push([...trees.slice(at, at + fewMirrors), ...stores]);
  }
  return { book, groups };
}

function choiceOf(
  mirrors: readonly KnownMirror[],
  book: MirrorBook | null,
  { fetch: ask, limits, hedgeMs, onMark }: MirrorsOptions,
): MirrorChoice {
  const expectedMs = Object.fromEntries(mirrors.map(({ url }) => [url, book?.health[url]?.ms ?? null]));
  return mirrorChoice(mirrors, { fetch: ask, limits, hedgeMs, onMark, expectedMs });
}

/** Two small answers, each of which may begin late. */
function lookMsOf({ limits = patientLimits }: MirrorsOptions): number {
  return limits.firstByteMs * 1.5;
}

function joined(before: GroupReport, after: GroupReport): GroupReport {
  return {
    outcome: after.outcome ?? before.outcome,
    error: after.error ?? (after.outcome ? null : before.error),
    marks: { ...before.marks, ...after.marks },
    traffic: {
      requests: before.traffic.requests + after.traffic.requests,
      bytes: before.traffic.bytes + after.traffic.bytes,
    },
    isAnswered: after.isAnswered,
  };
}

/** Read again: the voter may have changed it meanwhile. A device that keeps nothing more only forgets how they were. */
async function keepReport(vault: Vault, { marks, isAnswered, error }: GroupReport): Promise<void> {
  try {
    const noted = (before: MirrorBook): MirrorBook => {
      let book = before;
      for (const url of Object.keys(marks)) book = withMark(book, url, marks[url] ?? { result: 'untried' });
      return error?.code === 'source/cancelled' ? book : withRound(book, isAnswered);
    };
    // A round that a deletion cut off notes nothing.
    await keepMirrorBook(vault, noted, { mayMake: false });
  } catch (failure) {
    if (!isAppError(failure, 'store')) throw failure;
  }
}
