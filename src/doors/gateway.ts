// A gateway: questions that providers of SMS and chats deliver by HTTP, answered from the signed guide. It keeps no note of
// who asked, needs nothing shared with others of its kind, and tells nobody more than one SMS holds. TLS is for what
// stands before it.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Channel, ReplyPicture } from './gateway/channel.ts';
import { type Counts, Deliveries, type Handled, noCounts, type QueueSizes } from './gateway/deliveries.ts';
import { type Answerer, openAnswerer } from './gateway/desk/answerer.ts';
import type { Edition, EditionContent } from './gateway/desk/edition.ts';
import { type KeepOptions, keepCurrent } from './gateway/desk/keep-current.ts';
import { Pictures } from './gateway/desk/pictures.ts';
import type { Desk, ReplyOptions } from './gateway/desk/reply.ts';
import { loadVoices, type Voice } from './gateway/desk/voice.ts';
import { RateLimit } from './gateway/rate-limit.ts';
import { readBody } from './gateway/read-body.ts';
import { ShortMemory } from './gateway/short-memory.ts';

/** What the log may say. Nothing in it comes from who asks: numbers, and names of ours. */
export type GatewayNote =
  | { readonly kind: 'edition'; readonly edition: number; readonly issued: string; readonly regions: number }
  | { readonly kind: 'unanswered' }
  | { readonly kind: 'lost'; readonly channel: string; readonly status: number };

export interface GatewayOptions extends Pick<KeepOptions, 'root' | 'urls' | 'sources' | 'everyMs' | 'limits'> {
  readonly port: number;
  readonly host: string;
  readonly channels: readonly Channel[];
  readonly replies: Omit<ReplyOptions, 'voices'>;
  /** Makes an edition answer; by the core's rules where this is left out. */
  readonly answererOf?: (content: EditionContent, voices: ReadonlyMap<string, Voice>) => Answerer;
  /** A picture of a seat, PNG; null where this computer draws none. */
  readonly draw: ((edition: Edition, seat: string, voice: Voice) => Promise<Uint8Array | null>) | null;
  /** Questions that one sender may ask at once, and how long until one more. */
  readonly rate?: { readonly burst: number; readonly everyMs: number } | undefined;
  readonly queue?: QueueSizes | undefined;
  onNote(note: GatewayNote): void;
}

export interface Gateway {
  readonly port: number;
  /** Numbers without people. */
  health(): GatewayHealth;
  /** Takes nothing more, sends what waits, and ends. @returns how many replies were left behind */
  stop(): Promise<number>;
}

/** What the health page says. */
export interface GatewayHealth extends Counts {
  readonly state: 'starting' | 'answering' | 'stopping';
  readonly edition: number | null;
  /** ISO instant. */
  readonly issued: string | null;
  /** What the edition's dates mean now. */
  readonly age: string | null;
  /** Since a mirror last gave what is newest, in seconds. */
  readonly checkedSecondsAgo: number | null;
  /** Replies that are not sent yet. */
  readonly waiting: number;
}

const maxBodyBytes = 1_048_576;
const usualRate = { burst: 12, everyMs: 5_000 };
/** Nobody knows who sent an SMS, each reply costs, and whoever it names gets it: somebody's number can be written under many. */
const smsRate = { burst: 6, everyMs: 60_000 };
const usualQueue: QueueSizes = { most: 2_000, atOnce: 24, patienceMs: 120_000 };
const maxSenders = 100_000;
const maxMessages = 200_000;
const rememberMs = 10 * 60_000;
const drainMs = 20_000;
const mostConnections = 2_000;

/** @throws the error of node:net ("EADDRINUSE") where the port is taken */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const running = new Running(options, await loadVoices());
  await running.listen();
  return running;
}

class Running implements Gateway {
  readonly #options: GatewayOptions;
  readonly #voices: ReadonlyMap<string, Voice>;
  readonly #counts = noCounts();
  readonly #deliveries: ReadonlyMap<string, { readonly channel: Channel; readonly taken: Deliveries }>;
  readonly #pictures = new Pictures({ maxBytes: 33_554_432, atOnce: 1, mostWaiting: 200 });
  readonly #server = createServer((request, response) => {
    // Whatever went wrong: its words may name the one who asked, and go nowhere.
    this.#answer(request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else plain(response, 500, '');
    });
  });
  #desk: Desk | null = null;
  #checked: number | null = null;
  #isStopping = false;
  #keeping: { stop(): Promise<void> } | null = null;

  constructor(options: GatewayOptions, voices: ReadonlyMap<string, Voice>) {
    this.#options = options;
    this.#voices = voices;
    const now = (): number => Date.now();
    const answering = {
      options: { ...options.replies, voices },
      known: new ShortMemory<true>({ lastsMs: rememberMs, most: maxMessages, now }),
      counts: this.#counts,
      now: () => new Date(),
      onLost: (channel: string, status: number) => options.onNote({ kind: 'lost', channel, status }),
    };
    const queue = options.queue ?? usualQueue;
    this.#deliveries = new Map(
      options.channels.map((channel) => {
        const rate = options.rate ?? (channel.name === 'sms' ? smsRate : usualRate);
        const limit = new RateLimit({ ...rate, most: maxSenders, now });
        return [channel.path, { channel, taken: new Deliveries(channel, { ...answering, limit }, queue) }];
      }),
    );
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async listen(): Promise<void> {
    const { port, host, onNote } = this.#options;
    const server = this.#server;
    server.headersTimeout = 10_000;
    server.requestTimeout = 15_000;
    // Longer than balancers keep theirs: else they send into a connection that closes.
    server.keepAliveTimeout = 65_000;
    server.maxConnections = mostConnections;
    server.on('clientError', (_, socket) => socket.destroy());
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, () => {
        server.off('error', reject);
        resolve();
      });
    });
    this.#keeping = keepCurrent({
      ...this.#options,
      now: () => new Date(),
      onEdition: (edition) => this.#take(edition),
      onRound: (isAnswered) => {
        if (isAnswered) this.#checked = Date.now();
        else onNote({ kind: 'unanswered' });
      },
    });
  }

  health(): GatewayHealth {
    const head = this.#desk?.edition.head;
    const taken = [...this.#deliveries.values()];
    return {
      state: this.#isStopping ? 'stopping' : this.#desk ? 'answering' : 'starting',
      edition: head?.edition ?? null,
      issued: head?.issued ?? null,
      age: this.#desk?.edition.stateAt(new Date()) ?? null,
      checkedSecondsAgo: this.#checked === null ? null : Math.round((Date.now() - this.#checked) / 1_000),
      waiting: taken.reduce((sum, each) => sum + each.taken.waiting, 0),
      ...this.#counts,
    };
  }

  async stop(): Promise<number> {
    this.#isStopping = true;
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeIdleConnections();
    const [, ...left] = await Promise.all([
      this.#keeping?.stop(),
      ...[...this.#deliveries.values()].map(({ taken }) => taken.drain(drainMs)),
    ]);
    this.#server.closeAllConnections();
    await closed;
    return left.reduce((sum, each) => sum + each, 0);
  }

  #take(edition: Edition): void {
    const { answererOf = openAnswerer, draw, onNote } = this.#options;
    const { edition: number, issued } = edition.head;
    this.#pictures.clear();
    this.#desk = {
      edition,
      answer: answererOf(edition, this.#voices),
      picture: draw && ((seat, voice) => this.#pictureOf(edition, seat, voice, draw)),
    };
    onNote({ kind: 'edition', edition: number, issued, regions: edition.shards.length });
  }

  #pictureOf(
    edition: Edition,
    seat: string,
    voice: Voice,
    draw: NonNullable<GatewayOptions['draw']>,
  ): ReplyPicture | null {
    const key = `${edition.head.edition} ${seat} ${voice.words.language}`;
    return { key, draw: () => this.#pictures.get(key, () => draw(edition, seat, voice)) };
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://gateway');
    if (pathname === '/health') return this.#tellHealth(request, response);
    const found = this.#deliveries.get(pathname);
    if (!found) return plain(response, 404, '');
    if (request.method === 'GET') {
      const challenge = found.channel.handshake(searchParams);
      return plain(response, challenge === null ? 403 : 200, challenge ?? '');
    }
    if (request.method !== 'POST') {
      response.setHeader('Allow', 'GET, POST');
      return plain(response, 405, '');
    }
    if (this.#isStopping) return later(response);
    const body = await readBody(request, maxBodyBytes);
    if (!body) return plain(response, 413, '');
    const handled = found.taken.take(this.#desk, { headers: request.headers, query: searchParams, body });
    forgetLastMatch();
    tell(response, handled);
  }

  #tellHealth(request: IncomingMessage, response: ServerResponse): void {
    const health = this.health();
    const body = `${JSON.stringify(health)}\n`;
    response.writeHead(health.state === 'answering' ? 200 : 503, {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
      'Content-Length': Buffer.byteLength(body),
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  }
}

function tell(response: ServerResponse, handled: Handled): void {
  if (handled.kind === 'later') later(response);
  else if (handled.kind === 'not-genuine') plain(response, 403, '');
  // What a provider delivers again and again would hold up what comes after it: only what we set up ourselves is refused.
  else if (handled.kind === 'not-read') plain(response, handled.isOurs ? 400 : 200, '');
  else if (!handled.spoken) plain(response, 200, '');
  else {
    const { type, body } = handled.spoken;
    response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'no-store' });
    response.end(body);
  }
}

/** The provider brings it again. */
function later(response: ServerResponse): void {
  response.setHeader('Retry-After', '5');
  response.setHeader('Connection', 'close');
  plain(response, 503, '');
}

function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Content-Length': Buffer.byteLength(text),
  });
  response.end(text);
}

/** The engine remembers the last text that a pattern was held against: it shall not be somebody's question. */
function forgetLastMatch(): void {
  /-/.test('-');
}
