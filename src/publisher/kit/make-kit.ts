// The files of a sideload kit, one by one: carriers by region, the whole bundle, posters, cards, the page, checksums.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeUtf8, sha256Hex } from '../../core/bytes.ts';
import { encodeBase64 } from '../../core/encoding/base64.ts';
import type { Blob } from '../../core/guide/format/blob.ts';
import { contestCard } from '../../core/guide/questions.ts';
import { readBlob } from '../../core/held/held.ts';
import { pictureType } from '../../core/picture/picture-type.ts';
import { ed25519Verifiers } from '../../core/tuf/signatures.ts';
import { type CardsOptions, cardSvgs } from '../../paper/card/card-svg.ts';
import type { CarrierAddress } from '../../paper/carrier/carrier-hands.ts';
import { carrierWords } from '../../paper/carrier/carrier-words.ts';
import { makeCarrier } from '../../paper/carrier/make-carrier.ts';
import { type KitFile, kitPage } from '../../paper/print/kit-page.ts';
import { poster } from '../../paper/print/poster.ts';
import { type PosterSize, posterSizes } from '../../paper/print/poster-style.ts';
import type { Words } from '../../words/words.ts';
import { exportMirror } from '../export/export-mirror.ts';
import { drawJpeg } from '../slips/draw-jpeg.ts';
import type { ReadMirror } from '../slips/read-mirror.ts';

export interface KitOptions {
  /** The mirror's folder, and what was read of it. */
  readonly dir: string;
  readonly mirror: ReadMirror;
  /** For posters; none are made without one. */
  readonly addresses: readonly CarrierAddress[];
  /** A folder of sheets that `nishan slips` made, to be taken along. */
  readonly slips: string | null;
  readonly now: Date;
  /** Puts a file of the kit in place. */
  readonly write: (path: string, bytes: Uint8Array) => Promise<void>;
  readonly onStage: (what: string) => void;
}

/** What was made. */
export interface MadeKit {
  readonly files: readonly KitFile[];
  /** Cards as JPEG; false where this computer cannot draw them, and they are SVG. */
  readonly hasJpegs: boolean;
}

/** Small enough for a phone with 32 MB: a card is about 12 kB. */
const cardQuality = 80;

/** @throws AppError as exportMirror */
export async function makeKit(options: KitOptions): Promise<MadeKit> {
  const files: KitFile[] = [];
  const hashes: string[] = [];
  const put = async (path: string, bytes: Uint8Array): Promise<void> => {
    await options.write(path, bytes);
    files.push({ path, bytes: bytes.length });
    hashes.push(`${sha256Hex(bytes)}  ${path}`);
  };
  const { head } = options.mirror;
  const words = await carrierWords(head.guide.languages, head.guide.election.digits);
  await putBundles(options, put);
  for (const size of Object.keys(posterSizes) as PosterSize[]) {
    if (options.addresses.length === 0) break;
    const { guideId } = options.mirror;
    const page = poster({ guide: head.guide, guideId, addresses: options.addresses, words, size });
    await put(`posters/poster-${size}.html`, encodeUtf8(page));
  }
  await putSlips(options.slips, put);
  options.onStage('drawing cards');
  const hasJpegs = await putCards(options.mirror, words, put);
  const page = kitPage({ guide: head.guide, edition: head.edition, issued: head.issued, words, files });
  await put('index.html', encodeUtf8(page));
  await options.write(
    'SHA256SUMS',
    encodeUtf8(`${hashes.sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1)).join('\n')}\n`),
  );
  return { files, hasJpegs };
}

type Put = (path: string, bytes: Uint8Array) => Promise<void>;

async function putBundles({ dir, mirror, now, onStage }: KitOptions, put: Put): Promise<void> {
  const { edition, issued, guide } = mirror.head;
  const end = `edition-${edition}-${issued.slice(0, 10)}`;
  const basis = { mirror: dir, withOthers: false, withApp: false, now };
  for (const [i, { id }] of guide.regions.entries()) {
    onStage(`carriers: ${i + 1} of ${guide.regions.length}`);
    const { bytes, root } = await exportMirror({ ...basis, regions: [id] });
    const page = await makeCarrier(bytes, { root, now, verifiers: ed25519Verifiers });
    await put(`carriers/${page.name}`, encodeUtf8(page.html));
  }
  onStage('the whole bundle');
  const whole = await exportMirror({ ...basis, regions: 'all', withOthers: true });
  await put(`files/all-${end}.zip`, whole.bytes);
}

async function putSlips(folder: string | null, put: Put): Promise<void> {
  if (folder === null) return;
  for (const name of (await readdir(folder, { recursive: true })).sort()) {
    const path = join(folder, name);
    if ((await stat(path)).isFile()) await put(`slips/${name.replace(/\\/g, '/')}`, await readFile(path));
  }
}

/** One language a card: a screen of 240 by 320 has no room for two. */
async function putCards({ head, regions, vault }: ReadMirror, words: readonly Words[], put: Put): Promise<boolean> {
  const { guide, symbols, parties, edition, issued } = head;
  const { symbolsFinal } = guide.election.calendar;
  const isEarly = symbolsFinal !== undefined && Date.parse(issued) < Date.parse(symbolsFinal);
  const pictures = new Map<string, string | null>();
  const addressOf = async (blob: Blob): Promise<void> => {
    if (pictures.has(blob.sha256)) return;
    const bytes = await readBlob(vault, blob);
    const type = bytes && pictureType(bytes);
    pictures.set(blob.sha256, bytes && type ? `data:${type};base64,${encodeBase64(bytes)}` : null);
  };
  const seen = new Set<string>();
  let hasJpegs = true;
  for (const { shard } of regions) {
    for (const contest of shard.contests) {
      const card = seen.has(contest.id) ? null : contestCard(guide, symbols, parties, shard, contest.id);
      seen.add(contest.id);
      if (!card || card.candidates.length === 0) continue;
      for (const { symbol } of card.candidates) if (symbol?.picture) await addressOf(symbol.picture);
      for (const each of words) {
        const isNotFinal = isEarly || contest.state === 'symbols-not-final';
        const pictureOf = (sha256: string) => pictures.get(sha256) ?? null;
        hasJpegs =
          (await putCard({ guide, words: each, card, edition, issued, isNotFinal, pictureOf }, put)) && hasJpegs;
      }
    }
  }
  return hasJpegs;
}

async function putCard(options: CardsOptions, put: Put): Promise<boolean> {
  let isDrawn = true;
  for (const [i, svg] of cardSvgs(options).entries()) {
    const jpeg = await drawJpeg(svg, cardQuality);
    const name = `cards/${options.words.language}/${options.card.seat.code}-${i + 1}`;
    await put(jpeg ? `${name}.jpg` : `${name}.svg`, jpeg ?? encodeUtf8(svg));
    isDrawn = jpeg !== null;
  }
  return isDrawn;
}
