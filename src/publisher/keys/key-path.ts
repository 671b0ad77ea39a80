// Which file a key that was named on the command line is in.
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { keyFault } from './key-file.ts';

/**
 * @param named a key's name, or a path to its file
 * @param dir whose folder keys/ has it
 * @throws FaultError where there is none
 */
export async function keyPath(named: string, dir: string): Promise<string> {
  const places = /\.(age|json)$/.test(named)
    ? [named]
    : ['age', 'json'].map((end) => join(dir, 'keys', `${named}.${end}`));
  for (const path of places) {
    const isHere = await access(path).then(
      () => true,
      () => false,
    );
    if (isHere) return path;
  }
  throw keyFault(
    places[0] ?? named,
    'is not there',
    'name a key of keys/, say where keys/ is with --in, or give a path',
  );
}
