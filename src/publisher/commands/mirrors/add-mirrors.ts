// The words of `nishan mirrors check`.
import type { Command } from 'commander';
import type { Output } from '../output.ts';

const help = `
Content stores have their kind before the address: ipfs:https://gateway.example blossom:https://server.example
They are checked against the metadata of a static mirror beside them, or of --guide.

With --guide the addresses that you name are checked, and all that its guide.yaml lists as well. To check one address
alone, give its publisher by --root instead: nishan mirrors check URL --root my-guide/published/1.root.json

Exit code 1 when a voter could not use one of the mirrors that were checked, listed ones too.`;

interface MirrorsWords {
  readonly root?: string;
  readonly guide?: string;
  readonly ca?: string;
  readonly json?: true;
}

export function addMirrors(program: Command, output: Output, finish: (code: number) => void): void {
  program
    .command('mirrors')
    .description('look after the addresses that a guide is published at')
    .command('check [urls...]')
    .description("use mirrors as a voter's phone would, and say what is wrong with each and what would mend it")
    .option('--root <file>', "the guide's first root, to see that it is this publisher's")
    .option('--guide <dir>', 'the content folder: checks all mirrors that it lists too, each against what it published')
    .option('--ca <file>', 'trust this certificate authority (PEM) too: for a rehearsal with certificates of your own')
    .option('--json', 'print the findings as JSON')
    .addHelpText('after', help)
    .action(async (urls: readonly string[], { json, ...rest }: MirrorsWords) => {
      finish(await (await import('./mirrors.ts')).checkMirrorsCommand({ ...rest, urls, json: json === true }, output));
    });
}
