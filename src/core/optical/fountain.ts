// Any order, any loss: blocks of a file as random sums over GF(2). First each block once, then dense combinations, of
// which any few more than are missing are enough. One screen can stream to many phones that began at different times.
import { sha256Hex } from '../bytes.ts';
import { AppError } from '../errors.ts';
import { blockBytes, blockCount, type Frame, maxTransferBytes } from './frame.ts';

/**
 * The frames of a file, without end.
 * @param bytes at most 2 MiB
 * @returns the frame of a seed, counted up from 0
 * @throws AppError `format/too-long`; `format/shape` when there is nothing to send
 */
export function fountain(bytes: Uint8Array): (seed: number) => Frame {
  const { length } = bytes;
  if (length === 0) throw new AppError('format/shape', { want: 'at least one byte' });
  if (length > maxTransferBytes) throw new AppError('format/too-long', { got: length, want: maxTransferBytes });
  const count = blockCount(length);
  const padded = new Uint8Array(count * blockBytes);
  padded.set(bytes);
  const transfer = sha256Hex(bytes).slice(0, 16);
  return (seed) => {
    const sum = new Uint32Array(blockBytes / 4);
    const coefficients = coefficientsOf(seed, count);
    for (let i = 0; i < count; i++) {
      if (hasBit(coefficients, i)) addTo(sum, new Uint32Array(padded.buffer, i * blockBytes, blockBytes / 4));
    }
    return { transfer, length, seed, block: new Uint8Array(sum.buffer) };
  };
}

/** What a frame brought. `other`: it belongs to another transfer than the one that is being received. */
export type Taken = 'new' | 'nothing-new' | 'other' | 'done';

/** Puts one transfer together. */
export interface Collector {
  take(frame: Frame): Taken;
  /** Blocks that are known, and how many there are; 0 of 0 before the first frame. */
  progress(): { readonly known: number; readonly of: number };
  /**
   * The file, once it is whole.
   * @returns null before that
   * @throws AppError `trust/hash` when the frames were not all of one file: then everything begins again
   */
  result(): Uint8Array | null;
}

/** A row of the system: which blocks were added up, and the sum. */
interface Row {
  readonly coefficients: Uint32Array;
  readonly sum: Uint32Array;
}

/** Receives one transfer; the first frame says which. */
export function openCollector(): Collector {
  let transfer: Pick<Frame, 'transfer' | 'length'> | null = null;
  let rows: (Row | undefined)[] = [];
  let known = 0;
  let whole: Uint8Array | null = null;
  const count = (): number => (transfer ? blockCount(transfer.length) : 0);
  return {
    take(frame) {
      transfer ??= { transfer: frame.transfer, length: frame.length };
      if (frame.transfer !== transfer.transfer || frame.length !== transfer.length) return 'other';
      if (known === count()) return 'done';
      const row = reduced(rows, {
        coefficients: coefficientsOf(frame.seed, count()),
        sum: new Uint32Array(frame.block.slice().buffer),
      });
      if (!row) return 'nothing-new';
      rows[lowestBit(row.coefficients)] = row;
      known++;
      return known === count() ? 'done' : 'new';
    },
    progress: () => ({ known, of: count() }),
    result() {
      if (whole || !transfer || known < count()) return whole;
      const bytes = solved(rows as Row[], transfer.length);
      rows = [];
      if (sha256Hex(bytes).slice(0, 16) === transfer.transfer) {
        whole = bytes;
        return whole;
      }
      transfer = null;
      known = 0;
      throw new AppError('trust/hash', { want: 'frames of one file' });
    },
  };
}

/** What a row says beyond the rows that are known; null when that is nothing. */
function reduced(rows: readonly (Row | undefined)[], row: Row): Row | null {
  for (let at = lowestBit(row.coefficients); at >= 0; at = lowestBit(row.coefficients)) {
    const pivot = rows[at];
    if (!pivot) return row;
    addTo(row.coefficients, pivot.coefficients);
    addTo(row.sum, pivot.sum);
  }
  return null;
}

/** Back substitution, in place: from the last block up, each row is freed of the blocks behind its own. */
function solved(rows: readonly Row[], length: number): Uint8Array {
  const bytes = new Uint8Array(rows.length * blockBytes);
  for (let at = rows.length - 1; at >= 0; at--) {
    const row = rows[at] as Row;
    for (let behind = at + 1; behind < rows.length; behind++) {
      if (!hasBit(row.coefficients, behind)) continue;
      addTo(row.sum, (rows[behind] as Row).sum);
    }
    bytes.set(new Uint8Array(row.sum.buffer), at * blockBytes);
  }
  return bytes.subarray(0, length);
}

/** Which blocks a seed adds up. Below the count: one. Above: about half of all, never none. */
function coefficientsOf(seed: number, count: number): Uint32Array {
  const bits = new Uint32Array(Math.ceil(count / 32));
  if (seed < count) {
    bits[seed >> 5] = 1 << (seed & 31);
    return bits;
  }
  let state = seed >>> 0;
  for (let word = 0; word < bits.length; word++) {
    state = (state + 0x9e3779b9) >>> 0;
    bits[word] = mixed(state);
  }
  const spare = bits.length * 32 - count;
  const last = bits.length - 1;
  bits[last] = ((bits[last] as number) << spare) >>> spare;
  if (lowestBit(bits) < 0) bits[0] = 1;
  return bits;
}

/** An avalanche of 32 bits, so that neighbouring seeds give unrelated sums. Constants found by search, public domain. */
function mixed(value: number): number {
  let x = value;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}

function hasBit(bits: Uint32Array, at: number): boolean {
  return (((bits[at >> 5] as number) >>> (at & 31)) & 1) === 1;
}

function lowestBit(bits: Uint32Array): number {
  for (let word = 0; word < bits.length; word++) {
    const value = bits[word] as number;
    if (value !== 0) return word * 32 + 31 - Math.clz32(value & -value);
  }
  return -1;
}

function addTo(sum: Uint32Array, other: Uint32Array): void {
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) ^ (other[i] as number);
}
