// What a shard leads to by hash that is its own: photographs, clips, lists of places. Symbols are the head's.
import type { Blob } from '../../core/guide/format/blob.ts';
import { shardPlaces } from '../../core/guide/questions.ts';
import { parseShard } from '../../core/guide/shard.ts';

/** @throws AppError `format/…` */
export function shardBlobs(bytes: Uint8Array): readonly Blob[] {
  const shard = parseShard(bytes);
  const { photo, sound } = shard.candidates;
  return [...photo.values(), ...sound.values(), ...shardPlaces(shard)];
}
