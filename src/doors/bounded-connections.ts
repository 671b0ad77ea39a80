// How many connections a server that everybody in a room reaches keeps, and for how long: so that one device that opens
// them without end, asks a letter at a time or never reads takes its own places, and nobody else's. Who takes many
// addresses of the room can still crowd others: then what was opened first goes first.
import type { Server as HttpServer } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import type { Socket } from 'node:net';

export interface ConnectionBounds {
  /** Of one address; a browser opens six. */
  readonly perAddress: number;
  readonly most: number;
  /** How long a request may take to come, in milliseconds. */
  readonly askMs: number;
  /** How long a connection may carry nothing, either way, in milliseconds. */
  readonly idleMs: number;
}

const usualBounds: ConnectionBounds = { perAddress: 64, most: 1_000, askMs: 10_000, idleMs: 30_000 };

/**
 * Bounds the connections of a server. Where there are too many, the oldest of the address that has most is cut.
 * @param server one that does not listen yet
 */
export function boundConnections(server: HttpServer | HttpsServer, bounds = usualBounds): void {
  server.headersTimeout = bounds.askMs;
  server.requestTimeout = bounds.askMs;
  server.setTimeout(bounds.idleMs);
  const held = new Map<string, Set<Socket>>();
  let count = 0;
  // Before encryption: a handshake that never ends is a connection too.
  server.prependListener('connection', (socket: Socket) => {
    const from = socket.remoteAddress ?? '';
    const own = held.get(from) ?? new Set<Socket>();
    held.set(from, own.add(socket));
    count++;
    socket.once('close', () => {
      own.delete(socket);
      if (own.size === 0 && held.get(from) === own) held.delete(from);
      count--;
    });
    if (own.size > bounds.perAddress) cutOldest(own);
    else if (count > bounds.most) cutOldest(largest(held));
  });
}

function largest(held: ReadonlyMap<string, Set<Socket>>): Set<Socket> {
  let most = new Set<Socket>();
  for (const own of held.values()) if (own.size > most.size) most = own;
  return most;
}

function cutOldest(own: Set<Socket>): void {
  const [oldest] = own;
  if (!oldest) return;
  // It closes a moment later, and must not be counted until then.
  own.delete(oldest);
  oldest.destroy();
}
