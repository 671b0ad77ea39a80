// The slips of a proposal that enough people signed, to sheets and pictures: each made as planned, and verified as a phone
// does under the edition that it is of.
import { join } from 'node:path';
import { decodeHex } from '../../../core/bytes.ts';
import { type GivenLine, gatherSignatures } from '../../ceremony/gather-signatures.ts';
import type { Proposal } from '../../ceremony/proposal.ts';
import { slipPath } from '../../ceremony/proposed-slips.ts';
import { parseAddresses } from '../../poster/parse-addresses.ts';
import { countSlips, signSlips } from '../../slips/make-slips.ts';
import { writeSlips } from '../../slips/write-slips.ts';
import type { Output } from '../output.ts';
import { openMirror } from '../print/slips.ts';
import { sayFiles, tellSlips } from '../print/tell-slips.ts';

export interface MergeSlipsWords {
  readonly proposal: Proposal;
  readonly lines: readonly GivenLine[];
  /** The folder of the edition that they are of, signed. */
  readonly edition: string;
  readonly out: string;
  /** Also a picture of each; of corrections always. */
  readonly status?: boolean | undefined;
}

/** @throws FaultError where signatures are missing or wrong; AppError where a phone would refuse a slip */
export async function mergeSlips(words: MergeSlipsWords, output: Output): Promise<void> {
  const { proposal, out } = words;
  const { slips: wishes, slipPlan: plan } = proposal;
  if (!wishes || !plan) throw new TypeError('a proposal of slips has a plan');
  const { signatures } = gatherSignatures(proposal, words.lines);
  const mirror = await openMirror(words.edition);
  output.progress('drawing');
  const made = await signSlips(plan, {
    guideId: mirror.guideId,
    address: wishes.address,
    sign: async ({ languages }, { slip, signer }) =>
      // More may have signed than it takes; a slip has room for as many as it takes.
      (signatures.get(slipPath(slip.contest, languages)) ?? [])
        .slice(0, signer.role.threshold)
        .map(({ sig }) => decodeHex(sig)),
  });
  const status = words.status === true || wishes.voids !== undefined;
  const [address] = parseAddresses(wishes.address, mirror.head.guide);
  const shownAddress = address?.shown ?? wishes.address;
  const files = await writeSlips({ out, mirror, made, languages: wishes.languages, shownAddress, status });
  tellSlips(sayFiles(out, countSlips(made), files), made, output);
  if (status) output.out(`Print the slips, and put the pictures into your status: ${join(out, 'status')}`);
}
