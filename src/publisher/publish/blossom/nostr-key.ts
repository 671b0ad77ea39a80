// The key that a Blossom server knows a publisher by: 64 hex digits or "nsec1…", from a file or the environment, never
// from a command line, which every user of the computer can read. NIP-19, BIP-173.
import { readFile, stat } from 'node:fs/promises';
import { decodeHex } from '../../../core/bytes.ts';
import { FaultError } from '../../content/fault.ts';

/** Where a key is looked for when no file is named. */
export const keyVariable = 'NISHAN_BLOSSOM_KEY';
const alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/**
 * @param file null takes the environment variable
 * @returns 32 bytes
 * @throws FaultError that never quotes the key
 */
export async function readNostrKey(file: string | null): Promise<Uint8Array> {
  const name = file ?? keyVariable;
  const typed = file === null ? process.env[keyVariable] : await readKeyFile(file);
  if (!typed?.trim()) {
    const fix = `put 64 hex digits or nsec1… into a file that you alone can read and name it with --key, or set ${keyVariable}`;
    throw stop(name, 'has no key: a Blossom server wants to know who uploads', fix);
  }
  const key = parseNostrKey(typed.trim());
  if (!key) throw stop(name, 'is not a key', 'it is 64 hex digits, or begins with nsec1');
  return key;
}

async function readKeyFile(file: string): Promise<string> {
  const info = await stat(file).catch(() => null);
  if (!info) throw stop(file, 'is not there', 'name the file with the key');
  if (process.platform !== 'win32' && (info.mode & 0o077) !== 0) {
    throw stop(file, 'can be read by others on this computer', `run: chmod 600 ${file}`);
  }
  return info.size > 1_000 ? '' : readFile(file, 'utf8');
}

/** @returns null for anything that is not a key */
export function parseNostrKey(text: string): Uint8Array | null {
  if (/^[0-9a-fA-F]{64}$/.test(text)) return decodeHex(text);
  return decodeNsec(text.toLowerCase());
}

function decodeNsec(text: string): Uint8Array | null {
  const values = [...(/^nsec1([a-z0-9]{58})$/.exec(text)?.[1] ?? '')].map((letter) => alphabet.indexOf(letter));
  if (values.length !== 58 || values.includes(-1)) return null;
  const human = [...'nsec'].map((letter) => letter.charCodeAt(0));
  if (checksum([...human.map((code) => code >> 5), 0, ...human.map((code) => code & 31), ...values]) !== 1) return null;
  let bits = 0;
  let value = 0;
  const bytes: number[] = [];
  for (const five of values.slice(0, 52)) {
    value = ((value << 5) | five) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((value >> bits) & 255);
  }
  // Four bits are left over, and BIP-173 wants them to be zero.
  return (value & 15) === 0 ? Uint8Array.from(bytes) : null;
}

/** BIP-173, "Checksum". */
function checksum(values: readonly number[]): number {
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    generators.forEach((generator, i) => {
      if ((top >> i) & 1) sum ^= generator;
    });
  }
  return sum;
}

function stop(file: string, message: string, fix: string): FaultError {
  return new FaultError([{ severity: 'error', code: 'publish', file, message, fix }]);
}
