// The censor in a box: a real server before a mirror that misbehaves as networks and states do, for tests and for
// rehearsals. Each fault stands in censor/faults.ts. It breaks nothing but what is asked through it.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createRawServer, type Server, type Socket } from 'node:net';
import { blockPage, spoilAnswer, wantsPlainBytes } from './censor/answer-fault.ts';
import { type FaultName, needOlder, type Plan, planOf } from './censor/faults.ts';
import { type Listening, listen } from './censor/listening.ts';
import { sendAnswer } from './censor/send-answer.ts';
import { type Answer, type Asked, askUpstream, type Upstream } from './censor/upstream.ts';

/** A key and the certificates that lead to it, both PEM. */
export interface KeyPair {
  readonly key: string;
  readonly cert: string;
}

export interface CensorOptions {
  readonly mirror: Upstream;
  /** An edition from before, for the faults that serve one. */
  readonly older?: Upstream;
  /** 0, the default, takes any free one. */
  readonly port?: number;
  /** Loopback unless told otherwise. */
  readonly host?: string;
  /** Makes it an https server. */
  readonly tls?: KeyPair;
  /** What "broken-tls" shows in place of noise: a certificate that nobody trusts. */
  readonly stranger?: KeyPair;
  /** Where "redirect" leads; a page of its own on another port by default. */
  readonly blockUrl?: string;
  /** Takes one entry a request, when it is over. */
  readonly log?: (entry: CensorEntry) => void;
}

/** One request as it went. */
export interface CensorEntry {
  readonly method: string;
  readonly path: string;
  /** null where no answer began. */
  readonly status: number | null;
  /** Of the body, as sent: compressed where it was. */
  readonly bytes: number;
  /** What it met; "honest" where nothing. */
  readonly faults: readonly FaultName[];
}

export interface Censor {
  readonly url: string;
  readonly port: number;
  /**
   * Changes what it does; what is under way is broken off.
   * @param names one, or several that act at different moments
   * @param paths only for paths (with their first "/") that this matches; listeners' faults know none
   * @throws TypeError where the names cannot be joined, or one needs what was not given
   */
  misbehave(names: FaultName | readonly FaultName[], paths?: RegExp): Promise<void>;
  close(): Promise<void>;
}

interface Doing {
  readonly plan: Plan;
  readonly paths: RegExp | null;
  /** The tree as it was, while frozen. */
  readonly frozen: Upstream | null;
}

/**
 * Starts it, honest.
 * @throws the error of node:net ("EADDRINUSE") where the port is taken
 */
export async function startCensor(options: CensorOptions): Promise<Censor> {
  const { tls, host = '127.0.0.1' } = options;
  let doing: Doing = { plan: {}, paths: null, frozen: null };
  const side = options.blockUrl === undefined ? await listen(makeServer(tls, giveBlockPage), 0, host) : null;
  const scheme = tls ? 'https' : 'http';
  const blockUrl = options.blockUrl ?? `${scheme}://${urlHost(host)}:${side?.port}/`;

  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    const socket = listening?.socketFrom(request.socket.remotePort);
    void answerRequest(options, doing, blockUrl, request, response, socket).catch(() => response.destroy());
  };
  const open = async ({ listener }: Plan, at: number): Promise<Listening | null> => {
    if (listener === 'refuse') return null;
    if (listener !== 'broken-tls') return listen(makeServer(tls, handle), at, host);
    const { stranger } = options;
    return listen(stranger && tls ? makeServer(stranger, handle) : createRawServer(sendNoise), at, host);
  };

  let listening = await open(doing.plan, options.port ?? 0);
  const port = listening?.port ?? 0;
  const stop = async (): Promise<void> => {
    await listening?.close();
    listening = null;
  };
  return {
    url: `${scheme}://${urlHost(host)}:${port}/`,
    port,
    async misbehave(names, paths) {
      const next = await prepare(options, [names].flat(), paths ?? null);
      await stop();
      await doing.frozen?.close();
      doing = next;
      listening = await open(doing.plan, port);
    },
    async close() {
      await stop();
      await side?.close();
      await doing.frozen?.close();
    },
  };
}

async function prepare(options: CensorOptions, names: readonly FaultName[], paths: RegExp | null): Promise<Doing> {
  const plan = planOf(names);
  if (paths && plan.listener) throw new TypeError(`"${plan.listener}" acts before a path is asked for`);
  for (const name of names) {
    if (needOlder.has(name) && !options.older) throw new TypeError(`"${name}" needs an older edition`);
  }
  if (plan.tree !== 'freeze') return { plan, paths, frozen: null };
  if (!options.mirror.freeze) throw new TypeError('"freeze" needs a mirror that can be copied');
  return { plan, paths, frozen: await options.mirror.freeze() };
}

async function answerRequest(
  options: CensorOptions,
  { plan: whole, paths, frozen }: Doing,
  blockUrl: string,
  request: IncomingMessage,
  response: ServerResponse,
  socket: Socket | undefined,
): Promise<void> {
  const { method = 'GET', url: path = '/', headers } = request;
  const plan: Plan = paths && !paths.test(path) ? {} : whole;
  let bytes = 0;
  const met = Object.values(plan);
  response.once('close', () => {
    const status = response.headersSent ? response.statusCode : null;
    options.log?.({ method, path, status, bytes, faults: met.length > 0 ? met : ['honest'] });
  });
  const plain = wantsPlainBytes(plan) ? { ...headers, 'accept-encoding': 'identity' } : headers;
  const asked: Asked = { method, path, headers: plain };
  const answer = await answerOf(treeFor(plan.tree, options, frozen, path), asked);
  const count = (more: number): void => {
    bytes += more;
  };
  const out = { response, socket, isHead: method === 'HEAD', count };
  await sendAnswer(plan.sending, spoilAnswer(plan.answer, answer, blockUrl), out);
}

const laterRoot = /\/metadata\/(?!1\.)\d+\.root\.json$/;

/** Which tree answers; null where the path is to be missing. */
function treeFor(
  fault: FaultName | undefined,
  { mirror, older = mirror }: CensorOptions,
  frozen: Upstream | null,
  path: string,
): Upstream | null {
  if (fault === 'freeze') return frozen;
  if (fault === 'older') return older;
  if (fault === 'mix') return path.endsWith('/metadata/timestamp.json') ? mirror : older;
  if (fault === 'withhold-root') return laterRoot.test(path) ? null : older;
  return mirror;
}

async function answerOf(tree: Upstream | null, asked: Asked): Promise<Answer> {
  if (tree) return askUpstream(tree, asked);
  const headers = { 'access-control-allow-origin': '*', 'cache-control': 'no-store', 'content-type': 'text/plain' };
  return { status: 404, headers, body: new TextEncoder().encode('Not here.') };
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

function makeServer(tls: KeyPair | undefined, handle: Handler): Server {
  return tls ? createTlsServer({ key: tls.key, cert: tls.cert }, handle) : createServer(handle);
}

function giveBlockPage(_: IncomingMessage, response: ServerResponse): void {
  response.writeHead(blockPage.status, { 'content-type': String(blockPage.headers['content-type']) });
  response.end(blockPage.body);
}

/** Neither a handshake nor HTTP. */
function sendNoise(socket: Socket): void {
  socket.on('error', () => socket.destroy());
  socket.once('data', () => socket.end(Buffer.from('this is not what you asked for\r\n\r\n')));
}

function urlHost(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
