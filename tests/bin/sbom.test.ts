// The bill of materials: what ships and nothing else, each with the hash that the lockfile pins, and the same each time.
import { expect, it } from 'vitest';
import { makeSbom } from '../../bin/output/sbom.mjs';
import { shippedLicenceTexts } from '../../bin/plugins/shipped-licences.mjs';

it('names each package that ships, with its pinned hash and its licence', () => {
  const { components } = makeSbom();
  expect(components.map(({ name }) => name)).toEqual(shippedLicenceTexts().packages.map(({ name }) => name));
  for (const { name, purl, hashes, licenses } of components) {
    expect([name, purl]).toEqual([name, expect.stringMatching(/^pkg:npm\/(%40[\w-]+\/)?[\w-]+@\d/)]);
    expect([name, hashes]).toEqual([name, [{ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) }]]);
    expect(licenses).toHaveLength(1);
  }
});

it('has no date, no number of its own and no path, so that two builds are the same', () => {
  const text = JSON.stringify(makeSbom());
  expect(text).toBe(JSON.stringify(makeSbom()));
  expect(text).not.toMatch(/timestamp|serialNumber|\d{4}-\d\d-\d\dT|\/home\/|\/tmp\/|https?:/);
});
