// The words of `nishan gateway` and `nishan broadcast`: what answers who asks, and what volunteers pass on.
import type { Command } from 'commander';
import type { Output } from '../output.ts';
import type { BroadcastWords } from './broadcast.ts';
import type { GatewayWords } from './gateway.ts';

const help = `
Which providers, and where their secrets are, stands in a file; no secret is ever typed here. docs/GATEWAY.md shows each.

  nishan gateway mirror --config gateway.yaml
  nishan gateway https://guide.example.org/ https://other.example/ --root 1.root.json --config gateway.yaml --port 8080

It keeps nothing of who asks. Run as many as you like behind one address: they share nothing.`;

/** Adds the commands to the program. */
export function addGateway(
  program: Command,
  untilStopped: () => Promise<void>,
  output: Output,
  finish: (code: number) => void,
): void {
  program
    .command('gateway <mirrors...>')
    .description('answer questions that SMS and chat providers deliver, from mirrors that it keeps up with')
    .requiredOption('--config <file>', 'required; the channels, as YAML')
    .option('--root <file>', "the guide's first root; needed where no mirror is a folder")
    .option('--port <number>', 'where to listen', '8080')
    .option('--host <address>', 'on which address; a proxy with TLS stands before it', '127.0.0.1')
    .option('--every <seconds>', 'how often the mirrors are looked at', '15')
    .addHelpText('after', help)
    .action(async (mirrors: readonly string[], words: Omit<GatewayWords, 'mirrors'>) => {
      finish(await (await import('./gateway.ts')).gateway({ ...words, mirrors }, untilStopped(), output));
    });
  program
    .command('broadcast <mirror>')
    .description('write what volunteers pass on of a region or a seat: messages, SMS, pictures, steps')
    .requiredOption('--out <dir>', 'required; the folder')
    .option('--region <id>', 'all seats of a region')
    .option('--seat <code>', 'one seat')
    .option('--address <url>', "where the app opens; the guide's first own address where it is left out")
    .addHelpText('after', '\nExample:\n  nishan broadcast mirror --seat NA-130 --out pass-on')
    .action(async (mirror: string, words: Omit<BroadcastWords, 'mirror'>) => {
      finish(await (await import('./broadcast.ts')).broadcast({ ...words, mirror }, output));
    });
}
