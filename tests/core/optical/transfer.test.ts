import { deflateSync } from 'fflate';
import { expect, it } from 'vitest';
import { encodeBundle } from '../../../src/core/bundle/bundle-writer.ts';
import { AppError } from '../../../src/core/errors.ts';
import { maxOpenedBytes, openTransfer, packTransfer } from '../../../src/core/optical/transfer.ts';
import { testMirror } from '../fixture.ts';

function codeOf(work: () => unknown): string {
  try {
    work();
    return 'no failure';
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

it('sends a bundle smaller than it is, and gives the same bytes back', () => {
  const bundle = encodeBundle(testMirror());
  const sent = packTransfer(bundle);
  expect(sent.length).toBeLessThan(0.6 * bundle.length);
  expect(openTransfer(sent)).toEqual(bundle);
});

it('sends a bundle as it is where packing gains nothing, and takes one that came so', () => {
  const empty = encodeBundle(new Map());
  expect(openTransfer(packTransfer(empty))).toEqual(empty);
  const bundle = encodeBundle(testMirror());
  expect(openTransfer(bundle)).toBe(bundle);
});

it('stops at the cap, and refuses what is neither', () => {
  expect(codeOf(() => openTransfer(deflateSync(new Uint8Array(maxOpenedBytes + 1))))).toBe('format/too-long');
  expect(codeOf(() => openTransfer(Uint8Array.of(0xff, 0xfe, 0xfd, 1, 2, 3)))).toBe('format/inflate');
});
