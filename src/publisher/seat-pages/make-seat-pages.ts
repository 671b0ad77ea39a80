// The pages of seats for a mirror: made of an edition's own bytes when it is built, and again of what a mirror holds when
// that is checked.
import { isSameBytes } from '../../core/bytes.ts';
import { AppError } from '../../core/errors.ts';
import { parseGuide } from '../../core/guide/guide.ts';
import { parseNotices, parsePages } from '../../core/guide/pages.ts';
import { guidePath, noticesPath, pagesPath, partiesPath, shardPath, symbolsPath } from '../../core/guide/paths.ts';
import { parseShard } from '../../core/guide/shard.ts';
import { parseParties, parseSymbols } from '../../core/guide/symbols.ts';
import type { Vault } from '../../core/ports.ts';
import { openContent } from '../../paper/carrier/carrier-content.ts';
import { carrierWords } from '../../paper/carrier/carrier-words.ts';
import { seatPageShell } from '../../paper/seat-page/seat-page-shell.ts';
import { regionPages, type SeatPagesOptions, seatPageFiles, seatPages } from '../../paper/seat-page/seat-pages.ts';
import type { Targets } from '../build/edition-targets.ts';
import { type Memory, noMemory } from '../memory/memory.ts';
import { contentPolicy } from '../shell/policy.ts';
import { judgeOtherPage } from './other-version.ts';
import { rememberedPages } from './remembered-pages.ts';

type Content = SeatPagesOptions['content'];

/** What an edition is made of, before it lies anywhere. */
export interface CutContent {
  readonly targets: Targets;
  /** By hash. */
  readonly blobs: ReadonlyMap<string, Uint8Array>;
  readonly edition: number;
  /** ISO instant. */
  readonly issued: string;
}

/**
 * @param memory what spares making the pages of a region anew whose content is that of the edition before
 * @returns bytes by path. @throws AppError `source/missing` where the edition lacks a file
 */
export async function seatPagesOf(
  { targets, blobs, edition, issued }: CutContent,
  memory: Memory = noMemory,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const read = <T>(path: string, parse: (bytes: Uint8Array) => T): T => {
    const target = targets.get(path);
    if (!target) throw new AppError('source/missing', { path });
    return parse(target.bytes);
  };
  const guide = read(guidePath, parseGuide);
  const head = {
    guide,
    symbols: read(symbolsPath, parseSymbols),
    parties: read(partiesPath, parseParties),
    pages: read(pagesPath, parsePages),
    notices: read(noticesPath, parseNotices),
  };
  const content = { head, edition, issued, regions: [], pictures: blobs };
  const options = await optionsOf(content);
  const headPrint = headPaths.map((path) => hashOfTarget(targets, path));
  const pages = guide.regions.map(({ id }) =>
    rememberedPages(memory, [...headPrint, hashOfTarget(targets, shardPath(id))], options, id, () =>
      regionPages(options, { id, shard: read(shardPath(id), parseShard) }),
    ),
  );
  return seatPageFiles(pages, blobs);
}

/** What a page depends on beside its region's own file. */
const headPaths = [guidePath, symbolsPath, partiesPath, pagesPath, noticesPath];

function hashOfTarget(targets: Targets, path: string): string {
  return targets.get(path)?.file.hashes.sha256 ?? '';
}

/** The same of what a mirror held: its regions that are there. @returns nothing where no edition is */
export async function seatPagesIn(vault: Vault): Promise<ReadonlyMap<string, Uint8Array>> {
  const content = await openContent(vault);
  return content ? pagesOf(content) : new Map();
}

async function pagesOf(content: Content): Promise<ReadonlyMap<string, Uint8Array>> {
  return seatPages(await optionsOf(content));
}

async function optionsOf(content: Content): Promise<SeatPagesOptions> {
  const { guide } = content.head;
  const tags = guide.languages.length > 0 ? guide.languages : ['en'];
  const words = await carrierWords(tags, guide.election.digits);
  const policy = contentPolicy('', guide.demo === true);
  return { content, words, style: seatPageShell.style, policy };
}

/**
 * A page as it lies on a mirror against the one that the signed list makes.
 * @param isOther whether another version of this command built the mirror
 * @returns false where it made the page too, and nobody can tell whether it was changed since
 * @throws AppError `trust/hash` where somebody changed it
 */
export function verifySeatPage(path: string, bytes: Uint8Array, made: Uint8Array, isOther: boolean): boolean {
  if (isOther && judgeOtherPage(bytes, made) === 'other-version') return false;
  if (!isSameBytes(bytes, made)) throw new AppError('trust/hash', { path });
  return true;
}
