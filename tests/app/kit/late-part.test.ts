// A part that comes late: drawn once it is here, its words with it; what stands in for it where it cannot be had.
import { type FunctionComponent, h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { expect, it, vi } from 'vitest';
import { latePart } from '../../../src/app/kit/late-part.tsx';
import { getState, setState } from '../../../src/app/world.ts';
import { loadFirstWords } from '../../../src/words/languages.ts';
import { openTestWorld } from '../opened-world.ts';

const Name: FunctionComponent<{ readonly name: string }> = ({ name }) => h('b', null, name);

it('is drawn at once where it was brought before, with every word of the language', async () => {
  openTestWorld();
  setState({ words: await loadFirstWords('ur') });
  const { Part, bring } = latePart(async () => Name);
  expect(renderToString(h(Part, { name: 'PA-134' }))).toBe('');
  await bring();
  expect(renderToString(h(Part, { name: 'PA-134' }))).toBe('<b>PA-134</b>');
  expect(getState().words.isWhole).toBe(true);
});

it('keeps nobody waiting for long, and asks again where it could not be had', async () => {
  openTestWorld();
  vi.useFakeTimers();
  const load = vi.fn(async () => Name).mockImplementationOnce(() => Promise.reject(new TypeError('no network')));
  const { Part, bring } = latePart(load);
  await bring();
  expect(renderToString(h(Part, { name: 'x' }))).toBe('');
  await bring();
  expect(renderToString(h(Part, { name: 'x' }))).toBe('<b>x</b>');
  expect(load).toHaveBeenCalledTimes(2);

  const hung = latePart(() => new Promise<typeof Name>(() => undefined));
  const waited = hung.bring();
  await vi.advanceTimersByTimeAsync(500);
  await waited;
  expect(renderToString(h(hung.Part, { name: 'x' }))).toBe('');
  vi.useRealTimers();
});
