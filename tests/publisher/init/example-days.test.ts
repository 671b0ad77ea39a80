import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { initGuide } from '../../../src/publisher/commands/content/init.ts';
import { exampleShift, laterDay, moveDays } from '../../../src/publisher/init/example-days.ts';
import { exampleFiles } from '../../../src/publisher/init/example-files.ts';
import { exampleDay } from '../../harness/example-day.ts';
import { catchOutput, temporaryFolder } from '../build/guide-in-folder.ts';

const dayMs = 86_400_000;

it('moves by whole weeks, so that the vote stays ten to eleven weeks ahead on its day of the week', () => {
  expect(exampleShift(new Date('2026-11-01'))).toBe(0);
  expect(exampleShift(new Date('2026-11-28T23:59:59Z'))).toBe(0);
  expect(exampleShift(new Date('2026-11-29'))).toBe(7);
  for (const now of ['2027-02-28', '2028-02-29T12:00:00Z', '2031-12-31T23:59:59Z']) {
    const vote = Date.parse(laterDay('2027-02-08', exampleShift(new Date(now))));
    expect(new Date(vote).getUTCDay()).toBe(1);
    const ahead = (vote - Date.parse(now)) / dayMs;
    expect(ahead).toBeGreaterThan(70);
    expect(ahead).toBeLessThanOrEqual(78);
  }
});

it('moves quoted days, alone or with a time, and nothing else', () => {
  const yaml = "date: '2027-02-27' # 2027\nat: '2026-12-30T23:30:00Z'\norder: 114/2026\nname: General 2027-02-27\n";
  expect(moveDays(yaml, 7)).toBe(
    "date: '2027-03-06' # 2027\nat: '2027-01-06T23:30:00Z'\norder: 114/2026\nname: General 2027-02-27\n",
  );
  expect(moveDays(yaml, 0)).toBe(yaml);
});

it('is asked by `init`, for every day that the example has', async () => {
  const written = String(exampleFiles.get('guide.yaml'));
  const dir = join(await temporaryFolder(), 'guide');
  await initGuide({ dir, empty: false, now: '2030-06-15' }, catchOutput());
  const made = await readFile(join(dir, 'guide.yaml'), 'utf8');
  const days = (text: string): readonly string[] => text.match(/20\d\d-\d\d-\d\d/g) ?? [];
  expect(days(made)).toEqual(days(written).map((day) => laterDay(day, exampleShift(new Date('2030-06-15')))));
  // A year in its prose would stay behind.
  const prose = written.replace(/20\d\d-\d\d-\d\d/g, '').match(/\b20[23]\d\b/g);
  expect(prose).toBeNull();
});

it('is nothing that an empty guide takes', async () => {
  const dir = join(await temporaryFolder(), 'guide');
  await expect(initGuide({ dir, empty: true, now: '2030-06-15' }, catchOutput())).rejects.toThrow(
    'belongs to the example',
  );
  await expect(readFile(join(dir, 'guide.yaml'))).rejects.toThrow('ENOENT');
});

it('is what pictures of screens go by too', async () => {
  const { exampleTime } = await import('../../shots/example-time.mjs');
  expect(exampleTime('2027-02-08T05:00:00Z')).toEqual(new Date(exampleDay('2027-02-08T05:00:00Z')));
});
