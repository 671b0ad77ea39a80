// A drawing for an invented ballot symbol: three plain shapes in two colours, another arrangement for each symbol. It
// stands in for nothing and weighs what a drawn symbol weighs.
import type { Seeded } from './seeded.ts';

const colours = ['#1d5a8f', '#a3402c', '#2f7a4a', '#7a4a90', '#b07d12', '#444444'] as const;

/** @returns an SVG of 64 by 64 */
export function inventedPicture(random: Seeded): string {
  const first = random.pick(colours);
  const second = random.pick(colours);
  const at = (from: number, to: number): number => from + random.below(to - from);
  const shapes = Array.from({ length: 3 }, (_, i) => {
    const colour = i === 1 ? second : first;
    const [x, y, size] = [at(14, 50), at(14, 50), at(6, 16)];
    const drawn = [
      `<circle cx="${x}" cy="${y}" r="${size}" fill="${colour}"/>`,
      `<rect x="${x - size}" y="${y - size / 2}" width="${size * 2}" height="${size}" rx="2" fill="${colour}"/>`,
      `<path d="M${x} ${y - size}L${x + size} ${y + size}H${x - size}z" fill="${colour}"/>`,
      `<path d="M${x - size} ${y}Q${x} ${y - size * 2} ${x + size} ${y}" fill="none" stroke="${colour}" stroke-width="5"/>`,
    ] as const;
    return random.pick(drawn);
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">${shapes.join('')}</svg>\n`;
}
