// The example guide's files, carried inside the command, so that it can be copied wherever the command stands. All of
// them are text, but for the sounds.

const prefix = '../example/';
const texts = import.meta.glob<string>('../example/**/*.{yaml,csv,json,svg}', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const sounds = import.meta.glob<string>('../example/**/*.ogg', { query: '?inline', import: 'default', eager: true });

/** Texts, and the bytes of sounds, by path inside a content folder, in order. */
export const exampleFiles: ReadonlyMap<string, string | Uint8Array> = new Map(
  [
    ...Object.entries(texts),
    ...Object.entries(sounds).map(
      ([path, url]) => [path, Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')] as const,
    ),
  ]
    .map(([path, file]) => [path.slice(prefix.length), file] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1)),
);
