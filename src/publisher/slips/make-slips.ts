// Signs one slip for each seat of a published edition, and finds how it fits into printed codes.
import { AppError } from '../../core/errors.ts';
import { type ContestCard, contestCard } from '../../core/guide/questions.ts';
import { encodeSlip, joinSlip, maxSlipSignatures, parseSlip, type Slip } from '../../core/slip/slip.ts';
import { slipAddress } from '../../core/slip/slip-address.ts';
import { type NamedSigner, regionSigner } from '../../core/slip/slip-signer.ts';
import { slipMessage, verifySlip } from '../../core/slip/verify-slip.ts';
import type { SigningKey } from '../../core/tuf/author.ts';
import { ed25519Verifiers } from '../../core/tuf/signatures.ts';
import { paperCode } from '../../paper/code-picture.ts';
import type { PrintedSlip, SlipCode } from '../../paper/print/slip-sheet.ts';
import { FaultError } from '../content/fault.ts';
import { type KeyRing, sayRole } from '../keys/key-ring.ts';
import type { ReadMirror } from './read-mirror.ts';

/** Printed 4 cm wide, codes up to this version read well. */
export const largestVersion = 25;

export interface MakeSlipsOptions {
  readonly mirror: ReadMirror;
  readonly ring: KeyRing;
  /** By code; all where it is left out. */
  readonly seats?: readonly string[] | undefined;
  /** Of the names, the main one first. */
  readonly languages: readonly string[];
  /** Where the app opens: "https://one.example/guide/". */
  readonly address: string;
  /** Slips of this edition and of older ones are void. */
  readonly voids?: number | undefined;
}

/** A region's slips. */
export interface RegionSlips {
  readonly region: string;
  readonly slips: readonly MadeSlip[];
}

export interface MadeSlip extends PrintedSlip {
  /** What each of its codes says, in their order. */
  readonly addresses: readonly string[];
}

export type LeftOutWhy = 'under-review' | 'postponed' | 'withdrawn' | 'empty';

/** A seat without a slip. */
export interface LeftOut {
  readonly seat: string;
  readonly why: LeftOutWhy;
}

/** Made, and what a person has to know of them. Seats by code. */
export interface MadeSlips {
  readonly regions: readonly RegionSlips[];
  /** All languages together do not fit one code that reads at 4 cm: these have one code a language. */
  readonly split: readonly string[];
  /** Even one language does not fit: these have a larger code. */
  readonly large: readonly string[];
  /** None were made of these. */
  readonly leftOut: readonly LeftOut[];
  /** The guide does not say when symbols are final, so that these say of no symbol that it is not: they look final. */
  readonly unmarked: readonly string[];
  /** Newer roots that each code carries. */
  readonly roots: number;
}

/** A slip has no mark for these, and would look like a list to vote by. */
const noSlips: readonly LeftOutWhy[] = ['under-review', 'postponed', 'withdrawn'];

/** @throws FaultError where a seat is not there, or where fewer keys are here than a role's threshold */
export async function makeSlips(options: MakeSlipsOptions): Promise<MadeSlips> {
  const { mirror, seats } = options;
  const { guide, symbols, parties } = mirror.head;
  refuseUnknown(options);
  const made = { split: [] as string[], large: [] as string[], leftOut: [] as LeftOut[], unmarked: [] as string[] };
  const seen = new Set<string>();
  const regions: RegionSlips[] = [];
  let roots = 0;
  for (const { id, shard } of mirror.regions) {
    const cards = shard.contests.flatMap((contest) => {
      if (seen.has(contest.id) || (seats && !seats.includes(contest.id))) return [];
      seen.add(contest.id);
      return contestCard(guide, symbols, parties, shard, contest.id) ?? [];
    });
    if (cards.length === 0) continue;
    const slips: MadeSlip[] = [];
    for (const card of cards) {
      const code = card.seat.code;
      const why = noSlips.find((state) => state === card.contest.state);
      if (why !== undefined || card.candidates.length === 0) {
        made.leftOut.push({ seat: code, why: why ?? 'empty' });
        continue;
      }
      const slip = await makeSlip(options, card);
      slips.push(slip);
      roots = slip.roots;
      if (guide.election.calendar.symbolsFinal === undefined && !slip.slip.isNotFinal) made.unmarked.push(code);
      if (slip.codes.length > 1) made.split.push(code);
      if (slip.codes.some(({ version }) => version > largestVersion)) made.large.push(code);
    }
    if (slips.length > 0) regions.push({ region: id, slips });
  }
  return { regions, ...made, roots };
}

function refuseUnknown({ mirror, seats, voids }: MakeSlipsOptions): void {
  const { edition, guide } = mirror.head;
  const unknown = seats?.find((code) => !guide.seats.code.includes(code));
  if (unknown !== undefined) {
    throw stop('--seat', `this guide has no seat "${unknown}"`, 'give codes as in contests.csv: --seat NA-130,PA-130');
  }
  if (voids !== undefined && voids >= edition) {
    const fix = 'correct the list, build it, and name an edition before the new one';
    throw stop('--voids', `edition ${voids} is not older than the published one, ${edition}`, fix);
  }
}

async function makeSlip(options: MakeSlipsOptions, card: ContestCard): Promise<MadeSlip & { readonly roots: number }> {
  const { mirror, ring, languages, voids } = options;
  const region = card.seat.regions[0] ?? '';
  const signer = await signerOf(mirror, region);
  const keys = await signingKeys(ring, signer, card.seat.code);
  const { edition, issued, guide } = mirror.head;
  const { symbolsFinal } = guide.election.calendar;
  const isEarly = symbolsFinal !== undefined && Date.parse(issued) < Date.parse(symbolsFinal);
  const content: Omit<Slip, 'languages' | 'roots'> = {
    guide: mirror.guideId.slice(0, 16),
    edition,
    issued: issued.slice(0, 10),
    contest: card.contest.id,
    isNotFinal: isEarly || card.contest.state === 'symbols-not-final',
    isIncomplete: card.contest.incomplete === true,
    voids: voids ?? null,
    candidates: card.candidates.map(({ serial, name, symbol, isWithdrawn }) => ({
      serial,
      name,
      symbol: symbol?.code ?? null,
      isWithdrawn,
    })),
  };
  const encode = (tags: readonly string[], roots: readonly Uint8Array[]) =>
    codeOf(options, { ...content, languages: tags, roots }, signer, keys);
  const offered = voids === undefined ? [] : mirror.refreshed.rootBytes.slice(1);
  const roots = newestThatFit(offered, (some) => encode(languages, some));
  const together = encode(languages, roots);
  const codes =
    languages.length === 1 || (together && together.version <= largestVersion)
      ? [together]
      : languages.map((tag) => encode([tag], roots));
  const whole = codes.flatMap((code) => code ?? []);
  if (whole.length < codes.length) {
    const fix = 'give fewer languages, or pass this seat on as a carrier';
    throw stop(card.seat.code, 'has more candidates than the largest code holds', fix);
  }
  return { card, slip: content, codes: whole, addresses: whole.map(({ address }) => address), roots: roots.length };
}

/** As many of the newest roots as a code holds: a phone follows them from the one that it has. */
function newestThatFit(
  roots: readonly Uint8Array[],
  encode: (roots: readonly Uint8Array[]) => unknown,
): readonly Uint8Array[] {
  for (let from = 0; from < roots.length; from++) {
    const some = roots.slice(from);
    if (encode(some) !== null) return some;
  }
  return [];
}

type AddressedCode = SlipCode & { readonly address: string };

/** @returns null where the largest code does not hold it */
function codeOf(
  { mirror, address }: MakeSlipsOptions,
  slip: Slip,
  signer: NamedSigner,
  keys: readonly SigningKey[],
): AddressedCode | null {
  const signed = encodeSlip(slip, keys.length);
  const message = slipMessage(mirror.guideId, signed);
  const bytes = joinSlip(
    signed,
    keys.map((key) => key.sign(message)),
  );
  try {
    // As a phone will: what it would refuse is not printed.
    verifySlip(parseSlip(bytes), signer, mirror.guideId, slip.edition, ed25519Verifiers);
  } catch (error) {
    if (error instanceof AppError && error.code === 'format/too-long') return null;
    throw error;
  }
  const text = slipAddress(address, bytes);
  return text.length > mostLetters ? null : { ...paperCode(text), languages: slip.languages, address: text };
}

/** What version 40-L holds in byte mode. ISO/IEC 18004, table 7 */
const mostLetters = 2_953;

async function signerOf({ refreshed }: ReadMirror, region: string): Promise<NamedSigner> {
  // Loads the roles that the search needs.
  await refreshed.findTarget(`regions/${region}`);
  const loaded = refreshed.delegated();
  return regionSigner(refreshed.root, refreshed.targets, region, ({ role }) => {
    const targets = loaded.get(role.name);
    if (!targets) throw new AppError('trust/missing-role', { role: role.name });
    return targets;
  });
}

/** The keys of the role that are here, as many as its threshold. */
async function signingKeys(ring: KeyRing, { name, role }: NamedSigner, seat: string): Promise<readonly SigningKey[]> {
  const here = role.keyids.filter((id) => ring.held.has(id)).slice(0, role.threshold);
  const keys = await Promise.all(here.map((id) => ring.open(id)));
  if (keys.length < role.threshold) {
    const message = `slips of ${seat} need ${role.threshold} ${role.threshold === 1 ? 'signature' : 'signatures'} of ${sayRole(name)}, and this computer has ${keys.length} of its secret keys`;
    throw stop('keys/', message, separateKeys);
  }
  if (keys.length > maxSlipSignatures) {
    throw stop('keys/', `a slip holds ${maxSlipSignatures} signatures, and "${name}" asks for ${role.threshold}`, '');
  }
  return keys;
}

/** Slips do not go round to be signed as an edition does: who holds the keys has to meet. */
const separateKeys =
  'meet: slips do not go round as proposals do. At one computer, as many people as must sign each put their locked key file (.age) into keys/, type the passphrase, and take the file away. Who cannot meet hands on what needs no key: nishan export MIRROR --format carrier';

function stop(file: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'slips', file, message, fix }]);
}
