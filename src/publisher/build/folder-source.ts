// A mirror's folder as a Source: how a build reads its own output back.
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { bytesSource } from '../../core/bytes-source.ts';
import { AppError } from '../../core/errors.ts';
import type { Source } from '../../core/ports.ts';

/** @param dir the mirror's folder */
export function folderSource(dir: string): Source {
  return bytesSource(async (path, maxBytes) => {
    if (path.split('/').some((part) => part === '..' || part === '')) return null;
    const file = await open(join(dir, path), 'r').catch(() => null);
    if (!file) return null;
    try {
      // Before it is read: a file of any size may lie there.
      const { size } = await file.stat();
      if (size > maxBytes) throw new AppError('source/too-long', { path, want: maxBytes });
      return await file.readFile();
    } finally {
      await file.close();
    }
  });
}
