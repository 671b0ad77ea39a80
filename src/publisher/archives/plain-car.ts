// A mirror's tree as a CAR. Each file of at most 1 MiB is one raw block, so that its CID is nothing but its SHA-256 written
// otherwise (core/encoding/cid.ts), and each folder one more. Trees with larger ones are large-car.ts's; where both can, they
// make the same bytes. UnixFS in DAG-PB.
import { maxFileBytes } from '../../core/guide/format/blob.ts';
import { type BlockName, type Car, folderName, openCar, rawName, varint } from './car.ts';

/** From this on a folder is cut into many blocks: the sum of its names and of what they stand for, in bytes. */
export const maxFolderBytes = 262_144;
const nameBytes = 36;

/** What a folder has under one name. */
interface Link {
  readonly name: BlockName;
  /** Of the block and all below it, in bytes. */
  readonly size: number;
}
type Folder = Map<string, Folder | Link>;

/** A CAR that takes a tree file by file. */
export interface PlainCar {
  add(path: string, bytes: Uint8Array): void;
  /** Writes the folders. @returns the CID of the outermost */
  finish(): string;
  close(): void;
}

/** @param file replaced where it is there */
export function openPlainCar(file: string): PlainCar {
  const car = openCar(file);
  const top: Folder = new Map();
  return {
    add(path, bytes) {
      const link = { name: rawName(bytes), size: bytes.length };
      car.put(link.name, bytes);
      const names = path.split('/');
      const last = names.pop() ?? '';
      let folder = top;
      for (const name of names) {
        const found = folder.get(name);
        const inner = found instanceof Map ? found : new Map();
        if (inner !== found) folder.set(name, inner);
        folder = inner;
      }
      folder.set(last, link);
    },
    finish: () => car.finish(putFolder(top, car).name),
    close: () => car.close(),
  };
}

/** The inner ones first. */
function putFolder(folder: Folder, car: Car): Link {
  const links = [...folder].map(([text, inside]) => {
    const link = inside instanceof Map ? putFolder(inside, car) : inside;
    return { ...link, text: Buffer.from(text) };
  });
  links.sort((a, b) => Buffer.compare(a.text, b.text));
  const inside = links.map(({ name, text, size }) =>
    field(2, Buffer.concat([field(1, name), field(2, text), varint((3 << 3) | 0), varint(size)])),
  );
  const block = Buffer.concat([...inside, field(1, isFolder)]);
  const name = folderName(block);
  car.put(name, block);
  return { name, size: links.reduce((sum, { size }) => sum + size, block.length) };
}

/** UnixFS's word for a folder: field 1, its kind, is 1. */
const isFolder = Uint8Array.of(0x08, 0x01);

/** A field of bytes. @source protocol buffers' encoding: number and kind, length, bytes */
function field(number: number, bytes: Uint8Array): Uint8Array {
  return Buffer.concat([varint((number << 3) | 2), varint(bytes.length), bytes]);
}

/** Whether each file is one block and each folder too. */
export function isPlainTree(files: readonly { readonly path: string; readonly size: number }[]): boolean {
  const folders = new Map<string, Set<string>>();
  for (const { path, size } of files) {
    if (size > maxFileBytes) return false;
    const names = path.split('/');
    names.forEach((name, depth) => {
      const around = names.slice(0, depth).join('/');
      folders.set(around, (folders.get(around) ?? new Set()).add(name));
    });
  }
  const bytesOf = (names: Iterable<string>): number =>
    [...names].reduce((sum, name) => sum + Buffer.byteLength(name) + nameBytes, 0);
  return [...folders.values()].every((names) => bytesOf(names) <= maxFolderBytes);
}
