// Every screen of the demo, measured: axe finds nothing, fingers and keys reach everything, Urdu runs the right way, and
// longer words and a zoom of 200 % cut nothing. One browser, one mirror. Every theme and language: tests/long.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { screens } from '../../../src/app/routes.ts';
import {
  findDirectionFaults,
  findFrameFaults,
  findTargetFaults,
  findTextFaults,
} from '../../harness/browsers/page-faults.ts';
import { pseudoLanguages, speakPseudo } from '../../harness/browsers/pseudo.ts';
import {
  findNamelessControls,
  onEach,
  runAxe,
  startWalk,
  type Walk,
  walkByKeys,
} from '../../harness/cases/screen-walk.ts';

/** Begins where the page was, and only types. */
const typed = /^find-/;
/** Those whose parts are used on the others too. */
const main = /^(find-130|seat-second|candidate|candidates|list|search-word|places|day|news|who|sources|give|help)$/;

let walk: Walk;

beforeAll(async () => {
  walk = await startWalk();
});
afterAll(() => walk.close());

async function measure(page: Page, screen: string): Promise<string[]> {
  const found = [
    ...(await page.evaluate(findFrameFaults)),
    ...(await page.evaluate(findTargetFaults)),
    ...(await page.evaluate(findTextFaults)),
    ...(await findNamelessControls(page)),
  ];
  if (!typed.test(screen) && (await page.evaluate(() => document.activeElement === document.body))) {
    found.push('the focus is nowhere');
  }
  return found;
}

it('passes axe, main screens in the dark too, with its targets, names, letters and focus where they belong', async () => {
  const page = await walk.open('en-GB');
  const reached = new Set<string>();
  const faults = await onEach(page, async (screen) => {
    reached.add(new URL(page.url()).hash.slice(2) || 'find');
    await page.emulateMedia({ colorScheme: 'light' });
    const found = [...(await measure(page, screen)), ...(await runAxe(page))];
    if (!main.test(screen)) return found;
    await page.emulateMedia({ colorScheme: 'dark' });
    return [...found, ...(await runAxe(page, ['color-contrast'])).map((fault) => `dark, ${fault}`)];
  });
  expect(faults).toEqual([]);
  expect(screens.filter((screen) => !reached.has(screen))).toEqual([]);
  await page.context().close();
});

it('does so in Urdu, where codes, telephones and Latin names run from left to right', async () => {
  const page = await walk.open('ur-PK');
  const find = async (screen: string): Promise<string[]> => [
    ...(await measure(page, screen)),
    ...(await page.evaluate(findDirectionFaults)),
    ...(await runAxe(page)),
  ];
  const faults = await onEach(page, find, main);
  expect(faults).toEqual([]);
  await page.context().close();
});

it('cuts nothing at 320 pixels in a language that is 60 % longer', async () => {
  const page = await walk.open('ur-PK', { prepare: (opened) => speakPseudo(opened, pseudoLanguages.longer) });
  expect(await onEach(page, () => page.evaluate(findTextFaults), main)).toEqual([]);
  await page.context().close();
});

it('cuts nothing at a zoom of 200 % on 320 pixels', async () => {
  const page = await walk.open('ur-PK', { viewport: { width: 160, height: 320 } });
  expect(await onEach(page, () => page.evaluate(findTextFaults), main)).toEqual([]);
  await page.context().close();
});

it('is reached by the keys alone, in order and to be seen', async () => {
  const page = await walk.open('en-GB');
  expect(await onEach(page, () => walkByKeys(page), main)).toEqual([]);
  await page.context().close();
});
