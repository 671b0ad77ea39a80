// A mirror is a plain TUF repository: tuf-js refreshes from it over loopback and downloads every target.
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Updater } from 'tuf-js';
import { expect, it, onTestFinished } from 'vitest';
import { sha256Hex } from '../../../src/core/bytes.ts';
import { parseMetadata } from '../../../src/core/tuf/metadata.ts';
import { serveMirror } from '../../../src/publisher/serve.ts';
import { exampleGuide } from './guide-in-folder.ts';

it('tuf-js takes two editions of the example, every target of them', { timeout: 60_000 }, async () => {
  const guide = await exampleGuide();
  // tuf-js has no time of its own to be given: the edition is of today.
  const now = new Date();
  await guide.build({ now: now.toISOString().replace(/\.\d+/, '') });
  const site = await serveMirror({ dir: guide.mirror, port: 0 });
  onTestFinished(() => site.close());
  const [metadataDir, targetDir] = [join(guide.folder, 'tuf'), join(guide.folder, 'tuf-targets')];
  await mkdir(metadataDir);
  await mkdir(targetDir);
  await copyFile(join(guide.mirror, 'metadata/1.root.json'), join(metadataDir, 'root.json'));

  for (const edition of [1, 2]) {
    if (edition === 2) {
      await guide.change('candidates.csv', 'Firoz Khwabzada', 'Firoz Khwabzadi');
      await guide.build({ now: new Date(now.getTime() + 1000).toISOString().replace(/\.\d+/, '') });
    }
    const updater = new Updater({
      metadataDir,
      metadataBaseUrl: `${site.url}metadata`,
      targetDir,
      targetBaseUrl: `${site.url}targets`,
    });
    await updater.refresh();
    const signed = await readFile(join(guide.mirror, `metadata/${edition}.targets.json`));
    const { targets } = parseMetadata('targets', signed).signed;
    expect(Object.keys(targets)).toHaveLength(15);
    for (const [path, { hashes, length }] of Object.entries(targets)) {
      const info = await updater.getTargetInfo(path);
      if (!info) throw new Error(`tuf-js finds no ${path}`);
      const file = join(targetDir, `${edition}-${path.replaceAll('/', '-')}`);
      await updater.downloadTarget(info, file);
      const bytes = await readFile(file);
      expect([bytes.length, sha256Hex(bytes)]).toEqual([length, hashes.sha256]);
    }
  }
});
