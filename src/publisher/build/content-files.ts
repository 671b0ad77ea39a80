// The pictures and sounds of a content folder as blobs: read once, named by their hash.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '../../core/bytes.ts';
import { type Blob, encodeBlob, maxFileBytes } from '../../core/guide/blob.ts';
import type { Content } from '../content/content.ts';
import { FaultError } from '../content/fault.ts';

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
    const sha256 = sha256Hex(file);
    bytes.set(sha256, file);
    return { sha256, length: file.length };
  };
  const paths = filePaths(content);
  for (let at = 0; at < paths.length; at += filesAtOnce) {
    const some = paths.slice(at, at + filesAtOnce);
    const files = await Promise.all(some.map((path) => readOne(content.dir, path)));
    some.forEach((path, i) => {
      const file = files[i];
      if (file) blobs.set(path, add(file));
    });
  }
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

async function readOne(dir: string, path: string): Promise<Uint8Array> {
  const file = await readFile(join(dir, path)).catch(() => null);
  if (file && file.length > 0 && file.length <= maxFileBytes) return file;
  const message = file ? `has ${file.length} bytes` : 'is named in the guide but is not there';
  const fix = file ? `give a file of 1 to ${maxFileBytes} bytes` : 'add the file, or empty the cell that names it';
  throw new FaultError([{ severity: 'error', code: 'bad-file', file: path, message, fix }]);
}

function filePaths({ guide, candidates, symbols, media }: Content): readonly string[] {
  const named = [
    ...symbols.flatMap(({ picture, sound }) => [picture, sound]),
    ...candidates.flatMap(({ photo, sound }) => [photo, sound]),
    ...guide.pages.flatMap(({ sound, steps }) => [sound, ...steps.flatMap((step) => [step.picture, step.sound])]),
    ...guide.events.map(({ sound }) => sound),
    ...guide.media.map(({ file }) => file),
    ...media.map(({ sound }) => sound),
  ];
  return [...new Set(named.filter((path): path is string => Boolean(path)))];
}
