// `nishan kit`: a folder for a USB stick with all that volunteers pass on by hand.
import { mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isAppError } from '../../../core/errors.ts';
import { FaultError } from '../../content/fault.ts';
import { makeKit } from '../../kit/make-kit.ts';
import { parseAddresses } from '../../poster/parse-addresses.ts';
import { readMirror } from '../../slips/read-mirror.ts';
import { writeAtomically } from '../../tuf/atomic-write.ts';
import { counted } from '../counted.ts';
import { requireMirror } from '../mirrors/serve.ts';
import type { Output } from '../output.ts';

export interface KitWords {
  readonly mirror: string;
  readonly out: string;
  /** For posters; the guide's own where it is left out. */
  readonly address?: string | undefined;
  /** A folder that `nishan slips` made. */
  readonly slips?: string | undefined;
}

/**
 * @returns the exit code
 * @throws FaultError where the words or the mirror are wrong
 */
export async function kitCommand(words: KitWords, output: Output): Promise<number> {
  await requireMirror(words.mirror);
  const { slips, out } = words;
  if (slips !== undefined && !(await stat(slips).catch(() => null))?.isDirectory()) {
    throw stop('--slips', `${slips} is not a folder`, 'make it first: nishan slips GUIDE --mirror MIRROR --out SLIPS');
  }
  const now = new Date();
  try {
    output.progress('reading the mirror as a phone does');
    const mirror = await readMirror(words.mirror, now);
    const addresses = parseAddresses(words.address, mirror.head.guide);
    const { files, hasJpegs } = await makeKit({
      dir: words.mirror,
      mirror,
      addresses,
      slips: slips ?? null,
      now,
      async write(path, bytes) {
        await mkdir(dirname(join(out, path)), { recursive: true });
        await writeAtomically(join(out, path), bytes);
      },
      onStage: (what) => output.progress(what),
    });
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    output.out(
      `${out}: ${counted(files.length, 'file')}, ${(bytes / 1_000_000).toFixed(1)} MB. Open ${join(out, 'index.html')}`,
    );
    if (addresses.length === 0) output.err('warning: no posters, since no address is known. Mend: --address https://…');
    if (slips === undefined) output.err('warning: no slips. Mend: --slips with a folder that `nishan slips` made.');
    if (!hasJpegs) output.err('warning: cards are SVG, which phones with buttons do not show. Mend: npm install.');
    return 0;
  } catch (error) {
    if (!isAppError(error)) throw error;
    throw stop(words.mirror, `would be refused by the app (${error.message})`, 'build the mirror again');
  }
}

function stop(file: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'kit', file, message, fix }]);
}
