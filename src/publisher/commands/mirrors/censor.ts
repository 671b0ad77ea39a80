// `nishan censor`: a mirror behind a server that misbehaves, for rehearsing what voters would see.
import { readFile } from 'node:fs/promises';
import { describeFaults, type FaultName, faultNames, isFaultName } from '../../../doors/censor/faults.ts';
import type { Upstream } from '../../../doors/censor/upstream.ts';
import { type CensorEntry, type CensorOptions, type KeyPair, startCensor } from '../../../doors/censor.ts';
import { folderUpstream, urlUpstream } from '../../censor-upstream.ts';
import { FaultError } from '../../content/fault.ts';
import type { Output } from '../output.ts';
import { explainListening, parsePort, requireMirror } from './serve.ts';

/** As they were typed. */
export interface CensorWords {
  /** A mirror's folder, or the address of one. */
  readonly mirror?: string | undefined;
  readonly fault: string;
  readonly port: string;
  readonly paths?: string;
  readonly older?: string;
  readonly host?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly seconds?: string;
  readonly list?: true;
}

/**
 * Misbehaves until `stopped` settles, or the seconds are over; or only lists what it can do.
 * @returns the exit code
 * @throws FaultError where what was typed cannot be done
 */
export async function censor(words: CensorWords, stopped: Promise<void>, output: Output): Promise<number> {
  if (words.list) {
    for (const line of describeFaults()) output.out(line);
    return 0;
  }
  const { mirror } = words;
  if (mirror === undefined)
    throw stop('mirror', 'nothing is named', 'name a folder or an address; --list shows faults');
  const names = parseFaults(words.fault);
  const paths = words.paths === undefined ? undefined : parsePattern(words.paths);
  const waitMs = words.seconds === undefined ? null : parseSeconds(words.seconds);
  const port = parsePort(words.port);
  const tls = await readKeyPair(words);
  const opened: { close(): Promise<void> }[] = [];
  try {
    const open = async (at: string): Promise<Upstream> => {
      const upstream = await openUpstream(at);
      opened.push(upstream);
      return upstream;
    };
    const options: CensorOptions = {
      mirror: await open(mirror),
      port,
      log: (entry) => output.out(describeEntry(entry)),
      ...(words.older !== undefined && { older: await open(words.older) }),
      ...(words.host !== undefined && { host: words.host }),
      ...(tls && { tls }),
    };
    const server = await startCensor(options).catch((error: unknown) => {
      throw explainStart(error, words);
    });
    opened.unshift(server);
    await server.misbehave(names, paths).catch((error: unknown) => {
      throw error instanceof TypeError ? stop('--fault', error.message, 'see: nishan censor --list') : error;
    });
    announce(server.url, names, words, output);
    await untilOver(stopped, waitMs);
    return 0;
  } finally {
    for (const each of opened) await each.close();
  }
}

function explainStart(error: unknown, words: CensorWords): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!code.startsWith('ERR_OSSL')) return explainListening(error, words);
  return stop('--cert', 'this is not a certificate with its key', 'give both as PEM files that belong together');
}

function announce(url: string, names: readonly FaultName[], words: CensorWords, output: Output): void {
  output.out(`${words.mirror} is behind a censor at ${url}`);
  for (const line of describeFaults()) {
    if (names.some((name) => line.startsWith(`${name} `))) output.out(line);
  }
  if (words.paths !== undefined) output.out(`Only for paths that match ${words.paths}.`);
  output.out('Ctrl+C stops it.');
}

async function untilOver(stopped: Promise<void>, waitMs: number | null): Promise<void> {
  if (waitMs === null) return stopped;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, waitMs);
  });
  await Promise.race([stopped, over]);
  clearTimeout(timer);
}

function describeEntry({ method, path, status, bytes, faults }: CensorEntry): string {
  return `${method} ${path} -> ${status ?? 'no answer'}, ${bytes} bytes (${faults.join(', ')})`;
}

async function openUpstream(at: string): Promise<Upstream> {
  if (/^https?:\/\//.test(at)) {
    if (URL.canParse(at)) return urlUpstream(at);
    throw stop(at, 'is not an address', 'write it like https://mirror.example/guide/');
  }
  await requireMirror(at);
  return folderUpstream(at);
}

function parseFaults(typed: string): readonly FaultName[] {
  return typed.split(',').map((word) => {
    const name = word.trim();
    if (isFaultName(name)) return name;
    throw stop('--fault', `"${name}" is none of ${faultNames.join(', ')}`, 'see what each does: nishan censor --list');
  });
}

function parsePattern(typed: string): RegExp {
  try {
    return new RegExp(typed);
  } catch {
    throw stop('--paths', `"${typed}" is not a regular expression`, "write it like '^/metadata/'");
  }
}

function parseSeconds(typed: string): number {
  if (/^\d{1,6}$/.test(typed)) return Number(typed) * 1_000;
  throw stop('--seconds', `"${typed}" is not a number of seconds`, 'give a number, like: --seconds 60');
}

async function readKeyPair({ cert, key }: CensorWords): Promise<KeyPair | null> {
  if (cert === undefined && key === undefined) return null;
  if (cert === undefined || key === undefined) {
    const missing = cert === undefined ? '--cert' : '--key';
    throw stop(missing, 'is missing', 'https wants a certificate and its key: --cert FILE --key FILE');
  }
  return { cert: await readFile(cert, 'utf8'), key: await readFile(key, 'utf8') };
}

function stop(file: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'censor', file, message, fix }]);
}
