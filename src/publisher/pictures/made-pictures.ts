// made/ in a content folder: small pictures that were made once, under the hash of what they were made of. A rebuild reads
// them, and whoever builds from a copy of the folder publishes the same bytes, whatever renderer is installed there.
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { maxFileBytes } from '../../core/guide/format/blob.ts';
import { pictureFault } from '../check/files/picture-fault.ts';
import { FaultError } from '../content/fault.ts';
import { readFolderFile } from '../content/folder.ts';
import { hashOf } from '../small-files.ts';
import { writeAtomically } from '../tuf/atomic-write.ts';
import { type PictureUse, recipe, smallPicture } from './small-picture.ts';

const folder = 'made';

export interface MadePictures {
  /**
   * @param path of the source, for messages
   * @throws FaultError where it cannot be drawn
   */
  small(path: string, bytes: Uint8Array, use: PictureUse): Promise<Uint8Array>;
  /** Forgets what was not asked for. */
  prune(): Promise<void>;
}

/** @param dir the content folder */
export function openMadePictures(dir: string): MadePictures {
  const used = new Set<string>();
  return {
    async small(path, bytes, use) {
      const name = `${use}-${recipe}-${hashOf(bytes)}`;
      used.add(name);
      const kept = await readFolderFile(dir, `${folder}/${name}`);
      // A file that broke off must not be published in the place of a whole one.
      if (kept && kept.length <= maxFileBytes && pictureFault(path, kept) === null) return kept;
      const made = await smallPicture(bytes, use).catch(() => cannotDraw(path));
      if (made !== bytes) {
        await mkdir(join(dir, folder), { recursive: true });
        await writeAtomically(join(dir, folder, name), made);
      }
      return made;
    },
    async prune() {
      const names = await readdir(join(dir, folder)).catch(() => []);
      const idle = names.filter((name) => /^(?:symbol|photo|step)-\d+-[0-9a-f]{64}$/.test(name) && !used.has(name));
      await Promise.all(idle.map((name) => rm(join(dir, folder, name), { force: true })));
    },
  };
}

function cannotDraw(path: string): never {
  const fix = 'save it anew, with a drawing program';
  throw new FaultError([{ severity: 'error', code: 'cannot-draw', file: path, message: 'it cannot be drawn', fix }]);
}
