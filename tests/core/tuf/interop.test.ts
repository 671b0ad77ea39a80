// What the author writes is a TUF repository for others too: tuf-js refreshes from it over HTTP and downloads.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Updater } from 'tuf-js';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeTarget } from '../../../src/core/tuf/author.ts';
import { key, Repository } from './repository.ts';

let folder: string;
let server: Server;
let repository: Repository;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tuf-js-'));
  const tenYears = new Date(Date.now() + 3_650 * 86_400_000);
  repository = new Repository();
  repository.expires = { root: tenYears, timestamp: tenYears, snapshot: tenYears, targets: tenYears };
  repository.version.root = 0;
  repository.roots.length = 0;
  repository.publishRoot();
  server = createServer((request, response) => {
    const bytes = repository.files.get(decodeURIComponent(request.url ?? '').slice(1));
    response.writeHead(bytes ? 200 : 404).end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

it('tuf-js follows roots, verifies names in many scripts, and downloads through a delegation', async () => {
  const content = Buffer.from('region content');
  const expires = repository.expires.targets;
  repository.addTarget('guide/guide', 'guide content', {
    name: 'ا "quoted" \\ back',
    nested: { b: 1, a: [true, null] },
  });
  repository.delegations = [
    {
      name: 'region',
      keys: [key(7).publicKey, key(8).publicKey],
      threshold: 2,
      paths: ['regions/*'],
      terminating: true,
    },
  ];
  const target = describeTarget(content);
  repository.putTarget('regions/a', target, content);
  repository.publishDelegated('region', [key(7), key(8)], { targets: { 'regions/a': target }, expires });
  repository.keys.root = [key(1), key(11)];
  repository.threshold.root = 2;
  repository.publishRoot();
  repository.keys.timestamp = [key(22)];
  repository.publishRoot();
  repository.publish();

  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  writeFileSync(join(folder, 'root.json'), repository.firstRoot);
  const updater = new Updater({
    metadataDir: folder,
    metadataBaseUrl: `${base}/metadata`,
    targetDir: folder,
    targetBaseUrl: `${base}/targets`,
  });
  await updater.refresh();
  expect(JSON.parse(readFileSync(join(folder, 'root.json'), 'utf8')).signed.version).toBe(3);
  for (const [path, want] of [
    ['guide/guide', 'guide content'],
    ['regions/a', 'region content'],
  ] as const) {
    const info = await updater.getTargetInfo(path);
    if (!info) throw new Error(`tuf-js did not find ${path}`);
    const file = await updater.downloadTarget(info, join(folder, 'file'));
    expect(readFileSync(file, 'utf8')).toBe(want);
  }
});
