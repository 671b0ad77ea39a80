// Posters and the kit of the example guide: what a reader makes of the codes, what is told, and checksums of every file.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readCarrier } from '../../../src/core/bundle/carrier.ts';
import { sha256Hex } from '../../../src/core/bytes.ts';
import { fingerprintWords } from '../../../src/core/compare/fingerprint.ts';
import { guideId } from '../../../src/core/tuf/guide-id.ts';
import { kitCommand } from '../../../src/publisher/commands/print/kit.ts';
import { type PosterWords, posterCommand } from '../../../src/publisher/commands/print/poster.ts';
import { FaultError } from '../../../src/publisher/content/fault.ts';
import { builtExample, catchOutput, type TestGuide } from '../build/guide-in-folder.ts';
import { readCodes } from '../slips/read-codes.ts';

const address = 'https://one.example/guide/';

const faultOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no failure',
    (error) => (error instanceof FaultError ? error.faults.map(({ message }) => message).join() : String(error)),
  );

async function builtGuide(): Promise<TestGuide> {
  const guide = await builtExample();
  return guide;
}

it('says which language of the guide a poster has no sentences in', { timeout: 30_000 }, async () => {
  const guide = await builtGuide();
  const words = { mirror: guide.mirror, address, out: join(guide.folder, 'poster.html'), size: 'a4' };
  const whole = catchOutput();
  expect(await posterCommand(words, whole)).toBe(0);
  expect(whole.errors).toEqual([]);
  await guide.change('guide.yaml', 'languages: [en, ur]', 'languages: [en, ur, hi]');
  expect((await guide.build({ now: '2026-12-01T07:00:00Z' })).code).toBe(0);
  const part = catchOutput();
  expect(await posterCommand(words, part)).toBe(0);
  expect(part.errors).toEqual([expect.stringContaining('not written in "hi" yet')]);
});

describe('a poster', () => {
  it('has codes that read, every address, and the fingerprint in words', async () => {
    const guide = await builtGuide();
    const out = join(guide.folder, 'poster.html');
    const make = (words: Partial<PosterWords> = {}) =>
      posterCommand(
        { mirror: guide.mirror, address: `${address},https://two.example`, out, size: 'a4', ...words },
        catchOutput(),
      );
    const id = guideId(await readFile(join(guide.mirror, 'metadata/1.root.json')));
    for (const size of ['a4', 'a5', 'sticker']) {
      expect(await make({ size })).toBe(0);
      const html = await readFile(out, 'utf8');
      expect(await readCodes(html)).toEqual([`${address}#/root/${id}`, 'https://two.example/']);
      expect(html).toContain(fingerprintWords(id).join(' '));
      expect(html).toContain('DEMO');
      expect(html).toContain('آپ کے حلقے میں');
      expect(html).not.toMatch(/(src|href)="/);
    }
    await make({ seat: 'NA-130' });
    expect(await readCodes(await readFile(out, 'utf8'))).toEqual([
      `${address}#/seat/NA-130/root/${id}`,
      'https://two.example/',
    ]);
    expect(await faultOf(make({ seat: 'NA-999' }))).toContain('no seat "NA-999"');
    expect(await faultOf(make({ size: 'a3' }))).toContain('"a3" is no size');
    expect(await faultOf(make({ address: undefined }))).toContain('names no address');
    expect(await faultOf(make({ address: 'https://x.example/?a' }))).toContain('no address of an app');
  }, 60_000);
});

it('a kit has a carrier for each region, the bundle, posters, cards, and a checksum for every file', async () => {
  const guide = await builtGuide();
  const out = join(guide.folder, 'kit');
  const output = catchOutput();
  expect(await kitCommand({ mirror: guide.mirror, out, address }, output)).toBe(0);
  expect(output.errors).toEqual([expect.stringContaining('no slips')]);
  const files = (await readdir(out, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(out.length + 1))
    .sort();
  const sums = (await readFile(join(out, 'SHA256SUMS'), 'utf8')).trimEnd().split('\n');
  expect(sums.map((line) => line.slice(66)).sort()).toEqual(files.filter((name) => name !== 'SHA256SUMS'));
  for (const line of sums) expect(sha256Hex(await readFile(join(out, line.slice(66))))).toBe(line.slice(0, 64));
  const carriers = files.filter((name) => name.startsWith('carriers/'));
  expect(carriers).toHaveLength(4);
  expect(readCarrier(await readFile(join(out, carriers[0] ?? '')))).not.toBeNull();
  expect(files).toContain('posters/poster-sticker.html');
  const { width, height, format } = await sharp(join(out, 'cards/ur/NA-130-1.jpg')).metadata();
  expect({ width, height, format }).toEqual({ width: 240, height: 320, format: 'jpeg' });
  const page = await readFile(join(out, 'index.html'), 'utf8');
  for (const [, path = ''] of page.matchAll(/href="([^"]+)"/g)) {
    expect(
      files.some((name) => name === path || name.startsWith(path)),
      path,
    ).toBe(true);
  }
  expect(page).toContain('Not in this kit.');
  expect(await faultOf(kitCommand({ mirror: guide.mirror, out, slips: join(out, 'none') }, catchOutput()))).toContain(
    'is not a folder',
  );
}, 60_000);
