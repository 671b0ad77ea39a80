// The message of a changed symbol: asked for on a tap, kept with the edition, told once, gone with the last voter.
import { beforeEach, expect, it, vi } from 'vitest';
import { alertOfChanges, chooseAlerts } from '../../../src/app/changes/alerts.ts';
import { refreshHeld } from '../../../src/app/held/held.ts';
import { forgetVoter, rememberVoter } from '../../../src/app/seat/remember.ts';
import { getState, getWorld } from '../../../src/app/world.ts';
import { ingest } from '../../../src/core/ingest/ingest.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { filesSource, ingestOptions, testMirror } from '../../core/fixture.ts';
import { openTestWorld } from '../opened-world.ts';

const shown: { readonly title: string; readonly body: string }[] = [];
let answer: NotificationPermission;

beforeEach(async () => {
  shown.length = 0;
  answer = 'granted';
  const showNotification = async (title: string, { body }: { readonly body: string }): Promise<void> =>
    void shown.push({ title, body });
  vi.stubGlobal(
    'Notification',
    Object.assign(() => undefined, { requestPermission: async () => answer }),
  );
  vi.stubGlobal('navigator', { serviceWorker: { getRegistration: async () => ({ showNotification }) } });
  openTestWorld({ vault: memoryVault() });
  await hold(testMirror());
  await rememberVoter(['NA-1']);
});

async function hold(files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  await ingest(getWorld().vault, filesSource(files), { ...ingestOptions, regions: 'all' });
  await refreshHeld(['north', 'south']);
}

const newer = (symbol: string, edition = 2) => testMirror({ edition, symbol });

it('tells once of an edition with another symbol, without the seat', async () => {
  expect(await chooseAlerts('plain')).toBe(true);
  await alertOfChanges();
  expect(shown).toEqual([]);
  await hold(newer('tree'));
  await alertOfChanges();
  await alertOfChanges();
  expect(shown).toHaveLength(1);
  expect(shown[0]?.title).toBe('A symbol has changed');
  expect(JSON.stringify(shown)).not.toMatch(/NA-1|Tree|Candidate/);
});

it('names the seat where the voter chose that', async () => {
  await chooseAlerts('seat');
  await hold(newer('tree'));
  await alertOfChanges();
  expect(shown[0]?.title).toBe('NA-1: The symbol changed');
});

it.each([
  ['it is off', async () => undefined],
  ['it was turned off again', async () => void ((await chooseAlerts('plain')) && (await chooseAlerts('off')))],
  ['the voter was forgotten', async () => void ((await chooseAlerts('plain')) && (await forgetVoter(['NA-1'])))],
  [
    'the phone does not allow it',
    async () => {
      answer = 'denied';
      expect(await chooseAlerts('plain')).toBe(false);
    },
  ],
])('says nothing where %s', async (_, before) => {
  await before();
  await hold(newer('tree'));
  await alertOfChanges();
  expect(shown).toEqual([]);
  expect(await getWorld().vault.readNote('alerts')).toBeNull();
  expect(getState().alerts).toBe('off');
});

it('says nothing of a seat that nobody remembers', async () => {
  await chooseAlerts('plain');
  await rememberVoter(['NA-2']);
  await forgetVoter(['NA-1']);
  await hold(newer('tree'));
  await alertOfChanges();
  expect(shown).toEqual([]);
});
