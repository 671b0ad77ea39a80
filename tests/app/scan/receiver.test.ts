import decodeQr from 'qr/decode.js';
import { expect, it } from 'vitest';
import { type CodeRows, codeSide, openFrameCoder } from '../../../src/app/give/frame-code.ts';
import { codeKind } from '../../../src/app/scan/code-kind.ts';
import { openReceiver } from '../../../src/app/scan/receiver.ts';
import { encodeBundle } from '../../../src/core/bundle/bundle-writer.ts';
import { isSameBytes } from '../../../src/core/bytes.ts';
import { AppError } from '../../../src/core/errors.ts';
import { fountain } from '../../../src/core/optical/fountain.ts';
import { encodeFrame } from '../../../src/core/optical/frame.ts';
import { packTransfer } from '../../../src/core/optical/transfer.ts';

/** A stored zip of 60 kB that does not pack. */
function bundle(seed = 1): Uint8Array {
  let state = seed;
  const noise = Uint8Array.from({ length: 60_000 }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state >>> 24;
  });
  return encodeBundle(new Map([['blobs/noise', noise]]));
}

/** As a camera sees a code: four points a module. */
function photograph(rows: CodeRows): { width: number; height: number; data: Uint8Array } {
  const side = codeSide * 4;
  const data = new Uint8Array(side * side * 4).fill(255);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      if (rows[y >> 2]?.[x >> 2]) data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  }
  return { width: side, height: side, data };
}

it('receives 60 kB as pictures of codes, three of ten lost, byte by byte', async () => {
  const sent = bundle();
  const frameOf = fountain(packTransfer(sent));
  const encode = await openFrameCoder();
  const receiver = openReceiver();
  let state = 3;
  let whole: Uint8Array | null = null;
  let seen = 0;
  for (let seed = 2; whole === null && seed < 200; seed++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    if (state / 2 ** 32 < 0.3) continue;
    seen++;
    const code = codeKind(decodeQr(photograph(encode(encodeFrame(frameOf(seed)), seed))));
    if (code.kind !== 'frame') throw new Error(`read as ${code.kind}`);
    whole = receiver.take(code.frame, 100 * seed);
  }
  expect(isSameBytes(whole ?? new Uint8Array(), sent)).toBe(true);
  expect(seen).toBeLessThanOrEqual(51 + 8);
  const reception = receiver.state();
  expect(reception).toMatchObject({ known: 51, of: 51, isOther: false });
  expect((reception?.spentMs ?? 0) % 100).toBe(0);
}, 30_000);

it('keeps what it has while codes of another transfer are shown, and takes that one when told to', () => {
  const [ours, other] = [fountain(bundle(1)), fountain(bundle(2))];
  const receiver = openReceiver();
  expect(receiver.state()).toBeNull();
  receiver.take(ours(0), 0);
  const { transfer } = ours(0);
  receiver.take(other(0), 50);
  expect(receiver.state()).toMatchObject({ transfer, known: 1, isOther: true });
  receiver.take(ours(1), 100);
  expect(receiver.state()).toMatchObject({ transfer, known: 2, isOther: false, spentMs: 100 });
  receiver.beginAgain();
  expect(receiver.state()).toBeNull();
  receiver.take(other(0), 200);
  expect(receiver.state()).toMatchObject({ transfer: other(0).transfer, known: 1 });
});

it('throws a transfer away that its own frames contradict, and takes the next one', () => {
  const frameOf = fountain(Uint8Array.of(1, 2, 3));
  const lying = frameOf(0);
  lying.block[0] = 9;
  const receiver = openReceiver();
  expect(() => receiver.take(lying, 0)).toThrow(AppError);
  expect(receiver.state()).toBeNull();
});

it('tells texts apart, and follows no address', () => {
  const slip = `https://x.example/#/s/${'A'.repeat(60)}`;
  expect(codeKind(slip)).toEqual({ kind: 'link', hash: `#/s/${'A'.repeat(60)}` });
  const link = 'https://x.example/guide/#/hop/0123456789abcdef/3/1';
  expect(codeKind(link)).toEqual({ kind: 'link', hash: '#/hop/0123456789abcdef/3/1' });
  expect(codeKind(' https://x.example/ ')).toEqual({ kind: 'address', address: 'https://x.example/' });
  for (const text of [
    '',
    'http://x.example/',
    'https://x.example/#/',
    'javascript:alert(1)#/hop/a',
    'WIFI:T:WPA;S:x;;',
    'A'.repeat(1_826),
  ]) {
    expect(codeKind(text)).toEqual({ kind: 'not-ours' });
  }
});
