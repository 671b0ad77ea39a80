// Sends an answer whole, or in one of the ways in which an answer does not arrive.
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FaultName } from './faults.ts';
import type { Answer } from './upstream.ts';

const dripMs = 1_000;
const resetMs = 50;
const noise = new Uint8Array(16_384);

/** A response as it goes out. */
export interface Outgoing {
  readonly response: ServerResponse;
  /** Below encryption, where there is any. */
  readonly socket: Socket | undefined;
  /** A HEAD is answered without a body, whatever the fault. */
  readonly isHead: boolean;
  /** Told of the length of each piece of the body. */
  count(bytes: number): void;
}

/** @returns once the answer is sent, or given up because the other side went away */
export async function sendAnswer(fault: FaultName | undefined, answer: Answer, out: Outgoing): Promise<void> {
  const { response } = out;
  // Nothing is sent; who asked, or a change of the fault, ends it.
  if (fault === 'hang') return;
  const body = out.isHead ? new Uint8Array() : answer.body;
  const half = body.subarray(0, body.length >> 1);
  response.writeHead(answer.status, headersOf(fault, answer, out.isHead));
  response.flushHeaders();
  switch (fault) {
    case 'reset':
      await write(out, half);
      // Some clients take a reset that comes together with bytes for an ordinary end.
      await untilGone(response, (done) => setTimeout(done, resetMs));
      return void (out.socket ?? response.socket)?.resetAndDestroy();
    case 'cut-short':
      await write(out, half);
      return void response.socket?.end();
    case 'drip':
      return drip(out, body);
    case 'endless':
      return pour(out, body);
    default:
      await write(out, body);
      response.end();
  }
}

/** With a length that is told for bytes that follow; where none do, the mirror's own stands. */
function headersOf(fault: FaultName | undefined, answer: Answer, isHead: boolean): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries(answer.headers)) {
    headers[name] = typeof value === 'string' ? value : [...value];
  }
  if (fault === 'endless') delete headers['content-length'];
  else if (!isHead && answer.status !== 304) {
    headers['content-length'] = fault === 'wrong-length' ? answer.body.length >> 1 : answer.body.length;
  }
  return headers;
}

/** @returns once the bytes have left for the system, so that an end or a reset does not overtake them */
function write({ response, count }: Outgoing, bytes: Uint8Array): Promise<void> {
  if (bytes.length === 0) return Promise.resolve();
  count(bytes.length);
  return untilGone(response, (done) => void response.write(bytes, done));
}

/** @returns once `begin` calls what it is given, or nobody is there any more */
function untilGone(response: ServerResponse, begin: (done: () => void) => void): Promise<void> {
  if (response.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('close', done);
      resolve();
    };
    response.once('close', done);
    begin(done);
  });
}

async function drip(out: Outgoing, body: Uint8Array): Promise<void> {
  for (let at = 0; at < body.length && !out.response.destroyed; at++) {
    await write(out, body.subarray(at, at + 1));
    await untilGone(out.response, (done) => setTimeout(done, dripMs));
  }
  out.response.end();
}

async function pour(out: Outgoing, body: Uint8Array): Promise<void> {
  await write(out, body);
  while (!out.response.destroyed) {
    await write(out, noise);
    // Lets the rest of the process, tests included, have its turn.
    await new Promise((resolve) => setImmediate(resolve));
  }
}
