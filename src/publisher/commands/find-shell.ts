// Where the built app is that a mirror carries.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../core/errors.ts';

/**
 * Beside the built command, or in the project where the command runs from its source.
 * @param given a folder, false for none
 * @returns null where none is wanted, or none was built
 * @throws AppError `source/missing` where the given folder has none
 */
export function findShell(given: string | false | undefined): string | null {
  if (given === false) return null;
  if (given !== undefined) {
    if (existsSync(join(given, 'index.html'))) return given;
    throw new AppError('source/missing', { path: given, want: 'the built app: npm run build' });
  }
  const here = dirname(fileURLToPath(import.meta.url));
  const places = [join(here, '../app'), join(here, '../../../dist/app')];
  return places.find((place) => existsSync(join(place, 'index.html'))) ?? null;
}
