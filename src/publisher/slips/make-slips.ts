// Signs the slips of a plan, and draws their codes as a phone will read them.
import { joinSlip, parseSlip, type Slip } from '../../core/slip/slip.ts';
import { slipAddress } from '../../core/slip/slip-address.ts';
import type { NamedSigner } from '../../core/slip/slip-signer.ts';
import { verifySlip } from '../../core/slip/verify-slip.ts';
import { ed25519Verifiers } from '../../core/tuf/signatures.ts';
import { paperCode } from '../../paper/code-picture.ts';
import type { PrintedSlip } from '../../paper/print/slip-sheet.ts';
import { type KeyRing, sayRole } from '../keys/key-ring.ts';
import { type PlannedCode, type PlannedSlip, type SlipNotes, type SlipPlan, slipFault } from './plan-slips.ts';

/** A region's slips. */
export interface RegionSlips {
  readonly region: string;
  readonly slips: readonly MadeSlip[];
}

export interface MadeSlip extends PrintedSlip {
  readonly slip: Omit<Slip, 'languages' | 'roots'>;
  /** What each of its codes says, in their order. */
  readonly addresses: readonly string[];
}

/** Made, and what a person has to know of them. */
export interface MadeSlips extends SlipNotes {
  readonly regions: readonly RegionSlips[];
}

export interface SignSlipsOptions {
  /** 64 hex digits. */
  readonly guideId: string;
  /** Where the app opens. */
  readonly address: string;
  /** As many of the signer's signatures as its threshold, over the code's message. */
  readonly sign: (code: PlannedCode, slip: PlannedSlip) => Promise<readonly Uint8Array[]>;
}

/** @throws AppError where a phone would refuse a slip; what `sign` throws */
export async function signSlips(plan: SlipPlan, options: SignSlipsOptions): Promise<MadeSlips> {
  const regions: RegionSlips[] = [];
  for (const { region, slips } of plan.regions) {
    const made: MadeSlip[] = [];
    for (const planned of slips) made.push(await signSlip(planned, options));
    regions.push({ region, slips: made });
  }
  return { ...plan, regions };
}

async function signSlip(planned: PlannedSlip, { guideId, address, sign }: SignSlipsOptions): Promise<MadeSlip> {
  const { card, slip, signer } = planned;
  const codes = [];
  for (const code of planned.codes) {
    const bytes = joinSlip(code.signed, await sign(code, planned));
    // As a phone will: what it would refuse is not printed.
    verifySlip(parseSlip(bytes), signer, guideId, slip.edition, ed25519Verifiers);
    const text = slipAddress(address, bytes);
    codes.push({ ...paperCode(text), languages: code.languages, address: text });
  }
  return { card, slip, codes, addresses: codes.map((code) => code.address) };
}

/** How many there are. */
export function countSlips({
  regions,
}: {
  readonly regions: readonly { readonly slips: readonly unknown[] }[];
}): number {
  return regions.reduce((sum, { slips }) => sum + slips.length, 0);
}

/** Signs with the keys that are here. @throws FaultError where fewer are than a role's threshold */
export function ringSigner(ring: KeyRing): SignSlipsOptions['sign'] {
  return async ({ message }, { signer, card }) => {
    const keys = await signingKeys(ring, signer, card.seat.code);
    return keys.map((key) => key.sign(message));
  };
}

/** The keys of the role that are here, as many as its threshold. */
async function signingKeys(ring: KeyRing, { name, role }: NamedSigner, seat: string) {
  const here = role.keyids.filter((id) => ring.held.has(id)).slice(0, role.threshold);
  if (here.length < role.threshold) {
    const message = `slips of ${seat} need ${role.threshold} ${role.threshold === 1 ? 'signature' : 'signatures'} of ${sayRole(name)}, and this computer has ${here.length} of its secret keys`;
    throw slipFault('keys/', message, separateKeys);
  }
  return Promise.all(here.map((id) => ring.open(id)));
}

const separateKeys =
  'let each sign on their own computer: the same command with --prepare, and --out for the proposal that goes round; then review, sign and merge it, as docs/CEREMONY.md has it';
