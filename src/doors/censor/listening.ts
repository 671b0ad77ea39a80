// A server that listens, can be closed at once with all its connections, and knows the plain socket below encryption.
import type { AddressInfo, Server, Socket } from 'node:net';

export interface Listening {
  readonly port: number;
  /** The connection from a port of the other side. */
  socketFrom(remotePort: number | undefined): Socket | undefined;
  /** Breaks off what is under way. */
  close(): Promise<void>;
}

/**
 * @param port 0 takes any free one
 * @throws the error of node:net ("EADDRINUSE")
 */
export function listen(server: Server, port: number, host: string): Promise<Listening> {
  // Two phones may call from a port of the same number.
  const open = new Set<Socket>();
  const sockets = new Map<number, Socket>();
  // First of all listeners: that of encryption takes the socket over and never gives it out again.
  server.prependListener('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    const { remotePort } = socket;
    if (remotePort === undefined) return;
    sockets.set(remotePort, socket);
    socket.once('close', () => {
      if (sockets.get(remotePort) === socket) sockets.delete(remotePort);
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve({
        port: (server.address() as AddressInfo).port,
        socketFrom: (remotePort) => (remotePort === undefined ? undefined : sockets.get(remotePort)),
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            for (const socket of open) socket.destroy();
          }),
      });
    });
  });
}
