// The words of `nishan correct` and `nishan retire`: what happens to a guide after it is out.
import type { Command } from 'commander';
import type { Output } from '../output.ts';
import type { CorrectWords, RetireWords } from './correct.ts';

const several = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** Adds the commands to the program. */
export function addCorrect(program: Command, output: Output, finish: (code: number) => void): void {
  program
    .command('correct [seat]')
    .description('change a symbol, a withdrawal or a polling station, with the notice that tells the voters')
    .option('--guide <dir>', 'the content folder', '.')
    .option('--candidate <serial>', 'whose: the number on the ballot')
    .option('--symbol <code>', 'the symbol that is right, by its code or its name')
    .option('--swap', 'whoever has that symbol in this seat gets the other one')
    .option('--still-endorsed', 'whoever backs the candidate backs the person: endorsements.csv gets the new symbol')
    .option('--withdrawn', 'the candidate withdrew')
    .option('--station <id>', 'a polling station that moved, by its id in places.csv')
    .option('--name <text>', "the station's new name; again with ur=… for another language", several)
    .option('--address <text>', "the station's new address; again with ur=… for another language", several)
    .option('--reason <text>', 'why; again with ur=… for another language', several)
    .option('--order <text>', 'the official order; again with ur=… for another language', several)
    .option('--out <mirror>', 'also build this mirror, and make the correction slip and the status picture')
    .option('--slips <dir>', 'where those two go; MIRROR-corrections where it is left out')
    .option('--app-address <url>', "for the slip's code; the guide's first own address where it is left out")
    .option('--shell <folder>', 'for --out: the built app, where it is not beside this command')
    .option('--no-shell', 'for --out: leave the app out')
    .option('--now <date>', 'take this as the time: 2027-01-21T06:00:00Z')
    .option('--undo <notice>', 'take a correction back that was not published yet')
    .addHelpText(
      'after',
      `
Nothing is written where the guide would have an error that it has not now. A correction that was published is corrected
by another one, so that whoever saw the first sees the second; the history of the seat keeps both.

Example:
  nishan correct NA-130 --guide my-guide --candidate 4 --symbol lantern --reason "A misprint" --order "Order 7"`,
    )
    .action(async (seat: string | undefined, { undo, ...words }: Omit<CorrectWords, 'seat'> & { undo?: string }) => {
      if (undo !== undefined)
        finish(await (await import('./correct.ts')).undoCommand({ guide: words.guide, id: undo }, output));
      else finish(await (await import('./correct.ts')).correctCommand({ ...words, seat: seat ?? '' }, output));
    });
  program
    .command('retire')
    .description('say in the guide that this election is over')
    .option('--guide <dir>', 'the content folder', '.')
    .option('--text <text>', 'what voters read; again with ur=… for another language', several)
    .option('--now <date>', 'from when: 2027-02-09T06:00:00Z')
    .option('--undo', 'take it back, where it was not published yet')
    .action(async (words: RetireWords) => {
      finish(await (await import('./correct.ts')).retireCommand(words, output));
    });
}
