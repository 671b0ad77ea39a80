// Addresses that travel by hand inside a bundle: reserves that no signed list names, so that no censor reads of them there.
// Nobody signs them and none is needed to be trusted: whatever comes from one is checked like everything else.
import { decodeUtf8, encodeUtf8 } from '../bytes.ts';
import { AppError } from '../errors.ts';

/** Where they stand in a bundle: one address a line. */
export const reservesPath = 'mirrors.txt';
/** A longer list is not read. */
export const maxReserveBytes = 4_096;
/** A voter is asked about each. */
export const maxReserves = 8;

const address = /^https:\/\/[^\s"'<>\\]{3,500}$/;

/** @throws AppError `format/shape` for more than 8, or what is no https address */
export function encodeReserves(addresses: readonly string[]): Uint8Array {
  const stranger = addresses.find((each) => !address.test(each));
  if (stranger !== undefined || addresses.length > maxReserves) {
    throw new AppError('format/shape', {
      got: stranger ?? addresses.length,
      want: `at most ${maxReserves} https addresses`,
    });
  }
  return encodeUtf8(addresses.map((each) => `${each}\n`).join(''));
}

/** The addresses among the lines, each once, at most 8; a text that is none has none. */
export function readReserves(bytes: Uint8Array): readonly string[] {
  if (bytes.length > maxReserveBytes) return [];
  try {
    const lines = decodeUtf8(bytes)
      .split('\n')
      .map((line) => line.trim());
    return [...new Set(lines.filter((line) => address.test(line)))].slice(0, maxReserves);
  } catch {
    return [];
  }
}
