// A slow link between a browser and a host, at the level of TCP: so many bits a second each way, shared by all
// connections, and so long a round trip, which opening a connection costs too. No loss, no slow start, no DNS.
import { connect, createServer, type Socket } from 'node:net';

export interface Link {
  readonly name: string;
  readonly kbitPerSecond: number;
  readonly roundTripMs: number;
}

export const links = {
  /** As good as none, where only what is asked for is counted. */
  quick: { name: '1 Gbit/s, 1 ms', kbitPerSecond: 1_000_000, roundTripMs: 1 },
  slow: { name: '280 kbit/s, 800 ms', kbitPerSecond: 280, roundTripMs: 800 },
  slowest: { name: '50 kbit/s, 500 ms', kbitPerSecond: 50, roundTripMs: 500 },
} as const satisfies Readonly<Record<string, Link>>;

export interface SlowLink {
  readonly port: number;
  /** Bytes that came down since it was opened. */
  bytesDown(): number;
  close(): Promise<void>;
}

/** What waits in one direction of one connection before its sender is asked to wait. */
const maxWaiting = 32_768;
/** As much as one packet carries, so that connections take turns. */
const packetBytes = 1_400;

/** Opens a port on loopback that leads to another one over the link. */
export async function openSlowLink(link: Link, toPort: number): Promise<SlowLink> {
  const bytesPerMs = link.kbitPerSecond / 8;
  const lanes = { up: { freeAt: 0 }, down: { freeAt: 0 } };
  const sockets = new Set<Socket>();
  let down = 0;

  function carry(from: Socket, to: Socket, lane: { freeAt: number }, opensAt: number): void {
    let waiting = 0;
    let lastAt = 0;
    const onTheWay: { readonly packet: Buffer; readonly arrivesAt: number }[] = [];
    // One clock for all packets: timers of different lengths may go off in another order than they were set.
    function deliver(): void {
      for (let next = onTheWay[0]; next && next.arrivesAt <= performance.now(); next = onTheWay[0]) {
        onTheWay.shift();
        waiting -= next.packet.length;
        if (lane === lanes.down) down += next.packet.length;
        if (to.writable) to.write(next.packet);
      }
      if (waiting <= maxWaiting) from.resume();
      const [next] = onTheWay;
      if (next) setTimeout(deliver, Math.max(1, next.arrivesAt - performance.now()));
    }
    from.on('data', (chunk: Buffer) => {
      const isIdle = onTheWay.length === 0;
      for (let at = 0; at < chunk.length; at += packetBytes) {
        const packet = chunk.subarray(at, at + packetBytes);
        lane.freeAt = Math.max(lane.freeAt, performance.now(), opensAt) + packet.length / bytesPerMs;
        lastAt = lane.freeAt + link.roundTripMs / 2;
        waiting += packet.length;
        onTheWay.push({ packet, arrivesAt: lastAt });
      }
      if (isIdle) deliver();
      if (waiting > maxWaiting) from.pause();
    });
    from.on('end', () => setTimeout(() => to.end(), Math.max(0, lastAt - performance.now()) + 5));
  }

  const server = createServer((near) => {
    const far = connect(toPort, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        for (const other of [near, far]) if (other !== socket) other.destroySoon();
      });
    }
    carry(near, far, lanes.up, performance.now() + link.roundTripMs);
    carry(far, near, lanes.down, 0);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('a port');
  return {
    port: address.port,
    bytesDown: () => down,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
