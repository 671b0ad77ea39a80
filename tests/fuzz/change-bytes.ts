// Bytes changed without knowing what they mean: what a bad card, a bad line or somebody in a hurry does to a file.
import type { Random } from './random.ts';

const odd = [0, 1, 0x7f, 0x80, 0xff, 0x22, 0x5c, 0x0a, 0x2c, 0x3c, 0xc0, 0xed, 0xf4];
const maxGrown = 200_000;

/** @param others what pieces may be taken from */
export function changeBytes(random: Random, bytes: Uint8Array, others: readonly Uint8Array[]): Uint8Array {
  let changed: Uint8Array = bytes.slice();
  for (let left = 1 + random.int(4); left > 0; left--) changed = changeOnce(random, changed, others);
  return changed;
}

function changeOnce(random: Random, bytes: Uint8Array, others: readonly Uint8Array[]): Uint8Array {
  const at = random.int(bytes.length + 1);
  const length = random.int(Math.max(1, Math.min(bytes.length - at, random.chance(0.8) ? 8 : 4_000)));
  const [before, behind] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (random.int(9)) {
    case 0:
      if (at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ (1 << random.int(8));
      return bytes;
    case 1:
      if (at < bytes.length) bytes[at] = random.pick(odd);
      return bytes;
    case 2:
      if (at < bytes.length) bytes[at] = random.int(256);
      return bytes;
    case 3:
      return before.slice();
    case 4:
      return joined(before, bytes.subarray(at + length));
    case 5:
      return joined(before, bytes.subarray(at, at + length), behind);
    case 6:
      return joined(
        before,
        Uint8Array.from({ length: 1 + random.int(8) }, () => random.int(256)),
        behind,
      );
    case 7: {
      const other = random.pick(others);
      const from = random.int(other.length + 1);
      return joined(before, other.subarray(from, from + length), behind.subarray(random.chance(0.5) ? length : 0));
    }
    default: {
      const number = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
      if (bytes.length < 4) return bytes;
      const place = random.int(bytes.length - 3);
      const value = random.pick([0, 1, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffff0, 0xffffffff, bytes.length]);
      if (random.chance(0.5)) number.setUint32(place, value, random.chance(0.7));
      else number.setUint16(place, value & 0xffff, random.chance(0.7));
      return bytes;
    }
  }
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(
    Math.min(
      maxGrown,
      parts.reduce((sum, part) => sum + part.length, 0),
    ),
  );
  let at = 0;
  for (const part of parts) {
    const fits = part.subarray(0, whole.length - at);
    whole.set(fits, at);
    at += fits.length;
  }
  return whole;
}
