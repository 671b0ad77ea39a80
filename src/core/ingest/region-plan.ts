// What a region needs to be whole in one edition: the head's files, its shard, its pictures and lists of places. Parsed
// and held against each other before anything is installed: signed but broken never replaces good.

import { AppError } from '../errors.ts';
import type { Packed } from '../guide/format/pack.ts';
import { type Guide, parseGuide } from '../guide/guide.ts';
import { type Notice, type Page, pagePictures, parseNotices, parsePages } from '../guide/pages.ts';
import {
  appPath,
  eventsPath,
  guidePath,
  mediaPath,
  noticesPath,
  pagesPath,
  partiesPath,
  shardPath,
  symbolsPath,
} from '../guide/paths.ts';
import { shardPictures, shardPlaces } from '../guide/questions.ts';
import { foreignIn, seatsByRegion } from '../guide/seats/region-seats.ts';
import { parseShard, type Shard } from '../guide/shard.ts';
import { type BallotSymbol, type Party, parseParties, parseSymbols } from '../guide/symbols.ts';
import type { FileRef, RegionRecord } from '../ports.ts';
import type { EditionFiles } from './edition-files.ts';
import { type TargetRef, uniqueFiles } from './edition-files.ts';

/** The content that every region needs. */
export interface HeadContent {
  readonly guide: Guide;
  readonly symbols: ReadonlyMap<string, BallotSymbol>;
  readonly parties: ReadonlyMap<string, Party>;
  readonly pages: readonly Page[];
  readonly notices: readonly Notice[];
}

/** The head, verified and parsed, and the record that keeps it. */
export interface HeadPlan {
  readonly content: HeadContent;
  /** The directory's seat codes, by the region that holds them. */
  readonly seats: ReadonlyMap<string, ReadonlySet<string>>;
  readonly record: RegionRecord;
  readonly roles: ReadonlySet<string>;
}

/** Takes in the head of an edition. @throws AppError as EditionFiles.read */
export async function planHead(files: EditionFiles): Promise<HeadPlan> {
  const refs: TargetRef[] = [];
  const read = async <T>(path: string, parse: (bytes: Packed) => T): Promise<T> => {
    const ref = await files.target(path);
    refs.push(ref);
    return files.read(ref.file, parse);
  };
  const guide = await read(guidePath, parseGuide);
  const [symbols, parties, pages, notices] = await Promise.all([
    read(symbolsPath, parseSymbols),
    read(partiesPath, parseParties),
    read(pagesPath, parsePages),
    read(noticesPath, parseNotices),
  ]);
  // Not needed for an answer: they come with the pictures. A guide may be published without each of them.
  const later = [appPath, eventsPath, mediaPath].map((path) => files.findTarget(path));
  const others = (await Promise.all(later)).flatMap((ref) => ref ?? []);
  const roles = new Set([...refs, ...others].flatMap((ref) => ref.roles));
  const content: HeadContent = { guide, symbols, parties, pages, notices };
  const record = recordOf(files, '', refs, roles, [
    ...others.map(({ file }) => file),
    ...uniqueFiles(pagePictures(pages)),
  ]);
  return { content, seats: seatsByRegion(guide), record, roles };
}

/** A region, verified and parsed, and the record that keeps it. */
export interface RegionPlan {
  readonly record: RegionRecord;
  readonly shard: Shard;
}

/** Takes in a region's shard. @throws AppError as EditionFiles.read; `content/inconsistent` */
export async function planRegion(files: EditionFiles, head: HeadPlan, region: string): Promise<RegionPlan> {
  const ref = await files.target(shardPath(region));
  const shard = await files.read(ref.file, (bytes) => {
    const parsed = parseShard(bytes);
    refuseInconsistent(head, parsed, region);
    return parsed;
  });
  const blobs = uniqueFiles([...shardPictures(shard, head.content.symbols), ...shardPlaces(shard)]);
  const roles = new Set([...head.roles, ...ref.roles]);
  const record = {
    ...recordOf(files, region, [ref], roles, [...blobs, ...head.record.later]),
    files: [...head.record.files, ref.file],
  };
  return { record, shard };
}

function recordOf(
  files: EditionFiles,
  region: string,
  refs: readonly TargetRef[],
  roles: ReadonlySet<string>,
  later: readonly FileRef[],
): RegionRecord {
  return {
    region,
    edition: files.edition,
    issued: files.issued,
    metadata: files.metadataFor(roles),
    files: refs.map(({ file }): FileRef => file),
    later: [...new Map(later.map((file) => [file.sha256, file])).values()],
  };
}

function refuseInconsistent({ content, seats }: HeadPlan, shard: Shard, region: string): void {
  if (shard.region !== region) throw new AppError('content/inconsistent', { got: shard.region, want: region });
  const stranger =
    foreignIn(shard, seats.get(region) ?? new Set()) ??
    shard.symbolCodes.find((code) => !content.symbols.has(code)) ??
    shard.partyIds.find((id) => !content.parties.has(id));
  if (stranger !== undefined) throw new AppError('content/inconsistent', { got: stranger, want: 'a known id', region });
}
