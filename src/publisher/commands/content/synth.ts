// `nishan synth`: a guide of an invented country as large as a real one, to measure with.
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { FaultError } from '../../content/fault.ts';
import { refuseUsedFolder, writeNewFolder } from '../../init/new-folder.ts';
import { parseLanguages } from '../../init/parse-languages.ts';
import { planSynth, synthGuide } from '../../synth/synth-guide.ts';
import { maxTableBytes } from '../../tables/decode-text.ts';
import { counted } from '../counted.ts';
import type { Output } from '../output.ts';

/** As they are typed. */
interface SynthWords {
  readonly out: string;
  readonly scale: string;
  readonly seed: string;
  readonly languages: string;
}

/** Adds the command to the program. */
export function addSynth(program: Command, output: Output, finish: (code: number) => void): void {
  program
    .command('synth')
    .description('make the guide of an invented country, as large as a real one, to measure with')
    .requiredOption('--out <dir>', 'the content folder to make')
    .option('--scale <percent>', 'of 859 seats, 17,816 candidates and 90,675 polling places: 1 to 1000', '100')
    .option('--seed <number>', 'another number makes other names', '1')
    .option('--languages <tags>', 'in which languages, and so in which scripts: en,ur,hi,bn', 'en,ur')
    .action(async (words: SynthWords) => {
      finish(await synthCommand(words, output));
    });
}

/** @returns the exit code. @throws FaultError where an option is wrong or the folder is in use; nothing is written then */
async function synthCommand({ out, scale, seed, languages }: SynthWords, output: Output): Promise<number> {
  const dir = resolve(out);
  const options = {
    scale: wholeNumber('--scale', scale, 1, maxScale),
    seed: wholeNumber('--seed', seed, 0, 4_294_967_295),
    languages: parseLanguages(languages),
  };
  await refuseUsedFolder(dir);
  output.progress('making names');
  const files = synthGuide(options);
  for (const [file, text] of files) refuseTooLarge(file, Buffer.byteLength(text), options.scale);
  output.progress('writing');
  await writeNewFolder(dir, files);
  const { seats, candidates, places, regions } = planSynth(options.scale);
  output.out(
    `${out}: an invented guide of ${counted(seats, 'seat')} in ${counted(regions, 'region')}, ` +
      `${counted(candidates, 'candidate')}, ${counted(places, 'polling place')}. It says "demo"; anybody has its keys.`,
  );
  output.out(`Next: nishan build ${out} --out MIRROR`);
  return 0;
}

/** Ten times a country of 128 million voters. */
const maxScale = 1_000;

/** Languages make a table larger too. */
export function refuseTooLarge(file: string, bytes: number, scale: number): void {
  if (bytes <= maxTableBytes) return;
  const message = `${file} would have ${bytes} bytes, and a table may have ${maxTableBytes}; nothing was written`;
  const fix = `take fewer languages, or: --scale ${Math.floor((scale * maxTableBytes) / bytes)}`;
  throw new FaultError([{ severity: 'error', code: 'synth', file: '--scale', message, fix }]);
}

function wholeNumber(option: string, typed: string, min: number, max: number): number {
  const value = /^\d{1,10}$/.test(typed) ? Number(typed) : Number.NaN;
  if (value >= min && value <= max) return value;
  const message = `"${typed}" is not a whole number from ${min} to ${max}`;
  const fix = `write one, like: ${option} ${min === 0 ? 1 : 100}`;
  throw new FaultError([{ severity: 'error', code: 'synth', file: option, message, fix }]);
}
