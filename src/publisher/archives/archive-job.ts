// One job of archives, as plain values that a worker thread takes. Each file is read once for both of them.
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import type { ArchiveFile } from './car.ts';
import { isPlainTree, openPlainCar } from './plain-car.ts';
import { openTorrent } from './torrent.ts';
import type { TorrentPlace } from './torrent-place.ts';

export interface ArchiveJob {
  /** In the order in which they are to stand in the archives. */
  readonly files: readonly ArchiveFile[];
  /** Where to write the CAR; null for none. */
  readonly car: string | null;
  readonly torrent: { readonly file: string; readonly place: TorrentPlace; readonly created: Date } | null;
}

/** The CID of the CAR's folder; null where none was wanted. */
export interface ArchiveResult {
  readonly cid: string | null;
}

export async function runArchiveJob({ files, car, torrent }: ArchiveJob): Promise<ArchiveResult> {
  const sized = files.map((file) => ({ ...file, size: statSync(file.at).size }));
  const isPlain = isPlainTree(sized);
  const tree = car !== null && isPlain ? openPlainCar(car) : null;
  const swarm = torrent && openTorrent(sized, torrent.place, torrent.created);
  let cid: string | null = null;
  try {
    for (const { path, at } of tree || swarm ? files : []) {
      const bytes = readFileSync(at);
      tree?.add(path, bytes);
      swarm?.add(path, bytes);
    }
    if (tree) cid = tree.finish();
  } finally {
    tree?.close();
  }
  if (car !== null && !isPlain) cid = await (await import('./large-car.ts')).writeLargeCar(files, car);
  if (torrent && swarm) writeFileSync(torrent.file, swarm.finish());
  return { cid };
}
