// The app in a page of its own, and in somebody else's. In a browser: tests/e2e/trust/framed.test.ts.
import { expect, it } from 'vitest';
import { isFramed } from '../../../src/app/frame/is-framed.ts';

const own = 'https://guide.example';

it('is not where the page, or one of the same site, is outermost', () => {
  expect(isFramed({ origin: own }, own)).toBe(false);
});

it('is where the outermost page tells another origin, or a document without one', () => {
  expect(isFramed({ origin: 'https://stranger.example' }, own)).toBe(true);
  expect(isFramed({ origin: 'null' }, own)).toBe(true);
});

it('is where the outermost page may not be asked, or is none', () => {
  const sealed = {
    get origin(): string {
      throw new DOMException('Blocked', 'SecurityError');
    },
  };
  expect(isFramed(sealed, own)).toBe(true);
  expect(isFramed(null, own)).toBe(true);
});
