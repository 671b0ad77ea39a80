// Signed slips as files: a sheet for each region, and a picture of each code where one is wanted.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeUtf8 } from '../../core/bytes.ts';
import { readBlob } from '../../core/held/held.ts';
import { pagePictures } from '../../paper/carrier/carrier-pictures.ts';
import { carrierWords } from '../../paper/carrier/carrier-words.ts';
import { slipSheet } from '../../paper/print/slip-sheet.ts';
import { writeAtomically } from '../tuf/atomic-write.ts';
import type { MadeSlips, RegionSlips } from './make-slips.ts';
import type { ReadMirror } from './read-mirror.ts';
import { statusPicture } from './status-picture.ts';

export interface WriteSlipsOptions {
  /** The folder; it is made where it is not there. */
  readonly out: string;
  readonly mirror: ReadMirror;
  readonly made: MadeSlips;
  /** Of the sheets, the main one first. */
  readonly languages: readonly string[];
  /** What the codes open: "one.example/guide". */
  readonly shownAddress: string;
  /** Also a picture of each code, for a status. */
  readonly status: boolean;
}

/** @returns the files, by their place in the folder */
export async function writeSlips(options: WriteSlipsOptions): Promise<readonly string[]> {
  const { out, made, languages, shownAddress, status } = options;
  const { head, vault } = options.mirror;
  const words = await carrierWords(languages, head.guide.election.digits);
  const files: string[] = [];
  const write = async (name: string, bytes: Uint8Array): Promise<void> => {
    await writeAtomically(join(out, name), bytes);
    files.push(name);
  };
  await mkdir(status ? join(out, 'status') : out, { recursive: true });
  const end = `edition-${head.edition}-${head.issued.slice(0, 10)}`;
  for (const region of made.regions) {
    const pictures = pagePictures(await readPictures(vault, region));
    const sheet = slipSheet({ guide: head.guide, words, slips: region.slips, pictures, shownAddress });
    await write(`${nameOf(region)}-${end}.html`, encodeUtf8(sheet));
    if (!status) continue;
    for (const slip of region.slips) {
      for (const [file, bytes] of await statusPicture(slip, head.guide, words)) await write(`status/${file}`, bytes);
    }
  }
  return files;
}

function nameOf({ region, slips }: RegionSlips): string {
  const corrected = slips.filter(({ slip }) => slip.voids !== null);
  return corrected.length === 0
    ? `slips-${region}`
    : `correction-${corrected.map(({ slip }) => slip.contest).join('-')}`;
}

/** Official drawings alone: a stand-in on paper would be taken for the symbol. */
async function readPictures(
  vault: ReadMirror['vault'],
  { slips }: RegionSlips,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  for (const { symbol } of slips.flatMap(({ card }) => card.candidates)) {
    if (!symbol?.picture || symbol.isStandIn) continue;
    const bytes = await readBlob(vault, symbol.picture);
    if (bytes) found.set(symbol.picture.sha256, bytes);
  }
  return found;
}
