// What kind of picture some bytes are, by how they begin: a name or a header from elsewhere decides nothing.
// PNG (W3C), JPEG (ITU T.81), WebP (RFC 9649), SVG 2.

const beginnings: readonly (readonly [type: string, pattern: RegExp])[] = [
  ['image/png', /^\x89PNG/],
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/webp', /^RIFF[\s\S]{4}WEBP/],
  ['image/svg+xml', /^(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<svg[\s>]/],
];
const looksAt = 512;

/** The media type of a picture; null for anything else. SVG is only ever shown through `<img>`, where it runs nothing. */
export function pictureType(bytes: Uint8Array): string | null {
  const start = String.fromCharCode(...bytes.subarray(0, looksAt));
  return beginnings.find(([, pattern]) => pattern.test(start))?.[0] ?? null;
}
