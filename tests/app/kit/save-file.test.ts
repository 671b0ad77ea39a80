// Names of files that leave the app: its own, or the neutral one that its publisher chose.
import { expect, it } from 'vitest';
import { outsideName } from '../../../src/app/kit/save-file.ts';
import { openTestWorld } from '../opened-world.ts';

it.each(['nishan-12-2026-12-01.nishan', 'nishan-voting-day.ics', 'NA-130.html'])(
  '%s stays where no other is chosen',
  (name) => {
    openTestWorld();
    expect(outsideName(name)).toBe(name);
  },
);

it.each([
  ['nishan-12-2026-12-01.nishan', 'my-notes-12-2026-12-01.zip'],
  ['nishan-voting-day.ics', 'my-notes-voting-day.ics'],
  ['NA-130.html', 'NA-130.html'],
])('%s is %s under a neutral name', (name, outside) => {
  openTestWorld({ label: 'My Notes' });
  expect(outsideName(name)).toBe(outside);
});
