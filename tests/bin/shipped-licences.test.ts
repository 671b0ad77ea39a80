/// <reference path="../../src/app/licences.d.ts" />
// The list of licences that ships: every package that the rooms of voters load, each with a notice and a text.
import { expect, it } from 'vitest';
import { packages, texts } from '../../package-lock.json?licences';

it('names what voters load, with what it loads itself, and nothing of the publisher', () => {
  const names = packages.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining(['@noble/ed25519', '@noble/hashes', 'fflate', 'idb', 'preact', 'qr', 'workbox-core']),
  );
  expect(names.filter((name) => /^(sharp|commander|yaml|csv-parse|@types\/)/.test(name))).toEqual([]);
});

it('has a version, a notice and a text for each', () => {
  for (const { name, version, notice, licence } of packages) {
    expect([name, version]).toEqual([name, expect.stringMatching(/^\d+\.\d+\.\d+/)]);
    expect([name, notice]).toEqual([name, expect.stringMatching(/^Copyright .*\d{4}/)]);
    expect([name, licence]).toEqual([name, expect.stringMatching(/MIT|ISC|Apache|BSD|OFL/)]);
    expect(texts.filter(({ names }) => names.includes(name))).toHaveLength(1);
  }
  for (const { text } of texts) expect(text).toMatch(/permission/i);
});

it('names no host', () => {
  expect(JSON.stringify([packages, texts])).not.toMatch(/https?:|www\.|@[\w-]+\.\w/);
});
