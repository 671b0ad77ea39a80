// What `nishan censor` and tests stand a censor before: a mirror's folder, served on loopback and copied where it is to be
// frozen, or a mirror that is somewhere already.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Upstream } from '../doors/censor/upstream.ts';
import { serveMirror } from './serve.ts';

/** @throws the error of node:fs where the folder is not there */
export async function folderUpstream(dir: string): Promise<Upstream> {
  const site = await serveMirror({ dir, port: 0 });
  return { url: site.url, freeze: () => frozenCopy(dir), close: () => site.close() };
}

async function frozenCopy(dir: string): Promise<Upstream> {
  const home = await mkdtemp(join(tmpdir(), 'nishan-frozen-'));
  const copy = join(home, 'mirror');
  await cp(dir, copy, { recursive: true });
  const upstream = await folderUpstream(copy);
  return {
    ...upstream,
    async close() {
      await upstream.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** @param url of a mirror that others serve: it cannot be frozen */
export function urlUpstream(url: string): Upstream {
  return { url, close: async () => {} };
}
