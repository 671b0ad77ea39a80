// The words of `nishan box`.
import type { Command } from 'commander';
import type { Output } from '../output.ts';
import type { BoxWords } from './box.ts';

const help = `
Without a certificate phones can install nothing: the page then says so, and offers the guide as files.

  nishan box mirror --cert fullchain.pem --key privkey.pem
  nishan box mirror --cert fullchain.pem --key privkey.pem --kit kit --domain guide.example.org

The second one writes a folder for a Raspberry Pi or a Debian laptop that needs no Node: the mirror, the page, and the
configuration of nginx, dnsmasq and hostapd, with steps in its README.md.`;

export function addBox(
  program: Command,
  untilStopped: () => Promise<void>,
  output: Output,
  finish: (code: number) => void,
): void {
  program
    .command('box <mirror>')
    .description('lend a mirror to the phones around, without internet')
    .option('--cert <file>', 'the certificate with its chain, PEM, of a name that you own')
    .option('--key <file>', 'its key, PEM')
    .option('--domain <name>', 'the name, where the certificate has several')
    .option('--port <number>', 'where to listen: 443 with a certificate, else 80')
    .option('--http-port <number>', 'where the page is, beside https or alone: 80')
    .option('--host <address>', 'on which address: 0.0.0.0, everybody in the network')
    .option('--kit <folder>', 'do not serve: write what a box without Node needs')
    .addHelpText('after', help)
    .action(async (mirror: string, options: Omit<BoxWords, 'mirror'>) => {
      finish(await (await import('./box.ts')).box({ ...options, mirror }, untilStopped(), output));
    });
}
