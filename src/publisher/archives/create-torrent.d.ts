// What is used of a library that has no types of its own.

declare module 'create-torrent' {
  import type { Readable } from 'node:stream';

  interface TorrentOptions {
    readonly name: string;
    readonly creationDate: Date;
    readonly pieceLength: number;
    /** Without it the library names trackers of its own choice. */
    readonly announceList: readonly (readonly string[])[];
    readonly urlList?: readonly string[];
    readonly filterJunkFiles: boolean;
  }
  /** Each stream's `name` is its path, the torrent's own name first. */
  function createTorrent(
    files: readonly (Readable & { name: string })[],
    options: TorrentOptions,
    done: (error: Error | null, torrent: Uint8Array) => void,
  ): void;

  // biome-ignore lint/style/noDefaultExport: the library exports nothing else
  export { createTorrent as default };
}
