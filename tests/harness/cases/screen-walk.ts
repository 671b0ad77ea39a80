// Walks through every screen of the demo in one browser, for what is measured on each of them: the core set in e2e, all
// themes and languages in long.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { screens } from '../../shots/every-screen.mjs';
import { goHome } from '../../shots/steps.mjs';
import { launchBrowser } from '../browsers/browser.ts';
import { makeMirror, runNishan } from '../mirrors/mirror.ts';

/** Puts axe into a page: `page.evaluate(axeSource)`. */
export const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const small = { width: 320, height: 640 };

export interface OpenOptions {
  readonly viewport?: { readonly width: number; readonly height: number };
  /** What is done before the app is opened; then no worker answers. */
  readonly prepare?: (page: Page) => Promise<void>;
}

export interface Walk {
  /** The app with a seat, in a context of its own. */
  open(locale: string, options?: OpenOptions): Promise<Page>;
  close(): Promise<void>;
}

/** A mirror of the example guide, bent a little, and a browser. */
export async function startWalk(): Promise<Walk> {
  const home = await mkdtemp(join(tmpdir(), 'nishan-every-screen-'));
  const guideDir = join(home, 'guide');
  await runNishan('init', guideDir);
  await bendGuide(guideDir);
  const mirror = await makeMirror({ guideDir });
  const browser = await launchBrowser();
  return {
    open: (locale, options = {}) => openApp(browser, mirror.url, locale, options),
    async close() {
      await browser.close();
      await mirror.remove();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** A telephone number that bidirectional text likes to turn round, and a candidate whose name is Latin alone. */
async function bendGuide(dir: string): Promise<void> {
  const guide = join(dir, 'guide.yaml');
  await writeFile(guide, (await readFile(guide, 'utf8')).replaceAll('00000', '0300-1234567'));
  const candidates = join(dir, 'candidates.csv');
  const rows = (await readFile(candidates, 'utf8')).split('\n');
  const at = rows.findIndex((row) => row.startsWith('NA-130,1,'));
  rows[at] = (rows[at] ?? '')
    .split(',')
    .map((cell, i) => (i === 3 ? '' : cell))
    .join(',');
  await writeFile(candidates, rows.join('\n'));
}

async function openApp(
  browser: Browser,
  url: string,
  locale: string,
  { viewport = small, prepare }: OpenOptions,
): Promise<Page> {
  const context = await browser.newContext({
    locale,
    viewport,
    hasTouch: true,
    reducedMotion: 'reduce',
    ...(prepare ? { serviceWorkers: 'block' } : {}),
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await prepare?.(page);
  await page.goto(`${url}#/seat/NA-130`);
  await page.locator('#ballot-NA-130 img').first().waitFor();
  // The rest of the country comes quietly, with a line and a way to stop it.
  await page.locator('progress').first().waitFor({ state: 'detached' });
  await page.evaluate(axeSource);
  return page;
}

/** Goes to each screen in turn. @returns what `look` finds there, with the screen's name before it */
export async function onEach(
  page: Page,
  look: (screen: string) => Promise<readonly string[]>,
  only?: RegExp,
): Promise<string[]> {
  const faults: string[] = [];
  for (const [screen, { steps }] of Object.entries(screens)) {
    if (only && !only.test(screen)) continue;
    await goHome(page);
    const pad = page.locator('#app [dir=ltr] button').first();
    await pad.waitFor();
    await steps(page);
    // A screen's part of the app is loaded first.
    if (!/^find|^drill-over/.test(screen)) await pad.waitFor({ state: 'detached' });
    await settle(page);
    faults.push(...(await look(screen)).map((fault) => `${screen}: ${fault}`));
  }
  return faults;
}

/** Two frames in which nothing was drawn anew. */
const settle = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        let quiet = 0;
        let frames = 0;
        const watch = new MutationObserver(() => {
          quiet = 0;
        });
        watch.observe(document.body, { childList: true, subtree: true, characterData: true });
        const frame = (): void => {
          quiet++;
          const isWaiting = quiet < 4 || !document.querySelector('h1') || document.querySelector('main ~ * progress');
          frames++;
          if (isWaiting && frames < 300) requestAnimationFrame(frame);
          else {
            watch.disconnect();
            resolve();
          }
        };
        requestAnimationFrame(frame);
      }),
  );

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}
declare const axe: { run(root: Document, options: object): Promise<AxeResult> };

/** What axe finds. @param rules those alone */
export async function runAxe(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  const options = { resultTypes: ['violations'], preload: false, ...(rules ? { runOnly: rules } : {}) };
  const { violations } = await page.evaluate((how) => axe.run(document, how), options);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `axe ${id}: ${html.slice(0, 120)}`));
}

const mostWalks = 5;

/** Presses Tab through the whole page. @returns targets that it does not reach in their order, or not to be seen */
export async function walkByKeys(page: Page): Promise<readonly string[]> {
  for (let walk = 1; ; walk++) {
    const faults = await walkOnce(page);
    // What is still being read changes a list under the keys: only a page that stayed as it was is judged.
    if (faults.length === 0 || walk === mostWalks || !(await hasNewTargets(page))) return faults;
    await settle(page);
  }
}

function hasNewTargets(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const { keyTargets } = window as unknown as { readonly keyTargets: readonly HTMLElement[] };
    const now = [
      ...document.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea, summary, [tabindex="0"]'),
    ].filter((target) => target.checkVisibility() && (target as HTMLButtonElement).disabled !== true);
    return now.length !== keyTargets.length || now.some((target, at) => target !== keyTargets[at]);
  });
}

async function walkOnce(page: Page): Promise<readonly string[]> {
  const faults: string[] = [];
  const names = await page.evaluate(() => {
    const found = [
      ...document.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea, summary, [tabindex="0"]'),
    ].filter((target) => target.checkVisibility() && (target as HTMLButtonElement).disabled !== true);
    Object.assign(window, { keyTargets: found });
    found[0]?.focus();
    return found.map((target) => (target.getAttribute('aria-label') || target.textContent || '').trim().slice(0, 40));
  });
  for (const [at, name] of names.entries()) {
    if (at === 0) continue;
    await page.keyboard.press('Tab');
    const { reached, isSeen } = await page.evaluate(() => {
      const active = document.activeElement as HTMLElement;
      const { outlineStyle, outlineWidth } = getComputedStyle(
        (active.matches('[type=file]') ? active.closest('label') : null) ?? active,
      );
      return {
        reached: (window as unknown as { readonly keyTargets: readonly HTMLElement[] }).keyTargets.indexOf(active),
        isSeen: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
      };
    });
    if (reached !== at) return [...faults, `Tab ${at} is at ${names[reached] ?? 'nothing'} and not at ${name}`];
    if (!isSeen) faults.push(`the focus on ${name} is not to be seen`);
  }
  return faults;
}

/** What a screen reader is told of each control. */
export async function findNamelessControls(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const controls = /^(button|link|textbox|searchbox|checkbox|radio|combobox|progressbar|img|image)$/;
  return nodes
    .filter(
      ({ ignored, role, name }) => !ignored && controls.test(String(role?.value)) && !String(name?.value ?? '').trim(),
    )
    .map(({ role }) => `a ${role?.value} without a name`);
}
