// Every screen of the demo in every theme, in both made languages, at a zoom of 200 % and by keys: what tests/e2e measures
// on a core set.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

let walk: Walk;

beforeAll(async () => {
  walk = await startWalk();
});
afterAll(() => walk.close());

const themes: Readonly<Record<string, Parameters<Page['emulateMedia']>[0]>> = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  contrast: { colorScheme: 'light', contrast: 'more' },
  'dark contrast': { colorScheme: 'dark', contrast: 'more' },
  forced: { colorScheme: 'dark', contrast: 'more', forcedColors: 'active' },
};

describe.each(['en-GB', 'ur-PK'])('every screen in %s', (locale) => {
  it.each(Object.entries(themes))('passes axe in %s', async (_, theme) => {
    const page = await walk.open(locale);
    await page.emulateMedia(theme);
    expect(await onEach(page, () => runAxe(page))).toEqual([]);
    await page.context().close();
  });

  it('has targets for fingers, whole texts, and codes and names that run their own way', async () => {
    const page = await walk.open(locale);
    const find = async (): Promise<string[]> => [
      ...(await page.evaluate(findFrameFaults)),
      ...(await page.evaluate(findTargetFaults)),
      ...(await page.evaluate(findTextFaults)),
      ...(await page.evaluate(findDirectionFaults)),
      ...(await findNamelessControls(page)),
    ];
    expect(await onEach(page, find)).toEqual([]);
    await page.context().close();
  });

  it('cuts nothing at a zoom of 200 % on 320 pixels', async () => {
    const page = await walk.open(locale, { viewport: { width: 160, height: 320 } });
    expect(await onEach(page, () => page.evaluate(findTextFaults))).toEqual([]);
    await page.context().close();
  });

  it('is reached by the keys alone', async () => {
    const page = await walk.open(locale);
    expect(await onEach(page, () => walkByKeys(page))).toEqual([]);
    await page.context().close();
  });
});

it.each(Object.entries(pseudoLanguages))('cuts nothing at 320 pixels in a language that is %s', async (_, change) => {
  const page = await walk.open('ur-PK', { prepare: (opened) => speakPseudo(opened, change) });
  expect(await onEach(page, () => page.evaluate(findTextFaults))).toEqual([]);
  await page.context().close();
});
