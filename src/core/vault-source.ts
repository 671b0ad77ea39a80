// A vault is a source too: an export, or another vault, reads it by the paths of a mirror. Its bytes are checked again
// by whoever reads them.
import { AppError } from './errors.ts';
import type { Accept, ReadOptions, Source, Vault } from './ports.ts';

/** The Source half of a vault, over its other half. */
export function vaultSource(vault: Pick<Vault, 'readMetadata' | 'readFile'>): Source {
  const readBytes = async (path: string, options: ReadOptions): Promise<Uint8Array | null> => {
    const bytes = await find(vault, path);
    if (bytes && bytes.length > options.maxBytes) throw new AppError('source/too-long', { path });
    return bytes;
  };
  return {
    isLocal: true,
    async read<T>(path: string, options: ReadOptions, accept: Accept<T>): Promise<T | null> {
      const bytes = await readBytes(path, options);
      return bytes === null ? null : accept(bytes);
    },
    async readEach(path, options, accept) {
      const bytes = await readBytes(path, options);
      if (bytes === null) return 0;
      await accept(bytes);
      return 1;
    },
  };
}

async function find(vault: Pick<Vault, 'readMetadata' | 'readFile'>, path: string): Promise<Uint8Array | null> {
  const root = /^metadata\/(\d+\.root\.json)$/.exec(path)?.[1];
  if (root !== undefined) return vault.readMetadata(root);
  const role = /^metadata\/(?:\d+\.)?([^/]+\.json)$/.exec(path)?.[1];
  if (role !== undefined) return vault.readMetadata(decodeURIComponent(role));
  const hash = /^targets\/(?:.*\/)?([0-9a-f]{64})\.[^/]+$/.exec(path)?.[1] ?? /^blobs\/([0-9a-f]{64})$/.exec(path)?.[1];
  return hash === undefined ? null : vault.readFile(hash);
}
