// A mirror's files to a Blossom server, which keeps them by their hash. It keeps no roots and no timestamp, so phones
// take those from a host that carries metadata. BUD-01 (HEAD), BUD-02 (PUT /upload), BUD-11 (authorization).
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sha256Hex } from '../../../core/bytes.ts';
import { forEachLimited } from '../../../core/limited.ts';
import { FaultError, plainLine } from '../../content/fault.ts';
import { type PublishTarget, type Sending, type Sent, sentOf } from '../target.ts';
import { readNostrKey } from './nostr-key.ts';
import { uploadToken } from './upload-token.ts';

export interface BlossomPlace {
  /** "https://server.example" */
  readonly url: string;
  /** The file with the key; null for the environment. */
  readonly keyFile: string | null;
  /** Waited between tries, times the number of the try. */
  readonly pauseMs?: number;
}

/** What phones ask for by hash: files, and metadata that other metadata lists. */
const byHash = /^(targets|blobs)\/|^metadata\/\d+\.(?!root\.json$)[^/]+\.json$/;
const atOnce = 3;
const tries = 4;
const answerMs = 120_000;

export function blossomTarget(place: BlossomPlace): PublishTarget {
  const base = URL.canParse(place.url) ? new URL(place.url) : null;
  if (!base || !/^https?:$/.test(base.protocol) || base.pathname !== '/') {
    throw stop(
      `blossom:${place.url}`,
      'is not the address of a server',
      'write it like: blossom:https://server.example',
    );
  }
  return {
    name: base.origin,
    // Nothing at a server says which edition is the newest one.
    read: async () => null,
    send: (sending) => send(base.origin, place, sending),
  };
}

async function send(origin: string, place: BlossomPlace, { mirror, dryRun, onProgress }: Sending): Promise<Sent> {
  const secret = dryRun ? null : await readNostrKey(place.keyFile);
  const files = mirror.steps.flat().filter(({ path }) => byHash.test(path));
  const sent: string[] = [];
  let done = 0;
  await forEachLimited(files, atOnce, async ({ path }) => {
    const bytes = await readFile(join(mirror.dir, path));
    const sha256 = sha256Hex(bytes);
    const pauseMs = place.pauseMs ?? 2_000;
    if (!(await isThere(origin, sha256, bytes.length, pauseMs))) {
      if (secret) await upload({ origin, path, bytes, sha256, secret, pauseMs });
      sent.push(path);
    }
    onProgress(`${++done} of ${files.length} files`);
  });
  const notes = ['Roots and the timestamp stay on hosts that carry metadata: list one of them in guide.yaml as well.'];
  return { ...sentOf(mirror, sent, [], notes), there: files.length - sent.length };
}

async function isThere(origin: string, sha256: string, length: number, pauseMs: number): Promise<boolean> {
  const response = await ask(`${origin}/${sha256}`, { method: 'HEAD', redirect: 'follow' }, pauseMs);
  const size = response.headers.get('content-length');
  if (response.ok) return size === null || Number(size) === length;
  if (response.status === 404) return false;
  // Some servers want a token even for this question; the upload then tells.
  if ([400, 401, 403, 405].includes(response.status)) return false;
  throw stop(origin, `answers ${response.status} to HEAD /${sha256}`, 'see whether this is a Blossom server');
}

interface Upload {
  readonly origin: string;
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sha256: string;
  readonly secret: Uint8Array;
  readonly pauseMs: number;
}

async function upload({ origin, path, bytes, sha256, secret, pauseMs }: Upload): Promise<void> {
  const init = (): RequestInit => ({
    method: 'PUT',
    body: bytes,
    headers: {
      // Signed anew for each try, since a token ends.
      authorization: uploadToken(secret, sha256, new Date()),
      'content-type': 'application/octet-stream',
      'x-sha-256': sha256,
    },
  });
  const response = await ask(`${origin}/upload`, init, pauseMs);
  const told = await response.text().catch(() => '');
  if (!response.ok) throw refusal(origin, path, response, told);
  const kept = /"sha256"\s*:\s*"([0-9a-fA-F]{64})"/.exec(told)?.[1]?.toLowerCase();
  if (kept !== undefined && kept !== sha256) {
    throw stop(origin, `has changed ${path}: it keeps ${kept}`, 'use a server that keeps files as they are');
  }
}

function refusal(origin: string, path: string, response: Response, told: string): FaultError {
  const words = response.headers.get('x-reason') ?? /"message"\s*:\s*"([^"]{1,300})"/.exec(told)?.[1] ?? '';
  const said = words === '' ? `${response.status}` : `${response.status}: ${plainLine(words)}`;
  const fixes: Readonly<Record<number, string>> = {
    401: 'see that the clock of this computer is right, and that the server knows this key',
    402: 'this server wants to be paid first; pay there, or use another one',
    403: 'this server does not take files from this key; ask its keeper, or use another one',
    413: 'this server takes only smaller files; use another one',
    415: 'this server does not take files of any type; use another one',
  };
  const fix = fixes[response.status] ?? 'try again later: what is there already is not sent again';
  return stop(origin, `refused ${path} with ${said}`, fix);
}

/** Tries again where the server is busy or the line breaks; any other answer is an answer. */
async function ask(url: string, init: RequestInit | (() => RequestInit), pauseMs: number): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const options = typeof init === 'function' ? init() : init;
    try {
      const signal = AbortSignal.timeout(answerMs);
      const response = await fetch(url, { redirect: 'error', ...options, signal });
      const isBusy = response.status === 429 || response.status >= 500;
      if (!isBusy || attempt === tries) return response;
      await response.body?.cancel();
    } catch (error) {
      if (attempt === tries) {
        const word = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
        const fix = 'run the same command again: what is there already is not sent again';
        throw stop(new URL(url).origin, `does not answer: ${plainLine(word)}`, fix);
      }
    }
    await sleep(pauseMs * attempt);
  }
}

function stop(file: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'publish', file, message, fix }]);
}
