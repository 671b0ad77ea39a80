import fc from 'fast-check';
import { expect, it } from 'vitest';
import { encodeRuns } from '../../../../src/publisher/build/encode/encode-runs.ts';

it('writes runs of three and more, and everything else as it is', () => {
  expect(encodeRuns(['NA-1', 'NA-2', 'NA-3', 'NA-5', 'PA-1', 'PA-2', 'X', 'Y-01', 'Y-02', 'Y-03'])).toEqual([
    ['NA-', 1, 3],
    'NA-5',
    'PA-1',
    'PA-2',
    'X',
    ['Y-0', 1, 3],
  ]);
  expect(encodeRuns(['NA-9', 'NA-10', 'NA-11'])).toEqual([['NA-', 9, 11]]);
  expect(encodeRuns([])).toEqual([]);
});

it('loses nothing, whatever the codes', () => {
  const code = fc.oneof(
    fc.stringMatching(/^[A-Z]{1,2}-?[0-9]{0,3}$/),
    fc.nat(30).map((n) => `N-${n}`),
  );
  fc.assert(
    fc.property(fc.uniqueArray(code), (codes) => {
      const written = encodeRuns(codes).flatMap((entry) =>
        typeof entry === 'string'
          ? entry
          : Array.from({ length: entry[2] - entry[1] + 1 }, (_, i) => `${entry[0]}${entry[1] + i}`),
      );
      expect(written).toEqual(codes);
    }),
  );
});
