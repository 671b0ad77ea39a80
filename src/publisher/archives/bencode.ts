// Writing what torrents are written in: whole numbers, strings, lists and dictionaries. BEP 3.

export type Bencoded = number | string | Uint8Array | readonly Bencoded[] | { readonly [key: string]: Bencoded };

/** @param value whole numbers alone; the keys of a dictionary are sorted by their bytes, as clients demand */
export function bencode(value: Bencoded): Uint8Array {
  const parts: Uint8Array[] = [];
  write(value, parts);
  return Buffer.concat(parts);
}

function write(value: Bencoded, parts: Uint8Array[]): void {
  if (typeof value === 'number') {
    parts.push(Buffer.from(`i${value}e`));
  } else if (typeof value === 'string' || value instanceof Uint8Array) {
    const bytes = typeof value === 'string' ? Buffer.from(value) : value;
    parts.push(Buffer.from(`${bytes.length}:`), bytes);
  } else if (isList(value)) {
    parts.push(Buffer.from('l'));
    for (const each of value) write(each, parts);
    parts.push(Buffer.from('e'));
  } else {
    parts.push(Buffer.from('d'));
    const entries = Object.entries(value).map(([key, inside]) => ({ key: Buffer.from(key), inside }));
    for (const { key, inside } of entries.sort((a, b) => Buffer.compare(a.key, b.key))) {
      write(key, parts);
      write(inside, parts);
    }
    parts.push(Buffer.from('e'));
  }
}

function isList(value: Bencoded): value is readonly Bencoded[] {
  return Array.isArray(value);
}
