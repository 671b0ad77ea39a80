import { expect, it } from 'vitest';
import { isDark, luminance } from '../../../../src/core/guide/meaning/colour.ts';

it('measures from black to white', () => {
  expect(luminance('#000000')).toBe(0);
  expect(luminance('#ffffff')).toBeCloseTo(1);
});

it.each(['#000000', '#4b2a86', '#1d5a4a', '#861414'])('writes white on %s', (colour) => {
  expect(isDark(colour)).toBe(true);
});

it.each(['#ffffff', '#7e95ad', '#c9a227', '#ffdd83'])('writes ink on %s', (colour) => {
  expect(isDark(colour)).toBe(false);
});

it.each(['#2f8f5b', '#808080', '#777777', '#767676', '#d55e00'])('reads at 4.5 to one or better on %s', (colour) => {
  const ink = isDark(colour) ? 1 : 0;
  const [dark = 0, light = 0] = [ink, luminance(colour)].sort((a, b) => a - b);
  expect((light + 0.05) / (dark + 0.05)).toBeGreaterThanOrEqual(4.5);
});
