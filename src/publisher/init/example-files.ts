// The example guide's files, carried inside the command, so that it can be copied wherever the command stands. All of
// them are text.

const prefix = '../example/';
const loaded = import.meta.glob<string>('../example/**/*.{yaml,csv,json,svg}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Texts by path inside a content folder, in order. */
export const exampleFiles: ReadonlyMap<string, string> = new Map(
  Object.entries(loaded)
    .map(([path, text]) => [path.slice(prefix.length), text] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1)),
);
