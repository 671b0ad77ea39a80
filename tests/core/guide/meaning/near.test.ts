import { describe, expect, it } from 'vitest';
import { bearingTo, compassPoint, metresBetween, nearestFirst } from '../../../../src/core/guide/meaning/near.ts';

const at = (latitude: number, longitude: number) => ({ latitude, longitude });

describe('distance and direction', () => {
  it('measures a degree of the meridian, half the globe, and nothing', () => {
    expect(metresBetween(at(0, 0), at(1, 0))).toBeCloseTo(111_195, 0);
    expect(metresBetween(at(0, 0), at(0, 180))).toBeCloseTo(Math.PI * 6_371_008.8, 0);
    expect(metresBetween(at(31.5, 74.3), at(31.5, 74.3))).toBe(0);
  });

  it('knows Lahore to Islamabad to within a kilometre: about 266 km, north-west', () => {
    const [lahore, islamabad] = [at(31.5497, 74.3436), at(33.6844, 73.0479)];
    expect(Math.abs(metresBetween(lahore, islamabad) - 266_500)).toBeLessThan(3_000);
    expect(compassPoint(bearingTo(lahore, islamabad))).toBe('nw');
  });

  it('goes the short way over the line where the days change', () => {
    expect(metresBetween(at(0, 179.5), at(0, -179.5))).toBeCloseTo(111_195, 0);
    expect(compassPoint(bearingTo(at(0, 179.5), at(0, -179.5)))).toBe('e');
  });

  it.each([
    [1, 0, 'n'],
    [1, 1, 'ne'],
    [0, 1, 'e'],
    [-1, 1, 'se'],
    [-1, 0, 's'],
    [-1, -1, 'sw'],
    [0, -1, 'w'],
    [1, -1, 'nw'],
  ])('from nowhere to %i, %i is %s', (latitude, longitude, point) => {
    expect(compassPoint(bearingTo(at(0, 0), at(latitude, longitude)))).toBe(point);
  });

  it('takes the nearer of two directions, and comes round to north', () => {
    expect([0, 22, 23, 337, 338, 359.9].map(compassPoint)).toEqual(['n', 'n', 'ne', 'nw', 'n', 'n']);
  });

  it('sorts by distance and leaves out what has no position', () => {
    const places = [
      { id: 'far', position: at(2, 0) },
      { id: 'nowhere', position: null },
      { id: 'near', position: at(-1, 0) },
    ];
    const found = nearestFirst(places, at(0, 0));
    expect(found.map(({ place }) => place.id)).toEqual(['near', 'far']);
    expect(found.map(({ bearing }) => Math.round(bearing))).toEqual([180, 0]);
  });
});
