// What volunteers get: in every language, short enough, with pictures, and no list of people.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fitsSms } from '../../../src/core/message/sms-length.ts';
import { broadcast } from '../../../src/publisher/commands/ask/broadcast.ts';
import { catchOutput, temporaryFolder } from '../build/guide-in-folder.ts';
import { type BuiltGuide, buildGuide } from '../mirrors/built-guide.ts';

let guide: BuiltGuide;
beforeAll(async () => {
  guide = await buildGuide(`${new Date().toISOString().slice(0, 19)}Z`);
}, 60_000);
afterAll(() => guide.remove());

const address = 'https://guide.example/';

describe('a broadcast', () => {
  it('of a seat has a message, an SMS and a picture in each language, and the steps', async () => {
    const out = await temporaryFolder();
    const output = catchOutput();
    expect(await broadcast({ mirror: guide.mirror, seat: 'NA-130', out, address }, output)).toBe(0);
    expect((await readdir(out, { recursive: true })).sort()).toEqual([
      'NA-130',
      'NA-130/card-en.png',
      'NA-130/card-ur.png',
      'NA-130/message-en.txt',
      'NA-130/message-ur.txt',
      'NA-130/sms-en.txt',
      'NA-130/sms-ur.txt',
      'steps-en.txt',
      'steps-ur.txt',
    ]);
    const read = (path: string): Promise<string> => readFile(join(out, path), 'utf8');
    const message = await read('NA-130/message-en.txt');
    expect(message).toMatch(/^NA-130 · Surkh Wadi-I · National Assembly\n/);
    expect(message).toContain('2. Mehrab Barfabi: Apple (Backed by Circle of Neighbours (invented))');
    expect(message).toContain('Check it: https://guide.example/');
    expect(await read('NA-130/message-ur.txt')).toContain('سیب');
    for (const tag of ['en', 'ur']) {
      const sms = (await read(`NA-130/sms-${tag}.txt`)).trimEnd();
      expect([tag, sms.length > 20, fitsSms(sms)]).toEqual([tag, true, true]);
    }
    const png = await readFile(join(out, 'NA-130/card-en.png'));
    expect([png.subarray(1, 4).toString(), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(['PNG', 1200, 1200]);
    const steps = await read('steps-en.txt');
    expect(steps).toMatch(/1\. Compare the date[\s\S]*6\. Delete this folder/);
    expect(steps).toContain('- NA-130/card-en.png');
    expect(await read('steps-ur.txt')).toContain('- NA-130/sms-ur.txt');
    expect(output.errors).toEqual([]);
  });

  it('of a region has every seat of it, each SMS short enough', async () => {
    const out = await temporaryFolder();
    expect(await broadcast({ mirror: guide.mirror, region: 'surkh-wadi', out, address }, catchOutput())).toBe(0);
    const names = await readdir(out, { recursive: true });
    expect(names).toContain('region-en.txt');
    const texts = names.filter((name) => /sms-\w+\.txt$/.test(name));
    expect(texts.length).toBeGreaterThan(4);
    for (const name of texts)
      expect([name, fitsSms((await readFile(join(out, name), 'utf8')).trimEnd())]).toEqual([name, true]);
  });

  it.each([
    [{}, /one of the two is needed/],
    [{ seat: 'NA-130', region: 'surkh-wadi' }, /one of the two is needed/],
    [{ seat: 'NA-999' }, /no list of "NA-999"/],
    [{ region: 'nowhere' }, /no region "nowhere".*choose among/],
  ])('%j is refused with what would mend it', async (words, message) => {
    const out = await temporaryFolder();
    await expect(broadcast({ mirror: guide.mirror, out, ...words }, catchOutput())).rejects.toThrow(message);
    expect(await readdir(out)).toEqual([]);
  });
});
