// The gateway as its users run it: a process of its own, over mirrors on loopback, with providers that speak as the real
// ones do; asked as fast as wanted, and then looked through for whoever asked.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { GatewayHealth } from '../../../src/doors/gateway.ts';
import {
  messengerPost,
  type Post,
  type Providers,
  phoneId,
  secrets,
  smsPost,
  startProviders,
  telegramPost,
  whatsappPost,
} from '../../doors/gateway/providers.ts';

const command = fileURLToPath(new URL('../../../bin/nishan.mjs', import.meta.url));

export interface GatewayProcess {
  readonly url: string;
  readonly providers: Providers;
  /** Where it runs, and where it may write. */
  readonly home: string;
  /** What it said so far. */
  said(): string;
  health(): Promise<GatewayHealth>;
  /** Kilobytes of memory. */
  memoryKb(): Promise<number>;
  /** Of the processor, so far. */
  processorSeconds(): Promise<number>;
  /** Every text that is in its memory after a collection. */
  heapSnapshot(): Promise<string>;
  /** @returns its exit code */
  stop(): Promise<number | null>;
  close(): Promise<void>;
}

export interface ProcessOptions {
  readonly mirrors: readonly string[];
  /** The guide's first root. */
  readonly root: string;
  /** Seconds between two looks at the mirrors; the command's own where this is left out. */
  readonly every?: number;
}

/** Starts it and waits until it answers. @throws Error with what it said */
export async function startGatewayProcess({ mirrors, root, every }: ProcessOptions): Promise<GatewayProcess> {
  const home = await mkdtemp(join(tmpdir(), 'nishan-gateway-'));
  await mkdir(join(home, 'tmp'));
  const providers = await startProviders();
  await writeFile(join(home, 'gateway.yaml'), configOf(providers.url));
  const env = {
    PATH: process.env.PATH,
    TMPDIR: join(home, 'tmp'),
    TELEGRAM_TOKEN: secrets.telegramToken,
    TELEGRAM_SECRET: secrets.telegramSecret,
    GRAPH_TOKEN: secrets.graphToken,
    APP_SECRET: secrets.appSecret,
    VERIFY_TOKEN: secrets.verifyToken,
    SMS_SECRET: secrets.smsSecret,
  };
  const words = ['gateway', ...mirrors, '--root', root, '--config', 'gateway.yaml', '--port', '0'];
  if (every !== undefined) words.push('--every', String(every));
  const child = spawn(process.execPath, ['--heapsnapshot-signal=SIGUSR2', command, ...words], { cwd: home, env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => {
      said += part.toString();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const url = await within(30_000, async () => /Health: (http:\/\/[\d.:]+)\/health/.exec(said)?.[1] ?? null).catch(
    () => {
      child.kill('SIGKILL');
      throw new Error(said);
    },
  );
  const health = async (): Promise<GatewayHealth> => (await (await fetch(`${url}/health`)).json()) as GatewayHealth;
  await within(30_000, async () => ((await health()).state === 'answering' ? true : null));
  return {
    url,
    providers,
    home,
    said: () => said,
    health,
    memoryKb: async () => {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
      return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0);
    },
    processorSeconds: async () => {
      const fields = (await readFile(`/proc/${child.pid}/stat`, 'utf8')).replace(/^.*\) /, '').split(' ');
      // utime and stime, of which a second has a hundred. proc(5)
      return (Number(fields[11]) + Number(fields[12])) / 100;
    },
    heapSnapshot: () => heapSnapshot(child, home),
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
    async close() {
      child.kill('SIGKILL');
      await ended;
      await providers.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

function configOf(base: string): string {
  return `
address: https://guide.example/
channels:
  telegram: { base: '${base}', token: { env: TELEGRAM_TOKEN }, secret: { env: TELEGRAM_SECRET } }
  messenger:
    base: '${base}/v21.0'
    token: { env: GRAPH_TOKEN }
    appSecret: { env: APP_SECRET }
    verifyToken: { env: VERIFY_TOKEN }
  whatsapp:
    base: '${base}/v21.0'
    phoneId: '${phoneId}'
    token: { env: GRAPH_TOKEN }
    appSecret: { env: APP_SECRET }
    verifyToken: { env: VERIFY_TOKEN }
  sms:
    shared: { header: x-sms-secret, secret: { env: SMS_SECRET } }
    fields: { from: From, text: Body, id: MessageSid }
    reply: { by: answer, kind: xml, template: '<Response><Message>{text}</Message></Response>' }
`;
}

/** Tries until there is a value. @throws Error where there is none in time */
export async function within<T>(ms: number, look: () => Promise<T | null>): Promise<T> {
  for (const end = Date.now() + ms; Date.now() < end; ) {
    const found = await look();
    if (found !== null) return found;
    await wait(50);
  }
  throw new Error(`not within ${ms} ms`);
}

async function heapSnapshot(child: ChildProcess, home: string): Promise<string> {
  const before = new Set(await readdir(home));
  child.kill('SIGUSR2');
  const name = await within(60_000, async () => {
    const found = (await readdir(home)).find((each) => each.endsWith('.heapsnapshot') && !before.has(each));
    if (found === undefined) return null;
    const end = (await readFile(join(home, found), 'latin1')).slice(-3);
    return end.trimEnd().endsWith('}') ? found : null;
  });
  const snapshot = await readFile(join(home, name), 'latin1');
  await rm(join(home, name));
  // Before them stand numbers of its own: sizes, and what refers to what.
  return snapshot.slice(snapshot.indexOf('"strings":'));
}

/** Whoever asks in a load has a number or an id like these. */
export const askers = /92(?:300|345)\d{7}|(?<!\d)71100\d{4}(?!\d)|55110\d{7}/g;

const questions = [
  'NA-130',
  '130',
  'این اے 130 کا نشان',
  'PA-131',
  'Mehrab Barfabi',
  'mera nishan kya hai',
  'NA-124',
  'JOIN NA-130',
  'hello',
];

/** One question of a load, from somebody who never asked before. */
export function delivery(i: number): { readonly path: string; readonly post: Post } {
  const text = questions[i % questions.length] ?? '';
  const last = String(i).padStart(7, '0');
  const kind = i % 4;
  if (kind === 0) return { path: '/telegram', post: telegramPost(i, 711_000_000 + i, text) };
  if (kind === 1) return { path: '/whatsapp', post: whatsappPost(`wamid.${i}`, `92300${last}`, text) };
  if (kind === 2) return { path: '/messenger', post: messengerPost(`mid.${i}`, `55110${last}`, text) };
  return { path: '/sms', post: smsPost(`+92345${last}`, text, secrets.smsSecret, `SM${i}`) };
}

export interface Load {
  readonly asked: number;
  /** Statuses other than 200, and answers without words. */
  readonly failed: readonly string[];
  /** How many a second got their answer, and were sent it. */
  readonly perSecond: number;
  /** Seconds of processor that the gateway took. */
  readonly processorSeconds: number;
  /** Milliseconds until the answer, the slowest one of a hundred left out. */
  readonly p99Ms: number;
  /** Kilobytes, each second. */
  readonly memoryKb: readonly number[];
}

/** Asks so often a second, whatever the answers take. */
export async function load(gateway: GatewayProcess, perSecond: number, seconds: number): Promise<Load> {
  const failed: string[] = [];
  const tookMs: number[] = [];
  const memoryKb: number[] = [];
  const running: Promise<void>[] = [];
  const before = await gateway.processorSeconds();
  const began = performance.now();
  const total = perSecond * seconds;
  for (let asked = 0; asked < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - began) / 1_000) * perSecond) + 1);
    for (; asked < due; asked++) running.push(ask(gateway.url, asked, failed, tookMs));
    if (memoryKb.length < (performance.now() - began) / 1_000) memoryKb.push(await gateway.memoryKb());
    await wait(5);
  }
  await Promise.all(running);
  await within(60_000, async () => ((await gateway.health()).waiting === 0 ? true : null));
  const tookSeconds = (performance.now() - began) / 1_000;
  tookMs.sort((a, b) => a - b);
  return {
    asked: total,
    failed,
    perSecond: total / tookSeconds,
    processorSeconds: (await gateway.processorSeconds()) - before,
    p99Ms: tookMs[Math.floor(tookMs.length * 0.99)] ?? 0,
    memoryKb,
  };
}

/** As many connections as a provider opens at most. */
const agent = new Agent({ keepAlive: true, maxSockets: 100 });

/** By Node's own client: what asks must not cost more than what answers. */
function ask(url: string, i: number, failed: string[], tookMs: number[]): Promise<void> {
  const { path, post } = delivery(i);
  const began = performance.now();
  return new Promise((resolve) => {
    const fail = (why: unknown): void => {
      failed.push(`${path} ${why}`);
      resolve();
    };
    const { method, headers, body } = post;
    const asked = request(`${url}${path}`, {
      agent,
      method,
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    });
    asked.on('error', fail);
    asked.on('response', (response) => {
      let said = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        said += part;
      });
      response.on('end', () => {
        tookMs.push(performance.now() - began);
        const isSaid = path !== '/sms' || /<Message>.+<\/Message>/s.test(said);
        if (response.statusCode === 200 && isSaid) resolve();
        else fail(`${response.statusCode} ${said}`);
      });
    });
    asked.end(body);
  });
}

/** Every file below where it runs, as one text. */
export async function allFiles(home: string): Promise<string> {
  const names = await readdir(home, { recursive: true, withFileTypes: true });
  const texts = names
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => readFile(join(parentPath, name), 'latin1'));
  return (await Promise.all(texts)).join('\n');
}
