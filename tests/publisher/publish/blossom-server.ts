// A Blossom server on loopback that checks what the specifications ask for: BUD-01, BUD-02, BUD-11, NIP-01, BIP-340.
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { schnorr } from '@noble/curves/secp256k1.js';
import { onTestFinished } from 'vitest';

export interface BlossomServer {
  readonly url: string;
  readonly blobs: Map<string, Buffer>;
  readonly requests: readonly string[];
  /** Whoever signed uploads. */
  readonly pubkeys: ReadonlySet<string>;
  /** Answers an upload in the server's place. */
  intercept:
    | ((sha256: string, count: number) => { status: number; headers?: Record<string, string> } | 'reset' | null)
    | null;
}

export async function serveBlossom(): Promise<BlossomServer> {
  const blobs = new Map<string, Buffer>();
  const requests: string[] = [];
  const pubkeys = new Set<string>();
  const state: BlossomServer = { url: '', blobs, requests, pubkeys, intercept: null };
  let uploads = 0;
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    response.setHeader('access-control-allow-origin', '*');
    if (request.method === 'PUT' && request.url === '/upload') void put(request, response);
    else get(request, response);
  });

  function get(request: IncomingMessage, response: ServerResponse): void {
    const blob = blobs.get((request.url ?? '').slice(1));
    if (!blob) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-length': blob.length });
    response.end(request.method === 'HEAD' ? undefined : blob);
  }

  async function put(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const sha256 = createHash('sha256').update(body).digest('hex');
    const other = state.intercept?.(sha256, ++uploads) ?? null;
    if (other === 'reset') return void response.socket?.destroy();
    if (other)
      return void response.writeHead(other.status, other.headers).end(JSON.stringify({ message: 'No room here' }));
    const fault = faultOf(request.headers.authorization ?? '', sha256, pubkeys);
    if (fault !== null) return void response.writeHead(401, { 'x-reason': fault }).end();
    blobs.set(sha256, body);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ url: `${state.url}/${sha256}`, sha256, size: body.length, uploaded: 1 }));
  }

  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return Object.assign(state, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

interface Event {
  readonly id: string;
  readonly pubkey: string;
  readonly created_at: number;
  readonly kind: number;
  readonly tags: readonly (readonly string[])[];
  readonly content: string;
  readonly sig: string;
}

/** What is wrong with an authorization for this upload; null where nothing is. */
function faultOf(header: string, sha256: string, pubkeys: Set<string>): string | null {
  const token = /^Nostr ([A-Za-z0-9_-]+)$/.exec(header)?.[1];
  if (token === undefined) return 'no token in base64url without padding';
  const event = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as Event;
  const { id, pubkey, created_at: createdAt, kind, tags, content, sig } = event;
  const tag = (name: string): readonly string[] =>
    tags.filter(([each]) => each === name).map(([, value]) => value ?? '');
  const seconds = Date.now() / 1000;
  if (kind !== 24_242) return 'kind';
  if (content === '') return 'content';
  if (createdAt > seconds) return 'created in the future';
  const [expiration] = tag('expiration');
  if (expiration === undefined || !(Number(expiration) > seconds && Number(expiration) < seconds + 3_600))
    return 'expiration';
  if (tag('t').join() !== 'upload') return 'verb';
  if (!tag('x').includes(sha256)) return 'x';
  const message = JSON.stringify([0, pubkey, createdAt, kind, tags, content]);
  if (createHash('sha256').update(message).digest('hex') !== id) return 'id';
  const hex = (text: string): Uint8Array => Buffer.from(text, 'hex');
  if (!schnorr.verify(hex(sig), hex(id), hex(pubkey))) return 'signature';
  pubkeys.add(pubkey);
  return null;
}
