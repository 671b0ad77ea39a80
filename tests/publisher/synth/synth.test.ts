import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkFolder } from '../../../src/publisher/check/check-content.ts';
import { refuseTooLarge } from '../../../src/publisher/commands/content/synth.ts';
import { writeNewFolder } from '../../../src/publisher/init/new-folder.ts';
import { main } from '../../../src/publisher/main.ts';
import { inventedName } from '../../../src/publisher/synth/invented-names.ts';
import { seeded } from '../../../src/publisher/synth/seeded.ts';
import { planSynth, synthGuide } from '../../../src/publisher/synth/synth-guide.ts';

let home = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'nishan-synth-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

it('is as large as the country that it is measured against', () => {
  expect(planSynth(100)).toEqual({ seats: 859, candidates: 17_816, places: 90_675, regions: 89 });
  expect(planSynth(1000)).toMatchObject({ seats: 8590, candidates: 178_160, places: 453_375 });
});

it('is never larger than a guide can be, and says how large it may', async () => {
  expect(await main(['synth', '--out', join(home, 'guide'), '--scale', '1001'])).toBe(1);
  expect(() => refuseTooLarge('places.csv', 67_108_864, 500)).not.toThrow();
  expect(() => refuseTooLarge('places.csv', 100_000_000, 500)).toThrow('--scale 335');
});

it('is the same for the same seed, and another for another', () => {
  const make = (seed: number) => synthGuide({ scale: 1, seed, languages: ['en', 'ur'] });
  expect([...make(7)]).toEqual([...make(7)]);
  expect(make(7).get('candidates.csv')).not.toBe(make(8).get('candidates.csv'));
});

it('has no name that keeps the place of one', () => {
  const random = seeded(1);
  const names = Array.from({ length: 20_000 }, () => inventedName(random, ['en'], 1).en);
  expect(names).toContain('Nama');
  expect(names).not.toContain('Name');
});

it('has as many rows as it says and nothing that stops a build', async () => {
  const scale = 2;
  const dir = join(home, 'guide');
  await writeNewFolder(dir, synthGuide({ scale, seed: 3, languages: ['en', 'ur', 'hi', 'bn'] }));
  const { content, faults } = await checkFolder(dir);
  expect(faults.filter(({ severity }) => severity === 'error')).toEqual([]);
  const { seats, candidates, places } = planSynth(scale);
  expect(content.contests).toHaveLength(seats);
  expect(content.candidates).toHaveLength(candidates);
  expect(content.places).toHaveLength(places);
  const [first] = content.candidates;
  expect(first?.name.ur).toMatch(/^[\u0600-\u06ff ]+$/);
  expect(first?.name.hi).toMatch(/^\p{Script=Devanagari}[\p{Script=Devanagari} ]+$/u);
  expect(content.guide.demo).toBe(true);
});

it('as a command writes the folder, and refuses one that is in use or a scale that makes no sense', async () => {
  const dir = join(home, 'guide');
  expect(await main(['synth', '--out', dir, '--scale', '1'])).toBe(0);
  expect(await readFile(join(dir, 'places.csv'), 'utf8')).toContain('NA-3-302');
  expect(await main(['synth', '--out', dir, '--scale', '1'])).toBe(1);
  expect(await main(['synth', '--out', join(home, 'other'), '--scale', '0'])).toBe(1);
});
