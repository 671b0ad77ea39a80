// WebKitGTK by its own WebDriver, over plain HTTP: as much of the protocol as one test needs. W3C WebDriver 2.
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { WebkitPlaces } from './webkit.mjs';

/** A browser with one page. */
export interface Driven {
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Runs a function's body in the page. */
  run<T>(body: string, ...args: readonly unknown[]): Promise<T>;
  /** Gives a file to the picker that a selector finds. */
  give(selector: string, file: string): Promise<void>;
  close(): Promise<void>;
}

const elementKey = 'element-6066-11e4-a52e-4f735466cecf';
const patienceMs = 15_000;

/** Starts a screen that nobody sees, the driver and the browser. */
export async function launchWebkit({ driver, browser, screen }: WebkitPlaces): Promise<Driven> {
  const port = await freePort();
  const display = `:${90 + (process.pid % 900)}`;
  const shown = spawn(screen, [display, '-screen', '0', '400x800x24', '-nolisten', 'tcp'], { stdio: 'ignore' });
  const env = { ...process.env, DISPLAY: display, LANG: 'en_GB.UTF-8', GDK_BACKEND: 'x11' };
  const driving = spawn(driver, [`--port=${port}`, '--host=127.0.0.1'], { stdio: 'ignore', env });
  const stop = (): void => {
    for (const child of [driving, shown]) end(child);
  };
  try {
    const base = `http://127.0.0.1:${port}`;
    const capabilities = {
      alwaysMatch: { 'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] } },
    };
    const { sessionId } = await soon(() => call<{ sessionId: string }>(base, 'POST', '/session', { capabilities }));
    return sessionAt(`${base}/session/${sessionId}`, stop);
  } catch (error) {
    stop();
    throw error;
  }
}

function sessionAt(session: string, stop: () => void): Driven {
  const post = <T>(path: string, body: object): Promise<T> => call<T>(session, 'POST', path, body);
  return {
    goto: (url) => post('/url', { url }),
    reload: () => post('/refresh', {}),
    run: (body, ...args) => post('/execute/sync', { script: body, args }),
    async give(selector, file) {
      const found = await post<Record<string, string>>('/element', { using: 'css selector', value: selector });
      await post(`/element/${found[elementKey]}/value`, { text: file });
    },
    async close() {
      await call(session, 'DELETE', '').catch(() => undefined);
      stop();
    },
  };
}

async function call<T>(base: string, method: string, path: string, body?: object): Promise<T> {
  const response = await fetch(`${base}${path}`, { method, ...(body && { body: JSON.stringify(body) }) });
  const { value } = (await response.json()) as { value: T & { error?: string; message?: string } };
  if (value?.error) throw new Error(`${value.error}: ${value.message}`);
  return value;
}

/** What a program that has just been started does not answer at once. */
async function soon<T>(ask: () => Promise<T>): Promise<T> {
  const until = Date.now() + patienceMs;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function end(child: ChildProcess): void {
  if (child.exitCode === null) child.kill('SIGTERM');
}
