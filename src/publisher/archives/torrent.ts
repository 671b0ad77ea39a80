// A mirror's tree as a torrent without trackers, with the guide's own mirrors as web seeds. BEP 3, BEP 19.
/// <reference path="./create-torrent.d.ts" />
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import createTorrent from 'create-torrent';
import type { TorrentPlace } from './torrent-place.ts';

/** Hosts read these and do not serve them, so that no web seed could give the piece that they lie in. */
const notServed = /^_headers$|(^|\/)\./;

/** So that the list of pieces stays below some tens of kilobytes; BEP 3 wants a power of two. */
const mostPieces = 1_024;
const minPieceBytes = 16_384;
const maxPieceBytes = 4_194_304;

/**
 * Makes a torrent of some files of a folder: the same bytes for the same files.
 * @param dir the folder
 * @param paths below it, with "/"; `_headers` and `.nojekyll` are left out
 * @param created the date that it says; whole seconds
 * @returns the .torrent file
 */
export async function makeTorrent(
  dir: string,
  paths: readonly string[],
  { name, seeds }: TorrentPlace,
  created: Date,
): Promise<Uint8Array> {
  const shared = paths.filter((path) => !notServed.test(path));
  const sizes = shared.map((path) => statSync(join(dir, path)).size);
  const pieceLength = pieceBytes(sizes.reduce((sum, size) => sum + size, 0));
  // Opened one after the other: a country's files are more than a process may hold open.
  const files = shared.map((path) =>
    Object.assign(
      Readable.from(
        (function* () {
          yield readFileSync(join(dir, path));
        })(),
      ),
      { name: `${name}/${path}` },
    ),
  );
  const options = { name, creationDate: created, pieceLength, announceList: [], filterJunkFiles: false };
  return new Promise((resolve, reject) => {
    createTorrent(files, seeds.length > 0 ? { ...options, urlList: seeds } : options, (error, torrent) =>
      error ? reject(error) : resolve(torrent),
    );
  });
}

function pieceBytes(total: number): number {
  let bytes = minPieceBytes;
  while (bytes < maxPieceBytes && bytes * mostPieces < total) bytes *= 2;
  return bytes;
}
