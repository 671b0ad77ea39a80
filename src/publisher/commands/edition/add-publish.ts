// The words of `nishan publish`.
import type { Command } from 'commander';
import type { Output } from '../output.ts';

const help = `
Where to:
  FOLDER                      a web server's own tree, a mounted disk, a stick
  git:REPOSITORY#BRANCH       one commit on a branch, as GitHub Pages takes it (gh-pages where no branch is named);
                              a path, with --push REMOTE where it has one, or an address that git can push to;
                              with --push it goes on from what the remote has, and never overwrites it
  rsync:USER@HOST:/PATH       by rsync
  s3://BUCKET/PREFIX          by aws or rclone; --endpoint URL for a store that is not Amazon's
  blossom:URL                 a Blossom server; the Nostr key from --key FILE or NISHAN_BLOSSOM_KEY

The mirror is first taken in by the app's own code; what a phone would refuse is not sent. Files go in an order in which
every phone finds one whole edition at any moment. When it is broken off, the same command goes on.`;

interface PublishWords {
  readonly to: string;
  readonly endpoint?: string;
  readonly key?: string;
  readonly push?: string;
  readonly dryRun?: true;
  readonly json?: true;
}

export function addPublish(program: Command, output: Output, finish: (code: number) => void): void {
  program
    .command('publish <mirror>')
    .description('send a mirror to a folder, a git branch, a server, a bucket or a Blossom server')
    .requiredOption('--to <target>', 'where to, see below')
    .option('--endpoint <url>', 'the address of an S3-compatible store')
    .option('--key <file>', 'the file with the Nostr key for a Blossom server')
    .option('--push <remote>', 'push the git branch to this remote')
    .option('--dry-run', 'say what would be sent, and send nothing')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', help)
    .action(async (dir: string, { dryRun, json, ...rest }: PublishWords) => {
      finish(
        await (await import('./publish.ts')).publishCommand(
          { ...rest, dir, dryRun: dryRun === true, json: json === true },
          output,
        ),
      );
    });
}
