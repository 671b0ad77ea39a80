// A picture, a sound or a list of places: bytes named by their hash inside signed content, outside TUF's targets.
import type { FileRef } from '../../ports.ts';
import { integer, type Reader, refuse } from '../../shape.ts';
import { sha256Reader } from './text.ts';

/** No file of a mirror is larger, so that every content store takes it. */
export const maxFileBytes = 1_048_576;

/** A blob as it is signed: `[sha256, length in bytes]`. */
export interface Blob {
  readonly sha256: string;
  readonly length: number;
}

const lengthReader = integer(1, maxFileBytes);

/** Reads `[sha256, length]`. */
export const blobReader: Reader<Blob> = (value, path) => {
  if (!Array.isArray(value) || value.length !== 2) return refuse(path, '[sha256, length]');
  return { sha256: sha256Reader(value[0], `${path}[0]`), length: lengthReader(value[1], `${path}[1]`) };
};

/** The wire form of a blob. */
export function encodeBlob(blob: Blob): readonly [string, number] {
  return [blob.sha256, blob.length];
}

/** Where a blob stands on a mirror. */
export function blobFile(blob: Blob): FileRef {
  return { path: `blobs/${blob.sha256}`, sha256: blob.sha256, length: blob.length };
}
