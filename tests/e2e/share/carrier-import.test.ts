// A carrier on its way into an app: made by `nishan export`, opened from a file with JavaScript off, its button posts into
// an installed app on an origin whose server is off; and brought as a file, as it was made and altered.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Launched, launchChromium, makeProfile, waitForWorker } from '../../harness/browsers/browser.ts';
import { type Editions, makeEditions, newSymbol } from '../../harness/mirrors/editions.ts';
import { runNishan } from '../../harness/mirrors/mirror.ts';
import { type Origin, type Origins, openOrigins } from '../../harness/servers/origins.ts';

let editions: Editions;
let origins: Origins;
let app: Origin;
let carrier = '';
let profile: Awaited<ReturnType<typeof makeProfile>>;

beforeAll(async () => {
  editions = await makeEditions({ mirrors: ['https://app.test/'] });
  const home = dirname(editions.two);
  const args = ['--format', 'carrier', '--region', 'all', '--out', home];
  const { code, stderr } = await runNishan('export', editions.two, ...args);
  if (code !== 0) throw new Error(stderr);
  carrier = join(home, (await readdir(home)).find((name) => name.endsWith('.html')) ?? '');
  origins = await openOrigins(['app.test'], { dir: editions.one });
  [app] = origins.all as [Origin];
  profile = await makeProfile();
});
afterAll(async () => {
  await profile.remove();
  await origins.close();
  await editions.remove();
});

function launch(javaScriptEnabled: boolean): Promise<Launched> {
  return launchChromium({ args: origins.args, profile: profile.dir, javaScriptEnabled });
}

it('is posted by its own button, without JavaScript, into an installed app whose server is off', async () => {
  const first = await launch(true);
  await first.page.goto(`${app.url}#/seat/NA-130`);
  await first.page.getByText('Saved: works without internet').waitFor({ timeout: 30_000 });
  await waitForWorker(first.page);
  await first.close();
  await app.misbehave('refuse');
  // The page itself runs no script; the worker of the app is another matter.
  const second = await launch(false);
  await second.page.goto(pathToFileURL(carrier).href);
  await second.page.getByRole('button', { name: 'app.test' }).click();
  await second.page.waitForURL(`${app.url}#/take`);
  await second.close();
  const third = await launch(true);
  const { page } = third;
  await page.goto(`${app.url}#/take`);
  await page.getByText('Edition 2 is on this phone').waitFor();
  await page.getByText('1 change against what you had').waitFor();
  await page.goto(`${app.url}#/seat/NA-130`);
  await page.locator('#ballot-NA-130').getByText(newSymbol, { exact: false }).first().waitFor();
  await third.close();
});

it('is told from an altered one, whose data is taken and whose page is not', async () => {
  const { page, close } = await launch(true);
  const good = await readFile(carrier, 'utf8');
  const altered = join(dirname(carrier), 'altered.html');
  await writeFile(altered, good.replace('Mehrab Barfabi', 'Somebody Else'));
  await page.goto(`${app.url}#/take`);
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByLabel('Choose files').click()]);
  await chooser.setFiles([carrier, altered]);
  const rows = page.locator('main li');
  await rows.first().getByText('The page around it is as it was made').waitFor({ timeout: 30_000 });
  const second = rows.filter({ hasText: 'altered.html' });
  await second.getByText('The page was changed on the way').waitFor({ timeout: 30_000 });
  await second.getByText('You have this edition already').waitFor();
  const waiting = page.waitForEvent('download');
  await second.getByRole('button', { name: 'Save the clean copy' }).click();
  expect(await readFile(await (await waiting).path(), 'utf8')).toBe(good);
  await close();
});
