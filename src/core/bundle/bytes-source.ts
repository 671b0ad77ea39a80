// A Source over one way of finding bytes, for what is at hand: a file, a folder, the phone's own store.
import { AppError } from '../errors.ts';
import type { Accept, ReadOptions, Source } from '../ports.ts';

/**
 * @param find the bytes at a path of a mirror; null where they are not. What it returns is not checked by anyone yet
 * @returns a local source; its reads throw AppError `source/too-long`, and what `find` throws
 */
export function bytesSource(find: (path: string, maxBytes: number) => Promise<Uint8Array | null>): Source {
  const source = sourceOf(async (path, { maxBytes }) => {
    const bytes = await find(path, maxBytes);
    if (bytes && bytes.length > maxBytes) throw new AppError('source/too-long', { path, want: maxBytes });
    return bytes;
  });
  return { ...source, isLocal: true };
}

/**
 * A source that has one answer to each question at the most.
 * @param readBytes holds to the limits that it is given; null where there is nothing
 * @returns a source that is not local; its reads throw what `readBytes` and who accepts throw
 */
export function sourceOf(readBytes: (path: string, options: ReadOptions) => Promise<Uint8Array | null>): Source {
  return {
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
