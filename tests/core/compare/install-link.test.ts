// The link on a poster: what goes over, in which forms it is understood, and what is left where it was cut.
import { expect, it } from 'vitest';
import { installLink, readInstallLink, withoutFingerprint } from '../../../src/core/compare/install-link.ts';

const guide = '0123456789abcdef'.repeat(4);
const hashOf = (link: string): string => new URL(link).hash;

it('says the seat and the publisher behind the #', () => {
  const link = installLink('https://one.example/guide/', guide, 'NA-130');
  expect(link).toBe(`https://one.example/guide/#/seat/NA-130/root/${guide}`);
  expect(readInstallLink(hashOf(link))).toEqual({ fingerprint: guide, hash: '#/seat/NA-130' });
  const plain = installLink('https://one.example/', guide);
  expect(plain).toBe(`https://one.example/#/root/${guide}`);
  expect(readInstallLink(hashOf(plain))).toEqual({ fingerprint: guide, hash: '#' });
});

it.each([
  [`#/seat/NA-130?root=${guide}`, guide, '#/seat/NA-130'],
  [`#/seat/NA-130?from=poster&root=${guide.slice(0, 16)}`, guide.slice(0, 16), '#/seat/NA-130'],
  [`#/seat/NA-130/root/${guide.slice(0, 16).toUpperCase()}`, guide.slice(0, 16), '#/seat/NA-130'],
  [`#/seat/NA-130/PA-131/root/${guide}?x=1`, guide, '#/seat/NA-130/PA-131'],
  [`#/root/${guide}`, guide, '#'],
])('understands %s', (hash, fingerprint, rest) => {
  expect(readInstallLink(hash)).toEqual({ fingerprint, hash: rest });
});

it.each([
  '#/seat/NA-130',
  '#/seat/NA-130/root',
  '#/seat/NA-130/root/',
  `#/seat/NA-130/root/${guide.slice(0, 15)}`,
  `#/seat/NA-130?root=${guide}0`,
  '#/seat/NA-130?root=',
  '#/seat/NA-130/root/0123456789abcdeg',
])('makes no fingerprint of %s, and keeps its seat', (hash) => {
  expect(readInstallLink(hash)).toBeNull();
  expect(withoutFingerprint(hash)).toBe('#/seat/NA-130');
});

it('leaves other fragments as they are', () => {
  for (const hash of ['', '#/', '#/hop/0123456789abcdef/1/1', '#/s/AQ-_x']) expect(withoutFingerprint(hash)).toBe(hash);
});
