// The link that a second phone scans, the address of the app on a mirror, and how an address is judged by a claim.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOf, readPlace } from '../../../src/app/routes.ts';
import { readClaim } from '../../../src/app/sources/hop-claim.ts';
import { appAddress, hopLink, judgeHop } from '../../../src/app/sources/hop-link.ts';

const guideId = '0123456789abcdef'.repeat(4);
const claim = { guide: guideId.slice(0, 16), edition: 12, root: 3 };

it('goes over and says nothing but guide, edition and root', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999_999 }), fc.integer({ min: 1, max: 999_999 }), (edition, root) => {
      const link = new URL(hopLink('https://other.example/a/', guideId, { edition, root }));
      expect(`${link.origin}${link.pathname}${link.search}`).toBe('https://other.example/a/');
      const place = readPlace(link.hash, null);
      expect(place).toMatchObject({ screen: 'hop', seats: [] });
      expect(readClaim(place.claim)).toEqual({ guide: claim.guide, edition, root });
      expect(addressOf(place)).toBe('#/hop');
      expect(readPlace('#/hop', { ...place }).claim).toBe(place.claim);
    }),
  );
});

it.each(['', '0123/1/1', `${claim.guide}/0/1`, `${claim.guide}/1`, `${claim.guide}/1/1/NA-130`, `${guideId}/1/1`])(
  'takes "%s" for no claim',
  (text) => {
    expect(readClaim(text)).toBeNull();
    expect(readPlace(`#/hop/${text}`, null)).toMatchObject({ screen: 'hop', claim: '' });
    expect(readPlace('#/hop', { claim: text }).claim).toBe('');
  },
);

it.each([
  ['https://other.example', 'https://other.example/'],
  ['https://other.example/a/b/', 'https://other.example/a/b/'],
  ['https://other.example/a/{path}', 'https://other.example/a/'],
  ['http://127.0.0.1:4173/', 'http://127.0.0.1:4173/'],
  ['https://other.example/?file={path}', null],
  ['https://other.example/{path}/raw', null],
  ['https://other.example/#x', null],
  ['data:text/html,x', null],
])('opens the app of %s at %s', (url, address) => {
  expect(appAddress(url)).toBe(address);
});

describe('an address', () => {
  const judge = (here: object) => judgeHop(claim, { guideId, edition: 12, root: 3, ...here });

  it.each([
    ['the same publisher and edition', {}, 'same'],
    ['a newer edition', { edition: 13 }, 'same'],
    ['an older edition', { edition: 11 }, 'behind'],
    ['an older root', { root: 2 }, 'behind'],
    ['nothing yet', { edition: null }, 'waiting'],
    ['another publisher', { guideId: 'f'.repeat(64) }, 'other'],
    ['another publisher and nothing yet', { guideId: 'f'.repeat(64), edition: null }, 'other'],
  ])('with %s is judged so', (_, here, verdict) => {
    expect(judge(here)).toBe(verdict);
  });
});
