// The colours can be read, in light and in dark: WCAG 2.2 AA for text, measured.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { luminance } from '../../src/app/colour.ts';

const css = readFileSync(new URL('../../src/app/styles/tokens.css', import.meta.url), 'utf8');
const colours = (part: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...part.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{3,6});/g)].map(([, name, value = '']) => [name, whole(value)]),
  );
const whole = (value: string): string => (value.length === 4 ? value.replace(/[0-9a-f]/g, '$&$&') : value);
const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)');
const themes = { light: colours(light), dark: { ...colours(light), ...colours(dark) } };

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

describe.each(Object.entries(themes))('%s', (_, theme) => {
  it.each(pairs)('%s on %s', (...[ink = '', ground = '']: readonly string[]) => {
    const [low = 0, high = 0] = [luminance(theme[ink] ?? ''), luminance(theme[ground] ?? '')].sort((a, b) => a - b);
    expect((high + 0.05) / (low + 0.05)).toBeGreaterThanOrEqual(4.5);
  });
});
