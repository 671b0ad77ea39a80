// A draft is marked in what is signed, by keys that are gone with it; nothing of the folder changes; no published guide has
// the mark, and no draft is published.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openHead } from '../../../src/core/held/held.ts';
import { ingest } from '../../../src/core/ingest/ingest.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { ed25519Verifiers } from '../../../src/core/tuf/signatures.ts';
import { folderSource } from '../../../src/publisher/build/folders/folder-source.ts';
import { exportCommand } from '../../../src/publisher/commands/edition/export.ts';
import { openDraft } from '../../../src/publisher/preview/make-draft.ts';
import { verifyMirror } from '../../../src/publisher/publish/verified-mirror.ts';
import { snapshotOf } from '../build/built.ts';
import { catchOutput, exampleGuide, temporaryFolder } from '../build/guide-in-folder.ts';

async function guideOn(mirror: string) {
  const root = await readFile(join(mirror, 'metadata/1.root.json'));
  const vault = memoryVault();
  await ingest(vault, folderSource(mirror), { root, now: new Date(), verifiers: ed25519Verifiers, regions: 'all' });
  return (await openHead(vault))?.guide;
}

describe('a draft', () => {
  it('says so under its signature, names no mirror, leaves the folder as it is, and is not published', async () => {
    const guide = await exampleGuide();
    await guide.change(
      'guide.yaml',
      /^mirrors: \[\]|^mirrors:\n/m,
      "mirrors:\n  - { kind: static, url: 'https://guide.example.org/' }\n",
    );
    const before = await snapshotOf(guide.dir);
    const draft = await openDraft({ dir: guide.dir, home: await temporaryFolder(), shellDir: null });
    const { report } = await draft.make();
    expect(report?.edition).toBe(1);
    const signed = await guideOn(draft.mirror);
    expect(signed?.draft).toBe(true);
    expect(signed?.mirrors).toBeUndefined();
    expect(await snapshotOf(guide.dir)).toEqual(before);
    await expect(verifyMirror(draft.mirror, new Date())).rejects.toThrow('is a draft');

    // Saved without a change it is the same draft; with one it is the next edition of the same guide.
    expect((await draft.make()).report?.changed).toBe(false);
    await guide.change('candidates.csv', ',apple,', ',bell,');
    const next = (await draft.make()).report;
    expect(next).toMatchObject({ guideId: report?.guideId, edition: 2, changed: true });
  });

  it('has other keys each time', async () => {
    const guide = await exampleGuide();
    const ids = [];
    for (let i = 0; i < 2; i++) {
      const draft = await openDraft({ dir: guide.dir, home: await temporaryFolder(), shellDir: null });
      ids.push((await draft.make()).report?.guideId);
    }
    expect(new Set(ids).size).toBe(2);
  });

  it('is not made while something is wrong; the one before stays', async () => {
    const guide = await exampleGuide();
    const draft = await openDraft({ dir: guide.dir, home: await temporaryFolder(), shellDir: null });
    await draft.make();
    const before = await snapshotOf(draft.mirror);
    await guide.change('candidates.csv', ',apple,', ',appel,');
    const { report, faults } = await draft.make();
    expect(report).toBeNull();
    expect(faults[0]).toMatchObject({ code: 'unknown-symbol', file: 'candidates.csv' });
    expect(await snapshotOf(draft.mirror)).toEqual(before);

    // At the start one bad row does not hide the rest: its seat is there, without candidates and under review.
    const made = await draft.make({ mayLeaveOut: true });
    expect(made).toMatchObject({ leftOut: ['PA-120'], report: { edition: 2, seats: 33 } });
    expect(made.report?.candidates).toBe(
      242 - made.content.candidates.filter(({ contest }) => contest === 'PA-120').length,
    );
    // What concerns more than its own row keeps everything back.
    await guide.change('guide.yaml', "date: '2027-02-08'", "date: 'soon'");
    expect((await draft.make({ mayLeaveOut: true })).report).toBeNull();
  });

  it('cannot be had by a line of guide.yaml: real keys never sign the mark', async () => {
    const guide = await exampleGuide();
    await guide.change('guide.yaml', /^publisher:/m, 'draft: true\npublisher:');
    const { code, output } = await guide.build();
    expect(code).toBe(1);
    expect(output.errors.join('\n')).toMatch(/guide\.yaml:\d+ draft — a guide cannot call itself a draft/);
    await guide.change('guide.yaml', 'draft: true\n', '');
    expect((await guide.build()).code).toBe(0);
    expect((await guideOn(guide.mirror))?.draft).toBeUndefined();
  });

  it('travels as a carrier that says so in its name and in each language', async () => {
    const guide = await exampleGuide();
    const out = await temporaryFolder();
    const output = catchOutput();
    const words = { mirror: guide.dir, format: 'carrier', region: 'all', out, app: false, json: false };
    await expect(exportCommand(words, output)).rejects.toThrow('add --draft');
    expect(await exportCommand({ ...words, draft: true }, output)).toBe(0);
    const [name = ''] = await readdir(out);
    expect(name).toMatch(/^draft-all-edition-1-.*\.html$/);
    const page = await readFile(join(out, name), 'utf8');
    expect(page.match(/<p class="draft">[^<]*<\/p>/g)).toEqual([
      '<p class="draft">DRAFT – not published, do not rely on it</p>',
      '<p class="draft">مسودہ – شائع نہیں ہوا، اس پر بھروسا نہ کریں</p>',
    ]);
  });
});
