// One build configuration, two modes: `pwa` (the shell that every mirror carries, without a guide) and `publisher` (the
// command line). Lists, policy and the root are put into the shell later, by `nishan build`, without vite.
import preact from '@preact/preset-vite';
import { defineConfig, type UserConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { classNames } from './bin/output/class-names.mjs';
import { classicEntry } from './bin/output/classic-entry.mjs';
import { oneHash } from './bin/output/one-hash.mjs';
import { sbom } from './bin/output/sbom.mjs';
import { carrierShell } from './bin/plugins/carrier-shell.mjs';
import { localeParts } from './bin/plugins/locale-parts.mjs';
import { shippedLicences } from './bin/plugins/shipped-licences.mjs';

// The floor for the worker's syntax and for CSS; interfaces are checked before use.
const target = 'chrome87';
/**
 * The floor for the app's syntax (decision 4). Told `chrome87` the bundler takes `?.` apart, for V8's fault before Chrome 91 in a call with
 * spread arguments behind it; nothing here has one, and tests/e2e/start/sizes.test.ts looks.
 */
const syntax = 'es2021';

/** One file for what these folders of the app need beside the first answer. */
function later(name: string, folders: string) {
  return { name, test: new RegExp(`/src/app/(${folders})\\b`), priority: 1 };
}

const pwa: UserConfig = {
  css: { modules: { generateScopedName: classNames(import.meta.dirname) } },
  // One build serves every sub-path that a mirror may have.
  base: './',
  plugins: [
    localeParts(),
    oneHash(),
    carrierShell(),
    shippedLicences(),
    sbom(),
    classicEntry(),
    preact({ devToolsEnabled: false, prefreshEnabled: false }),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'sw',
      filename: 'sw.ts',
      injectRegister: false,
      manifest: false,
      includeManifestIcons: false,
      injectManifest: { rollupFormat: 'iife', target, injectionPoint: undefined, sourcemap: false },
    }),
  ],
  build: {
    outDir: 'dist/app',
    emptyOutDir: true,
    target: syntax,
    // 4 kB less for a voter than with vite's own, 1.4 of them on the way of a first answer; a build takes seconds more.
    minify: 'terser',
    terserOptions: { module: true, ecma: 2020, compress: { passes: 2 } },
    cssTarget: target,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // Which files the first answer needs is read from here.
    manifest: true,
    reportCompressedSize: false,
    license: false,
    rolldownOptions: {
      // No field of a class here has a setter of the same name above it.
      transform: { assumptions: { setPublicClassFields: true } },
      // Parts that several late screens share are asked for late all the same: a note on each build said nothing.
      checks: { ineffectiveDynamicImport: false, pluginTimings: false },
      // What the first screen loads is one file: a request costs as much as many kilobytes, and it packs better. So it is
      // with what comes later: a few files by what voters do, since each file is a name and a hash in the entry and the worker.
      output: {
        codeSplitting: {
          groups: [
            { name: 'first', tags: ['$initial'], priority: 9 },
            // What fetches and verifies: a third of the app, and an answer that is held needs none of it.
            // The page asks for it beside the entry (publisher/shell/page.ts), by this name.
            {
              name: 'road',
              test: /\/src\/(app\/(sync\/road|held\/check-all)|core\/(tuf\/(?!guide-id|metadata|canonical|peek)|ingest\/(?!older-edition|would-bring)|held\/check-store|bundle\/(bundle|bytes-source|vault-source)\.ts)|io\/(mirror\/(ask-mirror|mirror-source)|store\/one-writer))|@noble\/ed25519/,
              priority: 8,
            },
            // Told at once of what is dropped or pasted: it waits for nothing else.
            { name: 'recognise', test: /\/src\/(core\/bundle\/recognise|app\/take\/ways-in)/, priority: 6 },
            // What several of those below need.
            {
              name: 'shared',
              test: /\/src\/(core\/(?!search|answer|forward)|core\/search\/word-forms|io\/)/,
              minShareCount: 2,
              priority: 5,
            },
            // What a card may have beside its answer comes first, and small.
            {
              name: 'card',
              test: /\/src\/app\/(sound\/(answer|sound-button|heard|voices|sounding|late)|install|changes\/(change|late)|slip\/(late|slip-(box|names))|ready\/(late|drill-bar)|wipe\/bring|frame\/top-notices|origin\/origin-box|guides\/(late|guide-line))/,
              priority: 4,
            },
            // What is shown where the app itself may not, or cannot, be.
            { name: 'instead', test: /\/src\/app\/(frame\/framed|opening\/silent-store)/, priority: 4 },
            // Also on a card of an answer, and without what answers.
            { name: 'events', test: /\/src\/app\/events\//, priority: 4 },
            // What is typed, and what is pasted to be checked: words of both scripts and how they sound.
            { name: 'asked', test: /\/src\/(core\/(search|answer|forward)|app\/(ask|check|search)\/)/, priority: 3 },
            // What a seat's page and a carrier say, in one file for the check of either.
            {
              name: 'paper',
              test: /\/src\/(app\/seat-page\/|paper\/(seat-page\/|carrier\/carrier-(seat|notice|words)|markup|speaker|texts))/,
              priority: 4,
            },
            // With what is read of an older edition, which few phones ever meet.
            {
              name: 'sync',
              test: /\/src\/(app\/(sync|changes|news|sound|origin\/watch)\b|core\/ingest\/(older-edition|would-bring))/,
              priority: 1,
            },
            // What makes a code, and what draws it on paper.
            { name: 'qr', test: /node_modules\/qr\/(?!decode)|\/src\/paper\/code-path/, priority: 4 },
            // Small, so that it can be brought before anybody needs it in a hurry; with what else of the stores few visits need.
            {
              name: 'wipe',
              test: /\/src\/(app\/wipe\/(?!leave|bring)|io\/store\/(wipe-origin|within|lease|change-guides))/,
              priority: 6,
            },
            later('guide', 'list|candidate|places|day|help|slip|pictures'),
            later('hand', 'give|take/(?!ways-in)|scan'),
            later('trust', 'who|guides|sources|kept|origin|ready|language|frame|kit'),
          ],
        },
      },
    },
  },
};

const publisher: UserConfig = {
  publicDir: false,
  // What publisher/memory tells programs apart by; where nobody says it, the command remembers nothing.
  define: { __BUILT_FROM__: JSON.stringify(process.env.NISHAN_BUILT_FROM ?? '') },
  plugins: [localeParts(), carrierShell()],
  // What every command loads, in its own files: Node takes longer to find a hundred small modules than to read them.
  ssr: { noExternal: [/^(yaml|commander|csv-parse)(\/|$)/, /^@noble\//] },
  build: {
    outDir: 'dist/publisher',
    emptyOutDir: true,
    ssr: true,
    target: 'node20',
    minify: false,
    reportCompressedSize: false,
    rolldownOptions: {
      // Where a package lay when it was built in is nobody's business, and differs from one computer to the next.
      experimental: { attachDebugInfo: 'none' },
      // The server apart, for `npm start` and tests that bring their own mirror; and what runs in a thread of its own.
      input: {
        nishan: 'src/publisher/main.ts',
        serve: 'src/publisher/serve.ts',
        'archive-worker': 'src/publisher/archives/archive-worker.ts',
      },
      // All in one folder, so that paths relative to the code hold for shared parts too.
      output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
    },
  },
};

export default defineConfig(({ mode }) => (mode === 'publisher' ? publisher : pwa));
