// The real nginx on loopback with the recipe of this project: the very file, with its names and paths put in.
import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findNginx } from './nginx.mjs';

const recipe = fileURLToPath(new URL('../../../docs/recipes/nginx.conf', import.meta.url));

export interface NginxSite {
  /** With the sub-path of the recipe. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * @param home a folder for its own files
 * @param mirror the folder to serve
 * @throws Error with nginx's own words where it does not start
 */
export async function serveByNginx(home: string, mirror: string): Promise<NginxSite> {
  const nginx = findNginx();
  if (nginx === null) throw new Error('nginx is not here: run `npm test` as root, or install it');
  const port = await freePort();
  const site = join(home, 'site.conf');
  await writeFile(site, await filledRecipe(port, mirror));
  const conf = join(home, 'nginx.conf');
  await writeFile(conf, mainConf(home, site));
  await mkdir(join(home, 'temp'), { recursive: true });
  const child = spawn(nginx, ['-e', 'stderr', '-p', home, '-c', conf], { stdio: ['ignore', 'ignore', 'pipe'] });
  let words = '';
  child.stderr.on('data', (part: Buffer) => {
    words += part.toString('utf8');
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let isRunning = true;
  void ended.then(() => {
    isRunning = false;
  });
  const url = `http://127.0.0.1:${port}/guide/`;
  for (let tries = 0; !(await answers(url)); tries++) {
    if (!isRunning || tries > 100) throw new Error(`nginx did not start: ${words}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Loopback over http stands for the certificate; everything else is the recipe's. */
async function filledRecipe(port: number, mirror: string): Promise<string> {
  const text = await readFile(recipe, 'utf8');
  const replaced = text
    .replace('listen 443 ssl http2;', `listen 127.0.0.1:${port};`)
    .replace('listen [::]:443 ssl http2;', '')
    .replace(/^ *ssl_certificate.*$/gm, '')
    .replaceAll('/srv/nishan/mirror/', `${mirror}/`);
  if (/^[^#\n]*(ssl|\/srv\/)/m.test(replaced) || !replaced.includes(`${mirror}/`))
    throw new Error('the recipe has other words now');
  return replaced;
}

/** What Debian's own nginx.conf has around a site, as far as it matters. */
function mainConf(home: string, site: string): string {
  const asRoot = process.getuid?.() === 0 ? 'user root;' : '';
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${home}/temp;`);
  return `${asRoot}
daemon off;
worker_processes 1;
pid ${home}/nginx.pid;
error_log stderr;
events { worker_connections 256; }
http {
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    ${temp.join('\n    ')}
    include ${site};
}
`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    async (response) => {
      await response.body?.cancel();
      return true;
    },
    () => false,
  );
}
