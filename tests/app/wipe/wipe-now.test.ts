// What a wipe does around the stores: the page goes blank before anything else, other tabs are told, and it only leaves when
// all is gone. What leaves the tab's history is seen in a real browser (tests/e2e/trust/wipe.test.ts).
import { beforeEach, expect, it, vi } from 'vitest';
import { wipeNow } from '../../../src/app/wipe/wipe-now.ts';
import { openTestWorld } from '../opened-world.ts';

const done: string[] = [];
let left: readonly string[];
vi.mock('../../../src/app/wipe/leave.ts', () => ({
  goBlank: () => done.push('blank'),
  leaveForGood: async () => void done.push('leave'),
}));
vi.mock('../../../src/io/store/wipe-origin.ts', () => ({
  listScopes: async () => ['/', '/other/'],
  wipeOrigin: async (known: readonly string[]) => {
    done.push(`wipe ${known.join(' ')}`);
    return left;
  },
}));

beforeEach(() => {
  done.length = 0;
  left = [];
  openTestWorld({ guideId: 'ab'.repeat(32) });
  vi.stubGlobal('document', { body: { hidden: true } });
  vi.stubGlobal(
    'BroadcastChannel',
    class {
      readonly name: string;
      constructor(name: string) {
        this.name = name;
      }
      postMessage(what: string): void {
        done.push(`${this.name}: ${what}`);
      }
      close(): void {}
    },
  );
});

it('goes blank, tells the tabs of every app on this origin, wipes, and leaves', async () => {
  expect(await wipeNow()).toBe(true);
  const wiped = `wipe nishan:/:${'ab'.repeat(16)} nishan:/:guides`;
  expect(done).toEqual(['blank', 'nishan /: wiped', 'nishan /other/: wiped', wiped, 'leave']);
});

it('stays, and shows the page again, where something is left', async () => {
  left = ['database nishan:/:aa'];
  expect(await wipeNow()).toBe(false);
  expect(done).not.toContain('leave');
  expect(document.body.hidden).toBe(false);
});
