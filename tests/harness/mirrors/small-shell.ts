// A built shell in the small: a page, an entry, a part for later and the words of one language, around the real worker
// when there is one. For what needs a shell and not the app.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const page = `<!doctype html>
<html lang="en" dir="ltr">
  <head>
    <meta charset="utf-8" />
    <!-- nishan:policy (here) -->
    <!-- nishan:guide (here) -->
    <title>Nishan</title>
    <script type="module" crossorigin src="./assets/main-1.js"></script>
  </head>
  <body><div id="app"></div></body>
</html>
`;

/** What its entry offers to tests. */
declare global {
  var register: (name: string) => Promise<ServiceWorkerRegistration>;
  var later: () => Promise<number>;
  var tell: (worker: ServiceWorker | null, type: string) => Promise<{ type: string; missing?: number }>;
}

/** Registers by the one policy that the page may make, and talks to the worker as the app does. */
const entry = `const data = JSON.parse(document.getElementById('nishan').textContent);
document.getElementById('app').textContent = 'EDITION ' + data.root;
const policy = globalThis.trustedTypes?.createPolicy('nishan', { createScriptURL: (name) => new URL(name, location.href).href });
globalThis.register = (name) => navigator.serviceWorker.register(policy ? policy.createScriptURL(name) : name, { updateViaCache: 'all' });
globalThis.later = () => import('./later-1.js').then((part) => part.later);
globalThis.tell = (worker, type) => new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = (event) => resolve(event.data);
  worker.postMessage({ type }, [port2]);
});
`;

const bundlerManifest = {
  '_shared-1.js': { file: 'assets/shared-1.js', css: ['assets/shared-1.css'] },
  'index.html': {
    file: 'assets/main-1.js',
    src: 'index.html',
    isEntry: true,
    imports: ['_shared-1.js'],
    dynamicImports: ['src/app/later.ts'],
  },
  'src/app/later.ts': { file: 'assets/later-1.js', src: 'src/app/later.ts', isDynamicEntry: true },
  'src/words/locales/ur.json?first': {
    file: 'assets/ur-1.js',
    src: 'src/words/locales/ur.json?first',
    isDynamicEntry: true,
  },
};

export interface SmallShell {
  readonly dir: string;
  remove(): Promise<void>;
}

/**
 * Writes a small shell into a folder of its own.
 * @param worker the text of the built worker
 * @param edition told by the page, so that two editions can be told apart
 */
export async function writeSmallShell(worker: string, edition = 'one'): Promise<SmallShell> {
  const dir = await mkdtemp(join(tmpdir(), 'nishan-shell-'));
  const files: Readonly<Record<string, string>> = {
    'index.html': page,
    'sw.js': worker,
    '404.html': 'Not here.',
    'manifest.webmanifest': JSON.stringify({ name: 'Nishan', short_name: 'Nishan', start_url: './', scope: './' }),
    'favicon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'icons/icon-192.png': 'png',
    'assets/main-1.js': entry.replace('EDITION', edition),
    'assets/shared-1.js': 'export {};',
    'assets/shared-1.css': 'body { margin: 0 }',
    'assets/later-1.js': 'export const later = 1;',
    'assets/ur-1.js': 'export default {};',
    '.vite/manifest.json': JSON.stringify(bundlerManifest),
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  }
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) };
}
