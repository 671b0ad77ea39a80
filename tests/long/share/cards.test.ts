// Fifty pictures of seats, of the example guide and of the real list, in English and Urdu, in every shape, with and without
// a sender's line: each is made small and poor as a chat does it, and the code in it is read. Ten of them hold a real
// signed slip. With NISHAN_SHOTS they are put there to be looked at.
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installLink } from '../../../src/core/compare/install-link.ts';
import { ingest } from '../../../src/core/ingest/ingest.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { guideId } from '../../../src/core/tuf/guide-id.ts';
import { ed25519Verifiers } from '../../../src/core/tuf/signatures.ts';
import { type Edition, openEdition } from '../../../src/doors/gateway/desk/edition.ts';
import type { CodeText, PictureCardOptions } from '../../../src/paper/card/picture-card.ts';
import { folderSource } from '../../../src/publisher/build/folders/folder-source.ts';
import { readKeyRing } from '../../../src/publisher/keys/key-ring.ts';
import { ringSigner, signSlips } from '../../../src/publisher/slips/make-slips.ts';
import { planSlips } from '../../../src/publisher/slips/plan-slips.ts';
import { readMirror } from '../../../src/publisher/slips/read-mirror.ts';
import { mirrorBasis } from '../../../src/publisher/slips/slip-basis.ts';
import { afterChat, readCode } from '../../harness/browsers/read-code.ts';
import { markAsDemo, runNishan } from '../../harness/mirrors/mirror.ts';
import { cardOf, drawCard } from '../../paper/card/drawn-cards.ts';

const shots = process.env.NISHAN_SHOTS;
const data = join(process.env.NISHAN_DATA ?? resolve('../shared/data'), 'pk-2024-candidates.csv');
const map =
  'seat=constituency_key,seatName=constituency_name,serial=serial_no,name:en=name_en,name:ur=name_ur,symbol=symbol,symbolCode=symbol_no,party=party';
const layouts = ['status', 'square', 'strip'] as const;
const tags = ['en', 'ur'] as const;
const ownLines = { en: 'Come early and bring your mother along', ur: 'صبح جلدی آئیں، ماں جی کو بھی ساتھ لائیں' };
/** As long as addresses get that people still print. */
const address = 'https://guide-of-the-country.example.org/election/2027/';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'nishan-cards-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

async function succeed(...args: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await runNishan(...args);
  if (code !== 0) throw new Error(`nishan ${args.join(' ')} ended with ${code}\n${stdout}${stderr}`);
}

interface Published {
  readonly edition: Edition;
  readonly id: string;
}

async function published(guide: string): Promise<Published> {
  const mirror = `${guide}-mirror`;
  await succeed('build', guide, '--out', mirror);
  const root = new Uint8Array(await readFile(join(mirror, 'metadata/1.root.json')));
  const vault = memoryVault();
  const options = { root, now: new Date(), verifiers: ed25519Verifiers };
  await ingest(vault, folderSource(mirror), { ...options, regions: 'all' });
  const edition = await openEdition(vault, options);
  if (!edition) throw new Error('nothing opens');
  return { edition, id: guideId(root) };
}

/** The code in a picture after a chat: half the size, JPEG at quality 40. */
async function codeAfterChat(svg: string, name: string): Promise<string> {
  const png = await sharp(Buffer.from(svg)).flatten({ background: '#fff' }).png().toBuffer();
  const poor = await afterChat(png);
  if (shots) await sharp(poor).toFile(join(shots, `chat-${name}.jpg`));
  try {
    return await readCode(poor);
  } catch (error) {
    return `unread: ${String(error)}`;
  }
}

/** Pictures of these seats, going round the shapes and languages. @returns the names of those whose code was not read */
async function unread(
  { edition, id }: Published,
  seats: readonly string[],
  count: number,
  codesOf: (seat: string) => readonly CodeText[] = () => [],
): Promise<readonly string[]> {
  const missed: string[] = [];
  for (let i = 0; i < count; i++) {
    const seat = seats[i % seats.length] ?? '';
    const tag = tags[i % 2] ?? 'en';
    const [own] = codesOf(seat);
    const layout = own ? 'status' : (layouts[i % 3] ?? 'status');
    const link: CodeText = { kind: 'link', text: installLink(address, id, seat) };
    const panels = i % 5 === 0 ? undefined : chosen(edition, seat, i);
    const other: Partial<PictureCardOptions> = {
      layout,
      codes: own ? [own, link] : [link],
      shownAddress: address,
      ownLine: i % 2 === (i >> 2) % 2 ? ownLines[tag] : null,
      ...(panels && { panels }),
    };
    const name = `${own ? 'slip-' : ''}${i}-${layout}-${tag}-${seat}`;
    const read = await codeAfterChat(await drawCard(edition, [seat], tag, other), name);
    if (read !== (own ?? link).text) missed.push(`${name}: ${read}`);
  }
  return missed;
}

/** One of the list, as somebody who passes it on would choose. */
function chosen(edition: Edition, seat: string, i: number): PictureCardOptions['panels'] {
  const card = cardOf(edition, seat);
  const standing = card.candidates.filter(({ isWithdrawn }) => !isWithdrawn);
  const candidate = standing[i % standing.length];
  return candidate ? [{ card, subject: { kind: 'one', candidate } }] : [];
}

function seatsOf(edition: Edition): readonly string[] {
  return edition.head.guide.seats.code.filter((seat) => (edition.cardOf(seat)?.candidates.length ?? 0) > 0);
}

describe('the codes of the example’s pictures', () => {
  let example: Published;
  beforeAll(async () => {
    await succeed('init', join(home, 'example'));
    example = await published(join(home, 'example'));
  });

  it('are read after a chat, of 20', async () => {
    expect(await unread(example, seatsOf(example.edition), 20)).toEqual([]);
  });

  it('are read where they hold a signed slip, of 10', async () => {
    const mirror = await readMirror(join(home, 'example-mirror'), new Date());
    const ring = await readKeyRing(join(home, 'example'), async () => '');
    const plan = await planSlips(mirrorBasis(mirror), { languages: ['en', 'ur'], address });
    const made = await signSlips(plan, { guideId: mirror.guideId, address, sign: ringSigner(ring) });
    const all = made.regions.flatMap((region) => region.slips);
    const slips = new Map(all.map(({ card, addresses }) => [card.seat.code, addresses[0] ?? '']));
    const seats = seatsOf(example.edition).filter((seat) => slips.has(seat));
    expect(seats.length).toBeGreaterThan(4);
    const slipOf = (seat: string): readonly CodeText[] => [{ kind: 'slip', text: slips.get(seat) ?? '' }];
    expect(await unread(example, seats, 10, slipOf)).toEqual([]);
  });
});

describe.runIf(existsSync(data))(
  'the codes of pictures of pk-2024-candidates.csv (in ../shared/data or NISHAN_DATA)',
  () => {
    it('are read after a chat, of 20', async () => {
      const guide = join(home, 'country');
      const about = ['--name', 'National list', '--languages', 'en,ur', '--election', 'General election'];
      await succeed('init', guide, '--empty', ...about, '--date', '2024-02-08');
      await runNishan('import', 'candidates', data, '--into', guide, '--map', map);
      await markAsDemo(guide);
      const country = await published(guide);
      const seats = seatsOf(country.edition);
      // Spread over the whole list.
      const some = Array.from({ length: 20 }, (_, i) => seats[Math.floor((i * seats.length) / 20)] ?? '');
      expect(await unread(country, some, 20)).toEqual([]);
    });
  },
);
