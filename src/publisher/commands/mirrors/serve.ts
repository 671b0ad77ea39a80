// `nishan serve`: a mirror's folder over http, to look at it or to lend it to the room.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FaultError } from '../../content/fault.ts';
import { serveMirror } from '../../serve.ts';
import type { Output } from '../output.ts';

export interface ServeOptions {
  readonly dir: string;
  /** As it was typed. */
  readonly port: string;
  readonly host?: string | undefined;
}

/**
 * Serves until `stopped` settles.
 * @returns the exit code
 * @throws FaultError where the folder is not a mirror, or the port is wrong or in use
 */
export async function serve(options: ServeOptions, stopped: Promise<void>, output: Output): Promise<number> {
  const port = parsePort(options.port);
  await requireMirror(options.dir);
  const site = await serveMirror({ dir: options.dir, port, ...(options.host && { host: options.host }) }).catch(
    (error: unknown) => {
      throw explainListening(error, options);
    },
  );
  output.out(`${options.dir} is at ${site.url}`);
  output.out('Ctrl+C stops it. What a browser has saved goes on working without it.');
  await stopped;
  await site.close();
  return 0;
}

/** @throws FaultError */
export function parsePort(typed: string): number {
  const port = Number(typed);
  if (/^\d{1,5}$/.test(typed) && port <= 65_535) return port;
  throw stop('--port', `"${typed}" is not a port`, 'give a number from 0 to 65535, like: --port 4173');
}

/** @throws FaultError where the folder is not there or is no mirror */
export async function requireMirror(dir: string): Promise<void> {
  const folder = await stat(dir).catch(() => null);
  if (!folder?.isDirectory()) {
    throw stop(dir, folder ? 'is not a folder' : 'is not there', 'make a mirror with: nishan build GUIDE --out MIRROR');
  }
  const root = await stat(join(dir, 'metadata', '1.root.json')).catch(() => null);
  if (!root) {
    const message = 'is not a mirror: it has no metadata/1.root.json';
    throw stop(dir, message, 'name the folder that `nishan build … --out` made');
  }
}

/** What a server's failure to listen means to who typed its port and host. */
export function explainListening(error: unknown, { port, host }: Pick<ServeOptions, 'port' | 'host'>): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE') {
    return stop('--port', `port ${port} is in use`, `choose another one, like: --port ${(Number(port) % 65_535) + 1}`);
  }
  if (code === 'EACCES') return stop('--port', `port ${port} may not be opened`, 'choose one from 1024 on');
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return stop('--host', `"${host}" is not an address of this computer`, 'leave --host out');
  }
  return error;
}

function stop(file: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'serve', file, message, fix }]);
}
