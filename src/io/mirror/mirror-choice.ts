// Several mirrors as one source: hedged, each answer verified by the reader, each mirror marked by what it did. Which
// mirrors there are is mirror-book.ts; a whole sync is mirror-round.ts; how a read is hedged is hedged-read.ts.
import { sha256Hex } from '../../core/bytes.ts';
import { AppError, endsAll, isAppError } from '../../core/errors.ts';
import type { Accept, ReadOptions, Source } from '../../core/ports.ts';
import { type Answer, askMirror, type MirrorLimits, patientLimits } from './ask-mirror.ts';
import { hedgedRead, type Offer } from './hedged-read.ts';
import type { MirrorResult } from './mirror-result.ts';
import { type Asked, type KnownMirror, MirrorRoster } from './mirror-roster.ts';
import { isContentStore, mirrorUrl } from './mirror-url.ts';

/** How several mirrors are asked. */
export interface ChoiceOptions {
  readonly fetch?: typeof fetch | undefined;
  readonly limits?: MirrorLimits | undefined;
  /** When a mirror counts as late, ms; by what it took before where this is absent. */
  readonly hedgeMs?: number | undefined;
  /** How long each took to begin its answer when it was asked before, ms, by URL. */
  readonly expectedMs?: Readonly<Record<string, number | null>> | undefined;
  /** A mirror showed what it is; told again where it turns out worse. */
  readonly onMark?: ((url: string, result: MirrorResult) => void) | undefined;
}

/** What a mirror did in this run. */
export interface ChoiceMark {
  readonly url: string;
  readonly result: MirrorResult;
  /** Until its answers began, ms; null where none did. */
  readonly ms: number | null;
  readonly error: AppError | null;
}

/** A source over several mirrors, and what it learns of them. */
export interface MirrorChoice extends Source {
  /** One of them alone; what it does is marked, and counts in the traffic. */
  alone(url: string): Source;
  /** Who gave the last timestamp that verified. */
  answered(): string | null;
  /** Requests begun, and bytes of bodies read. */
  traffic(): { readonly requests: number; readonly bytes: number };
  /** From now on that one is asked first. */
  prefer(url: string): void;
  marks(): readonly ChoiceMark[];
  /** Marks one that is known to be worse than its answers showed. */
  mark(url: string, result: MirrorResult): void;
  /** Whether it was asked for the next root and its timestamp verified: there is nothing left to look at. */
  isSeen(url: string): boolean;
  /** Ends when nothing runs beside reads any more. */
  settled(): Promise<void>;
}

/** Where every mirror has what says how new it is. */
export const timestampPath = 'metadata/timestamp.json';

const hedge = { least: 500, most: 3_000, unknown: 1_500, times: 3 } as const;

/**
 * @param mirrors in the order in which they are asked
 * @returns a source over all of them; its reads throw AppError `source/…`, or what a reader threw
 */
export function mirrorChoice(mirrors: readonly KnownMirror[], options: ChoiceOptions = {}): MirrorChoice {
  return new Choice(mirrors, options);
}

class Choice implements MirrorChoice {
  readonly isOnePlace: boolean;
  readonly #fetch: typeof fetch;
  readonly #limits: MirrorLimits;
  readonly #hedgeMs: number | undefined;
  readonly #roster: MirrorRoster;
  #answered: string | null = null;
  #requests = 0;
  #bytes = 0;

  constructor(mirrors: readonly KnownMirror[], options: ChoiceOptions) {
    this.isOnePlace = mirrors.length === 1;
    this.#fetch = options.fetch ?? ((input, init) => fetch(input, init));
    this.#limits = options.limits ?? patientLimits;
    this.#hedgeMs = options.hedgeMs;
    this.#roster = new MirrorRoster(mirrors, { ...options, fetch: this.#fetch });
  }

  answered(): string | null {
    return this.#answered;
  }

  traffic(): { readonly requests: number; readonly bytes: number } {
    return { requests: this.#requests, bytes: this.#bytes };
  }

  prefer(url: string): void {
    const asked = this.#roster.find(url);
    if (asked) this.#roster.promote(asked);
  }

  marks(): readonly ChoiceMark[] {
    return this.#roster.all().map(({ mirror, result, ms, error }) => ({ url: mirror.url, result, ms, error }));
  }

  mark(url: string, result: MirrorResult): void {
    const asked = this.#roster.find(url);
    if (asked) this.#roster.mark(asked, result, null);
  }

  isSeen(url: string): boolean {
    return this.#roster.all().some((each) => each.mirror.url === url && each.toldRoot && each.gaveTimestamp);
  }

  settled(): Promise<void> {
    return this.#roster.settled();
  }

  async read<T>(path: string, options: ReadOptions, accept: Accept<T>): Promise<T | null> {
    const found = await this.#read(this.#roster.able(path, options.sha256), path, options, accept, false);
    return found ? found.value : null;
  }

  async readEach(path: string, options: ReadOptions, accept: Accept<void>): Promise<number> {
    const found = await this.#read(this.#roster.able(path, options.sha256), path, options, accept, true);
    return found ? 1 : 0;
  }

  alone(url: string): Source {
    const only = (path: string, { sha256 }: ReadOptions): readonly Asked[] => this.#roster.able(path, sha256, url);
    return {
      read: async (path, options, accept) => {
        const found = await this.#read(only(path, options), path, options, accept, false);
        return found ? found.value : null;
      },
      readEach: async (path, options, accept) =>
        (await this.#read(only(path, options), path, options, accept, true)) ? 1 : 0,
    };
  }

  #read<T>(
    candidates: readonly Asked[],
    path: string,
    options: ReadOptions,
    accept: Accept<T>,
    isEach: boolean,
  ): Promise<{ readonly value: T } | null> {
    let isAuthentic = false;
    return hedgedRead<Asked, T>({
      path,
      candidates,
      maxBytes: options.maxBytes,
      signal: options.signal,
      isTiny: isEach,
      doesAbsenceEnd: isEach && isRootPath(path),
      ask: (asked, signal, onBytes) => this.#ask(asked, path, { ...options, signal }, onBytes),
      take: async (asked, bytes) => {
        try {
          const value = await accept(bytes);
          this.#accepted(asked, path, isEach);
          return value;
        } catch (error) {
          // The right bytes: whatever is wrong with them is no mirror's lie, and the same at each.
          isAuthentic = options.sha256 !== undefined && sha256Hex(bytes) === options.sha256.toLowerCase();
          throw error;
        }
      },
      bytesFrom: ({ bytes }) => bytes,
      lateAfterMs: ({ ms }) => this.#hedgeMs ?? lateAfter(ms),
      onLate: (asked) => this.#roster.demote(asked, 1),
      onAbsent: (asked) => this.#absent(asked, path, options, isEach),
      onFailure: (asked, error) => {
        const isFinal = isAuthentic || endsAll(error);
        if (!isFinal) this.#failed(asked, path, options, error);
        return isFinal;
      },
    });
  }

  async #ask(
    asked: Asked,
    path: string,
    { maxBytes, sha256, signal }: ReadOptions,
    onBytes: (length: number) => void,
  ): Promise<Offer> {
    const url = mirrorUrl(asked.mirror, path, sha256);
    if (url === null) return null;
    const began = performance.now();
    this.#requests++;
    const isRoot = isRootPath(path);
    const answer = await askMirror({
      url,
      path,
      maxBytes,
      mayRedirect: mayRedirect(asked.mirror, path, sha256),
      signal,
      limits: this.#limits,
      fetch: this.#fetch,
      onHeaders: () => {
        const ms = Math.round(performance.now() - began);
        asked.ms = asked.ms === null ? ms : Math.round((asked.ms + ms) / 2);
      },
      onBytes: (length) => {
        this.#bytes += length;
        asked.bytes += length;
        onBytes(length);
      },
    }).catch((error: unknown): Answer => {
      // Hosts that list nothing to strangers answer so for what they do not have; the timestamp will tell.
      if (isRoot && isAppError(error) && error.details.got === 403) return { kind: 'absent' };
      throw error;
    });
    if (isRoot) asked.toldRoot = true;
    if (answer.kind === 'page' && isSure(path, sha256)) throw new AppError('source/block-page', { path });
    return answer.kind === 'bytes' ? answer.bytes : null;
  }

  #accepted(asked: Asked, path: string, isEach: boolean): void {
    this.#roster.mark(asked, 'fine', null);
    if (!isEach) return;
    if (path === timestampPath) {
      asked.gaveTimestamp = true;
      this.#answered = asked.mirror.url;
    }
    this.#roster.promote(asked);
  }

  #absent(asked: Asked, path: string, { sha256 }: ReadOptions, isEach: boolean): void {
    if (isSure(path, sha256)) this.#roster.fault(asked, new AppError('source/missing', { path }), null);
    else if (isEach) this.#roster.promote(asked);
  }

  #failed(asked: Asked, path: string, { sha256 }: ReadOptions, error: AppError): void {
    // Another one said that there is no newer root; where there is one, this timestamp is signed as it says, and true.
    const isDoubtful = path === timestampPath && error.code === 'trust/signatures' && !asked.toldRoot;
    if (isDoubtful) this.#roster.demote(asked, 3);
    else this.#roster.fault(asked, error, mirrorUrl(asked.mirror, path, sha256));
  }
}

function isRootPath(path: string): boolean {
  return /^metadata\/\d+\.root\.json$/.test(path);
}

/** Whether every mirror has that path, because metadata or signed content names it; the next root may not exist. */
function isSure(path: string, sha256: string | undefined): boolean {
  return sha256 !== undefined || (path.startsWith('metadata/') && !isRootPath(path));
}

/** Where the hash is known a redirect does no harm; metadata has to come from where it was asked for. */
function mayRedirect({ kind }: KnownMirror, path: string, sha256: string | undefined): boolean {
  return sha256 !== undefined && (isContentStore(kind) || !path.startsWith('metadata/'));
}

function lateAfter(ms: number | null): number {
  return ms === null ? hedge.unknown : Math.min(hedge.most, Math.max(hedge.least, hedge.times * ms));
}
