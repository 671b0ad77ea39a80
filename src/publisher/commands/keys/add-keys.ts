// The words of `nishan keys`, `nishan root` and `nishan team`: who may sign.
import type { Command } from 'commander';
import { askHidden } from '../../keys/passphrase.ts';
import type { Output } from '../output.ts';
import { listKeys, newKey, paperKey, restoreKey } from './keys.ts';
import { newRoot, revokeKey, rotateRoot } from './root.ts';
import { parseNow } from './signing-time.ts';
import { newTeam, takeFromTeam } from './team.ts';

type Finish = (code: number) => void;

const fdHelp = 'read passphrases from this open file, one a line, instead of asking: --passphrase-fd 3 3<FILE';

export function addKeys(program: Command, output: Output, finish: Finish): void {
  const keys = program.command('keys').description('make keys, list who may sign, copy a key to paper and back');
  keys
    .command('new <name>')
    .description('make a key: keys/NAME.age, locked with a passphrase, and keys/NAME.pub, which is no secret')
    .option('--in <dir>', 'the folder that gets keys/', '.')
    .option('--plain', 'without a passphrase: for a demo, or a computer that is never connected')
    .option('--passphrase-fd <number>', fdHelp)
    .action(async (name: string, words: KeyFlags) => finish(await newKey(keyWords(name, words), output)));
  keys
    .command('restore <name>')
    .description('the same from the 24 words on its paper')
    .option('--in <dir>', 'the folder that gets keys/', '.')
    .option('--plain', 'without a passphrase')
    .option('--passphrase-fd <number>', `the words, then the passphrase; ${fdHelp}`)
    .action(async (name: string, words: KeyFlags) => finish(await restoreKey(keyWords(name, words), output)));
  keys
    .command('paper <name>')
    .description('a page to print with the key as 24 words and as a code, for a safe')
    .requiredOption('--out <file>', 'the page to write')
    .option('--in <dir>', 'the folder that has keys/', '.')
    .option('--passphrase-fd <number>', fdHelp)
    .action(async (name: string, words: KeyFlags & { readonly out: string }) => {
      finish(await paperKey({ ...words, name, ask: askHidden(words.passphraseFd) }, output));
    });
  keys
    .command('list [dir]')
    .description('who may sign for what, and whose secret keys are here')
    .option('--json', 'print it as JSON')
    .action(async (dir: string | undefined, { json }: { readonly json?: true }) => {
      finish(await listKeys({ dir: dir ?? '.', json: json === true }, output));
    });
}

interface KeyFlags {
  readonly in: string;
  readonly plain?: true;
  readonly passphraseFd?: string;
}

function keyWords(name: string, words: KeyFlags) {
  const { passphraseFd, plain } = words;
  return {
    name,
    in: words.in,
    plain: plain === true,
    ask: askHidden(passphraseFd),
    isTyped: passphraseFd === undefined,
  };
}

const roleHelp = `
A role is written as how many must sign, and the public keys: --root 3:a.pub,b.pub,c.pub,d.pub,e.pub
  --root        may change who signs; rarely needed, two of its keys far away
  --content     sign what is in the guide (TUF's targets and snapshot)
  --timestamp   say each week that an edition is still the newest one

Nothing changes before the proposal is signed by enough people, the old ones and the new ones, and merged.`;

export function addRoot(program: Command, output: Output, finish: Finish): void {
  const root = program
    .command('root')
    .description('say who may sign: proposals of a new root, to be signed and merged');
  const withRoles = (command: Command): Command =>
    command
      .requiredOption('--out <proposal>', 'the folder to make')
      .option('--root <keys>', 'who may change the keys')
      .option('--content <keys>', 'who signs the content')
      .option('--timestamp <keys>', 'who signs that it is the newest')
      .option('--now <date>', 'take this as the time of signing')
      .addHelpText('after', roleHelp);
  withRoles(root.command('new <guide>').description('the first root of a guide')).action(
    async (dir: string, words: RootFlags) => {
      finish(await newRoot({ ...words, dir, now: parseNow(words.now) }, output));
    },
  );
  withRoles(root.command('rotate <guide>').description('a root with other keys for the roles that are named')).action(
    async (dir: string, words: RootFlags) => {
      finish(await rotateRoot({ ...words, dir, now: parseNow(words.now) }, output));
    },
  );
  root
    .command('revoke <guide> <name>')
    .description('a root without a key that was lost or seized')
    .requiredOption('--out <proposal>', 'the folder to make')
    .option('--replace <file>', 'the public key that takes its places')
    .option('--now <date>', 'take this as the time of signing')
    .action(async (dir: string, name: string, words: RootFlags & { readonly replace?: string }) => {
      finish(await revokeKey({ ...words, dir, name, now: parseNow(words.now) }, output));
    });
}

interface RootFlags {
  readonly out: string;
  readonly root?: string;
  readonly content?: string;
  readonly timestamp?: string;
  readonly now?: string;
}

export function addTeam(program: Command, output: Output, finish: Finish): void {
  const team = program.command('team').description('people who speak for some regions, with their own keys');
  team
    .command('new <guide> <name>')
    .description('let a team speak for regions')
    .requiredOption('--regions <ids>', 'which, joined by commas')
    .requiredOption('--keys <keys>', 'how many must sign, and who: 2:a.pub,b.pub,c.pub')
    .action(async (dir: string, name: string, words: { readonly regions: string; readonly keys: string }) => {
      finish(await newTeam({ ...words, dir, name }, output));
    });
  team
    .command('take <guide> <name> <delivery>')
    .description('take in what a team has signed: its own regions and nothing else')
    .action(async (dir: string, name: string, delivery: string) => {
      finish(await takeFromTeam({ dir, name, delivery }, output));
    });
}
