// The demo, made and served by the command itself.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../../bin/nishan.mjs', import.meta.url));

/**
 * Builds the example guide into a folder and serves it on loopback.
 * @param {string} folder
 * @param {string | undefined} shell another built app than dist/app
 */
export async function serveDemo(folder, shell) {
  const guide = join(folder, 'guide');
  const mirror = join(folder, 'mirror');
  await run('init', guide);
  await run('build', guide, '--out', mirror, ...(shell ? ['--shell', shell] : []));
  const server = spawn(process.execPath, [command, 'serve', mirror, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise((resolve, reject) => {
    let said = '';
    server.stdout.on('data', (data) => {
      said += data;
      const found = /https?:\/\/\S+/.exec(said);
      if (found) resolve(found[0]);
    });
    server.on('exit', () => reject(new Error(`the server ended: ${said}`)));
  });
  return { url, stop: () => server.kill() };
}

function run(...args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [command, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`nishan ${args[0]} ended with ${code}`))));
  });
}
