// The shell after the browser itself has ended, by closing and by SIGKILL, with the server switched off for good.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../../../src/core/bytes.ts';
import { writeFiles } from '../../../src/publisher/build/folders/staged-tree.ts';
import { serveMirror } from '../../../src/publisher/serve.ts';
import { makeShell } from '../../../src/publisher/shell.ts';
import {
  type Launched,
  launchChromium,
  launchOldChromium,
  makeProfile,
  waitForWorker,
} from '../../harness/browsers/browser.ts';
import { hasOldChromium } from '../../harness/browsers/chrome.mjs';
import { waitForKeptWorker } from '../../harness/browsers/kept.ts';
import { writeSmallShell } from '../../harness/mirrors/small-shell.ts';

const browsers = [
  { name: 'this Chromium', launch: launchChromium },
  ...(hasOldChromium ? [{ name: 'Chromium 110', launch: launchOldChromium }] : []),
];
const ends = {
  'is closed': (browser: Launched) => browser.close(),
  'is killed': async (browser: Launched) => {
    const ended = new Promise((resolve) => browser.context.once('close', resolve));
    process.kill(await browser.pid(), 'SIGKILL');
    await ended;
  },
};

describe.each(browsers)('a cold start of $name without a server', ({ launch }) => {
  it.each(Object.entries(ends))('shows the page after it %s', async (_, end) => {
    const dir = await mkdtemp(join(tmpdir(), 'nishan-mirror-'));
    const profile = await makeProfile();
    const worker = await readFile(new URL('../../../dist/app/sw.js', import.meta.url), 'utf8');
    const shell = await writeSmallShell(worker, 'kept');
    const options = {
      shellDir: shell.dir,
      root: encodeUtf8('{}'),
      guideId: 'ab'.repeat(32),
      hints: {},
      name: 'Small',
      languages: ['ur'],
      demo: true,
    };
    const { placed, files } = await makeShell(options);
    writeFiles(dir, files);
    const site = await serveMirror({ dir, port: 0 });
    try {
      const before = await launch({ profile: profile.dir });
      await before.page.goto(site.url);
      await before.page.evaluate((name) => register(name).then(() => {}), placed.worker);
      await waitForWorker(before.page);
      await waitForKeptWorker(profile.dir, site.url);
      await end(before);
      await site.close();

      const after = await launch({ profile: profile.dir });
      await after.page.goto(site.url);
      expect(await after.page.textContent('#app')).toBe('kept {}');
      await after.close();
    } finally {
      await site.close();
      for (const folder of [profile, shell]) await folder.remove();
      await rm(dir, { recursive: true, force: true });
    }
  });
});
