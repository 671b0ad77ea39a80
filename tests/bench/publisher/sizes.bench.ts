// What voters download: the first answer's code, the whole shell, the worker, the trust core, the signed data.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { beforeAll, it } from 'vitest';
import { type Mirror, makeMirror } from '../../harness/mirrors/mirror.ts';
import { brotliBytes, shellSizes } from '../../harness/mirrors/shell-sizes.ts';
import { hasData, kB, makeNational, type National, row, spread } from '../measure.ts';

let demo: Mirror;
let national: National | null = null;
beforeAll(async () => {
  demo = await makeMirror();
  if (hasData) national = await makeNational();
  return () => demo.remove();
});

it('the shell', (context) => {
  const { first, whole, worker, firstFiles, restFiles } = shellSizes(demo.dir);
  row(context, "app's first answer (html, js, css; English)", kB(first), '', `${firstFiles} files kept first`);
  row(context, 'whole shell with worker, one language', kB(whole), '', `${restFiles} more files`);
  row(context, 'service worker', kB(worker), '');
});

it('the trust core with its cryptography', async (context) => {
  const entry = resolve('.cache/trust-entry.ts');
  const { writeFileSync, mkdirSync } = await import('node:fs');
  mkdirSync(resolve('.cache'), { recursive: true });
  writeFileSync(
    entry,
    "export { refresh, openStored } from '../src/core/tuf/refresh.ts';\nexport { verifyEdition } from '../src/core/tuf/edition.ts';\nexport { ed25519Verifiers } from '../src/core/tuf/signatures.ts';\nexport { guideId } from '../src/core/tuf/guide-id.ts';\nexport { verifyTarget } from '../src/core/tuf/verify-target.ts';\n",
  );
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: true,
      target: 'chrome87',
      lib: { entry, formats: ['iife'], name: 'trust', fileName: 'trust' },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((each) => ('output' in each ? each.output : []));
  const code = outputs.find((each) => each.type === 'chunk')?.code ?? '';
  row(context, 'trust core with its cryptography', kB(brotliBytes(Buffer.from(code))), '');
});

it('signed data for one first answer', (context) => {
  const sizes = (dir: string, measure: (bytes: Uint8Array) => number): number[] =>
    readdirSync(join(dir, 'first'))
      .filter((name) => name !== 'head.zip')
      .map((name) => measure(readFileSync(join(dir, 'first', name))));
  const tell = (name: string, dir: string): void => {
    const raw = spread(sizes(dir, (bytes) => bytes.length));
    const packed = spread(sizes(dir, brotliBytes));
    row(
      context,
      `first/REGION.zip, ${name}, as it lies`,
      `${kB(raw.median)} (max ${kB(raw.max)})`,
      '',
      `with brotli on its way ${kB(packed.median)}`,
    );
  };
  tell('example guide', demo.dir);
  if (national) tell('national list', national.mirrorDir);
});

it('the page of a seat', (context) => {
  const tell = (name: string, dir: string): void => {
    const pages = readdirSync(join(dir, 's'))
      .filter((file) => /^[A-Z].*\.html$/.test(file))
      .map((file) => readFileSync(join(dir, 's', file)));
    const packed = spread(pages.map((page) => gzipSync(page, { level: 9 }).length));
    const within = pages.filter((page) => gzipSync(page, { level: 9 }).length <= 3_000).length;
    row(
      context,
      `a seat's page, gzip, ${name}`,
      `${kB(packed.median)} (${kB(packed.min)}-${kB(packed.max)})`,
      '',
      `${within} of ${pages.length} within 3 kB; brotli ${kB(spread(pages.map(brotliBytes)).median)}; two languages`,
    );
  };
  tell('example guide', demo.dir);
  if (national) tell('national list', national.mirrorDir);
});

it.runIf(hasData)('the national list', (context) => {
  if (!national) return;
  const shards = readdirSync(join(national.mirrorDir, 'targets/regions')).map(
    (name) => readFileSync(join(national?.mirrorDir ?? '', 'targets/regions', name)).length,
  );
  const { median, max } = spread(shards);
  row(
    context,
    'region shards',
    `${kB(median)} median, ${kB(max)} max, ${kB(shards.reduce((sum, size) => sum + size, 0))} all`,
    '',
    `${shards.length} regions`,
  );
  row(
    context,
    'import of 16,479 rows, as a command',
    `${(national.importMs / 1000).toFixed(2)} s`,
    '',
    `${national.account.accepted} + ${national.account.repaired} repaired + ${national.account.heldBack} held back`,
  );
  row(
    context,
    'build of the national mirror, with the app',
    `${(national.buildMs / 1000).toFixed(2)} s`,
    '',
    `${national.report.files} files`,
  );
});
