// One job of archives, as plain values that a worker thread takes.
import { writeFile } from 'node:fs/promises';
import { writeCar } from './car.ts';
import { makeTorrent } from './torrent.ts';
import type { TorrentPlace } from './torrent-place.ts';

export interface ArchiveJob {
  /** The tree, and its files with "/". */
  readonly dir: string;
  readonly paths: readonly string[];
  /** Where to write the CAR; null for none. */
  readonly car: string | null;
  readonly torrent: { readonly file: string; readonly place: TorrentPlace; readonly created: Date } | null;
}

/** The CID of the CAR's folder; null where none was wanted. */
export interface ArchiveResult {
  readonly cid: string | null;
}

export async function runArchiveJob({ dir, paths, car, torrent }: ArchiveJob): Promise<ArchiveResult> {
  const cid = car === null ? null : await writeCar(dir, paths, car);
  if (torrent) await writeFile(torrent.file, await makeTorrent(dir, paths, torrent.place, torrent.created));
  return { cid };
}
