// `nishan poster`: a page to print with the addresses of a guide and its fingerprint.
import { encodeUtf8 } from '../../../core/bytes.ts';
import { isAppError } from '../../../core/errors.ts';
import { carrierWords } from '../../../paper/carrier/carrier-words.ts';
import { poster } from '../../../paper/print/poster.ts';
import { type PosterSize, posterSizes } from '../../../paper/print/poster-style.ts';
import { isPrinted } from '../../../paper/print-texts.ts';
import { FaultError } from '../../content/fault.ts';
import { parseAddresses } from '../../poster/parse-addresses.ts';
import { readMirrorHead } from '../../slips/read-mirror.ts';
import { writeAtomically } from '../../tuf/atomic-write.ts';
import { requireMirror } from '../mirrors/serve.ts';
import type { Output } from '../output.ts';

export interface PosterWords {
  readonly mirror: string;
  /** Addresses joined by commas, the main one first; the guide's own where it is left out. */
  readonly address?: string | undefined;
  readonly out: string;
  /** As typed: "a4", "a5" or "sticker". */
  readonly size: string;
  /** The main code opens this seat. */
  readonly seat?: string | undefined;
}

/**
 * @returns the exit code
 * @throws FaultError where the words or the mirror are wrong
 */
export async function posterCommand(words: PosterWords, output: Output): Promise<number> {
  const sizes = Object.keys(posterSizes) as PosterSize[];
  const size = sizes.find((each) => each === words.size);
  if (!size) throw stop('--size', `"${words.size}" is no size`, `choose one of: ${sizes.join(', ')}`);
  await requireMirror(words.mirror);
  const { guide, guideId } = await readHead(words.mirror);
  const { seat } = words;
  if (seat !== undefined && !guide.seats.code.includes(seat)) {
    throw stop('--seat', `this guide has no seat "${seat}"`, 'give its code as in contests.csv: --seat NA-130');
  }
  const addresses = parseAddresses(words.address, guide);
  if (addresses.length === 0) {
    const fix = 'say where the app opens: --address https://example.org/guide/';
    throw stop('--address', 'is missing, and the guide names no address of its own', fix);
  }
  const spoken = await carrierWords(guide.languages, guide.election.digits);
  const page = poster({ guide, guideId, addresses, words: spoken, size, seat });
  await writeAtomically(words.out, encodeUtf8(page));
  for (const tag of guide.languages.filter((each) => !isPrinted(each))) {
    output.err(
      `warning: what a poster says is not written in "${tag}" yet, so it says it in another language. Mend: write src/paper/print-texts/${tag}.json (docs/OTHER-COUNTRIES.md: A language)`,
    );
  }
  output.out(`${words.out}: ${posterSizes[size].page}, ${addresses.map(({ shown }) => shown).join(', ')}.`);
  return 0;
}

async function readHead(mirror: string): ReturnType<typeof readMirrorHead> {
  try {
    return await readMirrorHead(mirror, new Date());
  } catch (error) {
    if (!isAppError(error)) throw error;
    throw stop(mirror, `would be refused by the app (${error.message})`, 'build the mirror again');
  }
}

function stop(file: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'poster', file, message, fix }]);
}
