// The colours can be read, in light, dark and high contrast: WCAG 2.2 AAA for text, since it is read in the sun, and AA for
// the rims of what can be pressed, measured.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { luminance } from '../../../src/core/guide/meaning/colour.ts';
import { pageStyle } from '../../../src/doors/box/page-style.ts';

const css = readFileSync(new URL('../../../src/app/styles/tokens.css', import.meta.url), 'utf8');
const colours = (part: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...part.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{3,6});/g)].map(([, name, value = '']) => [name, whole(value)]),
  );
const whole = (value: string): string => (value.length === 4 ? value.replace(/[0-9a-f]/g, '$&$&') : value);
const part = (head: string): string => {
  const start = css.indexOf(`${head} {`);
  return css.slice(start, css.indexOf('\n}', start));
};
const light = colours(part(':root'));
const dark = { ...light, ...colours(part('@media (prefers-color-scheme: dark)')) };
const more = colours(part('@media (prefers-contrast: more)'));
const moreDark = colours(part('@media (prefers-contrast: more) and (prefers-color-scheme: dark)'));
const themes = { light, dark, contrast: { ...light, ...more }, 'dark contrast': { ...dark, ...more, ...moreDark } };

const pairs = [
  ['ink', 'paper'],
  ['ink', 'sheet'],
  ['ink', 'sunk'],
  ['soft', 'paper'],
  ['soft', 'sheet'],
  ['soft', 'sunk'],
  ['frame', 'paper'],
  ['frame', 'sheet'],
  ['press', 'paper'],
  ['press', 'sheet'],
  ['press', 'press-soft'],
  ['on-press', 'press'],
  ...['good', 'calm', 'old', 'bad'].flatMap((tone) => [
    [tone, 'paper'],
    [tone, 'sheet'],
    [tone, `${tone}-soft`],
    ['ink', `${tone}-soft`],
  ]),
] as const;

function contrast(theme: Readonly<Record<string, string>>, ink: string, ground: string): number {
  const [low = 0, high = 0] = [luminance(theme[ink] ?? ''), luminance(theme[ground] ?? '')].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

describe.each(Object.entries(themes))('%s', (name, theme) => {
  it.each(pairs)('%s on %s', (...[ink = '', ground = '']: readonly string[]) => {
    expect(contrast(theme, ink, ground)).toBeGreaterThanOrEqual(name.includes('contrast') ? 12 : 7);
  });

  it.each(['paper', 'sheet', 'sunk'])('rim on %s', (ground) => {
    expect(contrast(theme, 'rim', ground)).toBeGreaterThanOrEqual(3);
  });
});

it('has the same colours on the page of a box, which comes without it', () => {
  const themesOfBox = [...pageStyle.matchAll(/:root\{([^}]*)\}/g)].map(([, rules = '']) => colours(`${rules};`));
  expect(themesOfBox).toHaveLength(2);
  for (const [i, theme] of [light, dark].entries()) expect(theme).toMatchObject(themesOfBox[i] ?? {});
});
