// A whole country: imported, built, and within the sizes that phones on slow links need.
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../src/core/bytes.ts';
import { cidOf } from '../../../src/core/encoding/cid.ts';
import { parseGuide } from '../../../src/core/guide/guide.ts';
import { parseNames, regionsForName } from '../../../src/core/guide/names.ts';
import { seatByCode, seatsForTyped } from '../../../src/core/guide/questions.ts';
import { parseHints, seatsForNumber } from '../../../src/core/guide/seats/hints.ts';
import { regionForSeat } from '../../../src/core/guide/seats/seat-region.ts';
import { parseMetadata } from '../../../src/core/tuf/metadata.ts';
import { encodeHints } from '../../../src/publisher/build/encode/encode-hints.ts';
import { listFiles } from '../../../src/publisher/build/folders/list-files.ts';
import { runImport } from '../../../src/publisher/commands/content/import.ts';
import { initGuide } from '../../../src/publisher/commands/content/init.ts';
import { buildCommand } from '../../../src/publisher/commands/edition/build.ts';
import { importCandidates } from '../../../src/publisher/import/candidates/import-candidates.ts';
import { readCar } from '../archives/read-car.ts';
import { catchOutput, temporaryFolder } from './guide-in-folder.ts';

const file = join(process.env.NISHAN_DATA ?? '../shared/data', 'pk-2024-candidates.csv');
const map =
  'seat=constituency_key,seatName=constituency_name,serial=serial_no,name:en=name_en,name:ur=name_ur,symbol=symbol,symbolCode=symbol_no,party=party';

describe.skipIf(!existsSync(file))('pk-2024-candidates.csv (in ../shared/data or NISHAN_DATA)', () => {
  it('becomes a mirror with two signatures for each symbol', { timeout: 120_000 }, async () => {
    const folder = await temporaryFolder();
    const [dir, out] = [join(folder, 'guide'), join(folder, 'mirror')];
    await initGuide({ dir, empty: true, name: 'Test', languages: 'en,ur' }, catchOutput());
    expect(await runImport(importCandidates, { file, into: dir, map, json: true }, catchOutput())).toBe(0);
    const yaml = await readFile(join(dir, 'guide.yaml'), 'utf8');
    const filled = yaml
      .replace("id: ''", 'id: general-2024')
      .replace('name: { en: "", ur: \'\' }', 'name: { en: Test }')
      .replace("date: ''", "date: '2027-02-08'");
    // A demo's warnings need no signatures.
    await writeFile(join(dir, 'guide.yaml'), `demo: true\n${filled}`);
    const output = catchOutput();
    const options = { dir, out, now: '2024-02-05T12:00:00Z', json: true, timestampOnly: false, shell: false as const };
    expect(await buildCommand(options, output)).toBe(0);
    const report = JSON.parse(output.lines[0] ?? '');
    expect(report).toMatchObject({ edition: 1, changed: true });
    const sizes: Readonly<Record<string, number>> = report.targetSizes;
    const shards = Object.keys(sizes).filter((path) => path.startsWith('regions/'));
    expect(Math.max(...shards.map((path) => sizes[path] ?? 0))).toBeLessThan(8_000);
    expect(sizes['names/en']).toBeLessThan(20_000);
    expect(sizes['names/ur']).toBeLessThan(20_000);

    const car = await readCar(`${out}.car`);
    const paths = await listFiles(out);
    expect([...car.files.keys()].sort()).toEqual(paths);
    for (const path of paths) {
      expect(car.files.get(path)?.toString()).toBe(cidOf(sha256Hex(await readFile(join(out, path)))));
    }

    const signed = parseMetadata('targets', await readFile(join(out, 'metadata/1.targets.json')));
    expect(signed.signatures).toHaveLength(2);
    const read = async (ending: string): Promise<Uint8Array> => {
      const path = (await listFiles(out)).find((each) => each.endsWith(ending)) ?? '';
      return readFile(join(out, path));
    };
    const guide = parseGuide(await read('.guide'));
    const table = encodeHints(guide);
    expect(brotliCompressSync(JSON.stringify(table)).length).toBeLessThan(1_200);
    const hints = parseHints(JSON.parse(JSON.stringify(table)));
    for (const code of guide.seats.code) {
      expect(regionForSeat(hints, code)).toBe(seatByCode(guide, code)?.regions[0]);
    }
    const found = seatsForTyped(guide, '130').map(({ code }) => code);
    expect(found).toContain('NA-130');
    expect([...seatsForNumber(hints, '130')].sort()).toEqual([...found].sort());

    const names = parseNames(await read('.ur'), guide.regions.length);
    const regions = regionsForName(names, 'خوشحال خان کاکڑ') ?? guide.regions.map((_, row) => row);
    const home = guide.regions.findIndex(({ id }) => id === seatByCode(guide, 'NA-251')?.regions[0]);
    expect(regions).toContain(home);
    expect(regions.length).toBeLessThan(5);
  });
});
