// A mirror's folder as a Source: how a build reads its own output back.
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../core/errors.ts';
import type { Accept, ReadOptions, Source } from '../../core/ports.ts';

/** @param dir the mirror's folder */
export function folderSource(dir: string): Source {
  const readBytes = async (path: string, { maxBytes }: ReadOptions): Promise<Uint8Array | null> => {
    if (path.split('/').some((part) => part === '..' || part === '')) return null;
    const file = await open(join(dir, path), 'r').catch(() => null);
    if (!file) return null;
    try {
      const { size } = await file.stat();
      if (size > maxBytes) throw new AppError('source/too-long', { path, want: maxBytes });
      return await file.readFile();
    } finally {
      await file.close();
    }
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
