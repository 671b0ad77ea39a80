// Which slips an edition gives and what each of their codes will say, before anybody signs them. The same edition and the
// same wishes give the same bytes, so that people in several places can sign one plan.
import { type ContestCard, contestCard } from '../../core/guide/questions.ts';
import { encodeSlip, maxSlipBytes, maxSlipSignatures, type Slip, slipBytes } from '../../core/slip/slip.ts';
import { slipAddress } from '../../core/slip/slip-address.ts';
import type { NamedSigner } from '../../core/slip/slip-signer.ts';
import { slipMessage } from '../../core/slip/verify-slip.ts';
import { FaultError } from '../content/fault.ts';
import type { SlipBasis } from './slip-basis.ts';

/** What a code of version 25-L holds in byte mode: printed 4 cm wide, codes up to it read well. ISO/IEC 18004, table 7 */
const readableLetters = 1_273;
/** What version 40-L holds. */
const mostLetters = 2_953;

/** Which slips are wanted. */
export interface SlipWishes {
  /** By code; all where it is left out. */
  readonly seats?: readonly string[] | undefined;
  /** Of the names, the main one first. */
  readonly languages: readonly string[];
  /** Where the app opens: "https://one.example/guide/". */
  readonly address: string;
  /** Slips of this edition and of older ones are void. */
  readonly voids?: number | undefined;
}

/** What one code will say. */
export interface PlannedCode {
  readonly languages: readonly string[];
  /** Header and content. */
  readonly signed: Uint8Array;
  /** What is signed. */
  readonly message: Uint8Array;
}

/** One seat's slip. */
export interface PlannedSlip {
  readonly card: ContestCard;
  readonly slip: Omit<Slip, 'languages' | 'roots'>;
  readonly signer: NamedSigner;
  readonly codes: readonly PlannedCode[];
}

export type LeftOutWhy = 'under-review' | 'postponed' | 'withdrawn' | 'empty';

/** A seat without a slip. */
export interface LeftOut {
  readonly seat: string;
  readonly why: LeftOutWhy;
}

/** What a person has to know of slips. Seats by code. */
export interface SlipNotes {
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

export interface SlipPlan extends SlipNotes {
  readonly regions: readonly { readonly region: string; readonly slips: readonly PlannedSlip[] }[];
}

/** A slip has no mark for these, and would look like a list to vote by. */
const noSlips: readonly LeftOutWhy[] = ['under-review', 'postponed', 'withdrawn'];

/** @throws FaultError where a seat is not there, or has more than a code holds */
export async function planSlips(basis: SlipBasis, wishes: SlipWishes): Promise<SlipPlan> {
  const { guide, symbols, parties } = basis;
  const { seats } = wishes;
  refuseUnknown(basis, wishes);
  const made = { split: [] as string[], large: [] as string[], leftOut: [] as LeftOut[], unmarked: [] as string[] };
  const seen = new Set<string>();
  const regions: { readonly region: string; readonly slips: readonly PlannedSlip[] }[] = [];
  let roots = 0;
  for (const { id, shard } of basis.regions) {
    const cards = shard.contests.flatMap((contest) => {
      if (seen.has(contest.id) || (seats && !seats.includes(contest.id))) return [];
      seen.add(contest.id);
      return contestCard(guide, symbols, parties, shard, contest.id) ?? [];
    });
    const slips: PlannedSlip[] = [];
    for (const card of cards) {
      const code = card.seat.code;
      const why = noSlips.find((state) => state === card.contest.state);
      if (why !== undefined || card.candidates.length === 0) {
        made.leftOut.push({ seat: code, why: why ?? 'empty' });
        continue;
      }
      const { isLarge, roots: carried, ...slip } = await planSlip(basis, wishes, card);
      slips.push(slip);
      roots = carried;
      if (guide.election.calendar.symbolsFinal === undefined && !slip.slip.isNotFinal) made.unmarked.push(code);
      if (slip.codes.length > 1) made.split.push(code);
      if (isLarge) made.large.push(code);
    }
    if (slips.length > 0) regions.push({ region: id, slips });
  }
  const unread = seats?.find((code) => !seen.has(code));
  if (unread !== undefined) {
    const fix =
      'where a team signs for it, make a proposal for the team once the edition is published: nishan slips GUIDE --mirror MIRROR --prepare';
    throw slipFault(unread, 'is in a region whose list is not among those that are signed here', fix);
  }
  return { regions, ...made, roots };
}

function refuseUnknown({ edition, guide }: SlipBasis, { seats, voids }: SlipWishes): void {
  const unknown = seats?.find((code) => !guide.seats.code.includes(code));
  if (unknown !== undefined) {
    throw slipFault('--seat', `this guide has no seat "${unknown}"`, 'give codes as in contests.csv: NA-130,PA-130');
  }
  if (voids !== undefined && voids >= edition) {
    const fix = 'correct the list, build it, and name an edition before the new one';
    throw slipFault('--voids', `edition ${voids} is not older than the one that slips are made of, ${edition}`, fix);
  }
}

type Sized = PlannedCode & { readonly letters: number };

async function planSlip(
  basis: SlipBasis,
  { languages, address, voids }: SlipWishes,
  card: ContestCard,
): Promise<PlannedSlip & { readonly isLarge: boolean; readonly roots: number }> {
  const signer = await basis.signerOf(card.seat.regions[0] ?? '');
  const { threshold } = signer.role;
  if (threshold > maxSlipSignatures) {
    throw slipFault(
      'keys/',
      `a slip holds ${maxSlipSignatures} signatures, and "${signer.name}" asks for ${threshold}`,
      '',
    );
  }
  const slip = contentOf(basis, card, voids);
  const encode = (tags: readonly string[], roots: readonly Uint8Array[]): Sized | null => {
    const signed = encodeSlip({ ...slip, languages: tags, roots }, threshold);
    const bytes = new Uint8Array(slipBytes(signed, threshold));
    const letters = slipAddress(address, bytes).length;
    if (bytes.length > maxSlipBytes || letters > mostLetters) return null;
    return { languages: tags, signed, message: slipMessage(basis.guideId, signed), letters };
  };
  const offered = voids === undefined ? [] : basis.roots.slice(1);
  const roots = newestThatFit(offered, (some) => encode(languages, some));
  const together = encode(languages, roots);
  const codes =
    languages.length === 1 || (together && together.letters <= readableLetters)
      ? [together]
      : languages.map((tag) => encode([tag], roots));
  const whole = codes.flatMap((code) => code ?? []);
  if (whole.length < codes.length) {
    const fix = 'give fewer languages, or pass this seat on as a carrier';
    throw slipFault(card.seat.code, 'has more candidates than the largest code holds', fix);
  }
  const isLarge = whole.some(({ letters }) => letters > readableLetters);
  return { card, slip, signer, codes: whole, isLarge, roots: roots.length };
}

function contentOf(
  { guideId, edition, issued, guide }: SlipBasis,
  { contest, candidates }: ContestCard,
  voids: number | undefined,
): PlannedSlip['slip'] {
  const { symbolsFinal } = guide.election.calendar;
  const isEarly = symbolsFinal !== undefined && Date.parse(issued) < Date.parse(symbolsFinal);
  return {
    guide: guideId.slice(0, 16),
    edition,
    issued: issued.slice(0, 10),
    contest: contest.id,
    isNotFinal: isEarly || contest.state === 'symbols-not-final',
    isIncomplete: contest.incomplete === true,
    voids: voids ?? null,
    candidates: candidates.map(({ serial, name, symbol, isWithdrawn }) => ({
      serial,
      name,
      symbol: symbol?.code ?? null,
      isWithdrawn,
    })),
  };
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

export function slipFault(file: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'slips', file, message, fix }]);
}
