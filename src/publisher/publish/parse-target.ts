// The words behind `--to` as a target.
import { FaultError } from '../content/fault.ts';
import { blossomTarget } from './blossom/blossom-target.ts';
import { s3Target } from './buckets/s3-target.ts';
import { folderTarget } from './folder-target.ts';
import { gitTarget } from './git/git-target.ts';
import { rsyncTarget } from './rsync-target.ts';
import type { PublishTarget } from './target.ts';

export interface TargetOptions {
  /** Of an S3-compatible store. */
  readonly endpoint?: string | undefined;
  /** The file with the key for a Blossom server. */
  readonly key?: string | undefined;
  /** The remote that a git branch is pushed to. */
  readonly push?: string | undefined;
}

/** Where GitHub Pages looks by custom. */
const usualBranch = 'gh-pages';

/**
 * @param typed "folder", "git:repository#branch", "rsync:user@host:/path", "s3://bucket/prefix", "blossom:https://…"
 * @throws FaultError
 */
export function parseTarget(typed: string, options: TargetOptions): PublishTarget {
  const [, scheme = '', rest = ''] = /^(git:|rsync:|s3:\/\/|blossom:)(.*)$/.exec(typed) ?? [];
  refuseStray(typed, scheme, options);
  if (scheme === 'git:') {
    const [repository = '', branch = usualBranch] = rest.split('#');
    return gitTarget({ repository, branch, push: options.push ?? null });
  }
  if (scheme === 'rsync:') return rsyncTarget(rest);
  if (scheme === 'blossom:') return blossomTarget({ url: rest, keyFile: options.key ?? null });
  if (scheme === 's3://') return bucketOf(typed, rest, options.endpoint ?? null);
  const isUrl = /^[a-z][a-z0-9+.-]+:\/\//i.test(typed);
  if (typed === '' || isUrl) throw stop(typed === '' ? '--to' : typed, 'is not a kind of place that is known');
  return folderTarget(typed);
}

function bucketOf(typed: string, rest: string, endpoint: string | null): PublishTarget {
  const [, bucket, prefix = ''] = /^([a-z0-9][a-z0-9.-]{1,62})(?:\/([A-Za-z0-9._/-]*))?$/.exec(rest) ?? [];
  if (bucket === undefined) throw stop(typed, 'is not a bucket');
  if (endpoint !== null && !/^https?:\/\/[^\s"']+$/.test(endpoint))
    throw stop(endpoint, 'is not the address of a store');
  return s3Target({ bucket, prefix: prefix.replace(/^\/+|\/+$/g, ''), endpoint });
}

/** An option that does nothing would be a mistake that nobody sees. */
function refuseStray(typed: string, scheme: string, { endpoint, key, push }: TargetOptions): void {
  const strays: readonly (readonly [string, string | undefined, string])[] = [
    ['--endpoint', endpoint, 's3://'],
    ['--key', key, 'blossom:'],
    ['--push', push, 'git:'],
  ];
  const stray = strays.find(([, value, wants]) => value !== undefined && wants !== scheme);
  if (stray) throw stop(typed, `has no use for ${stray[0]}`);
}

function stop(file: string, message: string): FaultError {
  const fix =
    'name a folder, git:REPOSITORY#BRANCH, rsync:USER@HOST:/PATH, s3://BUCKET/PREFIX [--endpoint URL] or blossom:URL [--key FILE]';
  return new FaultError([{ severity: 'error', code: 'publish', file, message, fix }]);
}
