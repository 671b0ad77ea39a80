// The words of `nishan check` and `nishan sign-off`.
import type { Command } from 'commander';
import type { Output } from '../output.ts';
import { runCheck } from './check.ts';
import { runSignOff } from './sign-off.ts';

const help = `
Errors and what is "to sign off" stop a build; other warnings do not. What has to stay as it is, a person signs off:
  nishan sign-off my-guide stand-in --by "A. Person" --reason "The commission gives out no drawing of it"
That is written to my-guide/signed-off.csv and holds until what was signed for changes. A demo needs no signatures.`;

export function addCheck(program: Command, output: Output, finish: (code: number) => void): void {
  program
    .command('check <dir>')
    .description('name every fault of a content folder: where, what, and what would mend it')
    .option('--json', 'print the faults as JSON')
    .addHelpText('after', help)
    .action(async (dir: string, { json }: { json?: true }) => {
      finish(await runCheck({ dir, json: json === true }, output));
    });
  program
    .command('sign-off <dir> <code>')
    .description('take a warning of check upon yourself, by name and with a reason; errors cannot be')
    .requiredOption('--by <name>', 'required; who answers for it')
    .requiredOption('--reason <text>', 'required; why it may stay as it is')
    .option('--value <text>', 'only the warning that is for this')
    .option('--all', 'every warning with this code')
    .action(async (dir: string, code: string, words: SignOffWords) => {
      finish(await runSignOff({ ...words, dir, code, all: words.all === true }, output));
    });
}

interface SignOffWords {
  readonly by: string;
  readonly reason: string;
  readonly value?: string;
  readonly all?: true;
}
