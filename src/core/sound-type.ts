// What kind of sound some bytes are, by how they begin: a name or a header from elsewhere decides nothing. Opus in Ogg
// (RFC 7845), MPEG-1/2 layer III (ISO 11172-3), AAC in MP4 (ISO 14496-12). Whether they decode, the player says.

const beginnings: readonly (readonly [type: string, begins: (bytes: Uint8Array) => boolean])[] = [
  ['audio/ogg; codecs=opus', beginsAsOpus],
  ['audio/mpeg', beginsAsMp3],
  ['audio/mp4', beginsAsM4a],
];

/** The media type of a sound that is played; null for anything else. */
export function soundType(bytes: Uint8Array): string | null {
  return beginnings.find(([, begins]) => begins(bytes))?.[0] ?? null;
}

function has(bytes: Uint8Array, at: number, letters: string): boolean {
  return [...letters].every((letter, i) => bytes[at + i] === letter.charCodeAt(0));
}

/** The first page of the stream holds the Opus header alone, in one segment. */
function beginsAsOpus(bytes: Uint8Array): boolean {
  const firstOfStream = 2;
  return has(bytes, 0, 'OggS\0') && bytes[5] === firstOfStream && bytes[26] === 1 && has(bytes, 28, 'OpusHead');
}

/** A tag, or a frame's header whose every field is one that the standard knows. */
function beginsAsMp3(bytes: Uint8Array): boolean {
  if (has(bytes, 0, 'ID3')) return true;
  const [sync, version = 0, rates = 0] = bytes;
  const isLayer3 = (version & 0xe6) === 0xe2 && (version & 0x18) !== 0x08;
  const hasRates = rates >> 4 !== 0 && rates >> 4 !== 15 && (rates & 0x0c) !== 0x0c;
  return sync === 0xff && isLayer3 && hasRates;
}

/** A file of sound alone, or one of the general brands that recorders write. */
function beginsAsM4a(bytes: Uint8Array): boolean {
  return has(bytes, 4, 'ftyp') && ['M4A ', 'mp42', 'mp41', 'isom', 'dash'].some((brand) => has(bytes, 8, brand));
}
