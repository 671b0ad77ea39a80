// An answer that is held comes onto the screen in one go: what is read before it, and what is drawn with it. Counted, not
// timed: docs/BENCHMARKS.md has the times.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Launched, launchChromium, waitForWorker } from '../../harness/browsers/browser.ts';
import { type Mirror, makeMirror } from '../../harness/mirrors/mirror.ts';

/** What the page did until the seat's card was in it. */
interface Start {
  readonly opened: readonly string[];
  readonly transactions: number;
  readonly writes: number;
  readonly pictures: number;
  readonly rows: number;
  readonly scripts: readonly string[];
}

let mirror: Mirror;
let browser: Launched;
beforeAll(async () => {
  mirror = await makeMirror();
  browser = await launchChromium();
  await browser.page.goto(`${mirror.url}#/seat/NA-128`);
  await browser.page.getByText('Saved').first().waitFor();
  await waitForWorker(browser.page);
  await browser.page.addInitScript(watchStart);
  await mirror.switchOff();
}, 60_000);
afterAll(async () => {
  await browser.close();
  await mirror.remove();
});

/** Runs in the page, before anything of it. */
function watchStart(): void {
  const opened: string[] = [];
  const modes: (string | undefined)[] = [];
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (name, version) {
    opened.push(name.replace(/[0-9a-f]{32}$/, 'GUIDE'));
    return open.call(this, name, version);
  };
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    modes.push(mode);
    return transaction.call(this, stores, mode, options);
  };
  const look = new MutationObserver(() => {
    if (!document.querySelector('main section h1')) return;
    look.disconnect();
    const boxes = [...document.querySelectorAll('main li')].slice(0, 5);
    const scripts = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
    const start: Start = {
      opened,
      transactions: modes.length,
      writes: modes.filter((mode) => mode === 'readwrite').length,
      pictures: boxes.filter((row) => row.querySelector('img')).length,
      rows: boxes.length,
      scripts: scripts.filter((path) => path.endsWith('.js')).map((path) => path.replace(/^.*\/|-.{8}\.js$/g, '')),
    };
    Object.assign(window, { heldStart: start });
  });
  look.observe(document, { childList: true, subtree: true });
}

it('is read in two transactions and drawn with its pictures', async () => {
  await browser.page.goto('about:blank');
  await browser.page.goto(`${mirror.url}#/seat/NA-128`);
  const started = await browser.page.waitForFunction(() => (window as { heldStart?: unknown }).heldStart);
  expect(await started.jsonValue()).toEqual({
    opened: ['nishan:/:GUIDE'],
    // What decides and what follows from it; then the pictures that the card shows first.
    transactions: 2,
    writes: 0,
    pictures: 5,
    rows: 5,
    // The page asks for the second beside the entry (publisher/shell/page.ts): it is not run.
    scripts: expect.arrayContaining(['index']),
  });
  const { scripts } = (await started.jsonValue()) as Start;
  expect(scripts.filter((name) => !['index', 'road', 'rolldown-runtime'].includes(name))).toEqual([]);
});

it('shows the pictures of the rows further down behind it', async () => {
  await expect.poll(() => browser.page.locator('main li[data-candidate] img').count()).toBeGreaterThan(5);
});
