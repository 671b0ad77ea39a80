// A mirror's tree as a torrent without trackers, with the guide's own mirrors as web seeds. BEP 3, BEP 19.
import { createHash } from 'node:crypto';
import { type Bencoded, bencode } from './bencode.ts';
import type { TorrentPlace } from './torrent-place.ts';

/** Hosts read these and do not serve them, so that no web seed could give the piece that they lie in. */
const notServed = /^_headers$|(^|\/)\./;

/** So that the list of pieces stays below some tens of kilobytes; BEP 3 wants a power of two. */
const mostPieces = 1_024;
const minPieceBytes = 16_384;
const maxPieceBytes = 4_194_304;

/** A torrent that takes a tree file by file. */
export interface Torrent {
  /** The next file; `_headers` and `.nojekyll` are left out. */
  add(path: string, bytes: Uint8Array): void;
  /** @returns the .torrent file: the same bytes for the same files */
  finish(): Uint8Array;
}

/**
 * @param files all that will be added: how long a piece is depends on them
 * @param created the date that it says; whole seconds
 */
export function openTorrent(
  files: readonly { readonly path: string; readonly size: number }[],
  { name, seeds }: TorrentPlace,
  created: Date,
): Torrent {
  const shared = files.filter(({ path }) => !notServed.test(path));
  const pieceLength = pieceBytes(shared.reduce((sum, { size }) => sum + size, 0));
  const listed: Bencoded[] = [];
  const hashes: Buffer[] = [];
  let piece = createHash('sha1');
  let filled = 0;
  const endPiece = (): void => {
    hashes.push(piece.digest());
    piece = createHash('sha1');
    filled = 0;
  };
  return {
    add(path, bytes) {
      if (notServed.test(path)) return;
      listed.push({ length: bytes.length, path: path.split('/') });
      for (let at = 0; at < bytes.length; ) {
        const part = bytes.subarray(at, at + pieceLength - filled);
        piece.update(part);
        at += part.length;
        filled += part.length;
        if (filled === pieceLength) endPiece();
      }
    },
    finish() {
      if (filled > 0) endPiece();
      return bencode({
        'creation date': Math.ceil(created.getTime() / 1000),
        encoding: 'UTF-8',
        info: { files: listed, name, 'piece length': pieceLength, pieces: Buffer.concat(hashes) },
        ...(seeds.length > 0 && { 'url-list': seeds }),
      });
    },
  };
}

function pieceBytes(total: number): number {
  let bytes = minPieceBytes;
  while (bytes < maxPieceBytes && bytes * mostPieces < total) bytes *= 2;
  return bytes;
}
