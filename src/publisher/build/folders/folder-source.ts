// A mirror's folder as a Source: how a build reads its own output back. File by file and at once, as small-files.ts says why.
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesSource } from '../../../core/bundle/bytes-source.ts';
import { AppError } from '../../../core/errors.ts';
import type { Source } from '../../../core/ports.ts';
import { placeIn, type StagedTree } from './staged-tree.ts';

/** @param dir the mirror's folder */
export function folderSource(dir: string): Source {
  return filesSource((path) => join(dir, path));
}

/** An edition that is staged: nothing of the mirror that stands but what belongs to it. */
export function stagedSource(tree: StagedTree): Source {
  const paths = new Set(tree.paths);
  return filesSource((path) => (paths.has(path) ? placeIn(tree, path) : null));
}

/** @param placeOf where a path's file lies; null for nowhere */
function filesSource(placeOf: (path: string) => string | null): Source {
  return bytesSource(async (path, maxBytes) => {
    if (path.split('/').some((part) => part === '..' || part === '')) return null;
    const place = placeOf(path);
    const file = place === null ? null : openIfThere(place);
    if (file === null) return null;
    try {
      const info = fstatSync(file);
      // A device has no end.
      if (!info.isFile()) return null;
      // Before it is read: a file of any size may lie there.
      if (info.size > maxBytes) throw new AppError('source/too-long', { path, want: maxBytes });
      return readFileSync(file);
    } finally {
      closeSync(file);
    }
  });
}

function openIfThere(path: string): number | null {
  try {
    // Opening a pipe would wait for somebody who writes into it; Windows has neither flag nor pipe.
    return openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch {
    return null;
  }
}
