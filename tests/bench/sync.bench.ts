// What a sync costs on the wire when nothing is new, and when one symbol changed.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, it } from 'vitest';
import { ingest } from '../../src/core/ingest/ingest.ts';
import { memoryVault } from '../../src/core/memory-vault.ts';
import { ed25519Verifiers } from '../../src/core/tuf/signatures.ts';
import { mirrorSource } from '../../src/io/mirror-source.ts';
import { serveMirror } from '../../src/publisher/serve.ts';
import { runNishan } from '../e2e/harness/mirror.ts';
import { hasData, makeNational, type National, row } from './measure.ts';

let national: National;
beforeAll(async () => {
  if (hasData) national = await makeNational();
}, 120_000);

it.runIf(hasData)('a sync of the national guide', { timeout: 120_000 }, async (context) => {
  const served = await serveMirror({ dir: national.mirrorDir, port: 0 });
  try {
    let requests = 0;
    let bytes = 0;
    const counted: typeof fetch = async (input, init) => {
      const response = await fetch(input, init);
      requests++;
      bytes += (await response.clone().arrayBuffer()).byteLength;
      return response;
    };
    const root = new Uint8Array(readFileSync(join(national.mirrorDir, 'metadata/1.root.json')));
    const vault = memoryVault();
    const sync = async (now: string): Promise<string> => {
      requests = 0;
      bytes = 0;
      const options = { root, now: new Date(now), verifiers: ed25519Verifiers, regions: 'all' } as const;
      return (await ingest(vault, mirrorSource(served.url, { fetch: counted }), options)).kind;
    };
    await sync('2024-02-05T13:00:00Z');
    row(context, 'first sync of the whole country', `${requests} requests, ${bytes} B`, '');
    const same = await sync('2024-02-05T14:00:00Z');
    row(context, 'sync with nothing new', `${requests} requests, ${bytes} B`, '2 requests, 1 kB', same);
    const path = join(national.guideDir, 'candidates.csv');
    const [header = '', first = '', ...rest] = readFileSync(path, 'utf8').split('\n');
    writeFileSync(
      path,
      [header, first.replace(/,[^,]*,(,*)\r?$/, (all) => all), ...rest].join('\n').replace(/Toor Gul/u, 'Tur Gul'),
    );
    const { code, stderr } = await runNishan(
      'build',
      national.guideDir,
      '--out',
      national.mirrorDir,
      '--now',
      '2024-02-05T15:00:00Z',
    );
    if (code !== 0) throw new Error(stderr);
    const changed = await sync('2024-02-05T16:00:00Z');
    row(context, 'sync after one candidate changed', `${requests} requests, ${bytes} B`, '10 kB', changed);
  } finally {
    await served.close();
  }
});
