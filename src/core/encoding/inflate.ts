// Inflating with a cap that holds while it works. RFC 1951, raw: no header, no checksum (a hash was checked before).
import { AppError } from '../errors.ts';

/** Codes of up to so many bits are looked up in one step; the few longer ones are walked bit by bit. */
const quickBits = 9;
const maxCodeBits = 15;
const endOfBlock = 256;

// §3.2.5: what the length and distance codes stand for, and how many more bits follow each.
const lengthBase = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const lengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const distanceCodes = 30;
// §3.2.7: the order in which the lengths of the length codes are sent.
const lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/**
 * Inflates with a cap that holds while it works, not after: nothing longer than the cap is ever made.
 * @param maxBytes cap on the output
 * @throws AppError `format/inflate` for a broken, cut or trailing stream, `format/too-long` past the cap
 * @source RFC 1951
 */
export function inflate(bytes: Uint8Array, maxBytes: number): Uint8Array {
  const input = openBits(bytes);
  const output = openOutput(Math.min(maxBytes, bytes.length * 4), maxBytes);
  let isLast = false;
  while (!isLast) {
    isLast = input.take(1) === 1;
    const kind = input.take(2);
    if (kind === 0) copyStored(input, output);
    else if (kind === 1) inflateBlock(input, output, fixedCodes());
    else if (kind === 2) inflateBlock(input, output, readCodes(input));
    else broken();
  }
  if (!input.isAtEnd()) broken();
  return output.finish();
}

type Input = ReturnType<typeof openBits>;
type Output = ReturnType<typeof openOutput>;

/** The bits of a stream, the lowest of each byte first. */
function openBits(bytes: Uint8Array) {
  let at = 0;
  let held = 0;
  let count = 0;
  /** Past the end there are zeros, so that a code may be looked up by more bits than it has; taking one is refused. */
  const fill = (wanted: number): void => {
    while (count < wanted) {
      held |= (bytes[at] ?? 0) << count;
      at++;
      count += 8;
    }
  };
  const drop = (bits: number): void => {
    held >>>= bits;
    count -= bits;
    if (at - (count >> 3) > bytes.length) broken();
  };
  return {
    take(bits: number): number {
      fill(bits);
      const value = held & ((1 << bits) - 1);
      drop(bits);
      return value;
    },
    /** The next symbol of a code. */
    symbol({ quick, counts, symbols }: Code): number {
      fill(maxCodeBits);
      const found = quick[held & ((1 << quickBits) - 1)] as number;
      if (found > 0) {
        drop(found & 15);
        return found >> 4;
      }
      let code = 0;
      let first = 0;
      let index = 0;
      for (let bits = 1; bits <= maxCodeBits; bits++) {
        code |= (held >> (bits - 1)) & 1;
        const here = counts[bits] as number;
        if (code - here < first) {
          drop(bits);
          return symbols[index + code - first] as number;
        }
        index += here;
        first = (first + here) << 1;
        code <<= 1;
      }
      return broken();
    },
    /** Whole bytes from the next byte on. */
    copy(length: number): Uint8Array {
      const from = at - (count >> 3);
      if (from + length > bytes.length) broken();
      at = from + length;
      held = 0;
      count = 0;
      return bytes.subarray(from, at);
    },
    skipToByte: (): void => drop(count & 7),
    isAtEnd: (): boolean => at - (count >> 3) === bytes.length,
  };
}

function openOutput(firstBytes: number, maxBytes: number) {
  let buffer = new Uint8Array(firstBytes);
  let length = 0;
  /** Makes room before anything is written. */
  const grow = (more: number): void => {
    const wanted = length + more;
    if (wanted > maxBytes) throw new AppError('format/too-long', { want: maxBytes });
    if (wanted <= buffer.length) return;
    const larger = new Uint8Array(Math.min(maxBytes, Math.max(wanted, buffer.length * 2)));
    larger.set(buffer.subarray(0, length));
    buffer = larger;
  };
  return {
    put(byte: number): void {
      if (length === buffer.length) grow(1);
      buffer[length++] = byte;
    },
    append(part: Uint8Array): void {
      grow(part.length);
      buffer.set(part, length);
      length += part.length;
    },
    /** Repeats what was written `distance` bytes ago; it may run into what it is writing. */
    repeat(distance: number, count: number): void {
      if (distance > length) broken();
      grow(count);
      for (let i = 0; i < count; i++, length++) buffer[length] = buffer[length - distance] as number;
    },
    finish: (): Uint8Array => buffer.slice(0, length),
  };
}

/** A canonical code: a table for its short words, and what is needed to walk its long ones. §3.2.2 */
interface Code {
  /** By the next `quickBits` bits: symbol << 4 | length of its word; 0 where the word is longer. */
  readonly quick: Uint16Array;
  /** How many words there are of each length. */
  readonly counts: Uint16Array;
  /** Symbols in the order of their words. */
  readonly symbols: Uint16Array;
}

/** @param lengths of each symbol's word in bits, 0 for a symbol that has none */
function makeCode(lengths: Uint8Array): Code {
  const counts = new Uint16Array(maxCodeBits + 1);
  for (const bits of lengths) counts[bits] = (counts[bits] as number) + 1;
  const used = lengths.length - (counts[0] as number);
  counts[0] = 0;
  refuseUneven(counts, used);
  const next = new Uint16Array(maxCodeBits + 1);
  const offsets = new Uint16Array(maxCodeBits + 1);
  for (let bits = 1; bits < maxCodeBits; bits++) {
    next[bits + 1] = ((next[bits] as number) + (counts[bits] as number)) << 1;
    offsets[bits + 1] = (offsets[bits] as number) + (counts[bits] as number);
  }
  const quick = new Uint16Array(1 << quickBits);
  const symbols = new Uint16Array(used);
  lengths.forEach((bits, symbol) => {
    if (bits === 0) return;
    const word = next[bits] as number;
    next[bits] = word + 1;
    const offset = offsets[bits] as number;
    offsets[bits] = offset + 1;
    symbols[offset] = symbol;
    if (bits > quickBits) return;
    for (let at = reverse(word, bits); at < quick.length; at += 1 << bits) quick[at] = (symbol << 4) | bits;
  });
  return { quick, counts, symbols };
}

/** Words that overlap, or that leave some bits without a meaning; one single word may stand alone. */
function refuseUneven(counts: Uint16Array, used: number): void {
  let left = 1;
  for (let bits = 1; bits <= maxCodeBits; bits++) {
    left = left * 2 - (counts[bits] as number);
    if (left < 0) broken();
  }
  if (left > 0 && used > 1) broken();
}

function reverse(word: number, bits: number): number {
  let turned = 0;
  for (let i = 0; i < bits; i++) turned |= ((word >> i) & 1) << (bits - 1 - i);
  return turned;
}

interface Codes {
  readonly literals: Code;
  readonly distances: Code;
}

let fixed: Codes | null = null;

/** §3.2.6 */
function fixedCodes(): Codes {
  fixed ??= {
    literals: makeCode(
      Uint8Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8)),
    ),
    distances: makeCode(new Uint8Array(32).fill(5)),
  };
  return fixed;
}

/** §3.2.7 */
function readCodes(input: Input): Codes {
  const literals = input.take(5) + 257;
  const distances = input.take(5) + 1;
  const count = input.take(4) + 4;
  const orders = new Uint8Array(lengthOrder.length);
  for (let i = 0; i < count; i++) orders[lengthOrder[i] as number] = input.take(3);
  const code = makeCode(orders);
  const lengths = new Uint8Array(literals + distances);
  for (let at = 0; at < lengths.length; ) {
    const symbol = input.symbol(code);
    if (symbol < 16) {
      lengths[at++] = symbol;
      continue;
    }
    if (symbol === 16 && at === 0) broken();
    const value = symbol === 16 ? (lengths[at - 1] as number) : 0;
    const times = symbol === 16 ? 3 + input.take(2) : symbol === 17 ? 3 + input.take(3) : 11 + input.take(7);
    if (at + times > lengths.length) broken();
    lengths.fill(value, at, at + times);
    at += times;
  }
  if (lengths[endOfBlock] === 0) broken();
  return { literals: makeCode(lengths.subarray(0, literals)), distances: makeCode(lengths.subarray(literals)) };
}

function inflateBlock(input: Input, output: Output, { literals, distances }: Codes): void {
  for (;;) {
    const symbol = input.symbol(literals);
    if (symbol === endOfBlock) return;
    if (symbol < endOfBlock) {
      output.put(symbol);
      continue;
    }
    const row = symbol - endOfBlock - 1;
    if (row >= lengthBase.length) broken();
    const length = (lengthBase[row] as number) + input.take(lengthExtra[row] as number);
    output.repeat(readDistance(input, distances), length);
  }
}

function readDistance(input: Input, distances: Code): number {
  const symbol = input.symbol(distances);
  if (symbol >= distanceCodes) broken();
  if (symbol < 4) return symbol + 1;
  const extra = (symbol >> 1) - 1;
  return ((2 | (symbol & 1)) << extra) + 1 + input.take(extra);
}

/** §3.2.4 */
function copyStored(input: Input, output: Output): void {
  input.skipToByte();
  const length = input.take(16);
  if (input.take(16) !== (length ^ 0xffff)) broken();
  output.append(input.copy(length));
}

function broken(): never {
  throw new AppError('format/inflate');
}
