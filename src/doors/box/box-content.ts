// What a running box lends, kept up to date with its mirror: a stick with a new edition may be copied over it at any time.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256Hex } from '../../core/bytes.ts';
import type { Source } from '../../core/ports.ts';
import { maxMetadataBytes } from '../../core/tuf/metadata.ts';
import { boxLanguages, loadBoxWords } from '../../words/box-words.ts';
import type { BoxContent } from '../box.ts';
import { readBoxGuide, writeOffers } from './box-guide.ts';
import type { PageLanguage } from './portal-page.ts';
import { readingsOf } from './readings.ts';

export interface BoxShelf {
  /** The newest edition that was whole when it was looked at. */
  content(): Promise<BoxContent>;
  close(): Promise<void>;
}

interface Held {
  /** SHA-256 of the timestamp that it was read under. */
  readonly stamp: string;
  readonly content: BoxContent;
}

/** A mirror that could not be read whole is not tried again for each phone that asks. */
const retryMs = 5_000;

/**
 * Reads the mirror and packs its files into a temporary folder.
 * @throws AppError where the mirror is not whole or not one that a phone would take
 */
export async function openShelf(source: Source, clock: () => Date): Promise<BoxShelf> {
  const home = await mkdtemp(join(tmpdir(), 'nishan-box-'));
  const remove = (): Promise<void> => rm(home, { recursive: true, force: true });
  let count = 0;
  const read = async (stamp: string): Promise<Held> => {
    const dir = join(home, String(++count));
    await mkdir(dir);
    try {
      return { stamp, content: await readContent(source, clock(), dir) };
    } catch (error) {
      await rm(dir, { recursive: true, force: true });
      throw error;
    }
  };
  let held = await read(await stampOf(source)).catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  let before: Held | null = null;
  let refused = { stamp: '', at: 0 };
  let reading: Promise<void> | null = null;
  const renew = async (): Promise<void> => {
    const stamp = await stampOf(source);
    if (stamp === held.stamp || stamp === '') return;
    if (stamp === refused.stamp && Math.abs(clock().getTime() - refused.at) < retryMs) return;
    try {
      const next = await read(stamp);
      // The edition before stays for who is in the middle of a file.
      if (before) await rm(before.content.dir, { recursive: true, force: true });
      [before, held] = [held, next];
    } catch {
      // Half a copy is no edition: the one before is lent until the rest is there.
      refused = { stamp, at: clock().getTime() };
    }
  };
  return {
    async content() {
      reading ??= renew().finally(() => {
        reading = null;
      });
      await reading;
      return held.content;
    },
    close: remove,
  };
}

async function stampOf(source: Source): Promise<string> {
  const limits = { maxBytes: maxMetadataBytes.timestamp };
  return (await source.read('metadata/timestamp.json', limits, sha256Hex)) ?? '';
}

/** @param dir where the files are packed */
export async function readContent(source: Source, now: Date, dir: string): Promise<BoxContent> {
  const from = await readBoxGuide(source, now);
  const offers = await writeOffers(from, dir);
  const { guide, edition, issued } = from;
  const readings = readingsOf(from);
  return { about: { guide, edition, issued }, offers, readings, dir, languages: await pageLanguages(guide.languages) };
}

/** The guide's languages that there are words for, in its order; English where there are none. */
async function pageLanguages(tags: readonly string[]): Promise<BoxContent['languages']> {
  const spoken = tags.filter((tag) => boxLanguages.includes(tag));
  const [first = 'en', ...others] = spoken;
  const open = async (tag: string): Promise<PageLanguage> => ({
    tag,
    href: `/${tag}.html`,
    words: await loadBoxWords(tag),
  });
  return [await open(first), ...(await Promise.all(others.map(open)))];
}
