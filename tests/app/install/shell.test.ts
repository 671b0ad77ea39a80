// What comes after the answer: the app is kept, and its address looked at, and nothing of that holds up the look for a newer
// edition. The worker itself is tried in tests/e2e/start.
import { afterEach, expect, it, vi } from 'vitest';
import { keepShell } from '../../../src/app/install/shell.ts';
import { encodeUtf8, sha256Hex } from '../../../src/core/bytes.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { testMirror } from '../../core/fixture.ts';
import { take } from '../../core/ingest/ingest-helpers.ts';
import { openTestWorld, pageUrl } from '../opened-world.ts';

afterEach(() => vi.unstubAllGlobals());

it('does not wait for an address that is blocked in silence', async () => {
  vi.stubGlobal('navigator', {});
  const page = encodeUtf8('<title>ours');
  const worker = `sw-${'0'.repeat(32)}.js`;
  const listed = ['index.html', worker].map((path) => ({ path, sha256: sha256Hex(page), length: page.length }));
  const vault = memoryVault();
  await take(vault, testMirror({ app: { worker, files: listed } }));
  const asked: string[] = [];
  const fetch = (input: RequestInfo | URL): Promise<Response> => {
    asked.push(String(input));
    return new Promise(() => undefined);
  };
  openTestWorld({ vault, fetch });
  await keepShell();
  await expect.poll(() => asked).toEqual([pageUrl]);
});
