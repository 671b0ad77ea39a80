// `nishan broadcast`: for a region or a seat, the message, the picture and the steps for volunteers. No list of people.
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isAppError } from '../../../core/errors.ts';
import { ed25519Verifiers } from '../../../core/tuf/signatures.ts';
import { type Edition, openEdition } from '../../../doors/gateway/desk/edition.ts';
import { loadVoices, spokenIn, type Voice } from '../../../doors/gateway/desk/voice.ts';
import { makeBroadcast } from '../../broadcast/make-broadcast.ts';
import { FaultError } from '../../content/fault.ts';
import { drawSeat } from '../../gateway/draw-seat.ts';
import { parseAddresses } from '../../poster/parse-addresses.ts';
import { type ReadMirror, readMirror } from '../../slips/read-mirror.ts';
import { writeAtomically } from '../../tuf/atomic-write.ts';
import { counted } from '../counted.ts';
import { requireMirror } from '../mirrors/serve.ts';
import type { Output } from '../output.ts';

export interface BroadcastWords {
  /** A mirror's folder. */
  readonly mirror: string;
  readonly region?: string | undefined;
  readonly seat?: string | undefined;
  readonly out: string;
  /** Where the app opens; the guide's first own address where it is left out. */
  readonly address?: string | undefined;
}

/**
 * @returns the exit code
 * @throws FaultError where the words or the mirror are wrong, or the list is too old to be passed on
 */
export async function broadcast(words: BroadcastWords, output: Output): Promise<number> {
  await requireMirror(words.mirror);
  output.progress('reading the mirror as a phone does');
  const now = new Date();
  const mirror = await open(words.mirror, now);
  const edition = await openEdition(mirror.vault, { root: mirror.root, now, verifiers: ed25519Verifiers });
  if (!edition) throw stop(words.mirror, 'holds nothing that verifies', 'build the mirror again');
  tellAge(words, edition, now, output);
  const voices = await voicesOf(edition);
  const { seats, about } = chosen(words, edition);
  const [address] = parseAddresses(words.address, edition.head.guide);
  const link = address ? { address: address.url, guideId: mirror.guideId } : null;
  output.progress('drawing');
  const files = await makeBroadcast({
    edition,
    voices,
    now,
    seats,
    about,
    address: address?.url ?? null,
    draw: (seat, { words: spoken }) => drawSeat(edition, seat, spoken, link),
  });
  for (const [path, bytes] of files) {
    const file = join(words.out, path);
    await mkdir(dirname(file), { recursive: true });
    await writeAtomically(file, bytes);
  }
  const pictures = [...files.keys()].filter((path) => path.endsWith('.png')).length;
  output.out(
    `${words.out}: ${counted(seats.length, 'seat')}, ${counted(pictures, 'picture')}, edition ${edition.head.edition}.`,
  );
  output.out(`Begin with ${join(words.out, `steps-${voices[0]?.words.language ?? 'en'}.txt`)}.`);
  if (pictures === 0) output.err('warning: no pictures: either no list is to be shown, or this computer draws none.');
  if (!address)
    output.err('warning: no address: nobody can look for themselves. Mend: --address https://example.org/guide/');
  return 0;
}

async function open(mirror: string, now: Date): Promise<ReadMirror> {
  try {
    return await readMirror(mirror, now);
  } catch (error) {
    if (!isAppError(error)) throw error;
    throw stop(mirror, `would be refused by the app (${error.message})`, 'build the mirror again');
  }
}

/** What travels is read for weeks: a list that is too old is not sent on its way. */
function tellAge({ mirror }: BroadcastWords, edition: Edition, now: Date, output: Output): void {
  const age = edition.stateAt(now);
  const fix = 'publish a new edition, or take a newer mirror';
  if (age === 'too-old' || age === 'root-expired') {
    throw stop(mirror, `is of ${edition.head.issued.slice(0, 10)}, too old to be passed on`, fix);
  }
  if (age === 'out-of-date') output.err(`warning: the list is out of date. Mend: ${fix}.`);
}

async function voicesOf(edition: Edition): Promise<readonly Voice[]> {
  const voices = await loadVoices();
  return spokenIn(edition.head.guide.languages, voices).flatMap((tag) => voices.get(tag) ?? []);
}

interface Chosen {
  readonly seats: readonly string[];
  readonly about: (voice: Voice) => string;
}

function chosen({ region, seat }: BroadcastWords, edition: Edition): Chosen {
  const { guide } = edition.head;
  if ((region === undefined) === (seat === undefined)) {
    throw stop('--region', 'or --seat: one of the two is needed', 'give --region ID, or --seat NA-130');
  }
  if (seat !== undefined) {
    if (!edition.cardOf(seat))
      throw stop('--seat', `this guide has no list of "${seat}"`, 'give a code as in contests.csv');
    return { seats: [seat], about: () => seat };
  }
  const found = guide.regions.find(({ id }) => id === region);
  const shard = edition.shards.find((each) => each.region === region);
  if (!found || !shard) {
    const known = guide.regions.map(({ id }) => id).slice(0, 12);
    throw stop('--region', `this guide has no region "${region}"`, `choose among ${known.join(', ')}`);
  }
  const seats = shard.contests.map(({ id }) => id).filter((id) => edition.cardOf(id) !== null);
  return { seats, about: (voice) => voice.tell(found.name, guide.languages) };
}

function stop(file: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'broadcast', file, message, fix }]);
}
