// Slips that nobody can sign alone: prepared, reviewed and signed by people in folders of their own, alone or together with
// the edition that corrects a seat; and what a phone makes of them.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { slipInText } from '../../../src/core/slip/slip-address.ts';
import { takeSlip } from '../../../src/core/slip/take-slip.ts';
import { guideId } from '../../../src/core/tuf/guide-id.ts';
import { ed25519Verifiers } from '../../../src/core/tuf/signatures.ts';
import { correctCommand } from '../../../src/publisher/commands/edition/correct.ts';
import { mergeCommand } from '../../../src/publisher/commands/keys/ceremony.ts';
import { reviewCommand } from '../../../src/publisher/commands/keys/review.ts';
import { slipsCommand } from '../../../src/publisher/commands/print/slips.ts';
import { catchOutput } from '../build/guide-in-folder.ts';
import { readCodes } from '../slips/read-codes.ts';
import { type Ceremony, foundGuide } from './people.ts';

const dayMs = 86_400_000;
const address = 'https://one.example/guide/';
const start = Math.floor(Date.now() / 1000) * 1000 - 5 * dayMs;
const day = (n: number): Date => new Date(start + n * dayMs);

let ceremony: Ceremony;
let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'nishan-slips-'));
  ceremony = await foundGuide(day(0), home);
  const root = join(ceremony.folder, 'root-1');
  await ceremony.merge(root, await ceremony.sign(root, ['r1', 'r3', 'r5']), day(0));
  const first = await ceremony.prepare('edition-1', day(0));
  await ceremony.merge(first, await ceremony.sign(first, ['c1', 'c3', 't1']), day(0));
}, 60_000);
afterAll(() => rm(home, { recursive: true, force: true }));

async function proposeSlips(name: string, seat: string): Promise<string> {
  const out = join(ceremony.folder, name);
  const words = { guide: ceremony.dir, mirror: ceremony.mirror, address, seat, out, status: false, json: true };
  expect(await slipsCommand({ ...words, prepare: true }, catchOutput())).toBe(0);
  return out;
}

async function mergeSlips(proposal: string, signatures: readonly string[], out: string) {
  const output = catchOutput();
  await mergeCommand({ proposal, signatures, out, car: false, torrent: false }, output);
  return output.lines;
}

async function phone() {
  const vault = memoryVault();
  await ceremony.take(vault, day(1));
  const root = new Uint8Array(await readFile(join(ceremony.mirror, 'metadata/1.root.json')));
  return { vault, options: { root, now: day(1), verifiers: ed25519Verifiers, guideId: guideId(root) } };
}

it('goes round as a proposal, and a phone takes what enough people signed', { timeout: 60_000 }, async () => {
  const proposal = await proposeSlips('slips-1', 'NA-130,PA-130');
  const { lines, asked } = await ceremony.review(proposal);
  expect(asked).toEqual([
    expect.objectContaining({ role: 'slips, by content (targets)', threshold: 2, names: ['c1', 'c2', 'c3'] }),
  ]);
  const texts = lines.map(({ text }) => text);
  expect(texts).toContain(`Slips: their codes open ${address} with names in en, ur`);
  expect(texts.filter((text) => text.startsWith('Slip of NA-130: '))).toHaveLength(
    lines.filter(({ seat, text }) => seat === 'NA-130' && / \d+ /.test(text)).length,
  );
  expect(texts.find((text) => text.startsWith('Slip of NA-130: 1 '))).toMatch(/Firoz Khwabzada: \S/);
  const page = join(ceremony.folder, 'review.html');
  await reviewCommand({ proposal, html: page, json: false }, catchOutput());
  expect(await readFile(page, 'utf8')).toContain('Card of PA-130');

  const signed = await ceremony.sign(proposal, ['c1', 'c2', 'c3']);
  await expect(ceremony.sign(proposal, ['t1'])).rejects.toThrow(/wants no signature of this key/);
  const out = join(ceremony.folder, 'printed');
  await expect(mergeSlips(proposal, signed.slice(0, 1), out)).rejects.toThrow(
    /content \(targets\) has 1 of 2 signatures; missing are 1 of: c2, c3/,
  );
  expect(await readdir(out).catch(() => [])).toEqual([]);
  expect((await mergeSlips(proposal, signed, out))[0]).toMatch(/2 slips in \d sheets?, A4/);
  const { vault, options } = await phone();
  const taken: string[] = [];
  for (const sheet of await readdir(out)) {
    for (const text of await readCodes(await readFile(join(out, sheet), 'utf8'))) {
      const { kind, slip } = await takeSlip(vault, slipInText(text) ?? new Uint8Array(), options);
      expect(kind).toBe('held');
      taken.push(slip.contest);
    }
  }
  expect([...new Set(taken)].sort()).toEqual(['NA-130', 'PA-130']);
});

it('is refused where its edition was changed, and other wishes are another proposal', { timeout: 60_000 }, async () => {
  const proposal = await proposeSlips('slips-2', 'NA-130,PA-130');
  const signed = await ceremony.sign(proposal, ['c1', 'c2']);
  const about = join(proposal, 'proposal.json');
  const text = await readFile(about, 'utf8');
  const out = join(ceremony.folder, 'none');
  const changes = [
    ['one.example', 'two.example'],
    ['"NA-130",', ''],
    ['"en",', ''],
  ] as const;
  for (const [was, is] of changes) {
    await writeFile(about, text.replace(was, is));
    await expect(mergeSlips(proposal, signed, out)).rejects.toThrow(/is of another proposal/);
  }
  await writeFile(about, text);
  // One signature less than the content keys' threshold.
  const targets = join(proposal, 'edition/metadata/1.targets.json');
  const list = await readFile(targets, 'utf8');
  await writeFile(targets, list.replace(/"sig": ?"[0-9a-f]{4}/, '"sig":"0000'));
  await expect(ceremony.review(proposal)).rejects.toThrow(/is damaged.*trust\/signatures/);
});

it('corrects a seat in one round: edition, slip and picture', { timeout: 60_000 }, async () => {
  const { vault, options } = await phone();
  const output = catchOutput();
  const words = { seat: 'NA-124', guide: ceremony.dir, candidate: '1', symbol: 'spoon', reason: ['Drawn again'] };
  await correctCommand({ ...words, order: ['Order 7'], now: day(1).toISOString().replace(/\.\d+/, '') }, output);
  expect(output.lines.join('\n')).toContain(`nishan prepare ${ceremony.dir} --out PROPOSAL --correct NA-124`);
  const proposal = await ceremony.prepare('edition-2', day(1), { correct: 'NA-124', address });
  const { lines, asked } = await ceremony.review(proposal);
  expect(lines.map(({ text }) => text)).toEqual(
    expect.arrayContaining([
      'Mehrab Shafaqi (1) in NA-124: Candle → Spoon',
      expect.stringMatching(/^Slip of NA-124.*slips of edition 1 and older are void$/),
      'Slip of NA-124: 1 Mehrab Shafaqi: Spoon',
    ]),
  );
  expect(asked.map(({ role }) => role)).toEqual(['targets', 'snapshot', 'timestamp', 'slips, by content (targets)']);
  await ceremony.merge(proposal, await ceremony.sign(proposal, ['c2', 'c3', 't2']), day(1));
  const made = `${ceremony.mirror}-corrections`;
  const files = await readdir(made, { recursive: true });
  const sheet = files.find((name) => name.endsWith('.html')) ?? '';
  expect(sheet).toMatch(/^correction-NA-124-edition-2-/);
  expect(files.some((name) => /^status\/NA-124.*\.jpg$/.test(name))).toBe(true);
  const [text = ''] = await readCodes(await readFile(join(made, sheet), 'utf8'));
  const slip = slipInText(text) ?? new Uint8Array();
  expect(await takeSlip(vault, slip, options)).toMatchObject({ kind: 'newer', slip: { voids: 1, edition: 2 } });
});
