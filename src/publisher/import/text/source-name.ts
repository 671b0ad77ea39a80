// What a source is called inside the folder: its files in reports/, review/ and imports/.
import { basename } from 'node:path';
import { slug } from './clean-text.ts';

/** "Final List.xlsx" of candidates becomes "candidates-final-list": the same in every format. */
export function sourceName(kind: string, file: string): string {
  return `${kind}-${slug(basename(file).replace(/\.[^.]*$/, '')) ?? 'list'}`;
}
