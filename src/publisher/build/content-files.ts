// The pictures and sounds of a content folder as blobs: read once, pictures made small, named by their hash.
import { join } from 'node:path';
import { type Blob, encodeBlob, maxFileBytes } from '../../core/guide/format/blob.ts';
import type { Content } from '../content/content.ts';
import { FaultError } from '../content/fault.ts';
import { type MadePictures, openMadePictures } from '../pictures/made-pictures.ts';
import type { PictureUse } from '../pictures/small-picture.ts';
import { hashOf, readSmallFile } from '../small-files.ts';

/** A blob as it is signed. */
export type WireBlob = ReturnType<typeof encodeBlob>;

/** Blobs by the path inside the folder, and every blob's bytes by hash. */
export interface ContentFiles {
  readonly bytes: Map<string, Uint8Array>;
  /** The hashes of those that were made here. */
  readonly made: ReadonlySet<string>;
  /** The wire form of a file; undefined where a row names none. */
  blob(path: string | null | undefined): WireBlob | undefined;
  /** Takes bytes made here, a list of places, among the blobs. */
  add(bytes: Uint8Array): WireBlob;
}

const filesAtOnce = 32;

/**
 * Reads every file that the content names.
 * @throws FaultError for a file that is missing or too large
 */
export async function readContentFiles(content: Content): Promise<ContentFiles> {
  const bytes = new Map<string, Uint8Array>();
  const made = new Set<string>();
  const blobs = new Map<string, Blob>();
  const add = (file: Uint8Array): Blob => {
    const sha256 = hashOf(file);
    bytes.set(sha256, file);
    return { sha256, length: file.length };
  };
  const uses = [...fileUses(content)];
  const pictures = openMadePictures(content.dir);
  for (let at = 0; at < uses.length; at += filesAtOnce) {
    const some = uses.slice(at, at + filesAtOnce);
    const files = await Promise.all(some.map(([path, use]) => readOne(content.dir, path, use, pictures)));
    some.forEach(([path], i) => {
      const file = files[i];
      if (file) blobs.set(path, add(file));
    });
  }
  await pictures.prune();
  return {
    bytes,
    made,
    blob(path) {
      const blob = path ? blobs.get(path) : undefined;
      return blob && encodeBlob(blob);
    },
    add(file) {
      const blob = add(file);
      made.add(blob.sha256);
      return encodeBlob(blob);
    },
  };
}

/** What is made small, and how small; `sound` stays as it is. */
type FileUse = PictureUse | 'sound';

async function readOne(dir: string, path: string, use: FileUse, pictures: MadePictures): Promise<Uint8Array> {
  const file = readSmallFile(join(dir, path));
  if (!file)
    throw badFile(path, 'is named in the guide but is not there', 'add the file, or empty the cell that names it');
  const small = use === 'sound' || file.length === 0 ? file : await pictures.small(path, file, use);
  if (small.length > 0 && small.length <= maxFileBytes) return small;
  throw badFile(path, `has ${small.length} bytes`, `give a file of 1 to ${maxFileBytes} bytes`);
}

function badFile(path: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'bad-file', file: path, message, fix }]);
}

/** Every file that the content names; a picture that is used twice is made for the larger use. */
function fileUses({ guide, candidates, symbols, media }: Content): ReadonlyMap<string, FileUse> {
  const steps = guide.pages.flatMap((page) => page.steps);
  const sounds = [
    ...[...symbols, ...candidates, ...guide.pages, ...steps, ...guide.events, ...media].map(({ sound }) => sound),
    ...guide.media.map(({ file }) => file),
  ];
  const uses = new Map<string, FileUse>();
  const note = (paths: readonly (string | null | undefined)[], use: FileUse): void => {
    for (const path of paths) if (path) uses.set(path, use);
  };
  note(sounds, 'sound');
  note(
    symbols.map(({ picture }) => picture),
    'symbol',
  );
  note(
    candidates.map(({ photo }) => photo),
    'photo',
  );
  note(
    steps.map(({ picture }) => picture),
    'step',
  );
  return uses;
}
