// What kind of picture some bytes are, by how they begin: a name or a header from elsewhere decides nothing.
// PNG (W3C), JPEG (ITU T.81), WebP (RFC 9649), SVG 2.

const beginnings: readonly (readonly [type: string, begins: (start: string) => boolean])[] = [
  ['image/png', (start) => start.startsWith('\x89PNG')],
  ['image/jpeg', (start) => start.startsWith('\xff\xd8\xff')],
  ['image/webp', (start) => start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP'],
  ['image/svg+xml', beginsAsSvg],
];
const looksAt = 2_000;
const maxComments = 20;

/** The media type of a picture; null for anything else. SVG is only ever shown through `<img>`, where it runs nothing. */
export function pictureType(bytes: Uint8Array): string | null {
  const start = String.fromCharCode(...bytes.subarray(0, looksAt));
  return beginnings.find(([, begins]) => begins(start))?.[0] ?? null;
}

/** One walk over the beginning, never back: a pattern for it could be made to try for minutes. */
function beginsAsSvg(start: string): boolean {
  let rest = start.replace(/^\xef\xbb\xbf/, '').trimStart();
  if (rest.startsWith('<?xml')) rest = after(rest, '>');
  for (let comments = 0; comments < maxComments && rest.startsWith('<!--'); comments++) {
    rest = after(rest.slice('<!--'.length), '-->');
  }
  return /^<svg[\s>]/.test(rest);
}

/** What follows a mark and the space behind it; nothing where the mark is missing. */
function after(text: string, mark: string): string {
  const at = text.indexOf(mark);
  return at < 0 ? '' : text.slice(at + mark.length).trimStart();
}
