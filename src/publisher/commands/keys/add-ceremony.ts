// The words of `nishan prepare`, `sign` and `merge`: several people and one proposal.
import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { askHidden } from '../../keys/passphrase.ts';
import type { Output } from '../output.ts';
import type { ReviewWords } from './review.ts';

type Finish = (code: number) => void;

export function addCeremony(program: Command, output: Output, finish: Finish): void {
  program
    .command('prepare <guide>')
    .description('make a proposal of the next edition, to be reviewed and signed by several people')
    .requiredOption('--out <proposal>', 'the folder to make')
    .option('--mirror <mirror>', 'where the last edition lies')
    .option('--team <name>', "only the regions of a team, for the team's own keys")
    .option('--correct <seats>', 'also correction slips of these seats: older slips of them are void')
    .option(
      '--address <url>',
      "of those slips: where the app opens; the guide's first own address where it is left out",
    )
    .option('--now <date>', 'take this as the time of signing: 2027-01-21T06:00:00Z')
    .option('--shell <folder>', 'the built app, where it is not beside this command')
    .option('--no-shell', 'leave the app out; phones that have it can still take the guide')
    .action(async (dir: string, { shell, ...words }: PrepareFlags) => {
      finish(
        await (await import('./ceremony.ts')).prepareCommand(
          { ...words, dir, shell: shell === true ? undefined : shell },
          output,
        ),
      );
    });
  program
    .command('review <proposal>')
    .description('say in words what a proposal changes, who has to sign it, and its fingerprint')
    .option('--html <file>', 'write it as a page too, with the cards as voters would see them')
    .option('--all', 'print every line, also of a first edition, where everything is new')
    .option('--json', 'print it as JSON')
    .action(async (proposal: string, { json, ...words }: Omit<ReviewWords, 'proposal' | 'json'> & { json?: true }) => {
      const { reviewCommand } = await import('./review.ts');
      finish(await reviewCommand({ proposal, ...words, json: json === true }, output));
    });
  program
    .command('sign <proposal>')
    .description('sign a proposal that you have reviewed: writes one line of text')
    .option('--key <name>', 'your key: a name in keys/, or a file')
    .option('--in <dir>', 'the folder that has keys/', '.')
    .option('--fingerprint <digits>', 'what your review showed, where you are not to be asked')
    .option('--with <command>', 'let this command sign: bytes on its input, the signature on its output')
    .option('--public <file>', 'the public half of the key that the command signs with')
    .option('--instead', 'sign although this key has signed another proposal under the same number')
    .option('--out <file>', 'the file to write; beside the proposal where it is left out')
    .option('--passphrase-fd <number>', 'read the passphrase from this open file instead of asking')
    .action(async (proposal: string, { instead, passphraseFd, ...words }: SignFlags) => {
      const asks = { ask: askHidden(passphraseFd), askSeen: askLine };
      finish(
        await (await import('./ceremony.ts')).signCommand(
          { ...words, ...asks, proposal, instead: instead === true },
          output,
        ),
      );
    });
  program
    .command('merge <proposal> [signatures...]')
    .description('put signatures together; with enough of them, the mirror gets the edition')
    .option('--guide <dir>', 'the content folder that the proposal was made from')
    .option('--mirror <mirror>', 'the folder of the mirror')
    .option('--out <dir>', "of a team's proposal: the folder to hand to the centre; of slips: where they are to be")
    .option('--status', 'of slips: also a picture of each for a status; of corrections always')
    .option('--now <date>', 'judge dates as of this time')
    .option('--no-car', 'do not write the mirror as MIRROR.car, for IPFS')
    .option('--no-torrent', 'do not write MIRROR.torrent')
    .action(async (proposal: string, signatures: readonly string[], words: MergeFlags) => {
      finish(await (await import('./ceremony.ts')).mergeCommand({ ...words, proposal, signatures }, output));
    });
}

export function addDrill(program: Command, output: Output, finish: Finish): void {
  program
    .command('drill')
    .description('play what can happen to the people who hold keys, and see whether phones follow')
    .option('--scene <name>', 'one of: lost, jailed, quorum, seized, successor')
    .action(async (words: { readonly scene?: string }) =>
      finish(await (await import('./drill.ts')).drillCommand(words, output)),
    );
}

interface PrepareFlags {
  readonly out: string;
  readonly mirror?: string;
  readonly team?: string;
  readonly correct?: string;
  readonly address?: string;
  readonly now?: string;
  readonly shell: string | boolean;
}

interface SignFlags {
  readonly key?: string;
  readonly in: string;
  readonly fingerprint?: string;
  readonly with?: string;
  readonly public?: string;
  readonly instead?: true;
  readonly out?: string;
  readonly passphraseFd?: string;
}

interface MergeFlags {
  readonly guide?: string;
  readonly mirror?: string;
  readonly out?: string;
  readonly status?: true;
  readonly now?: string;
  readonly car: boolean;
  readonly torrent: boolean;
}

/** What is no secret may be seen while it is typed. */
async function askLine(prompt: string): Promise<string> {
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await reader.question(prompt);
  } finally {
    reader.close();
  }
}
