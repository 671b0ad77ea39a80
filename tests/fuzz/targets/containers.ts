// What bytes travel in: zips, pages, deflated streams, letters, moving codes.
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { bundleSource, isBundlePath } from '../../../src/core/bundle/bundle.ts';
import { encodeBundle } from '../../../src/core/bundle/bundle-writer.ts';
import { bundleMark, carrierMark, readCarrier, readCarrierText } from '../../../src/core/bundle/carrier.ts';
import { recognise, recogniseText } from '../../../src/core/bundle/recognise.ts';
import { decodeHex, encodeHex, isSameBytes } from '../../../src/core/bytes.ts';
import { decodeBase45, encodeBase45 } from '../../../src/core/encoding/base45.ts';
import { decodeBase64, encodeBase64 } from '../../../src/core/encoding/base64.ts';
import { decodeBase64Url, encodeBase64Url } from '../../../src/core/encoding/base64url.ts';
import { inflate } from '../../../src/core/encoding/inflate.ts';
import { fountain, openCollector } from '../../../src/core/optical/fountain.ts';
import { encodeFrame, parseFrame } from '../../../src/core/optical/frame.ts';
import { openTransfer, packTransfer } from '../../../src/core/optical/transfer.ts';
import { changeBytes } from '../change-bytes.ts';
import type { Corpus } from '../corpus.ts';
import type { Random } from '../random.ts';
import { type FuzzTarget, mustHold } from '../target.ts';
import { changeAsText, textOf, utf8 } from './inputs.ts';

const maxOutput = 300_000;
const maxEntry = 100_000;

export function containerTargets(corpus: Corpus): readonly FuzzTarget[] {
  const few = new Map([...corpus.files].filter(([, bytes]) => bytes.length < 800).slice(0, 6));
  const small = encodeBundle(few);
  const packed = encodeBundle(few, (_, bytes) => new Uint8Array(deflateRawSync(bytes)));
  const letters = encodeBase64(small);
  const page = utf8(`<!doctype html>${carrierMark}1 ${'ab'.repeat(32)} en,ur">\n${bundleMark}${letters}"></html>`);
  const shard = corpus.target('regions/neel-koh');
  return [
    {
      name: 'inflate',
      seeds: [shard, deflated(new Uint8Array(0)), deflated(utf8('a'.repeat(70_000))), deflated(corpus.bundle, 0)],
      change: changeBytes,
      run: runInflate,
    },
    { name: 'bundle', seeds: [small, packed, corpus.bundle.slice(0, 9_000)], change: changeZip, run: runBundle },
    { name: 'page', seeds: [page], change: changeAsText, run: (bytes) => readCarrier(bytes).bundle.length >= 0 },
    {
      name: 'pasted',
      seeds: [page, utf8(letters), utf8(`  ${letters.replace(/(.{76})/g, '$1\r\n')}`)],
      change: changeAsText,
      run: (bytes) => readCarrierText(textOf(bytes)).bundle.length >= 0,
    },
    {
      name: 'recognise',
      seeds: [page, small, utf8('https://a.example/#/hop/0011223344556677/2/1'), utf8('words that somebody wrote')],
      change: changeAsText,
      async run(bytes) {
        recogniseText(textOf(bytes));
        return recognise({ size: bytes.length, slice: async (from, to) => bytes.subarray(from, to) });
      },
    },
    letterTarget('base45', encodeBase45, decodeBase45),
    letterTarget('base64url', encodeBase64Url, decodeBase64Url),
    letterTarget('hex', encodeHex, (text) => decodeHex(text.toLowerCase())),
    {
      name: 'base64',
      seeds: [utf8(letters.slice(0, 400)), utf8('QQ=='), utf8('QUI=\r\n')],
      change: changeAsText,
      run(bytes) {
        const read = decodeBase64(bytes);
        const plain = Buffer.from(bytes)
          .toString('latin1')
          .replace(/[\t\n\r ]/g, '');
        mustHold(encodeBase64(read) === plain, 'letters stand for one thing');
      },
    },
    ...opticalTargets(small),
  ];
}

function deflated(bytes: Uint8Array, level = 6): Uint8Array {
  return new Uint8Array(deflateRawSync(bytes, { level }));
}

/** What ours takes, zlib takes too, and as the same bytes. */
function runInflate(bytes: Uint8Array): void {
  const own = inflate(bytes, maxOutput);
  mustHold(own.length <= maxOutput, 'no more than the cap comes out');
  let other: Uint8Array | null = null;
  try {
    other = inflateRawSync(bytes, { maxOutputLength: maxOutput });
  } catch {
    mustHold(false, 'zlib takes it too');
  }
  mustHold(other !== null && isSameBytes(own, other), 'zlib makes the same of it');
}

async function runBundle(bytes: Uint8Array): Promise<void> {
  const source = bundleSource(bytes, { mayDeflate: true });
  const read = new Map<string, Uint8Array>();
  for (const path of (await source.paths()).slice(0, 50)) {
    mustHold(isBundlePath(path), 'paths are plain');
    const found = await source.read(path, { maxBytes: maxEntry }, (entry) => entry);
    mustHold(found !== null && found.length <= maxEntry, 'no more than the cap comes out');
    read.set(path, found);
  }
  const again = bundleSource(encodeBundle(read));
  for (const [path, entry] of read) {
    const same = await again.read(path, { maxBytes: maxEntry }, (other) => isSameBytes(entry, other));
    mustHold(same === true, 'what is read can be written and read again');
  }
}

/** A zip with right sums and other entries, or one whose headers are wrong. */
function changeZip(random: Random, input: Uint8Array, pool: readonly Uint8Array[]): Uint8Array {
  if (random.chance(0.75)) return changeBytes(random, input, pool);
  const names = [
    'a',
    'a/b',
    '../a',
    '/a',
    'a//b',
    'a\\b',
    'A.txt',
    'a'.repeat(300),
    'ä',
    'metadata/1.root.json',
    'a/./b',
  ];
  const entries = Object.fromEntries(
    Array.from({ length: random.int(6) }, () => [random.pick(names), input.subarray(0, random.int(400))]),
  );
  return zipSync(entries, { level: random.pick([0, 6]) });
}

function letterTarget(
  name: string,
  encode: (bytes: Uint8Array) => string,
  decode: (text: string) => Uint8Array,
): FuzzTarget {
  const samples = ['', 'a', 'ab', 'abc', 'abcd', 'Nishan '.repeat(9)].map(utf8);
  return {
    name,
    seeds: samples.map((sample) => utf8(encode(sample))),
    change: changeAsText,
    run(bytes) {
      mustHold(isSameBytes(decode(encode(bytes)), bytes), 'bytes come back');
      const text = textOf(bytes);
      const read = decode(text);
      mustHold(encode(read) === (name === 'hex' ? text.toLowerCase() : text), 'letters stand for one thing');
    },
  };
}

function opticalTargets(bundle: Uint8Array): readonly FuzzTarget[] {
  const sent = packTransfer(bundle);
  const frame = fountain(sent);
  const texts = [0, 1, 2, 3, 9, 77_777].map((seed) => encodeFrame(frame(seed)));
  return [
    {
      name: 'frame',
      seeds: texts.map(utf8),
      change: changeAsText,
      run(bytes) {
        const read = parseFrame(textOf(bytes));
        mustHold(encodeFrame(read) === textOf(bytes), 'frames stand for one thing');
      },
    },
    {
      name: 'moving-codes',
      seeds: [utf8(texts.join('\n'))],
      share: 0.1,
      change: (random, input) => shuffled(random, textOf(input).split('\n'), frame),
      run: runFrames,
    },
    {
      name: 'transfer',
      seeds: [sent, bundle],
      change: changeBytes,
      run: (bytes) => mustHold(openTransfer(bytes).length <= 16 * 1_048_576, 'no more than the cap comes out'),
    },
  ];
}

function shuffled(random: Random, lines: readonly string[], frame: ReturnType<typeof fountain>): Uint8Array {
  const more = Array.from({ length: random.int(4) }, () =>
    encodeFrame(frame(random.int(random.chance(0.5) ? 8 : 2 ** 32))),
  );
  const all = [...lines, ...more].map((line) =>
    random.chance(0.03) ? Buffer.from(changeBytes(random, utf8(line), [utf8(line)])).toString('latin1') : line,
  );
  return utf8(
    all
      .filter(() => !random.chance(0.15))
      .sort(() => random.next() - 0.5)
      .slice(0, 12)
      .join('\n'),
  );
}

/** As the camera does it: what is no frame of ours is passed over. */
function runFrames(bytes: Uint8Array): string {
  const collector = openCollector();
  for (const line of textOf(bytes).split('\n')) {
    let frame: ReturnType<typeof parseFrame>;
    try {
      frame = parseFrame(line);
    } catch {
      continue;
    }
    if (collector.take(frame) !== 'done') continue;
    const whole = collector.result();
    if (whole) return `whole ${openTransfer(whole).length > 0}`;
  }
  const { known, of } = collector.progress();
  mustHold(known <= of, 'no more blocks than there are');
  return 'not whole';
}
