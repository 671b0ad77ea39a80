// The trust beside tuf-js, on the national mirror over loopback, each a client that begins with the root alone; and what
// one verified read costs in code beside @helia/verified-fetch.
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { Updater } from 'tuf-js';
import { build } from 'vite';
import { afterAll, it } from 'vitest';
import { refresh } from '../../../src/core/tuf/refresh.ts';
import { ed25519Verifiers, type Verifiers } from '../../../src/core/tuf/signatures.ts';
import { folderStore } from '../../../src/publisher/tuf/folder-store.ts';
import { httpSource } from '../../../src/publisher/tuf/http-source.ts';
import { nodeVerifiers } from '../../../src/publisher/tuf/node-verifiers.ts';
import { makeMirror } from '../../harness/mirrors/mirror.ts';
import { kB, ms, row } from '../measure.ts';
import { neighbourFolder, titleOf } from './get.ts';

const home = mkdtempSync(join(tmpdir(), 'nishan-neighbours-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const runs = 15;

it('metadata from nothing', async (context) => {
  const mirror = await makeMirror();
  const rootFile = join(mirror.dir, 'metadata/1.root.json');
  const root = readFileSync(rootFile);
  const times = { 'Nishan, its own cryptography': [], 'Nishan, with node:crypto': [], 'tuf-js': [] } as Record<
    string,
    number[]
  >;
  const clock = async (name: string, work: (dir: string) => Promise<unknown>): Promise<void> => {
    const dir = mkdtempSync(join(home, 'client-'));
    copyFileSync(rootFile, join(dir, 'root.json'));
    const began = performance.now();
    await work(dir);
    times[name]?.push(performance.now() - began);
  };
  const ours = (verifiers: Verifiers) => (dir: string) =>
    refresh(folderStore(dir), httpSource({ metadata: `${mirror.url}metadata`, targets: `${mirror.url}targets` }), {
      ...{ root, verifiers, now: new Date(), expiry: 'strict' },
    });
  try {
    for (let run = 0; run < runs; run++) {
      await clock('Nishan, its own cryptography', ours(ed25519Verifiers));
      await clock('Nishan, with node:crypto', ours(nodeVerifiers));
      await clock('tuf-js', (dir) =>
        new Updater({
          ...{ metadataDir: dir, metadataBaseUrl: `${mirror.url}metadata` },
          ...{ targetDir: dir, targetBaseUrl: `${mirror.url}targets` },
        }).refresh(),
      );
    }
  } finally {
    await mirror.remove();
  }
  for (const [name, each] of Object.entries(times))
    row(context, `${name}: a refresh from the root`, ms(each), '', `${runs} runs`);
});

/** What a page would load, minified and packed. */
async function packedSize(entry: string): Promise<number> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: true,
      lib: { entry, formats: ['es'], fileName: 'x' },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((each) => ('output' in each ? each.output : []));
  const code = outputs.flatMap((each) => (each.type === 'chunk' ? [each.code] : [])).join('');
  return brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

it('the code of a verified read', async (context) => {
  const folder = neighbourFolder('@helia/verified-fetch');
  const theirs = await packedSize(join(folder, 'node_modules/@helia/verified-fetch/dist/src/index.js'));
  row(context, `${titleOf('@helia/verified-fetch')}, minified, brotli 11`, kB(theirs), '');
});
