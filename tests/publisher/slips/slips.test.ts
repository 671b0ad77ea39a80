// Slips of the example guide: each code reads back as what a phone takes, sheets say what they must, and what is refused.
import { open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import decodeQR from 'qr/decode.js';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { ingest } from '../../../src/core/ingest/ingest.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { parseSlip } from '../../../src/core/slip/slip.ts';
import { slipInText } from '../../../src/core/slip/slip-address.ts';
import { takeSlip } from '../../../src/core/slip/take-slip.ts';
import { guideId } from '../../../src/core/tuf/guide-id.ts';
import { ed25519Verifiers } from '../../../src/core/tuf/signatures.ts';
import { folderSource } from '../../../src/publisher/build/folders/folder-source.ts';
import { type SlipsWords, slipsCommand } from '../../../src/publisher/commands/print/slips.ts';
import { FaultError } from '../../../src/publisher/content/fault.ts';
import { readSecret, writeKeyFile } from '../../../src/publisher/keys/key-file.ts';
import { builtExample, catchOutput, exampleGuide, firstNow, type TestGuide } from '../build/guide-in-folder.ts';
import { readCodes } from './read-codes.ts';

const passphrase = 'four words or more of them';
const address = 'https://one.example/guide/';

async function makeSlips(guide: TestGuide, words: Partial<SlipsWords> = {}) {
  const output = catchOutput();
  const out = join(guide.folder, 'slips');
  const rest = { guide: guide.dir, mirror: guide.mirror, address, out, status: false, json: true };
  const code = await slipsCommand({ ...rest, ...words }, output);
  return { code, out, told: words.json === false ? null : JSON.parse(output.lines[0] ?? '{}'), output };
}

async function phoneOf(guide: TestGuide) {
  const root = new Uint8Array(await readFile(join(guide.mirror, 'metadata/1.root.json')));
  const options = { root, now: new Date(firstNow), verifiers: ed25519Verifiers, guideId: guideId(root) };
  const vault = memoryVault();
  await ingest(vault, folderSource(guide.mirror), { ...options, regions: 'all' });
  return { vault, options };
}

const faultOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no failure',
    (error) =>
      error instanceof FaultError ? error.faults.map(({ message, fix }) => `${message} ${fix}`).join() : String(error),
  );

it('prints for each region a sheet whose every code a phone takes', async () => {
  const guide = await builtExample();
  const { out, told } = await makeSlips(guide);
  const sheets = (await readdir(out)).sort();
  expect(sheets).toHaveLength(4);
  expect(told).toMatchObject({ large: [], roots: 0 });
  const { vault, options } = await phoneOf(guide);
  const seats: string[] = [];
  for (const sheet of sheets) {
    const html = await readFile(join(out, sheet), 'utf8');
    expect(html).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
    // Issued before symbols were final.
    expect(html.match(/NOT FINAL/g)?.length).toBe(html.match(/<article/g)?.length);
    expect(html).toContain('حتمی نہیں');
    for (const text of await readCodes(html)) {
      expect(text.startsWith(`${address}#/s/`)).toBe(true);
      const taken = await takeSlip(vault, slipInText(text) ?? new Uint8Array(), options);
      expect(taken).toMatchObject({ kind: 'held', slip: { edition: 1, isNotFinal: true } });
      seats.push(taken.slip.contest);
    }
  }
  expect(seats.length).toBe(told.slips + told.split.length);
  expect(seats).toContain('NA-130');
}, 60_000);

it('prints no stand-in, and pictures of official drawings', async () => {
  const guide = await exampleGuide();
  await guide.change('symbols.csv', 'pictures/comb.svg,,', 'pictures/comb.svg,yes,');
  await guide.build();
  const { out } = await makeSlips(guide, { seat: 'NA-130' });
  const [sheet = ''] = await readdir(out);
  const html = await readFile(join(out, sheet), 'utf8');
  expect(html.match(/<article/g)).toHaveLength(1);
  expect(html).toMatch(/<li value="1" class=""><b class="number">1<\/b>.*Firoz Khwabzada/);
  expect(html).toMatch(/<li value="2" class="p\w+">/);
  const drawn = html.match(/<li value="\d+" class="p/g)?.length;
  expect(html.match(/^\.p\w+::before/gm)).toHaveLength(drawn ?? -1);
});

describe('a correction', () => {
  it('voids older slips of one seat, and is newer to a phone that was not updated', async () => {
    const guide = await builtExample();
    const { vault, options } = await phoneOf(guide);
    await guide.change('guide.yaml', 'Bring your original', 'Take your original');
    await guide.build({ now: '2026-12-02T06:00:00Z' });
    const { out, told } = await makeSlips(guide, { correct: 'NA-130', voids: '1' });
    expect(told.files).toEqual(['correction-NA-130-edition-2-2026-12-02.html']);
    const html = await readFile(join(out, told.files[0]), 'utf8');
    expect(html).toContain('Slips of edition 1 and older are void');
    const [text = ''] = await readCodes(html);
    const bytes = slipInText(text) ?? new Uint8Array();
    expect(await takeSlip(vault, bytes, options)).toMatchObject({ kind: 'newer', slip: { voids: 1 } });
    expect(parseSlip(bytes).slip.contest).toBe('NA-130');
  });

  it('of an edition that is not older is refused', async () => {
    const guide = await builtExample();
    expect(await faultOf(makeSlips(guide, { correct: 'NA-130', voids: '1' }))).toContain('not older');
    expect(await faultOf(makeSlips(guide, { correct: 'NA-130' }))).toContain('needs --voids');
    expect(await faultOf(makeSlips(guide, { voids: '1' }))).toContain('needs --voids');
    expect(await faultOf(makeSlips(guide, { correct: 'NA-130', voids: 'x' }))).toContain('no edition');
    expect(await faultOf(makeSlips(guide, { correct: 'NA-130,PA-130', voids: '1' }))).toContain('one seat');
  });
});

describe('with words or keys that do not fit', () => {
  it('is refused in words', async () => {
    const guide = await builtExample();
    expect(await faultOf(makeSlips(guide, { seat: 'NA-999' }))).toContain('no seat "NA-999"');
    expect(await faultOf(makeSlips(guide, { languages: 'en,fr' }))).toContain('no language "fr"');
    expect(await faultOf(makeSlips(guide, { address: undefined }))).toContain('names no address');
    expect(await faultOf(makeSlips(guide, { address: 'http://one.example/' }))).toContain('no address of an app');
    await rename(join(guide.dir, 'keys/demo-targets.json'), join(guide.folder, 'elsewhere.json'));
    expect(await faultOf(makeSlips(guide))).toMatch(/need 1 signature of content \(targets\).* has 0.* --prepare/);
    await writeFile(join(guide.mirror, 'metadata/timestamp.json'), '{}');
    await rename(join(guide.folder, 'elsewhere.json'), join(guide.dir, 'keys/demo-targets.json'));
    expect(await faultOf(makeSlips(guide))).toContain('would be refused by the app');
  });
});

it('opens locked keys with their passphrases, as those do who meet to sign', async () => {
  const guide = await builtExample();
  const plain = join(guide.dir, 'keys/demo-targets.json');
  const secret = await readSecret(plain, async () => '');
  await rm(plain);
  await writeKeyFile(join(guide.dir, 'keys/demo-targets.age'), secret, { passphrase, logN: 4 }, '');
  await writeFile(join(guide.folder, 'passphrase'), `${passphrase}\n`);
  const handle = await open(join(guide.folder, 'passphrase'));
  const { told } = await makeSlips(guide, { seat: 'NA-130', passphraseFd: String(handle.fd) });
  await handle.close();
  expect(told.slips).toBe(1);
});

it('draws pictures for a status whose codes read', async () => {
  const guide = await builtExample();
  const { out } = await makeSlips(guide, { seat: 'PA-130', languages: 'ur', status: true });
  const jpeg = await readFile(join(out, 'status/PA-130.jpg'));
  const { data, info } = await sharp(jpeg).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([1080, 1920]);
  const text = decodeQR({ data: new Uint8Array(data), width: info.width, height: info.height });
  expect(parseSlip(slipInText(text) ?? new Uint8Array()).slip).toMatchObject({ contest: 'PA-130', languages: ['ur'] });
});

describe('a seat without a slip', () => {
  it('is named with the reason that is its own', async () => {
    const guide = await exampleGuide();
    // Under review with candidates: a slip has no mark for that.
    await guide.change('contests.csv', /^(NA-131,.*,symbol),open,/m, '$1,under-review,');
    await guide.change('contests.csv', /^(PA-134,.*,symbol),open,/m, '$1,symbols-not-final,');
    await guide.change('candidates.csv', /^PA-134,.*\n/gm, '');
    await guide.change('contests.csv', /^(NA-124,.*,symbol),open,/m, '$1,withdrawn,');
    expect((await guide.build()).output.errors.filter((line) => line.startsWith('error'))).toEqual([]);
    const { told } = await makeSlips(guide);
    expect(told.leftOut).toEqual([
      { seat: 'NA-124', why: 'withdrawn' },
      { seat: 'PA-121', why: 'under-review' },
      { seat: 'PA-126', why: 'postponed' },
      { seat: 'LC-501', why: 'withdrawn' },
      { seat: 'NA-131', why: 'under-review' },
      { seat: 'PA-134', why: 'empty' },
    ]);
    const { output } = await makeSlips(guide, { json: false });
    expect(output.errors.join('\n')).not.toContain('nobody votes');
    expect(output.errors).toEqual([
      'warning: no slips, under review, so no list is shown yet: PA-121, NA-131.',
      'warning: no slips, the vote is postponed: PA-126.',
      'warning: no slips, the contest is withdrawn: NA-124, LC-501.',
      'warning: no slips, the guide has no candidates there: PA-134.',
    ]);
  });

  it('is explained in the recipe', async () => {
    const recipe = await readFile(new URL('../../../docs/recipes/slips.md', import.meta.url), 'utf8');
    for (const state of ['under-review', 'postponed', 'withdrawn', 'symbolsFinal']) expect(recipe).toContain(state);
  });
});

it('warns where nothing says when symbols are final, and what to set', async () => {
  const guide = await exampleGuide();
  await guide.change('guide.yaml', /calendar:\n +symbolsFinal: .*/, 'calendar: {}');
  expect((await guide.build()).output.errors.filter((line) => line.startsWith('error'))).toEqual([]);
  const { told } = await makeSlips(guide, { seat: 'NA-130' });
  expect(told.unmarked).toEqual(['NA-130']);
  const { output } = await makeSlips(guide, { seat: 'NA-130', json: false });
  expect(output.lines).toEqual([expect.stringMatching(/: 1 slip in 1 sheet, A4\.$/)]);
  expect(output.errors).toEqual([
    expect.stringMatching(
      /^warning: 1 slip looks final\..*in guide\.yaml.*calendar: { symbolsFinal: '2027-01-20T00:00:00Z' }/,
    ),
  ]);
  const dated = await builtExample();
  expect((await makeSlips(dated, { seat: 'NA-130' })).told.unmarked).toEqual([]);
});
