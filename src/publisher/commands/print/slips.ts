// `nishan slips`: sheets of cut-out slips for the seats of a published edition, or a correction of one seat.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeUtf8 } from '../../../core/bytes.ts';
import { isAppError } from '../../../core/errors.ts';
import { readBlob } from '../../../core/held/held.ts';
import { pagePictures } from '../../../paper/carrier/carrier-pictures.ts';
import { carrierWords } from '../../../paper/carrier/carrier-words.ts';
import { slipSheet } from '../../../paper/print/slip-sheet.ts';
import { FaultError } from '../../content/fault.ts';
import { readKeyRing } from '../../keys/key-ring.ts';
import { askHidden } from '../../keys/passphrase.ts';
import { parseAddresses } from '../../poster/parse-addresses.ts';
import { type LeftOutWhy, type MadeSlips, makeSlips, type RegionSlips } from '../../slips/make-slips.ts';
import { type ReadMirror, readMirror } from '../../slips/read-mirror.ts';
import { statusPicture } from '../../slips/status-picture.ts';
import { writeAtomically } from '../../tuf/atomic-write.ts';
import { counted } from '../counted.ts';
import { requireMirror } from '../mirrors/serve.ts';
import type { Output } from '../output.ts';

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
  readonly json: boolean;
  /** An open file with the passphrases of locked keys; they are asked for where it is left out. */
  readonly passphraseFd?: string | undefined;
}

/** What was written. */
interface Written {
  readonly files: readonly string[];
  readonly slips: number;
}

/**
 * @returns the exit code
 * @throws FaultError where the words, the mirror or the keys are wrong
 */
export async function slipsCommand(words: SlipsWords, output: Output): Promise<number> {
  const voids = parseCorrection(words);
  await requireMirror(words.mirror);
  const ask = askHidden(words.passphraseFd);
  const ring = await readKeyRing(words.guide, (name) => ask(`Passphrase of ${name}: `));
  output.progress('reading the mirror as a phone does');
  const mirror = await openMirror(words.mirror);
  const known = mirror.head.guide.languages;
  const languages = words.languages?.split(',').map((each) => each.trim()) ?? known;
  const strange = languages.find((tag) => !known.includes(tag));
  if (strange !== undefined || languages.length === 0) {
    throw stop('--languages', `this guide has no language "${strange ?? ''}"`, `choose among ${known.join(', ')}`);
  }
  const [address] = parseAddresses(words.address, mirror.head.guide);
  if (!address) throw stop('--address', 'is missing, and the guide names no address of its own', addressFix);
  output.progress('signing');
  const seats = (words.correct ?? words.seat)?.split(',').map((each) => each.trim());
  const made = await makeSlips({ mirror, ring, seats, languages, address: address.url, voids });
  output.progress('drawing');
  const written = await writeSheets(words, mirror, made, languages, address.shown);
  tell(words, made, written, output);
  return 0;
}

const addressFix = 'say where the app opens: --address https://example.org/guide/';

async function openMirror(mirror: string): Promise<ReadMirror> {
  try {
    return await readMirror(mirror, new Date());
  } catch (error) {
    if (!isAppError(error)) throw error;
    throw stop(mirror, `would be refused by the app (${error.message})`, 'build the mirror again');
  }
}

async function writeSheets(
  words: SlipsWords,
  mirror: ReadMirror,
  { regions }: MadeSlips,
  languages: readonly string[],
  shownAddress: string,
): Promise<Written> {
  const { head } = mirror;
  const spoken = await carrierWords(languages);
  const files: string[] = [];
  const write = async (name: string, bytes: Uint8Array): Promise<void> => {
    await writeAtomically(join(words.out, name), bytes);
    files.push(name);
  };
  await mkdir(words.status ? join(words.out, 'status') : words.out, { recursive: true });
  const end = `edition-${head.edition}-${head.issued.slice(0, 10)}`;
  for (const made of regions) {
    const pictures = pagePictures(await readPictures(mirror, made));
    const sheet = slipSheet({ guide: head.guide, words: spoken, slips: made.slips, pictures, shownAddress });
    const name = words.correct === undefined ? `slips-${made.region}` : `correction-${words.correct}`;
    await write(`${name}-${end}.html`, encodeUtf8(sheet));
    if (!words.status) continue;
    for (const slip of made.slips) {
      for (const [file, bytes] of await statusPicture(slip, head.guide, spoken)) await write(`status/${file}`, bytes);
    }
  }
  return { files, slips: regions.reduce((sum, { slips }) => sum + slips.length, 0) };
}

/** Official drawings alone: a stand-in on paper would be taken for the symbol. */
async function readPictures({ vault }: ReadMirror, { slips }: RegionSlips): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  for (const { symbol } of slips.flatMap(({ card }) => card.candidates)) {
    if (!symbol?.picture || symbol.isStandIn) continue;
    const bytes = await readBlob(vault, symbol.picture);
    if (bytes) found.set(symbol.picture.sha256, bytes);
  }
  return found;
}

const named = 12;

const leftOutWords: Readonly<Record<LeftOutWhy, string>> = {
  'under-review': 'under review, so no list is shown yet',
  postponed: 'the vote is postponed',
  withdrawn: 'the contest is withdrawn',
  empty: 'the guide has no candidates there',
};

function tell(words: SlipsWords, made: MadeSlips, { files, slips }: Written, output: Output): void {
  const { split, large, leftOut, unmarked, roots } = made;
  if (words.json) {
    output.out(JSON.stringify({ out: words.out, files, slips, split, large, leftOut, unmarked, roots }));
    return;
  }
  const list = (seats: readonly string[]): string =>
    seats.slice(0, named).join(', ') + (seats.length > named ? ` and ${seats.length - named} more` : '');
  const sheets = files.filter((name) => name.endsWith('.html')).length;
  output.out(`${words.out}: ${counted(slips, 'slip')} in ${counted(sheets, 'sheet')}, A4.`);
  if (roots > 0) output.out(`Each code carries ${counted(roots, 'newer root')}.`);
  if (split.length > 0) output.out(`One code a language, since all do not fit one code of 4 cm: ${list(split)}.`);
  if (large.length > 0) output.err(`warning: larger codes, since 4 cm would be too dense: ${list(large)}.`);
  for (const [why, because] of Object.entries(leftOutWords)) {
    const seats = leftOut.filter((each) => each.why === why).map(({ seat }) => seat);
    if (seats.length > 0) output.err(`warning: no slips, ${because}: ${list(seats)}.`);
  }
  if (unmarked.length > 0)
    output.err(`warning: ${counted(unmarked.length, 'slip looks', 'slips look')} final. ${finalFix}`);
}

const finalFix =
  'The guide does not say when symbols are final, so that none says NOT FINAL. Mend: say it in ' +
  "guide.yaml, past or to come, under election: calendar: { symbolsFinal: '2027-01-20T00:00:00Z' }. Then build, and make " +
  'the slips again.';

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
