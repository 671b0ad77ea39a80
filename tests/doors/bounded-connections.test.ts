// One device that takes connections without end, or holds them open, over real sockets of several addresses.
import { createServer, get, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { boundConnections, type ConnectionBounds } from '../../src/doors/bounded-connections.ts';

const bounds: ConnectionBounds = { perAddress: 3, most: 5, askMs: 10_000, idleMs: 10_000 };

async function listening(some: Partial<ConnectionBounds> = {}, answered = 'here'): Promise<Server> {
  const server = createServer({ connectionsCheckingInterval: 50 }, (_, response) => response.end(answered));
  boundConnections(server, { ...bounds, ...some });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return server;
}

interface Caller {
  readonly socket: Socket;
  isCut: boolean;
}

async function call(server: Server, localAddress: string, words = ''): Promise<Caller> {
  const { port } = server.address() as AddressInfo;
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  const caller: Caller = { socket, isCut: false };
  socket
    .on('error', () => undefined)
    .on('close', () => {
      caller.isCut = true;
    });
  onTestFinished(() => void socket.destroy());
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  socket.write(words);
  socket.resume();
  return caller;
}

function ask(server: Server, localAddress: string): Promise<string> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    get({ port, host: '127.0.0.1', localAddress, agent: false }, (response) => {
      response.once('data', (part: Buffer) => resolve(part.toString()));
    }).on('error', reject);
  });
}

it('keeps so many of one address, and cuts the oldest of it', async () => {
  const server = await listening();
  const greedy: Caller[] = [];
  for (let i = 0; i < 6; i++) greedy.push(await call(server, '127.0.0.2'));
  await vi.waitFor(() => expect(greedy.map(({ isCut }) => isCut)).toEqual([true, true, true, false, false, false]));
  expect(await ask(server, '127.0.0.3')).toBe('here');
});

it('is full for nobody new: who has most gives one of theirs', async () => {
  const server = await listening();
  const other = await call(server, '127.0.0.3');
  const greedy: Caller[] = [];
  for (const address of ['127.0.0.2', '127.0.0.2', '127.0.0.2', '127.0.0.4']) greedy.push(await call(server, address));
  expect(await ask(server, '127.0.0.5')).toBe('here');
  await vi.waitFor(() => expect(greedy.map(({ isCut }) => isCut)).toEqual([true, false, false, false]));
  expect(other.isCut).toBe(false);
});

it('counts down again when a connection ends', async () => {
  const server = await listening();
  for (let i = 0; i < 12; i++) (await call(server, '127.0.0.2')).socket.destroy();
  const stays = [await call(server, '127.0.0.2'), await call(server, '127.0.0.2')];
  for (let i = 0; i < 8; i++) expect(await ask(server, '127.0.0.3')).toBe('here');
  expect(stays.map(({ isCut }) => isCut)).toEqual([false, false]);
});

it('waits for a question, and for who reads, no longer than it says', async () => {
  const asking = await listening({ askMs: 100 });
  const slow = await call(asking, '127.0.0.2', 'GET / HTTP/1.1\r\nHost: x\r\nX-A: ');
  await vi.waitFor(() => expect(slow.isCut).toBe(true), 5_000);
  const giving = await listening({ idleMs: 100 }, 'x'.repeat(20_000_000));
  const deaf = await call(giving, '127.0.0.2', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  deaf.socket.pause();
  await vi.waitFor(async () => expect(await connectionsOf(giving)).toBe(1), 5_000);
  await vi.waitFor(async () => expect(await connectionsOf(giving)).toBe(0), 5_000);
});

function connectionsOf(server: Server): Promise<number> {
  return new Promise((resolve) => server.getConnections((_, count) => resolve(count)));
}
