// What every target begins with: the files of tests/vectors/example.zip, one region of the example guide, by what they are.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { bundleSource } from '../../src/core/bundle/bundle.ts';
import type { Json } from './change-json.ts';

export interface Corpus {
  readonly bundle: Uint8Array;
  /** By path on a mirror. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** A target's signed bytes: "guide/guide". @throws TypeError where the example has none */
  target(path: string): Uint8Array;
  /** A packed target's content. */
  json(path: string): Json;
  /** Metadata by its unversioned name: "snapshot". */
  metadata(role: string): Uint8Array;
  readonly blobs: readonly Uint8Array[];
}

/** @param folder tests/vectors */
export async function openCorpus(folder: string): Promise<Corpus> {
  const bundle = new Uint8Array(readFileSync(join(folder, 'example.zip')));
  const source = bundleSource(bundle);
  const files = new Map<string, Uint8Array>();
  for (const path of await source.paths()) {
    await source.read(path, { maxBytes: bundle.length }, (bytes) => files.set(path, bytes.slice()));
  }
  const find = (pattern: RegExp): Uint8Array => {
    const found = [...files].find(([path]) => pattern.test(path))?.[1];
    if (!found) throw new TypeError(`the example has nothing like ${pattern}`);
    return found;
  };
  const target = (path: string): Uint8Array => {
    const slash = path.lastIndexOf('/') + 1;
    return find(new RegExp(`^targets/${path.slice(0, slash)}[0-9a-f]{64}\\.${path.slice(slash)}$`));
  };
  return {
    bundle,
    files,
    target,
    json: (path) => JSON.parse(inflateRawSync(target(path)).toString()) as Json,
    metadata: (role) => find(new RegExp(`^metadata/(\\d+\\.)?${role}\\.json$`)),
    blobs: [...files].flatMap(([path, bytes]) => (path.startsWith('blobs/') ? [bytes] : [])),
  };
}
