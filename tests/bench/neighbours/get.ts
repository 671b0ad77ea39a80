// Other people's libraries that Nishan is measured against: of the versions named here, from the registry, below .cache.
// None of them is a dependency of the project.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const home = resolve('.cache/neighbours');
const versions = {
  minisearch: '7.2.0',
  jsqr: '1.4.0',
  '@helia/verified-fetch': '8.0.4',
  lighthouse: '13.5.0',
  'workbox-build': '7.4.1',
} as const;
export type Neighbour = keyof typeof versions;

/** The folder of an installed neighbour, fetched once. @throws Error where the registry cannot be reached */
export function neighbourFolder(name: Neighbour): string {
  const folder = join(home, name.replace(/\W+/g, '-'));
  if (!existsSync(join(folder, 'node_modules', name))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
    const words = [
      'install',
      '--ignore-scripts',
      '--engine-strict=false',
      '--no-audit',
      '--no-fund',
      `${name}@${versions[name]}`,
    ];
    execFileSync('npm', words, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  }
  return folder;
}

/** The neighbour's module. */
export async function importNeighbour(name: Neighbour): Promise<Readonly<Record<string, unknown>>> {
  const main = createRequire(join(neighbourFolder(name), 'package.json')).resolve(name);
  return (await import(pathToFileURL(main).href)) as Readonly<Record<string, unknown>>;
}

/** "minisearch 7.2.0". */
export function titleOf(name: Neighbour): string {
  return `${name} ${versions[name]}`;
}
