// For the bundler: `page.ts?shell` is what a carrier has besides its guide, the script and the style of src/carrier, built
// small for the floor, as two texts; likewise what seats' pages have (src/seat-page), what stands beside a draft
// (src/panel), and the first script of the app's page (src/early). The app, the command line and the tests get the same bytes by it.
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const asked = /\/src\/(?:carrier\/page|seat-page\/page|panel\/panel|early\/early)\.ts\?shell$/;

/** Built once a process, by entry: they are the same for whoever asks. @type {Map<string, ReturnType<typeof buildShell>>} */
const built = new Map();

/** A vite plugin. */
export function carrierShell() {
  return {
    name: 'carrier-shell',
    enforce: /** @type {const} */ ('pre'),
    /** @param {string} id */
    async load(id) {
      if (!asked.test(id)) return null;
      const entry = id.slice(0, -'?shell'.length);
      const shell = built.get(entry) ?? buildShell(entry);
      built.set(entry, shell);
      const { script, style } = await shell;
      return {
        code: `export const script = ${JSON.stringify(script)};\nexport const style = ${JSON.stringify(style)};`,
        moduleType: /** @type {const} */ ('js'),
      };
    },
  };
}

/** @param {string} entry */
async function buildShell(entry) {
  const result = await build({
    configFile: false,
    envFile: false,
    logLevel: 'silent',
    mode: 'production',
    root: fileURLToPath(new URL('../..', import.meta.url)),
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'chrome87',
      cssTarget: 'chrome87',
      minify: true,
      lib: { entry, formats: ['iife'], name: 'carrier', fileName: 'carrier', cssFileName: 'carrier' },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((each) => ('output' in each ? each.output : []));
  const chunk = outputs.find((each) => each.type === 'chunk');
  const sheet = outputs.find((each) => each.type === 'asset' && each.fileName.endsWith('.css'));
  if (chunk?.type !== 'chunk') throw new Error('the shell of carriers was not built');
  const script = chunk.code.trim();
  // Without the bundler's own note at its end.
  const style = String(sheet?.type === 'asset' ? sheet.source : '')
    .replace(/\/\*[^*]*\*\//g, '')
    .trim();
  // Either would end the element that it stands in, or begin a comment there.
  if (/<\/|<!--/.test(script + style)) throw new Error('the shell of carriers cannot stand in a page as it is');
  return { script, style };
}
