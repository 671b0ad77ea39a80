// The words of `nishan answer`, `nishan forward` and `nishan picture-print`: what somebody asks, or was sent.
import type { Command } from 'commander';
import type { Output } from '../output.ts';

interface AskFlags {
  readonly root?: string;
  readonly lang?: string;
  readonly json?: true;
}

/** Adds the commands to the program. */
export function addAsk(program: Command, output: Output, finish: (code: number) => void): void {
  program
    .command('answer <mirror> <question>')
    .description('answer a question from a mirror, as the app and the gateway do: by rules and search, offline')
    .option('--lang <tag>', "en or ur; the question's own where it is left out")
    .option('--root <file>', "the guide's first root; the mirror's own where it is left out")
    .option('--json', 'print kind, seats and text as JSON')
    .addHelpText('after', '\nExample:\n  nishan answer mirror "who stands in NA-130?"')
    .action(async (mirror: string, question: string, { json, ...rest }: AskFlags) => {
      finish(
        await (await import('./ask.ts')).answerCommand({ ...rest, mirror, question, json: json === true }, output),
      );
    });
  program
    .command('forward <mirror> [file]')
    .description('check a message that people pass on against a mirror: agrees, differs, not-in-guide, unclear')
    .option('--lang <tag>', "en or ur; the message's own where it is left out")
    .option('--root <file>', "the guide's first root; the mirror's own where it is left out")
    .option('--json', 'print verdict, seat, candidate and symbol as JSON')
    .addHelpText(
      'after',
      '\nThe message comes from the file, or from standard input:\n  nishan forward mirror message.txt',
    )
    .action(async (mirror: string, file: string | undefined, { json, ...rest }: AskFlags) => {
      finish(
        await (await import('./ask.ts')).forwardCommand(
          { ...rest, mirror, file: file ?? '-', json: json === true },
          output,
        ),
      );
    });
}

/** Adds the command to the program. */
export function addPicturePrint(program: Command, output: Output, finish: (code: number) => void): void {
  program
    .command('picture-print <file>')
    .description('print what a notice names a picture by: its hash, and how it looks when it was saved anew')
    .addHelpText('after', '\nFor notices.csv, columns copySha256 and copyPrint:\n  nishan picture-print received.jpg')
    .action(async (file: string) => {
      finish(await (await import('./picture-print.ts')).picturePrintCommand(file, output));
    });
}
