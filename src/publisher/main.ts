// The command line `nishan`: words to commands, failures to one clear line. Returns an exit code and never exits.
import { Command, CommanderError } from 'commander';
import { version } from '../../package.json';
import { addAsk, addPicturePrint } from './commands/ask/add-ask.ts';
import { addGateway } from './commands/ask/add-gateway.ts';
import { addCheck } from './commands/content/add-check.ts';
import { addImport } from './commands/content/add-import.ts';
import { addPreview } from './commands/content/add-preview.ts';
import { addSymbols } from './commands/content/add-symbols.ts';
import { initGuide } from './commands/content/init.ts';
import { addSynth } from './commands/content/synth.ts';
import { addCorrect } from './commands/edition/add-correct.ts';
import { addPublish } from './commands/edition/add-publish.ts';
import { buildCommand } from './commands/edition/build.ts';
import type { ExportWords } from './commands/edition/export.ts';
import type { VerifyWords } from './commands/edition/verify.ts';
import { addCeremony, addDrill } from './commands/keys/add-ceremony.ts';
import { addKeys, addRoot, addTeam } from './commands/keys/add-keys.ts';
import { addBox } from './commands/mirrors/add-box.ts';
import { addMirrors } from './commands/mirrors/add-mirrors.ts';
import type { CensorWords } from './commands/mirrors/censor.ts';
import type { Output } from './commands/output.ts';
import { addPrint } from './commands/print/add-print.ts';
import { describeFailure } from './describe-failure.ts';

const examples = `
From spreadsheets to a mirror:
  nishan init my-guide --empty --name "Election Notebook" --languages en,ur --election "General election" --date 2027-02-08
  nishan import candidates list.csv --into my-guide --map "seat=constituency,serial=no,name:en=name,symbol=symbol"
  nishan check my-guide
  nishan preview my-guide
  nishan sign-off my-guide no-description --by "A. Person" --reason "The drawings come next week"
  nishan build my-guide --out mirror
  nishan serve mirror --port 4173

Put it online, and see what voters would meet there:
  nishan publish mirror --to git:../site#gh-pages --push origin
  nishan mirrors check https://example.org/guide/ --guide my-guide

A look at a finished guide:
  nishan init example && nishan build example --out mirror && nishan serve mirror --port 4173

Every command explains itself: nishan build --help
`;

/**
 * Runs one command.
 * @param argv what stands after the command's own name
 * @returns the exit code: 0 when everything succeeded, else 1
 */
export async function main(argv: readonly string[]): Promise<number> {
  // Its options belong to a protocol of their own and may stand before the command word.
  if (argv[0] === 'tuf-client') return (await import('./tuf-client.ts')).tufClient(argv.slice(1));
  const isDebug = argv.includes('--debug');
  const words = argv.filter((word) => word !== '--debug');
  const output = terminalOutput();
  let code = 0;
  const program = makeProgram(output, (result) => {
    code = result;
  });
  try {
    if (words.length === 0) program.outputHelp();
    else await program.parseAsync(words, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1;
    output.err(describeFailure(error));
    if (isDebug && error instanceof Error) output.err(error.stack ?? '');
    return 1;
  }
}

function makeProgram(output: Output, finish: (code: number) => void): Command {
  const program = new Command('nishan')
    .description('Turns spreadsheets into a signed voter guide, and into the folder that any web server can serve.')
    .addHelpText('after', examples)
    .version(version, '--version', 'print which version this is')
    .option('--debug', 'show where in the code a failure arose')
    .helpCommand(false)
    .exitOverride()
    .showHelpAfterError('Run it with --help to see what it takes.')
    .configureOutput({
      writeOut: (text) => output.out(text.trimEnd()),
      writeErr: (text) => output.err(text.trimEnd()),
    });
  addInit(program, output, finish);
  addImport(program, output, finish);
  addCheck(program, output, finish);
  addSymbols(program, output, finish);
  addPreview(program, untilInterrupted, output, finish);
  addBuild(program, output, finish);
  addKeys(program, output, finish);
  addRoot(program, output, finish);
  addTeam(program, output, finish);
  addCeremony(program, output, finish);
  addDrill(program, output, finish);
  addServe(program, output, finish);
  addBox(program, untilInterrupted, output, finish);
  addGateway(program, untilInterrupted, output, finish);
  addCensor(program, output, finish);
  addPublish(program, output, finish);
  addMirrors(program, output, finish);
  addExport(program, output, finish);
  addVerify(program, output, finish);
  addAsk(program, output, finish);
  addPicturePrint(program, output, finish);
  addPrint(program, output, finish);
  addCorrect(program, output, finish);
  addSynth(program, output, finish);
  program
    .command('tuf-client')
    .description('check any TUF repository with the code that the app uses: nishan tuf-client --help')
    .allowUnknownOption();
  return program;
}

function addInit(program: Command, output: Output, finish: (code: number) => void): void {
  program
    .command('init <dir>')
    .description('make a content folder: the example guide, or an empty one with fresh keys')
    .option('--empty', 'an empty guide to be filled, with comments that explain each part')
    .option('--name <name>', "the publisher's name, for an empty guide")
    .option('--languages <tags>', 'its languages, the main one first: en,ur')
    .option('--election <name>', "the election's name, for an empty guide")
    .option('--date <day>', 'the day of polling, for an empty guide: 2027-02-08')
    .option('--now <date>', 'make the example as on this day, its vote eleven weeks later: 2027-01-21')
    .action(async (dir: string, options: InitWords) => {
      finish(await initGuide({ ...options, dir, empty: options.empty === true }, output));
    });
}

/** What stands behind `init DIR`. */
interface InitWords {
  readonly empty?: true;
  readonly name?: string;
  readonly languages?: string;
  readonly election?: string;
  readonly date?: string;
  readonly now?: string;
}

interface BuildFlags {
  readonly out: string;
  readonly now?: string;
  /** true where neither option is given. */
  readonly shell: string | boolean;
  readonly json?: true;
  readonly timestampOnly?: true;
  readonly passphraseFd?: string;
  readonly car: boolean;
  readonly torrent: boolean;
}

function addBuild(program: Command, output: Output, finish: (code: number) => void): void {
  program
    .command('build <dir>')
    .description('check, sign and write a mirror; what the app would refuse is not published')
    .requiredOption('--out <mirror>', 'the folder to make or to bring up to date')
    .option('--now <date>', 'take this as the time of signing: 2027-01-21T06:00:00Z')
    .option('--shell <folder>', 'the built app, where it is not beside this command')
    .option('--no-shell', 'leave the app out; phones that have it can still take the guide')
    .option('--no-car', 'do not write the mirror as MIRROR.car, for IPFS')
    .option('--no-torrent', 'do not write MIRROR.torrent')
    .option('--timestamp-only', 'sign only that the edition is still the newest one')
    .option('--passphrase-fd <number>', 'read the passphrases of locked keys from this open file, one a line')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nThe mirror is replaced file by file, so that it can be served while it is built.')
    .action(async (dir: string, { json, timestampOnly, shell, ...rest }: BuildFlags) => {
      const flags = {
        shell: shell === true ? undefined : shell,
        json: json === true,
        timestampOnly: timestampOnly === true,
      };
      finish(await buildCommand({ ...rest, ...flags, dir }, output));
    });
}

function addServe(program: Command, output: Output, finish: (code: number) => void): void {
  program
    .command('serve <mirror>')
    .description("serve a mirror's folder over http until Ctrl+C")
    .option('--port <number>', 'where to listen', '4173')
    .option('--host <address>', 'on which address; 0.0.0.0 for everybody in the network', '127.0.0.1')
    .action(async (dir: string, options: { port: string; host: string }) => {
      finish(
        await (await import('./commands/mirrors/serve.ts')).serve({ ...options, dir }, untilInterrupted(), output),
      );
    });
}

function addCensor(program: Command, output: Output, finish: (code: number) => void): void {
  program
    .command('censor [mirror]')
    .description('stand before a mirror and misbehave as networks and states do, to rehearse what voters would see')
    .option('--fault <names>', 'what to do, joined by commas; --list shows all of them', 'honest')
    .option('--paths <regex>', "only for paths that match, like '^/metadata/'")
    .option('--older <mirror>', 'an edition from before, for older, mix and withhold-root')
    .option('--port <number>', 'where to listen', '4180')
    .option('--host <address>', 'on which address instead of this computer alone')
    .option('--cert <file>', 'a certificate (PEM), for https')
    .option('--key <file>', 'the key of the certificate (PEM)')
    .option('--seconds <number>', 'end by itself after so long')
    .option('--list', 'print what it can do')
    .action(async (mirror: string | undefined, words: Omit<CensorWords, 'mirror'>) => {
      finish(
        await (await import('./commands/mirrors/censor.ts')).censor({ ...words, mirror }, untilInterrupted(), output),
      );
    });
}

function addExport(program: Command, output: Output, finish: (code: number) => void): void {
  program
    .command('export <mirror>')
    .description('make one file of a mirror, for people to pass on by hand')
    .requiredOption(
      '--format <name>',
      'required; bundle: a zip that is a mirror when unzipped; carrier: one page that reads by itself',
    )
    .requiredOption('--region <ids>', 'required; all, or the ids of regions, joined by commas')
    .requiredOption('--out <file>', 'required; the file to write')
    .option('--draft', 'of a content folder instead: a draft to send round before anybody signs it, marked so')
    .option('--app', 'put the app into a bundle too, so that the unzipped bundle installs it')
    .option('--reserve <addresses>', 'more addresses of the guide to travel along, unsigned, joined by commas')
    .option('--languages <tags>', "of a carrier's page, the main one first: ur,en; the guide's where it is left out")
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  nishan export mirror --format bundle --region all --out guide.zip')
    .action(async (mirror: string, words: ExportFlags) => {
      const flags = { app: words.app === true, draft: words.draft === true, json: words.json === true };
      finish(
        await (await import('./commands/edition/export.ts')).exportCommand({ ...words, ...flags, mirror }, output),
      );
    });
}

type ExportFlags = Pick<ExportWords, 'format' | 'region' | 'out' | 'languages' | 'reserve'> & {
  readonly app?: true;
  readonly draft?: true;
  readonly json?: true;
};

function addVerify(program: Command, output: Output, finish: (code: number) => void): void {
  program
    .command('verify <given>')
    .description('check everything in a bundle, a carrier, a folder or at an address with the code of the app')
    .requiredOption(
      '--root <file>',
      "required; the guide's first root: metadata/1.root.json of a mirror that you trust",
    )
    .option('--json', 'print the account as JSON')
    .addHelpText(
      'after',
      `
Regions that are not in it are listed; they are no failure. Anything that does not verify is.

Example:
  nishan verify guide.zip --root mirror/metadata/1.root.json`,
    )
    .action(async (given: string, words: Pick<VerifyWords, 'root'> & { readonly json?: true }) => {
      finish(
        await (await import('./commands/edition/verify.ts')).verifyCommand(
          { given, root: words.root, json: words.json === true },
          output,
        ),
      );
    });
}

function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

/** Progress is one line that is written over, where a person looks at it. */
function terminalOutput(): Output {
  let isOpen = false;
  const close = (): void => {
    if (isOpen) process.stderr.write('\r\u001b[K');
    isOpen = false;
  };
  return {
    out(line) {
      close();
      process.stdout.write(`${line}\n`);
    },
    err(line) {
      close();
      process.stderr.write(`${line}\n`);
    },
    progress(text) {
      if (!process.stderr.isTTY) return;
      process.stderr.write(`\r\u001b[K${text} …`);
      isOpen = true;
    },
  };
}
