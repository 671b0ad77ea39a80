// Whether a program is on the path. Runs nothing.
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

export async function hasTool(name: string): Promise<boolean> {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    if (folder === '') continue;
    for (const ending of endings) {
      const isThere = await access(join(folder, name + ending), constants.X_OK).then(
        () => true,
        () => false,
      );
      if (isThere) return true;
    }
  }
  return false;
}
