// A forward proxy for plain http that notes every request whole: what a browser asks anybody, page and worker alike, with
// headers and body. What would go out encrypted is noted by its host and refused.
import { request as ask, createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Noted {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface LoggingProxy {
  /** For launchChromium: everything goes through it, this machine's own addresses too. */
  readonly args: readonly string[];
  readonly requests: readonly Noted[];
  close(): void;
}

export async function openLoggingProxy(): Promise<LoggingProxy> {
  const requests: Noted[] = [];
  const server = createServer((incoming, outgoing) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('end', () => {
      const { method = '', url = '', headers } = incoming;
      const body = Buffer.concat(parts);
      requests.push({ method, url, headers, body: body.toString('utf8') });
      const onward = ask(url, { method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
      onward.on('error', () => outgoing.writeHead(502).end());
      onward.end(body);
    });
  });
  server.on('connect', ({ url = '', headers }, socket) => {
    requests.push({ method: 'CONNECT', url, headers, body: '' });
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    args: [
      `--proxy-server=127.0.0.1:${(server.address() as AddressInfo).port}`,
      // Loopback is left out otherwise.
      '--proxy-bypass-list=<-loopback>',
    ],
    requests,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
