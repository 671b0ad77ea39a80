// What is made for hands and paper: `nishan slips`, `nishan poster`, `nishan kit`.
import type { Command } from 'commander';
import type { Output } from '../output.ts';
import type { KitWords } from './kit.ts';
import type { PosterWords } from './poster.ts';
import type { SlipsWords } from './slips.ts';

/** Adds the commands to the program. */
export function addPrint(program: Command, output: Output, finish: (code: number) => void): void {
  program
    .command('slips <guide>')
    .description('make signed slips to cut out: one seat, one printed code, checked by the app without a network')
    .requiredOption('--mirror <dir>', 'the published edition')
    .requiredOption('--out <dir>', 'the folder for the sheets, one for each region')
    .option('--seat <codes>', 'only these seats, joined by commas')
    .option('--languages <tags>', "of the names, the main one first: ur,en; the guide's where it is left out")
    .option('--address <url>', "where the app opens; the guide's first own address where it is left out")
    .option('--correct <seat>', 'a correction of this one seat, with --voids')
    .option('--voids <edition>', 'slips of this edition and of older ones are void for the corrected seat')
    .option('--status', 'also a picture of each slip for a status')
    .option('--prepare', 'make a proposal that several people review and sign, in the place of slips')
    .option('--passphrase-fd <number>', 'read passphrases of locked keys from this open file instead of asking')
    .option('--json', 'print the result as JSON')
    .action(async (guide: string, words: SlipsFlags) => {
      const { status, prepare, json, ...rest } = words;
      finish(
        await (await import('./slips.ts')).slipsCommand(
          { ...rest, guide, status: status === true, prepare: prepare === true, json: json === true },
          output,
        ),
      );
    });
  program
    .command('poster <mirror>')
    .description('make a page to print: addresses with their codes, three steps in pictures, and the fingerprint')
    .requiredOption('--out <file>', 'the page to write (HTML)')
    .option('--address <urls>', "where the app opens, the main address first; the guide's own where it is left out")
    .option('--size <name>', 'a4, a5 or sticker (10 by 15 cm)', 'a4')
    .option('--seat <code>', 'the main code opens this seat')
    .action(async (mirror: string, words: Omit<PosterWords, 'mirror'>) => {
      finish(await (await import('./poster.ts')).posterCommand({ ...words, mirror }, output));
    });
  program
    .command('kit <mirror>')
    .description('fill a folder for a USB stick: carriers, the bundle, posters, slips, cards, steps, checksums')
    .requiredOption('--out <dir>', 'the folder')
    .option('--address <urls>', "for posters, the main address first; the guide's own where it is left out")
    .option('--slips <dir>', 'a folder that nishan slips made, to be taken along')
    .action(async (mirror: string, words: Omit<KitWords, 'mirror'>) => {
      finish(await (await import('./kit.ts')).kitCommand({ ...words, mirror }, output));
    });
}

type SlipsFlags = Omit<SlipsWords, 'guide' | 'status' | 'prepare' | 'json'> & {
  readonly status?: true;
  readonly prepare?: true;
  readonly json?: true;
};
