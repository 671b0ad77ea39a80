// A mirror into an S3-compatible bucket, by the tool that is installed. What is there already, by hash, is not sent
// again; each kind of file goes with its type and its caching, which a bucket would otherwise guess.
import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isBuildsOwn } from '../../build/folders/mirror-folder.ts';
import { FaultError } from '../../content/fault.ts';
import { type FileHeaders, fileHeaders } from '../file-headers.ts';
import { hasTool } from '../has-tool.ts';
import { type PublishTarget, refuseForeign, type Sending, type Sent, sentOf } from '../target.ts';
import type { MirrorFile } from '../verified-mirror.ts';
import { awsBucket } from './aws-bucket.ts';
import { type Bucket, type BucketPlace, keyOf, type Stored } from './bucket.ts';
import { rcloneBucket } from './rclone-bucket.ts';

/** Hosts read these beside the files; a bucket would hand them out. */
const notForBuckets = ['_headers', '.nojekyll'];
/** A name with a hash in it never stands for other bytes. */
const hashNamed = /^(targets\/(.*\/)?[0-9a-f]{64}\.|blobs\/[0-9a-f]{64}$|sw-[0-9a-f]{16,}\.js$)/;

export function s3Target(place: BucketPlace): PublishTarget {
  const name = `s3://${place.bucket}/${place.prefix}`;
  let opened: Promise<{ readonly bucket: Bucket; readonly there: ReadonlyMap<string, Stored> }> | null = null;
  const open = () => {
    opened ??= chooseTool(place).then(async (bucket) => ({ bucket, there: await bucket.list() }));
    return opened;
  };
  return {
    name,
    async read(path) {
      const { bucket, there } = await open();
      return there.has(path) ? bucket.read(path) : null;
    },
    async send(sending) {
      const { bucket, there } = await open();
      refuseForeign(name, there.keys());
      return send(bucket, there, sending);
    },
  };
}

async function chooseTool(place: BucketPlace): Promise<Bucket> {
  if (await hasTool('aws')) return awsBucket(place);
  if (await hasTool('rclone')) return rcloneBucket(place);
  const message = 'needs the command aws or rclone, and neither is installed';
  const fix = 'install one of them and give it your credentials; nothing was sent';
  throw new FaultError([
    { severity: 'error', code: 'publish', file: `s3://${place.bucket}/${keyOf(place, '')}`, message, fix },
  ]);
}

async function send(bucket: Bucket, there: ReadonlyMap<string, Stored>, sending: Sending): Promise<Sent> {
  const { mirror, dryRun, onProgress } = sending;
  const sent: string[] = [];
  const wanted = mirror.steps.flat().filter(({ path }) => !notForBuckets.includes(path));
  for (const step of mirror.steps) {
    const files: string[] = [];
    for (const file of step) {
      const isWanted = !notForBuckets.includes(file.path);
      if (isWanted && !(await isThere(mirror.dir, file, there.get(file.path)))) files.push(file.path);
    }
    for (const [headers, paths] of groupByHeaders(files)) {
      onProgress(`${sent.length + paths.length} of ${wanted.length} files`);
      if (!dryRun) await withCopies(mirror.dir, paths, (dir) => bucket.put(dir, headers));
      sent.push(...paths);
    }
  }
  const names = new Set(wanted.map(({ path }) => path));
  const deleted = [...there.keys()].filter((path) => isBuildsOwn(path) && !names.has(path));
  if (deleted.length > 0 && !dryRun) {
    onProgress('deleting what is not needed any more');
    await bucket.remove(deleted);
  }
  const result = sentOf(mirror, sent, deleted);
  return { ...result, there: wanted.length - sent.length };
}

async function isThere(dir: string, { path, size }: MirrorFile, stored: Stored | undefined): Promise<boolean> {
  if (!stored || stored.size !== size) return false;
  if (hashNamed.test(path)) return true;
  return (
    stored.md5 ===
    createHash('md5')
      .update(await readFile(join(dir, path)))
      .digest('hex')
  );
}

function groupByHeaders(paths: readonly string[]): readonly (readonly [FileHeaders, readonly string[]])[] {
  const groups = new Map<string, [FileHeaders, string[]]>();
  for (const path of paths) {
    const headers = fileHeaders(path);
    const key = `${headers.contentType}\n${headers.cacheControl}`;
    const group = groups.get(key) ?? [headers, []];
    groups.set(key, group);
    group[1].push(path);
  }
  return [...groups.values()];
}

/** A folder with these files alone, since the tools send folders. */
async function withCopies(dir: string, paths: readonly string[], work: (dir: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'nishan-s3-'));
  try {
    for (const path of paths) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await copyFile(join(dir, path), join(folder, path));
    }
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
