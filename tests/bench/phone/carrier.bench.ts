// The country in one page: what of it is read, what is carried, and how long a slow phone takes to open it.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, it } from 'vitest';
import { launchChromium } from '../../harness/browsers/browser.ts';
import { makeMirror, runNishan } from '../../harness/mirrors/mirror.ts';
import { hasData, kB, makeNational, ms, row } from '../measure.ts';
import { slowDown } from './slow-phone.ts';

const home = mkdtempSync(join(tmpdir(), 'nishan-carrier-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

interface Carrier {
  readonly file: string;
  readonly bytes: number;
  readonly readableBytes: number;
  readonly bundleBytes: number;
}

async function carrierOf(mirror: string, region: string): Promise<Carrier> {
  const words = ['--format', 'carrier', '--region', region, '--out', home, '--json'];
  const { code, stdout, stderr } = await runNishan('export', mirror, ...words);
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Carrier;
}

const throttle = 4;

/** From the address to the first seat drawn, in milliseconds. */
async function openings(file: string, times: number): Promise<readonly number[]> {
  const found: number[] = [];
  for (let i = 0; i < times; i++) {
    const browser = await launchChromium();
    try {
      const { page } = browser;
      await slowDown(browser, throttle);
      const started = performance.now();
      await page.goto(pathToFileURL(file).href);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0))));
      found.push(performance.now() - started);
    } finally {
      await browser.close();
    }
  }
  return found;
}

let demo: Carrier;
let country: Carrier | null = null;
beforeAll(async () => {
  const mirror = await makeMirror({ args: ['--no-car', '--no-torrent'] });
  demo = await carrierOf(mirror.dir, 'all');
  await mirror.remove();
  if (hasData) country = await carrierOf((await makeNational()).mirrorDir, 'all');
});

it('what a carrier is made of', (context) => {
  const tell = (name: string, { readableBytes, bundleBytes }: Carrier): void => {
    row(
      context,
      `carrier, ${name}: the readable part`,
      kB(readableBytes),
      '',
      'both languages in one list, without JavaScript; above 4,000 candidates without parties',
    );
    row(context, `carrier, ${name}: the bundle in it, as base64`, kB(bundleBytes), '');
  };
  tell('demo with its pictures', demo);
  if (country) tell('national list', country);
});

it('how long it takes to open', async (context) => {
  const tell = async (name: string, { file }: Carrier): Promise<void> => {
    const note = `${kB(readFileSync(file).length)} from a file`;
    row(context, `carrier, ${name}: opened, CPU/${throttle}`, ms(await openings(file, 5)), '', note);
  };
  await tell('demo', demo);
  if (country) await tell('national list', country);
});
