// A mirror to a server by rsync, one run a step. rsync writes each file under another name first, so that a reader never
// gets half of one.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FaultError } from '../content/fault.ts';
import { type Explained, runTool, type ToolOptions } from './run-tool.ts';
import { type PublishTarget, refuseForeign, type Sending, type Sent, sentOf } from './target.ts';
import { firstRootPath } from './verified-mirror.ts';

const get = 'install rsync here and on the server, or publish to a folder and copy it yourself';
/** By content, since two builds in one second can have files of the same size; dates as they are; readable by the server. */
const howToSend = ['--checksum', '--times', '--chmod=D755,F644', '--out-format=%o %n'];
/** Only where a build writes, and nothing beside it. */
const whatToDelete = [
  ...['metadata', 'targets', 'blobs', 'first', 'assets'].map((folder) => `--include=/${folder}/***`),
  '--include=/sw-*.js',
  '--exclude=*',
];
/** The file, or the folder that it is in, is not there. */
const notThere = 23;

/** @param place as rsync takes it: "user@host:/path", or a path */
export function rsyncTarget(place: string): PublishTarget {
  if (place === '' || place.startsWith('-')) {
    const fix = 'write it like: rsync:user@host:/srv/guide';
    const message = 'is not a place for rsync';
    throw new FaultError([{ severity: 'error', code: 'publish', file: `rsync:${place}`, message, fix }]);
  }
  const base = place.endsWith('/') ? place : `${place}/`;
  const read = (path: string): Promise<Uint8Array | null> => readFrom(base, path);
  return {
    name: place,
    read,
    async send(sending) {
      const names = await listTop(base);
      const isOurs = (await read(firstRootPath)) !== null;
      refuseForeign(place, isOurs ? [...names, firstRootPath] : names);
      return send(base, sending);
    },
  };
}

/** It answers in English, so that its words can be told apart. */
function toolAt(base: string): Pick<ToolOptions, 'get' | 'env' | 'explain'> {
  return { get, env: { LC_ALL: 'C' }, explain: explainAt(base) };
}

/** What people meet when they send to a server for the first time. */
function explainAt(base: string): (code: number | null, words: string) => Explained | null {
  const [, host, path = ''] = /^(?:([^/:]+):)?(.*?)\/*$/.exec(base) ?? [];
  const parent = path.replace(/\/?[^/]*$/, '') || (path.startsWith('/') ? '/' : '.');
  const there = host === undefined ? '' : `ssh ${host} `;
  return (code, words) => {
    // A daemon's module has no way in but rsync's own words.
    if (base.includes('::') || base.startsWith('rsync://')) return null;
    const file = `rsync:${base.replace(/\/+$/, '')}`;
    if (/mkdir .* failed: No such file/.test(words)) {
      const fix = `make it, then run the same command again: ${there}mkdir -p ${parent}`;
      return { file, message: `${parent}, the folder that it is to lie in, is not there`, fix };
    }
    if (/Permission denied \(13\)/.test(words)) {
      const fix = `give the folder to whom you send as, or name one that is theirs, then run the same command again; to look: ${there}ls -ld ${path} ${parent}`;
      return { file, message: 'is not yours to write to', fix };
    }
    if (code === 127 || /command not found|remote rsync not found/.test(words)) {
      return { file, message: 'is on a server that has no rsync', fix: 'install rsync there, then run it again' };
    }
    return null;
  };
}

async function readFrom(base: string, path: string): Promise<Uint8Array | null> {
  const folder = await mkdtemp(join(tmpdir(), 'nishan-rsync-'));
  try {
    const args = ['--max-size=6m', '--', base + path, `${folder}/file`];
    const { code } = await runTool('rsync', args, { ...toolAt(base), mayEnd: [notThere] });
    return code === 0 ? await readFile(join(folder, 'file')).catch(() => null) : null;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The names at the top of the place; none where it is not there yet. */
async function listTop(base: string): Promise<readonly string[]> {
  const { code, out } = await runTool('rsync', ['--list-only', '--dirs', '--', base], {
    ...toolAt(base),
    mayEnd: [notThere],
  });
  if (code !== 0) return [];
  // "drwxr-xr-x          4,096 2026/11/22 04:00:00 metadata"
  const lines = out.toString('utf8').split('\n');
  return lines
    .flatMap((line) => /^\S{10}\s+[\d,.]+\s+\S+\s+\S+\s(.+)$/.exec(line)?.[1] ?? [])
    .filter((name) => name !== '.');
}

async function send(base: string, { mirror, dryRun, onProgress }: Sending): Promise<Sent> {
  const dry = dryRun ? ['--dry-run'] : [];
  const from = `${mirror.dir.replace(/\/$/, '')}/`;
  const run = async (args: readonly string[], options: Partial<ToolOptions> = {}): Promise<readonly string[]> => {
    const { out } = await runTool('rsync', [...dry, ...args, '--', from, base], { ...toolAt(base), ...options });
    return out.toString('utf8').split('\n');
  };
  const sent: string[] = [];
  for (const [i, step] of mirror.steps.entries()) {
    if (step.length === 0) continue;
    onProgress(`step ${i + 1} of ${mirror.steps.length}`);
    const input = step.map(({ path }) => `${path}\n`).join('');
    const lines = await run([...howToSend, '--files-from=-'], { input });
    sent.push(...lines.flatMap((line) => /^send (.*[^/])$/.exec(line)?.[1] ?? []));
  }
  onProgress('deleting what is not needed any more');
  // Neither makes nor changes a file: it deletes alone. What no build made is excluded, and so protected.
  const deleting = [
    '--recursive',
    '--delete',
    '--existing',
    '--ignore-existing',
    '--out-format=%o %n',
    ...whatToDelete,
  ];
  const lines = await run(deleting);
  const deleted = lines.flatMap((line) => /^del\. (.*[^/])$/.exec(line)?.[1] ?? []);
  return sentOf(mirror, sent, deleted);
}
