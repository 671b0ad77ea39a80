// A plain site of the real list, as usually built: html, a script, JSON a seat, and a worker that Workbox makes, which
// keeps all of it.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { readNational } from '../../core/search/national-guide.ts';
import { neighbourFolder } from './get.ts';

/** Writes it. @param dir an empty folder @returns a seat of it */
export async function makePlainSite(dir: string): Promise<{ readonly seat: string; readonly files: number }> {
  mkdirSync(join(dir, 'seats'), { recursive: true });
  const { candidates } = readNational();
  for (const [seat, list] of candidates) {
    const rows = list.map(({ serial, en, ur, symbol }) => ({ serial, en, ur, symbol }));
    writeFileSync(join(dir, 'seats', `${seat}.json`), JSON.stringify({ seat, candidates: rows }));
  }
  const bundled = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      lib: { entry: resolve(import.meta.dirname, 'plain-app.ts'), formats: ['es'], fileName: 'app' },
    },
  });
  const outputs = (Array.isArray(bundled) ? bundled : [bundled]).flatMap((each) =>
    'output' in each ? each.output : [],
  );
  const code = outputs.flatMap((each) => (each.type === 'chunk' ? [each.code] : [])).join('');
  writeFileSync(join(dir, 'app.js'), code);
  writeFileSync(
    join(dir, 'index.html'),
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>List</title><body><script type="module" src="app.js"></script>',
  );
  makeWorker(dir);
  const [seat = ''] = candidates.keys();
  return { seat, files: candidates.size + 2 };
}

/** Publishes one more edition: another spelling of a candidate. */
export function renameInPlainSite(dir: string, seat: string, from: string, to: string): void {
  const path = join(dir, 'seats', `${seat}.json`);
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
  makeWorker(dir);
}

/** In a process of its own: its library is of another module system and writes to the folder it runs in. */
function makeWorker(dir: string): void {
  const script = `require('workbox-build').generateSW({ globDirectory: ${JSON.stringify(dir)}, globPatterns: ['**/*.{html,js,json}'], swDest: ${JSON.stringify(join(dir, 'sw.js'))}, skipWaiting: true, clientsClaim: true, sourcemap: false })`;
  execFileSync(process.execPath, ['-e', script], {
    cwd: neighbourFolder('workbox-build'),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
