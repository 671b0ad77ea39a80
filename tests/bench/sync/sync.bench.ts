// What a sync costs on the wire when nothing is new, and when one symbol changed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, it } from 'vitest';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { serveMirror } from '../../../src/publisher/serve.ts';
import { hasData, makeNational, type National, nationalLater, renameOneCandidate, row } from '../measure.ts';
import { countedSync } from './counted-sync.ts';

let national: National;
beforeAll(async () => {
  if (hasData) national = await makeNational();
});

it.runIf(hasData)('a sync of the national guide', async (context) => {
  const served = await serveMirror({ dir: national.mirrorDir, port: 0 });
  try {
    const root = new Uint8Array(readFileSync(join(national.mirrorDir, 'metadata/1.root.json')));
    const vault = memoryVault();
    const sync = async (figure: string, now: string): Promise<void> => {
      const { kind, traffic } = await countedSync(vault, served.url, { root, now: new Date(now) });
      row(context, figure, traffic, '', `${kind}, bodies as they are decoded`);
    };
    await sync('first sync of the whole country', '2024-02-05T13:00:00Z');
    await sync('sync with nothing new', '2024-02-05T14:00:00Z');
    await renameOneCandidate(national, nationalLater);
    await sync('sync after one candidate changed', '2024-02-05T16:00:00Z');
  } finally {
    await served.close();
  }
});
