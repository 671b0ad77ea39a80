// `nishan slips`: sheets of cut-out slips for the seats of a published edition, or a correction of one seat. With
// `--prepare` the proposal of them, where each person signs on their own computer.
import { isAppError } from '../../../core/errors.ts';
import { prepareSlips } from '../../ceremony/prepare-slips.ts';
import { openProposal, spellFingerprint } from '../../ceremony/proposal.ts';
import { FaultError } from '../../content/fault.ts';
import { readKeyRing } from '../../keys/key-ring.ts';
import { askHidden } from '../../keys/passphrase.ts';
import { parseAddresses } from '../../poster/parse-addresses.ts';
import { countSlips, ringSigner, signSlips } from '../../slips/make-slips.ts';
import { planSlips, type SlipWishes } from '../../slips/plan-slips.ts';
import { type ReadMirror, readMirror } from '../../slips/read-mirror.ts';
import { mirrorBasis } from '../../slips/slip-basis.ts';
import { writeSlips } from '../../slips/write-slips.ts';
import { counted } from '../counted.ts';
import { requireMirror } from '../mirrors/serve.ts';
import type { Output } from '../output.ts';
import { sayFiles, tellSlips } from './tell-slips.ts';

export interface SlipsWords {
  /** The content folder, whose keys sign. */
  readonly guide: string;
  readonly mirror: string;
  /** Codes joined by commas. */
  readonly seat?: string | undefined;
  readonly languages?: string | undefined;
  /** Where the app opens; the guide's first own address where it is left out. */
  readonly address?: string | undefined;
  readonly out: string;
  /** A seat whose older slips are void. */
  readonly correct?: string | undefined;
  readonly voids?: string | undefined;
  /** Also a picture of each code, for a status. */
  readonly status: boolean;
  /** Make a proposal that several people sign, in the place of slips. */
  readonly prepare?: boolean | undefined;
  readonly json: boolean;
  /** An open file with the passphrases of locked keys; they are asked for where it is left out. */
  readonly passphraseFd?: string | undefined;
}

/**
 * @returns the exit code
 * @throws FaultError where the words, the mirror or the keys are wrong
 */
export async function slipsCommand(words: SlipsWords, output: Output): Promise<number> {
  const voids = parseCorrection(words);
  await requireMirror(words.mirror);
  output.progress('reading the mirror as a phone does');
  const mirror = await openMirror(words.mirror);
  const languages = parseTags(words.languages, mirror.head.guide.languages);
  const [address] = parseAddresses(words.address, mirror.head.guide);
  if (!address) throw stop('--address', 'is missing, and the guide names no address of its own', addressFix);
  const seats = (words.correct ?? words.seat)?.split(',').map((each) => each.trim());
  const wishes = { seats, languages, address: address.url, voids };
  if (words.prepare === true) return propose(words, wishes, output);
  const plan = await planSlips(mirrorBasis(mirror), wishes);
  output.progress('signing');
  const ask = askHidden(words.passphraseFd);
  const ring = await readKeyRing(words.guide, (name) => ask(`Passphrase of ${name}: `));
  const made = await signSlips(plan, { guideId: mirror.guideId, address: address.url, sign: ringSigner(ring) });
  output.progress('drawing');
  const { out, status } = words;
  const files = await writeSlips({ out, mirror, made, languages, shownAddress: address.shown, status });
  const { regions: _, ...notes } = made;
  if (words.json) output.out(JSON.stringify({ out, files, slips: countSlips(made), ...notes }));
  else tellSlips(sayFiles(out, countSlips(made), files), notes, output);
  return 0;
}

async function propose({ guide, mirror, out, json }: SlipsWords, wishes: SlipWishes, output: Output): Promise<number> {
  output.progress('making the proposal');
  await prepareSlips({ dir: guide, mirror, out, wishes, now: new Date() });
  const { fingerprint, slipPlan, toSign } = await openProposal(out);
  if (!slipPlan) throw new TypeError('a proposal of slips has a plan');
  const { regions: _, ...notes } = slipPlan;
  if (json) {
    output.out(JSON.stringify({ out, fingerprint, slips: countSlips(slipPlan), codes: toSign.length, ...notes }));
    return 0;
  }
  const what = `${out}: a proposal that nobody has signed, of ${counted(countSlips(slipPlan), 'slip')}. Fingerprint ${spellFingerprint(fingerprint)}`;
  tellSlips(what, notes, output);
  output.out(`Next: nishan review ${out}, then send the folder to everybody who is to sign.`);
  return 0;
}

/** @throws FaultError where the guide has no such language */
export function parseTags(typed: string | undefined, known: readonly string[]): readonly string[] {
  const tags = typed?.split(',').map((each) => each.trim()) ?? known;
  const strange = tags.find((tag) => !known.includes(tag));
  if (strange === undefined && tags.length > 0) return tags;
  throw stop('--languages', `this guide has no language "${strange ?? ''}"`, `choose among ${known.join(', ')}`);
}

export const addressFix = 'say where the app opens: --address https://example.org/guide/';

/** @throws FaultError where a phone would refuse it */
export async function openMirror(mirror: string): Promise<ReadMirror> {
  try {
    return await readMirror(mirror, new Date());
  } catch (error) {
    if (!isAppError(error)) throw error;
    throw stop(mirror, `would be refused by the app (${error.message})`, 'build the mirror again');
  }
}

function parseCorrection({ correct, voids, seat }: SlipsWords): number | undefined {
  if (correct === undefined && voids === undefined) return undefined;
  if (correct === undefined || voids === undefined || seat !== undefined) {
    throw stop('--correct', 'needs --voids and no --seat', 'give both: --correct NA-130 --voids 11');
  }
  if (!/^[1-9]\d{0,8}$/.test(voids)) throw stop('--voids', `"${voids}" is no edition`, 'give a number: --voids 11');
  if (correct.includes(',')) throw stop('--correct', 'takes one seat', 'run it once for each seat');
  return Number(voids);
}

function stop(file: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'slips', file, message, fix }]);
}
