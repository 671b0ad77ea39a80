// Types by the end of a name. What has none (targets, blobs) is bytes and nothing else.

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  webmanifest: 'application/manifest+json',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  woff2: 'font/woff2',
  txt: 'text/plain; charset=utf-8',
  zip: 'application/zip',
};
const bytes = 'application/octet-stream';
/** Targets are named "<hash>.<name>": a name that happens to end like a page must not become one. */
const opaqueFolders = /^(targets|blobs)\//;

/** The type of a file by its path below the mirror. */
export function mimeType(path: string): string {
  const ending = /\.([a-z0-9]+)$/.exec(path)?.[1];
  if (ending === undefined || (opaqueFolders.test(path) && ending !== 'json')) return bytes;
  return new Map(Object.entries(types)).get(ending) ?? bytes;
}

/** Whether compressing on the way pays. */
export function isText(type: string): boolean {
  return /^text\/|^application\/(json|manifest\+json)|^image\/svg/.test(type);
}
