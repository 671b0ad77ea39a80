// What a source is called inside the folder: its files in reports/, review/ and imports/.
import { basename } from 'node:path';
import { encodeUtf8, sha256Hex } from '../../../core/bytes.ts';
import { slug } from './clean-text.ts';

/** What a name of Latin letters and digits comes to; letters of other scripts are lost in it, and so is what is cut. */
const wholeName = /^[\p{ASCII}\p{M}]{1,40}$/u;

/**
 * "Final List.xlsx" of candidates becomes "candidates-final-list": the same in every format. Two names that differ only in
 * what cannot stand in a file's name everywhere are two sources: one would take the other's rows away.
 */
export function sourceName(kind: string, file: string): string {
  const name = basename(file)
    .replace(/\.[^.]*$/, '')
    .normalize('NFKD');
  const words = slug(name);
  if (words !== null && wholeName.test(name)) return `${kind}-${words}`;
  return `${kind}-${words ?? 'list'}-${sha256Hex(encodeUtf8(name)).slice(0, 6)}`;
}
