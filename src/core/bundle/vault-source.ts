// A vault is a source too: an export, or another vault, reads it by the paths of a mirror. Its bytes are checked again
// by whoever reads them.

import type { Source, Vault } from '../ports.ts';
import { bytesSource } from './bytes-source.ts';

/** The Source half of a vault, over its other half. */
export function vaultSource(vault: Pick<Vault, 'readMetadata' | 'readFile'>): Source {
  return bytesSource((path) => find(vault, path));
}

async function find(vault: Pick<Vault, 'readMetadata' | 'readFile'>, path: string): Promise<Uint8Array | null> {
  const root = /^metadata\/(\d+\.root\.json)$/.exec(path)?.[1];
  if (root !== undefined) return vault.readMetadata(root);
  const role = /^metadata\/(?:\d+\.)?([^/]+\.json)$/.exec(path)?.[1];
  if (role !== undefined) return vault.readMetadata(decodeURIComponent(role));
  const hash = /^targets\/(?:.*\/)?([0-9a-f]{64})\.[^/]+$/.exec(path)?.[1] ?? /^blobs\/([0-9a-f]{64})$/.exec(path)?.[1];
  return hash === undefined ? null : vault.readFile(hash);
}
