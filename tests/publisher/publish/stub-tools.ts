// Stand-ins for the programs that publishing calls, as executables on the path. Each notes what it was called with; the
// ones for buckets keep a folder as their bucket, so that a second run finds what the first one sent.
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { vi } from 'vitest';
import { temporaryFolder } from '../build/guide-in-folder.ts';

export interface Called {
  readonly args: readonly string[];
  readonly input: string;
  /** Files below a folder that it was told to send. */
  readonly files: readonly string[];
}

export interface Stub {
  readonly bucket: string;
  calls(): Promise<readonly Called[]>;
}

const common = `#!${process.execPath}
const fs = require('node:fs'), path = require('node:path'), crypto = require('node:crypto');
const home = path.dirname(process.argv[1]), bucket = path.join(home, 'bucket');
const args = process.argv.slice(2);
const input = fs.readFileSync(0, 'utf8');
const walk = (dir) => fs.existsSync(dir) ? fs.readdirSync(dir, { recursive: true }).map(String)
  .filter((name) => fs.statSync(path.join(dir, name)).isFile()).sort() : [];
const note = (files = []) => fs.appendFileSync(path.join(home, 'calls'), JSON.stringify({ args, input, files }) + '\\n');
const md5 = (name) => crypto.createHash('md5').update(fs.readFileSync(path.join(bucket, name))).digest('hex');
const copy = (from, prefix) => { for (const name of walk(from)) {
  const to = path.join(bucket, prefix, name);
  fs.mkdirSync(path.dirname(to), { recursive: true });
  fs.copyFileSync(path.join(from, name), to);
} };
const after = (word) => args[args.indexOf(word) + 1];
`;

const aws = `${common}
const keyOf = (url) => url.replace(/^s3:\\/\\/[^/]+\\//, '');
if (args[0] === 's3api') {
  note();
  const prefix = after('--prefix');
  const found = walk(bucket).filter((name) => name.startsWith(prefix));
  const Contents = found.map((Key) => ({ Key, Size: fs.statSync(path.join(bucket, Key)).size, ETag: '"' + md5(Key) + '"' }));
  if (found.length > 0) process.stdout.write(JSON.stringify({ Contents }));
} else if (args[1] === 'rm') {
  note();
  args.forEach((word, i) => { if (args[i - 1] === '--include') fs.rmSync(path.join(bucket, keyOf(args[2]), word)); });
} else if (args[3] === '-') {
  note();
  process.stdout.write(fs.readFileSync(path.join(bucket, keyOf(args[2]))));
} else {
  note(walk(args[2]));
  copy(args[2], keyOf(args[3]));
}
`;

const rclone = `${common}
const at = (remote) => remote.slice(remote.lastIndexOf(':') + 1).split('/').slice(1).join('/');
if (args[0] === 'lsjson') {
  note();
  const dir = path.join(bucket, at(args[args.length - 1]));
  if (!fs.existsSync(dir)) process.exit(3);
  const found = walk(dir).map((Path) => ({ Path, Size: fs.statSync(path.join(dir, Path)).size,
    Hashes: { md5: md5(path.join(at(args[args.length - 1]), Path)) } }));
  process.stdout.write(JSON.stringify(found));
} else if (args[0] === 'cat') {
  note();
  process.stdout.write(fs.readFileSync(path.join(bucket, at(args[1]))));
} else if (args[0] === 'copy') {
  note(walk(args[1]));
  copy(args[1], at(args[2]));
} else {
  note();
  for (const name of input.trim().split('\\n')) fs.rmSync(path.join(bucket, at(args[1]), name));
}
`;

/** Sends nothing: says that it sent what it was given by name, and finds no file there. */
const rsync = `${common}
note();
if (args.includes('--max-size=6m') || args.includes('--list-only')) process.exit(23);
for (const name of input.trim().split('\\n').filter(Boolean)) console.log('send ' + name);
if (args.includes('--delete')) console.log('del. blobs/old\\ndel. blobs/');
`;

const scripts = { aws, rclone, rsync };

/** Puts a stand-in on the path. @param alone takes all else but node off it */
export async function stubTool(name: keyof typeof scripts, alone = false): Promise<Stub> {
  const home = await temporaryFolder();
  await writeFile(join(home, name), scripts[name]);
  await chmod(join(home, name), 0o755);
  await mkdir(join(home, 'bucket'));
  const rest = alone ? dirname(process.execPath) : (process.env.PATH ?? '');
  vi.stubEnv('PATH', `${home}${delimiter}${rest}`);
  return {
    bucket: join(home, 'bucket'),
    async calls() {
      const lines = (await readFile(join(home, 'calls'), 'utf8').catch(() => '')).trim();
      return lines === '' ? [] : lines.split('\n').map((line) => JSON.parse(line) as Called);
    },
  };
}
