// The table of rooms in docs/ARCHITECTURE.md as a test: who may import what, and no cycles.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const top = resolve(import.meta.dirname, '..');

interface Room {
  readonly folder: string;
  /** Rooms, or single files, that it may import besides itself. */
  readonly rooms: readonly RegExp[];
  readonly packages: readonly RegExp[];
}

const rooms: readonly Room[] = [
  { folder: 'src/core', rooms: [], packages: [/^@noble\//, /^fflate$/] },
  { folder: 'src/words', rooms: [/^src\/core\//], packages: [] },
  { folder: 'src/carrier', rooms: [/^src\/core\//], packages: [] },
  { folder: 'src/seat-page', rooms: [], packages: [] },
  { folder: 'src/panel', rooms: [], packages: [] },
  { folder: 'src/early', rooms: [/^src\/core\//, /^src\/io\/mirror\/early-answer\.ts$/], packages: [] },
  // The scripts of carriers and seats' pages come in as texts: `page.ts?shell`.
  { folder: 'src/paper', rooms: [/^src\/(core|words)\//, /^src\/(carrier|seat-page)\/page\.ts$/], packages: [/^qr$/] },
  { folder: 'src/io', rooms: [/^src\/core\//], packages: [/^idb$/] },
  {
    folder: 'src/app',
    rooms: [/^src\/(core|words|paper|io)\//],
    packages: [/^preact(\/|$)/, /^workbox-window$/, /^qr(\/decode\.js)?$/, /^@fontsource\//],
  },
  {
    folder: 'src/publisher',
    // What runs beside a draft and what begins the app's page come in as texts, the panel's shapes as types.
    rooms: [
      /^src\/(core|words|paper)\//,
      /^src\/io\/mirror\//,
      /^src\/doors\//,
      /^src\/panel\/(panel|state)\.ts$/,
      /^src\/early\/early\.ts$/,
    ],
    packages: [
      /^node:/,
      /^(age-encryption|commander|csv-parse|yaml|fflate|saxes|sharp|svgo)(\/|$)/,
      /^@noble\//,
      /^qr$/,
      /^(ipfs-unixfs-importer|multiformats)(\/|$)/,
    ],
  },
  { folder: 'src/doors', rooms: [/^src\/(core|words|paper)\//, /^src\/io\/(mirror|rounds)\//], packages: [/^node:/] },
  { folder: 'sw', rooms: [/^src\/(core|io)\//], packages: [/^workbox-/] },
];

function filesBelow(folder: string): string[] {
  return readdirSync(join(top, folder)).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(join(top, path)).isDirectory()) return filesBelow(path);
    return /\.tsx?$/.test(name) && !name.endsWith('.d.ts') ? [path] : [];
  });
}

/** What a file imports: static, dynamic and re-exports; comments are taken off first. */
function importsOf(file: string): string[] {
  const source = readFileSync(join(top, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const found = source.matchAll(
    /(?:^|[\s;}])(?:import|export)\s(?:[^'"`;]*?\sfrom\s*)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/g,
  );
  return [...found].map((match) => match[1] ?? match[2] ?? '');
}

function resolved(file: string, specifier: string): string {
  return relative(top, resolve(top, dirname(file), specifier.replace(/\?.*$/, '')));
}

describe.each(rooms)('$folder', (room) => {
  const files = filesBelow(room.folder);

  it('imports only what its room may', () => {
    const strangers = files.flatMap((file) =>
      importsOf(file)
        .filter((specifier) => {
          if (!specifier.startsWith('.')) return !room.packages.some((allowed) => allowed.test(specifier));
          const path = resolved(file, specifier);
          return (
            !path.startsWith(`${room.folder}/`) &&
            path !== 'package.json' &&
            path !== 'package-lock.json' &&
            !room.rooms.some((allowed) => allowed.test(path))
          );
        })
        .map((specifier) => `${file} -> ${specifier}`),
    );
    expect(strangers).toEqual([]);
  });
});

describe('the rooms together', () => {
  const files = rooms.flatMap((room) => filesBelow(room.folder));
  const graph = new Map(
    files.map((file) => [
      file,
      importsOf(file)
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => resolved(file, specifier)),
    ]),
  );

  it('sees the imports that there are', () => {
    expect(graph.get('src/core/bundle/bundle-writer.ts')).toEqual(['src/core/bytes.ts', 'src/core/bundle/bundle.ts']);
    expect(files.length).toBeGreaterThan(20);
  });

  it('has no cycles', () => {
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (file: string, trail: readonly string[]): void => {
      if (trail.includes(file)) {
        cycles.push([...trail.slice(trail.indexOf(file)), file].join(' -> '));
        return;
      }
      if (done.has(file)) return;
      for (const next of graph.get(file) ?? []) visit(next, [...trail, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
    expect(cycles).toEqual([]);
  });

  it('lets signing code into the publisher and the tests alone', () => {
    const users = [...graph].filter(([, imports]) => imports.some((path) => path.startsWith('src/core/tuf/author')));
    expect(users.map(([file]) => file).filter((file) => !/^src\/(publisher\/|core\/tuf\/author)/.test(file))).toEqual(
      [],
    );
  });

  it('keeps screens away from storage and network', () => {
    const drawn = files.filter((file) => /^src\/app\/.*\.tsx$/.test(file) && file !== 'src/app/main.tsx');
    expect(drawn.length).toBeGreaterThan(20);
    expect(drawn.filter((file) => graph.get(file)?.some((path) => path.startsWith('src/io/')))).toEqual([]);
  });
});

describe('the map in docs/ARCHITECTURE.md', () => {
  const page = readFileSync(join(top, 'docs/ARCHITECTURE.md'), 'utf8');
  const [, map = ''] = /## Rooms\n\n```\n([\s\S]*?)\n```/.exec(page) ?? [];
  const inSrc = map.slice(map.indexOf('\nsrc/'), map.indexOf('\nsw/'));

  it.each(readdirSync(join(top, 'src')))('names each folder of src/%s', (room) => {
    const [, text = ''] = new RegExp(`\\n  (${room}/[\\s\\S]*?)(?=\\n  [a-z]|$)`).exec(inSrc) ?? [];
    expect(text).not.toBe('');
    const folders = readdirSync(join(top, 'src', room), { withFileTypes: true }).filter((each) => each.isDirectory());
    const isNamed = (name: string): boolean => new RegExp(`(^|[^\\w-])${name}([^\\w-]|$)`).test(text);
    expect(folders.map(({ name }) => name).filter((name) => !isNamed(name))).toEqual([]);
  });
});
