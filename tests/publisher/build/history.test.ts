// What a mirror tells in public about its editions: signed, compared with what was published before, and for feed readers.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formerSymbols, type History, parseHistory, seatHistory } from '../../../src/core/guide/history.ts';
import { historyPath } from '../../../src/core/guide/paths.ts';
import { verifyMirror } from '../../../src/publisher/publish/verified-mirror.ts';
import { later, signedOf, versionsOf } from './built.ts';
import { builtExample, firstNow, type TestGuide } from './guide-in-folder.ts';

const last = '2026-12-01T08:00:00Z';

async function historyOf(guide: TestGuide): Promise<History> {
  const { targets } = await versionsOf(guide);
  const { hashes } = (await signedOf(guide, 'targets', `${targets}.targets.json`)).targets[historyPath] ?? {};
  return parseHistory(await readFile(join(guide.mirror, `targets/guide/${hashes?.sha256}.history`)));
}

async function feedOf({ mirror }: TestGuide) {
  return JSON.parse(await readFile(join(mirror, 'feed.json'), 'utf8'));
}

/** Of the row "NA-124,3,Sabahat Regzari,…,teapot". */
async function giveOther(guide: TestGuide, from: string, to: string): Promise<void> {
  await guide.change('candidates.csv', `independent,${from},`, `independent,${to},`);
}

describe('the history on a mirror', () => {
  it('begins with the first edition and tells what each later one changed', async () => {
    const guide = await builtExample();
    expect(await historyOf(guide)).toMatchObject({ editions: [{ edition: 1, issued: firstNow }], changes: [] });
    await giveOther(guide, 'teapot', 'jug');
    await guide.change('places.csv', '"East Road, Barfila",مشرق روڈ', '"Mill Lane, Barfila",چکی والی گلی');
    await guide.build({ now: later });
    const history = await historyOf(guide);
    expect(history.editions.map(({ edition, issued }) => [edition, issued])).toEqual([
      [2, later],
      [1, firstNow],
    ]);
    const [symbol, station] = seatHistory(history, 'NA-124');
    expect(symbol).toMatchObject({ kind: 'symbol', serial: 3, from: 1, was: { en: 'Teapot' }, is: { en: 'Jug' } });
    expect(symbol).not.toHaveProperty('wasPicture');
    expect(station).toMatchObject({
      kind: 'station',
      place: 'NA-124-1',
      is: { en: expect.stringContaining('Mill Lane') },
    });
    expect(formerSymbols(history, 'NA-124', 3)).toMatchObject([{ symbol: { en: 'Teapot' }, until: 1 }]);
    await giveOther(guide, 'jug', 'teapot');
    await guide.build({ now: last });
    expect(seatHistory(await historyOf(guide), 'NA-124').map(({ edition, kind }) => [edition, kind])).toEqual([
      [3, 'symbol'],
      [2, 'symbol'],
      [2, 'station'],
    ]);
  });

  it('stays byte for byte where the content does, whatever else is signed anew', async () => {
    const guide = await builtExample();
    const feed = await readFile(join(guide.mirror, 'feed.json'));
    await guide.build({ now: later, timestampOnly: true });
    await guide.build({ now: '2027-01-05T07:00:00Z' });
    expect((await versionsOf(guide)).snapshot).toBe(2);
    expect((await historyOf(guide)).editions).toHaveLength(1);
    expect(await readFile(join(guide.mirror, 'feed.json'))).toEqual(feed);
  });

  it('takes the reason and the order from the notice that came with the change', async () => {
    const guide = await builtExample();
    await giveOther(guide, 'teapot', 'jug');
    const notice = {
      ...{ id: 'fix-1', kind: 'correction', at: later, title: { en: 'Symbol corrected' } },
      ...{ contest: 'NA-124', serial: 3, reason: { en: 'A misprint' }, order: { en: 'Order 7' } },
    };
    await guide.change('guide.yaml', /^notices:.*$/m, `notices:\n  - ${JSON.stringify(notice)}`);
    await guide.build({ now: later });
    expect(seatHistory(await historyOf(guide), 'NA-124')).toMatchObject([
      { reason: { en: 'A misprint' }, order: { en: 'Order 7' } },
    ]);
    const [item] = (await feedOf(guide)).items;
    expect(item.content_text).toContain(
      'NA-124: The symbol changed: 3 Sabahat Regzari: Teapot → Jug; Why: A misprint; By order: Order 7',
    );
    expect(item.content_text).toContain('Correction: Symbol corrected');
    expect(item.content_text).toMatch(/NA-124: نشان .* ← /);
    expect(item).toMatchObject({ id: 'khwabistan/2', date_published: later });
  });

  it('is read from the mirror where published/ lost it, and says that it does not know where both did', async () => {
    const guide = await builtExample();
    await rm(join(guide.dir, 'published/files'), { recursive: true });
    await giveOther(guide, 'teapot', 'jug');
    await guide.build({ now: later });
    expect(seatHistory(await historyOf(guide), 'NA-124')).toHaveLength(1);
    await rm(join(guide.dir, 'published/files'), { recursive: true });
    await rm(guide.mirror, { recursive: true });
    await giveOther(guide, 'jug', 'teapot');
    await guide.build({ now: last });
    expect(await historyOf(guide)).toMatchObject({ editions: [{ edition: 3, unknown: true }], changes: [] });
  });

  it('does not take a damaged file for what was published', async () => {
    const guide = await builtExample();
    const { targets } = await versionsOf(guide);
    const { hashes } = (await signedOf(guide, 'targets', `${targets}.targets.json`)).targets['regions/neel-koh'] ?? {};
    await writeFile(join(guide.dir, 'published/files', `${hashes?.sha256}`), 'other');
    await giveOther(guide, 'teapot', 'jug');
    await guide.build({ now: later });
    expect(seatHistory(await historyOf(guide), 'NA-124')).toHaveLength(1);
  });
});

it('a feed that is not the signed one is not published', async () => {
  const guide = await builtExample();
  const now = new Date(firstNow);
  expect((await verifyMirror(guide.mirror, now)).steps.flat().map(({ path }) => path)).toContain('feed.json');
  const feed = await readFile(join(guide.mirror, 'feed.json'), 'utf8');
  await writeFile(join(guide.mirror, 'feed.json'), feed.replace('Edition 1', 'Edition 9'));
  await expect(verifyMirror(guide.mirror, now)).rejects.toThrow('trust/');
});
