// One sync of the whole guide over loopback, with what it asked for: the same count in each bench.
import { ingest, type Outcome } from '../../../src/core/ingest/ingest.ts';
import type { Vault } from '../../../src/core/ports.ts';
import { ed25519Verifiers } from '../../../src/core/tuf/signatures.ts';
import { mirrorSource } from '../../../src/io/mirror/mirror-source.ts';

/** Takes in all regions. @returns its kind, and "5 requests, 16300 B" with bodies as they are decoded */
export async function countedSync(
  vault: Vault,
  url: string,
  { root, now }: { readonly root: Uint8Array; readonly now: Date },
): Promise<{
  readonly kind: Outcome['kind'];
  readonly requests: number;
  readonly bytes: number;
  readonly ms: number;
  readonly traffic: string;
}> {
  let requests = 0;
  let bytes = 0;
  const counted: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    requests++;
    bytes += (await response.clone().arrayBuffer()).byteLength;
    return response;
  };
  const began = performance.now();
  const { kind } = await ingest(vault, mirrorSource(url, { fetch: counted }), {
    ...{ root, now, verifiers: ed25519Verifiers, regions: 'all' },
  });
  return { kind, requests, bytes, ms: performance.now() - began, traffic: `${requests} requests, ${bytes} B` };
}
