// Files that nobody should take in, made here, each with the code that it must be refused with. What slips and frames are
// refused for stands beside their own code.
import { zipSync } from 'fflate';
import { encodeBundle } from '../../src/core/bundle/bundle-writer.ts';
import { bundleMark, carrierMark } from '../../src/core/bundle/carrier.ts';
import { concatBytes, encodeUtf8 } from '../../src/core/bytes.ts';
import { encodeBase64 } from '../../src/core/encoding/base64.ts';
import type { ErrorCode } from '../../src/core/errors.ts';
import { flipped, testKey, testMirror, testRoot } from '../core/fixture.ts';

export interface BadFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The file goes on so far, with nothing in it. */
  readonly paddedTo?: number;
  readonly code: ErrorCode;
}

const good = testMirror({ edition: 2 });
const bundle = encodeBundle(good);
const mib = 1024 * 1024;

const zip = (files: Record<string, Uint8Array>, level: 0 | 9 = 0): Uint8Array => zipSync(files, { level });
const page = (data: string, before = ''): Uint8Array =>
  encodeUtf8(`<!doctype html>${carrierMark}1 ${'ab'.repeat(32)} en">${before}${bundleMark}${data}"></html>`);

/** Where the record of the directory's end stands. */
const endOf = (bytes: Uint8Array): number => bytes.length - 22;

/** The same zip with one of its numbers changed. */
function changed(bytes: Uint8Array, change: (view: DataView, directory: number) => void): Uint8Array {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  change(view, view.getUint32(endOf(copy) + 16, true));
  return copy;
}

/** The second entry begins where the first one does. */
const overlapping = (): Uint8Array =>
  changed(zip({ 'a.txt': encodeUtf8('a'.repeat(50)), 'b.txt': encodeUtf8('b'.repeat(50)) }), (view, directory) => {
    const next = directory + 46 + 5;
    view.setUint32(next + 42, view.getUint32(directory + 42, true), true);
  });

const vastEntry = (): Uint8Array =>
  changed(zip({ 'metadata/1.root.json': new Uint8Array(50) }), (view, directory) => {
    view.setUint32(directory + 20, 0x80000000, true);
    view.setUint32(directory + 24, 0x80000000, true);
  });

const twice = (): Uint8Array => {
  const copy = zip({ 'a.txt': new Uint8Array(9), 'b.txt': new Uint8Array(9) });
  copy.forEach((byte, i) => {
    if (byte === 0x62 && copy[i + 1] === 0x2e) copy[i] = 0x61;
  });
  return copy;
};

/** Every file of the corpus; about 60 MB in all while it is made. */
export function badFiles(): readonly BadFile[] {
  const stranger = testMirror({ edition: 2, key: testKey(9) });
  const letters = encodeBase64(bundle);
  return [
    { name: 'zip-bomb', bytes: zip({ 'metadata/1.root.json': new Uint8Array(60 * mib) }, 9), code: 'format/zip-entry' },
    { name: 'compressed', bytes: zip(Object.fromEntries(good), 9), code: 'format/zip-entry' },
    { name: 'zip-slip', bytes: zip({ '../../metadata/1.root.json': testRoot() }), code: 'format/zip-entry' },
    { name: 'zip-slip-absolute', bytes: zip({ '/metadata/1.root.json': testRoot() }), code: 'format/zip-entry' },
    { name: 'zip-slip-backwards', bytes: zip({ '..\\1.root.json': testRoot() }), code: 'format/zip-entry' },
    { name: 'one-name-twice', bytes: twice(), code: 'format/zip-entry' },
    { name: 'overlapping', bytes: overlapping(), code: 'format/zip-entry' },
    { name: 'two-gib-header', bytes: vastEntry(), code: 'format/zip-entry' },
    {
      name: 'vast-directory',
      bytes: changed(bundle, (view) => view.setUint32(endOf(bundle) + 12, 0xfffffff0, true)),
      code: 'format/too-long',
    },
    {
      name: 'directory-elsewhere',
      bytes: changed(bundle, (view) => view.setUint32(endOf(bundle) + 16, 0x7fffffff, true)),
      code: 'format/not-zip',
    },
    {
      name: 'too-many-entries',
      bytes: zip(Object.fromEntries(Array.from({ length: 50_001 }, (_, i) => [`a${i}`, new Uint8Array(0)]))),
      code: 'format/too-long',
    },
    { name: 'vast-zip', bytes: bundle.slice(0, 100), paddedTo: 600 * mib, code: 'format/too-long' },
    { name: 'cut-zip', bytes: bundle.slice(0, bundle.length - 100), code: 'format/cut-short' },
    {
      name: 'vast-root',
      bytes: zip({ 'metadata/1.root.json': new Uint8Array(5 * mib).fill(0x20) }),
      code: 'source/too-long',
    },
    {
      name: 'deep-root',
      bytes: zip({ 'metadata/1.root.json': encodeUtf8('['.repeat(9_000)) }),
      code: 'format/too-deep',
    },
    { name: 'zip-of-others', bytes: zip({ 'photo.jpg': new Uint8Array(900) }), code: 'format/no-bundle' },
    {
      name: 'picture',
      bytes: concatBytes(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10), new Uint8Array(5 * mib)),
      code: 'format/no-code',
    },
    {
      name: 'without-its-targets',
      bytes: encodeBundle(new Map([...good].filter(([path]) => !path.endsWith('.targets.json')))),
      code: 'format/cut-short',
    },
    { name: 'empty', bytes: new Uint8Array(0), code: 'format/not-zip' },
    { name: 'words', bytes: encodeUtf8('Vote at the school. '.repeat(200_000)), code: 'format/not-zip' },
    {
      name: 'other-root',
      bytes: encodeBundle(new Map(stranger).set('metadata/1.root.json', testRoot({ root: testKey(9) }))),
      code: 'trust/other-publisher',
    },
    {
      name: 'other-signers',
      bytes: encodeBundle(new Map(stranger).set('metadata/1.root.json', testRoot())),
      code: 'trust/signatures',
    },
    {
      name: 'flipped-byte',
      bytes: encodeBundle(flipped(good, 'metadata/2.targets.json', 40)),
      code: 'trust/hash',
    },
    { name: 'page-without-bundle', bytes: encodeUtf8('<!doctype html><p>Hello</p>'), code: 'format/no-bundle' },
    { name: 'page-of-marks', bytes: new Uint8Array(20 * mib).fill(0x3c), code: 'format/no-bundle' },
    { name: 'vast-page', bytes: page(letters), paddedTo: 65 * mib, code: 'format/too-long' },
    { name: 'cut-page', bytes: page(letters).slice(0, -2_000), code: 'format/cut-short' },
    { name: 'page-of-noise', bytes: page(`UEsDB${'!'.repeat(5_000)}`), code: 'format/no-bundle' },
    {
      name: 'page-with-changed-data',
      bytes: page(encodeBase64(encodeBundle(flipped(good, 'metadata/2.targets.json', 40)))),
      code: 'trust/hash',
    },
    {
      name: 'page-with-two-bundles',
      bytes: page(letters, `${bundleMark}${encodeBase64(zip({ a: new Uint8Array(9) }))}">`),
      code: 'format/no-bundle',
    },
    {
      name: 'page-with-a-bomb',
      bytes: page(encodeBase64(zip({ 'a/b': new Uint8Array(20 * mib) }, 9))),
      code: 'format/zip-entry',
    },
    { name: 'cut-letters', bytes: encodeUtf8(letters.slice(0, 4_000)), code: 'format/cut-short' },
  ];
}
