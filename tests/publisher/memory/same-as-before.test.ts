// With a memory and without: whatever is edited, damaged or taken away between two runs, check finds the same, in the same
// order, and build makes the same bytes.
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { buildMirror } from '../../../src/publisher/build/build-mirror.ts';
import { listFiles } from '../../../src/publisher/build/folders/list-files.ts';
import { checkFolder } from '../../../src/publisher/check/check-content.ts';
import { type Fault, stopsBuild } from '../../../src/publisher/content/fault.ts';
import { type Memory, memoryWith, noMemory } from '../../../src/publisher/memory/memory.ts';
import { builtExample } from '../build/guide-in-folder.ts';

/** What somebody, or something, does to a folder. */
interface Edit {
  readonly what: 'cell' | 'drop-row' | 'double-row' | 'swap-rows' | 'language' | 'picture' | 'lose' | 'damage' | 'undo';
  readonly table: string;
  /** Which row, column or file, as a number that is taken modulo how many there are. */
  readonly row: number;
  readonly column: number;
  readonly value: string;
}

const tables = ['places', 'places', 'candidates', 'candidates', 'areas', 'contests', 'regions', 'symbols', 'parties'];
const values = ['', 'Somebody', 'ایک نام', 'To be uploaded', 'NA-124', 'women', 'yes', '7', 'a\u202eb', 'kite', '1.5'];
const edits: fc.Arbitrary<Edit> = fc.record({
  what: fc.constantFrom<Edit['what'][]>(
    ...(['cell', 'cell', 'cell', 'cell', 'drop-row', 'double-row', 'swap-rows'] as const),
    ...(['language', 'picture', 'lose', 'damage', 'undo', 'undo'] as const),
  ),
  table: fc.constantFrom(...tables),
  row: fc.nat(10_000),
  column: fc.nat(100),
  value: fc.constantFrom(...values),
});

/** Both folders are edited alike; `.cache` is only in one of them. */
async function apply(dir: string, edit: Edit, undo: Map<string, Buffer>): Promise<void> {
  const put = async (name: string, bytes: Buffer | string): Promise<void> => {
    const path = join(dir, name);
    undo.clear();
    undo.set(path, await readFile(path));
    await writeFile(path, bytes);
  };
  const pick = async (folder: string): Promise<string | null> => {
    const names = (await readdir(join(dir, folder)).catch(() => [])).sort();
    return names.length > 0 ? `${folder}/${names[edit.row % names.length]}` : null;
  };
  switch (edit.what) {
    case 'undo':
      for (const [path, bytes] of undo) await writeFile(path, bytes);
      return;
    case 'language': {
      const yaml = await readFile(join(dir, 'guide.yaml'), 'utf8');
      return put('guide.yaml', yaml.replace('languages: [en, ur]', 'languages: [en]'));
    }
    case 'picture': {
      const [to, from] = [await pick('pictures'), await readdir(join(dir, 'pictures'))];
      const other = from.sort()[edit.column % from.length];
      return to && other ? put(to, await readFile(join(dir, 'pictures', other))) : undefined;
    }
    case 'lose': {
      const name = await pick('published/files');
      return name ? rm(join(dir, name)) : undefined;
    }
    case 'damage': {
      const name = await pick('published/files');
      return name ? writeFile(join(dir, name), 'damaged') : undefined;
    }
    default:
      return put(`${edit.table}.csv`, editTable(await readFile(join(dir, `${edit.table}.csv`), 'utf8'), edit));
  }
}

function editTable(table: string, { what, row, column, value }: Edit): string {
  const lines = table.trimEnd().split('\n');
  const at = 1 + (row % (lines.length - 1));
  const line = lines[at] ?? '';
  if (what === 'drop-row') lines.splice(at, 1);
  else if (what === 'double-row') lines.splice(at, 0, line);
  else if (what === 'swap-rows') {
    const other = 1 + ((row + column) % (lines.length - 1));
    [lines[at], lines[other]] = [lines[other] ?? '', line];
  } else {
    const cells = line.match(/("(?:[^"]|"")*"|[^,]*)(,|$)/g)?.map((cell) => cell.replace(/,$/, '')) ?? [];
    cells.pop();
    cells[column % cells.length] = value;
    lines[at] = cells.join(',');
  }
  return `${lines.join('\n')}\n`;
}

async function bytesBelow(dir: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const path of await listFiles(dir)) found.set(path, (await readFile(join(dir, path))).toString('base64'));
  return found;
}

async function run(folder: string, memory: Memory, now: Date): Promise<{ faults: readonly Fault[]; built: boolean }> {
  const { content, faults } = await checkFolder(join(folder, 'guide'), now, memory);
  if (faults.some(stopsBuild)) return { faults, built: false };
  await buildMirror({
    ...{ content, memory, now, mirror: join(folder, 'mirror'), shellDir: null, timestampOnly: false },
    archives: { car: false, torrent: false },
    onStage() {},
  });
  return { faults, built: true };
}

it('finds and builds the same, byte for byte', { timeout: 120_000 }, async () => {
  const { folder: example } = await builtExample();
  let builds = 0;
  let recalled = 0;
  const sequence = fc.array(edits, { minLength: 5, maxLength: 7 });
  await fc.assert(
    fc.asyncProperty(sequence, async (steps) => {
      const home = await mkdtemp(join(tmpdir(), 'nishan-same-'));
      onTestFinished(() => rm(home, { recursive: true, force: true }));
      const [a, b] = [join(home, 'a'), join(home, 'b')];
      for (const copy of [a, b]) await cp(example, copy, { recursive: true });
      const kept = memoryWith(join(a, 'guide'), { program: 'p', secret: new Uint8Array(32).fill(7) });
      const memory: Memory = {
        ...kept,
        find(kind, inputs) {
          const found = kept.find(kind, inputs);
          if (found !== null) recalled++;
          return found;
        },
      };
      const [undoA, undoB] = [new Map<string, Buffer>(), new Map<string, Buffer>()];
      for (const [i, step] of [{ ...({} as Edit), what: 'undo' as const }, ...steps].entries()) {
        await apply(join(a, 'guide'), step, undoA);
        await apply(join(b, 'guide'), step, undoB);
        // After the day that symbols are final, so that lists are compared with those of the last edition.
        const now = new Date(Date.UTC(2027, 1, 1, i));
        const [own, other] = [await run(a, memory, now), await run(b, noMemory, now)];
        expect(own).toEqual(other);
        if (!own.built) continue;
        builds++;
        expect(await bytesBelow(join(a, 'mirror'))).toEqual(await bytesBelow(join(b, 'mirror')));
        expect(await bytesBelow(join(a, 'guide/published'))).toEqual(await bytesBelow(join(b, 'guide/published')));
      }
    }),
    { numRuns: 2 },
  );
  expect(builds).toBeGreaterThan(1);
  expect(recalled).toBeGreaterThan(8);
});
