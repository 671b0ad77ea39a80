// Slips in the app: the address that brings one, what came of it, and the newer one on the screen until an edition has it.
import { expect, it, vi } from 'vitest';
import { isOverruled } from '../../../src/app/candidate/candidate-sign.ts';
import { refreshHeld } from '../../../src/app/held/held.ts';
import { readPlace } from '../../../src/app/routes.ts';
import { openSlip } from '../../../src/app/slip/open-slip.ts';
import { takeOne } from '../../../src/app/take/take-in.ts';
import { getState } from '../../../src/app/world.ts';
import { encodeBase64Url } from '../../../src/core/encoding/base64url.ts';
import { AppError } from '../../../src/core/errors.ts';
import type { Candidate } from '../../../src/core/guide/questions.ts';
import { encodeSlip, joinSlip } from '../../../src/core/slip/slip.ts';
import { slipMessage } from '../../../src/core/slip/verify-slip.ts';
import { guideId } from '../../../src/core/tuf/guide-id.ts';
import { ingestOptions, testKey, testMirror } from '../../core/fixture.ts';
import { take } from '../../core/ingest/ingest-helpers.ts';
import { openTestWorld } from '../opened-world.ts';

const id = guideId(ingestOptions.root);

function letters(edition: number, key = testKey(2)): string {
  const candidates = [{ serial: 1, name: { en: 'Somebody' }, symbol: 'boat', isWithdrawn: false }];
  const about = { guide: id.slice(0, 16), edition, issued: '2027-01-26', contest: 'NA-1', languages: ['en'] };
  const signed = encodeSlip(
    { ...about, isNotFinal: false, isIncomplete: false, voids: null, candidates, roots: [] },
    1,
  );
  return encodeBase64Url(joinSlip(signed, [key.sign(slipMessage(id, signed))]));
}

it('is read from an address once, and stays out of it', () => {
  const text = letters(2);
  const place = readPlace(`#/s/${text}`, null);
  expect(place).toMatchObject({ screen: 'slip', claim: text });
  expect(readPlace('#/slip', place)).toMatchObject({ screen: 'slip', claim: text });
  expect(readPlace('#/s/<script>', null)).toMatchObject({ screen: 'slip', claim: '' });
});

it('is told, and a newer one stands beside the guide until an edition contains it', async () => {
  const { vault } = openTestWorld({ guideId: id });
  expect(await openSlip(letters(3))).toMatchObject({ kind: 'unchecked' });
  await take(vault, testMirror({ edition: 2 }));
  await refreshHeld(['north']);
  expect(await openSlip(letters(2))).toMatchObject({ kind: 'held' });
  expect(getState().slips).toEqual([]);
  expect(await openSlip(letters(3))).toMatchObject({ kind: 'newer' });
  expect(getState().slips).toMatchObject([{ contest: 'NA-1', edition: 3 }]);
  expect(await openSlip(letters(1))).toMatchObject({ kind: 'older', known: 3 });
  await take(vault, testMirror({ edition: 3 }));
  await refreshHeld();
  await vi.waitFor(() => expect(getState().slips).toEqual([]));
});

it('is refused from a stranger, and where it is no slip', async () => {
  const { vault } = openTestWorld({ guideId: id });
  await take(vault, testMirror());
  const refused = [letters(2, testKey(9)), '', 'A'.repeat(300), letters(2).slice(0, -4)];
  for (const text of refused) expect(await openSlip(text), text).toBeInstanceOf(AppError);
  expect(await vault.readNote('slips')).toBeNull();
});

it('is taken in as a file or a text too, and a list that it corrects is not shown as if it stood', async () => {
  const { vault } = openTestWorld({ guideId: id });
  await take(vault, testMirror({ edition: 2 }));
  await refreshHeld(['north']);
  const candidate = (serial: number, code: string | null) =>
    ({ serial, symbol: code && { code }, isWithdrawn: false }) as unknown as Candidate;
  expect(isOverruled('NA-1', candidate(1, 'tree'))).toBe(false);
  const text = `https://one.example/#/s/${letters(3)}`;
  expect(await takeOne(new Blob([text]))).toMatchObject({ kind: 'slip', taken: { kind: 'newer' } });
  expect(await takeOne(text)).toMatchObject({ kind: 'slip', taken: { kind: 'newer' } });
  const stranger = `https://one.example/#/s/${letters(3, testKey(9))}`;
  expect(await takeOne(stranger)).toMatchObject({ kind: 'refused', error: { code: 'trust/signatures' } });
  expect(isOverruled('NA-1', candidate(1, 'boat'))).toBe(false);
  expect(isOverruled('NA-1', candidate(1, 'tree'))).toBe(true);
  expect(isOverruled('NA-1', candidate(2, 'boat'))).toBe(true);
  expect(isOverruled('NA-2', candidate(1, 'tree'))).toBe(false);
});
