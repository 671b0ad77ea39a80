// The words of `nishan preview` and `nishan doctor`: what a publisher runs before anything is signed.
import type { Command } from 'commander';
import type { Output } from '../output.ts';

/** @param untilStopped settles when the command is to end */
export function addPreview(
  program: Command,
  untilStopped: () => Promise<void>,
  output: Output,
  finish: (code: number) => void,
): void {
  program
    .command('preview <dir>')
    .description('show the guide as voters would see it, as a draft that follows what you save')
    .option('--port <number>', 'where to listen; on this computer alone', '4170')
    .option('--shell <folder>', 'the built app, where it is not beside this command')
    .addHelpText(
      'after',
      `
Every screen says that it is a draft. What the check finds stands beside it, and on the seat, the candidate or the
polling station that it is about. While something keeps a new draft from being made, the last one stays.
It is signed with keys that are thrown away; the folder, its keys and what was published stay as they are.`,
    )
    .action(async (dir: string, words: { port: string; shell?: string }) => {
      finish(await (await import('./preview.ts')).previewCommand({ ...words, dir }, untilStopped(), output));
    });
  program
    .command('doctor [dir]')
    .description(
      "what this computer or a guide's folder lacks: clock, keys, dates, disk, programs; and what would mend it",
    )
    .option('--mirror <folder>', 'the mirror that was built of it')
    .option('--json', 'print the findings as JSON')
    .action(async (dir: string | undefined, { mirror, json }: { mirror?: string; json?: true }) => {
      finish(await (await import('./doctor.ts')).doctor({ dir, mirror, json: json === true }, output));
    });
}
