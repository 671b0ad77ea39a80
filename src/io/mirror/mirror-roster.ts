// The mirrors of one run: in which order they are asked, what each has shown itself to be, and the probes that tell an
// unreadable one from an unreachable one. Asks for nothing else itself.
import { AppError } from '../../core/errors.ts';
import type { Text } from '../../core/guide/format/text.ts';
import { doesAnswer } from './ask-mirror.ts';
import { type MirrorResult, resultOf } from './mirror-result.ts';
import { isContentStore, type MirrorEntry, mirrorUrl } from './mirror-url.ts';

/** A mirror that may be asked. */
export interface KnownMirror extends MirrorEntry {
  /** After how many failed rounds it is asked; 0 is at once. */
  readonly stage: number;
  readonly from: 'page' | 'guide' | 'voter';
  readonly name?: Text;
}

/** One mirror in this run. */
export interface Asked {
  readonly mirror: KnownMirror;
  result: MirrorResult;
  error: AppError | null;
  /** Until its answers begin, ms; null where none has. */
  ms: number | null;
  /** Of bodies that came from it. */
  bytes: number;
  /** 0 as good as any, 1 was late, 2 old or without a file, 3 failed, 4 lied: the lower are asked first. */
  standing: number;
  /** How often it hung until the last limit. */
  hung: number;
  /** Waiting for it again would help nobody. */
  isDead: boolean;
  isProbed: boolean;
  /** It answered for the next root, with one or without. */
  toldRoot: boolean;
  gaveTimestamp: boolean;
}

/** What a roster is made with. */
export interface RosterOptions {
  readonly fetch: typeof fetch;
  readonly expectedMs?: Readonly<Record<string, number | null>> | undefined;
  readonly onMark?: ((url: string, result: MirrorResult) => void) | undefined;
}

const probeMs = 8_000;
const lied = 4;
/** A line breaks now and then; what is as small as metadata has no such excuse. */
const maxHung = 3;
const isMetadata = (error: AppError): boolean => String(error.details.path).startsWith('metadata/');

/** The mirrors of one run, in the order in which they are asked. */
export class MirrorRoster {
  readonly #options: RosterOptions;
  readonly #probes = new Set<Promise<void>>();
  #order: readonly Asked[];

  constructor(mirrors: readonly KnownMirror[], options: RosterOptions) {
    this.#options = options;
    this.#order = mirrors.map((mirror) => ({
      mirror,
      result: 'untried',
      error: null,
      ms: options.expectedMs?.[mirror.url] ?? null,
      bytes: 0,
      standing: 0,
      hung: 0,
      isDead: false,
      isProbed: false,
      toldRoot: false,
      gaveTimestamp: false,
    }));
  }

  all(): readonly Asked[] {
    return this.#order;
  }

  find(url: string): Asked | null {
    return this.#order.find(({ mirror }) => mirror.url === url) ?? null;
  }

  /**
   * Who can have a path, the best first; content stores behind hosts of the same standing.
   * @param url that one alone
   * @throws AppError what the first of them did, where all of them hung before; `format/shape` for an address that does not parse
   */
  able(path: string, sha256: string | undefined, url?: string): readonly Asked[] {
    const rank = ({ mirror, standing }: Asked): number => standing * 2 + (isContentStore(mirror.kind) ? 1 : 0);
    const able = this.#order.filter(
      ({ mirror }) => (url === undefined || mirror.url === url) && mirrorUrl(mirror, path, sha256) !== null,
    );
    // Stable: among equals the order stays.
    const alive = able.filter(({ isDead }) => !isDead).sort((a, b) => rank(a) - rank(b));
    const [first] = able;
    if (first && alive.length === 0) throw first.error ?? new AppError('source/slow', { path });
    return alive;
  }

  /** From now on it is asked first, unless it lied. */
  promote(asked: Asked): void {
    if (asked.standing < lied) asked.standing = 0;
    this.#order = [asked, ...this.#order.filter((each) => each !== asked)];
  }

  demote(asked: Asked, standing: number): void {
    asked.standing = Math.max(asked.standing, standing);
    this.#order = [...this.#order.filter((each) => each !== asked), asked];
  }

  /** What it did last counts unless it did worse before: one lie is told whatever else it gave. */
  mark(asked: Asked, result: MirrorResult, error: AppError | null): void {
    const isTruer =
      asked.result === 'untried' ||
      (asked.result === 'fine' && result !== 'fine') ||
      (asked.result === 'unreachable' && result === 'unreadable') ||
      // It lags behind: nothing is missing of what it has signed for.
      (asked.result === 'missing' && result === 'old') ||
      (asked.result !== 'tampered' && result === 'tampered');
    if (!isTruer) return;
    asked.result = result;
    asked.error = error;
    this.#options.onMark?.(asked.mirror.url, result);
  }

  /** @param url what was asked for, so that a probe can ask the same */
  fault(asked: Asked, error: AppError, url: string | null): void {
    const result = resultOf(error);
    if (result === null) return;
    this.mark(asked, result, error);
    if (result === 'slow') asked.isDead = isMetadata(error) || ++asked.hung >= maxHung;
    if (result === 'unreachable' && url !== null) this.#probe(asked, error, url);
    this.demote(asked, result === 'tampered' ? lied : result === 'old' || result === 'missing' ? 2 : 3);
  }

  /** Ends when no probe is under way any more. */
  async settled(): Promise<void> {
    await Promise.all(this.#probes);
  }

  #probe(asked: Asked, cause: AppError, url: string): void {
    if (asked.isProbed) return;
    asked.isProbed = true;
    const probe = doesAnswer(url, { fetch: this.#options.fetch, ms: probeMs }).then((isAnswering) => {
      this.#probes.delete(probe);
      if (isAnswering) this.mark(asked, 'unreadable', new AppError('source/unreadable', cause.details, { cause }));
    });
    this.#probes.add(probe);
  }
}
