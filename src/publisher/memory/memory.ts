// .cache/ in a content folder: what was worked out of exactly the same input before, by the same program on the same account.
// It saves time and nothing else: an entry that is lost, damaged, of another program or from another hand counts as none, and
// the folder can be deleted at any time. One file a thing; only the newest is kept.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseJson } from '../../core/json.ts';
import { readSecret } from './memory-secret.ts';

/** Whoever keeps the guide in a repository need not know of it. */
export const memoryFolder = '.cache';
const maxEntryBytes = 4_194_304;
const macLength = 32;

/** A thing that is remembered. */
export interface Kind<T> {
  /** Its file: small letters and dashes. */
  readonly name: string;
  /** As JSON has it. */
  readonly write: (value: T) => unknown;
  /** The way back. @throws where it does not fit, or is of no use any more */
  readonly read: (value: unknown) => T;
}

/** A thing of many bytes, which would be long as JSON. */
export interface BytesKind<T> {
  readonly name: string;
  readonly encode: (value: T) => Uint8Array;
  /** @throws where it does not fit, or is of no use any more */
  readonly decode: (bytes: Uint8Array) => T;
}

/** What is given to it is everything that the thing was worked out of, as JSON has it. */
export interface Memory {
  /** @returns null where these inputs are not the last ones */
  find<T>(kind: Kind<T> | BytesKind<T>, inputs: readonly unknown[]): T | null;
  /** Whether it could be kept is nobody's concern: a folder may be read-only. */
  keep<T>(kind: Kind<T> | BytesKind<T>, inputs: readonly unknown[], value: T): void;
}

/** Works everything out. */
export const noMemory: Memory = { find: () => null, keep: () => undefined };

/** @returns what `work` returns for these inputs: from before where that is known */
export function recall<T>(memory: Memory, kind: Kind<T>, inputs: readonly unknown[], work: () => T): T {
  const known = memory.find(kind, inputs);
  if (known !== null) return known;
  const value = work();
  memory.keep(kind, inputs, value);
  return value;
}

/** What an entry rests on beside its inputs. */
export interface MemoryBasis {
  /** Stands for the program, its libraries and what runs it: another one may work out something else. */
  readonly program: string;
  /** Of this account alone: a folder that came from somebody else must not speak for the check. */
  readonly secret: Uint8Array;
}

declare const __BUILT_FROM__: string | undefined;

/** @param dir the content folder @returns no memory where the program does not know what it was built from */
export function openMemory(dir: string): Memory {
  const builtFrom = typeof __BUILT_FROM__ === 'string' ? __BUILT_FROM__ : '';
  const secret = builtFrom === '' ? null : readSecret();
  if (secret === null) return noMemory;
  return memoryWith(dir, { program: `${builtFrom} ${process.version} ${process.platform} ${process.arch}`, secret });
}

export function memoryWith(dir: string, { program, secret }: MemoryBasis): Memory {
  const folder = join(dir, memoryFolder);
  // The inputs are in it, so that an entry of others is as foreign as one of another hand.
  const macOf = (name: string, inputs: readonly unknown[], body: Uint8Array): Buffer =>
    createHmac('sha256', secret)
      .update(`${JSON.stringify([name, program, inputs])}\n`)
      .update(body)
      .digest();
  return {
    find(kind, inputs) {
      const { name } = kind;
      try {
        const path = join(folder, name);
        if (statSync(path).size > maxEntryBytes) return null;
        const bytes = readFileSync(path);
        const body = bytes.subarray(macLength);
        if (!timingSafeEqual(macOf(name, inputs, body), bytes.subarray(0, macLength))) return null;
        return 'decode' in kind ? kind.decode(body) : kind.read(parseJson(body, maxEntryBytes));
      } catch {
        // Not there, broken off, or of no use any more: all the same.
        return null;
      }
    },
    keep(kind, inputs, value) {
      const { name } = kind;
      const body = 'encode' in kind ? kind.encode(value) : Buffer.from(JSON.stringify(kind.write(value)));
      if (body.length + macLength > maxEntryBytes) return;
      try {
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, '.gitignore'), '*\n');
        // Two that write at once make a mixture, which no reader believes.
        const beside = join(folder, `${name}.tmp`);
        writeFileSync(beside, Buffer.concat([macOf(name, inputs, body), body]));
        renameSync(beside, join(folder, name));
      } catch {
        return;
      }
    },
  };
}
