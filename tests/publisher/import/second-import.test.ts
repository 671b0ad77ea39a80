// The same source once more: what changed is shown row by row, what people wrote stays, and what they answered is done.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readReview, writeReview } from '../../../src/publisher/content/review.ts';
import { importCandidates } from '../../../src/publisher/import/candidates/import-candidates.ts';
import type { RowChange } from '../../../src/publisher/import/merge/merge-table.ts';
import { writeTable } from '../../../src/publisher/tables/write-table.ts';
import { again, boat, header, type Imported, kite, listed, run } from './imported.ts';

const symbols = ['KITE', 'BOAT', 'LAMP', 'DRUM', 'WHEEL', 'LADDER'];

/** Fifty seats of six. */
function manyRows(): string[][] {
  return Array.from({ length: 300 }, (_, i) => {
    const seat = Math.floor(i / 6) + 1;
    const own = i % 6;
    return [`NA-${seat}`, `North-${seat}`, `${own + 1}`, `Name ${i}`, '', symbols[own] ?? '', `${own + 1}`, 'Blue'];
  });
}

async function withRows(imported: Imported, rows: readonly (readonly string[])[]): Promise<Imported> {
  writeFileSync(join(imported.dir, 'source/list.csv'), writeTable(header, rows));
  return again(imported.dir);
}

const shown = (changes: readonly RowChange[]): readonly string[] =>
  changes.map(
    ({ file, key, kind, cells }) =>
      `${kind} ${file} ${key}: ${cells.map(({ column, was, is }) => `${column} ${was}→${is}`).join(', ')}`,
  );

function edit(dir: string, file: string, from: string, to: string): void {
  const path = join(dir, file);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
}

async function answer(dir: string, what: string, text: string): Promise<void> {
  const items = await readReview(dir, 'candidates-list');
  expect(items.some((item) => item.what === what)).toBe(true);
  const filled = items.map((item) => (item.what === what ? { ...item, answer: text, by: 'Amina' } : item));
  writeFileSync(join(dir, 'review/candidates-list.csv'), writeReview(filled));
}

describe('a second import', () => {
  it('of the same rows changes nothing', async () => {
    const first = await run(manyRows());
    expect(first.result.isFirst).toBe(true);
    const second = await withRows(first, manyRows());
    expect(second.result.isFirst).toBe(false);
    expect(second.result.changes).toEqual([]);
    expect(second.result.kept).toEqual([]);
  });

  it('with 42 changed rows shows exactly those 42', async () => {
    const first = await run(manyRows());
    const rows = manyRows();
    const touched = Array.from({ length: 42 }, (_, i) => i * 7);
    for (const i of touched) (rows[i] as string[])[3] = `Corrected ${i}`;
    const { result } = await withRows(first, rows);
    expect(result.changes.length).toBe(42);
    expect(new Set(result.changes.map(({ kind, file }) => `${kind} ${file}`))).toEqual(
      new Set(['changed candidates.csv']),
    );
    expect(result.changes.map(({ key }) => key)).toEqual(
      touched.map((i) => `NA-${Math.floor(i / 6) + 1} ${(i % 6) + 1}`),
    );
    expect(shown(result.changes)[0]).toBe('changed candidates.csv NA-1 1: name:en Name 0→Corrected 0');
  });

  it('names rows that came and went, wherever they stand in the list', async () => {
    const first = await run(manyRows());
    const rows = manyRows();
    rows.splice(5, 1);
    rows.reverse();
    rows.push(['NA-51', 'North-51', '1', 'New', '', 'KITE', '1', 'Blue']);
    const { result, content } = await withRows(first, rows);
    const of = (file: string): readonly RowChange[] => result.changes.filter((change) => change.file === file);
    expect(shown(of('candidates.csv')).map((line) => line.split(':')[0])).toEqual([
      'removed candidates.csv NA-1 6',
      'added candidates.csv NA-51 1',
    ]);
    expect(shown(of('contests.csv')).map((line) => line.split(':')[0])).toEqual(['added contests.csv NA-51']);
    expect(content.candidates.length).toBe(300);
  });
});

it('goes on under its old name when the file has a new one', async () => {
  const first = await run([kite('1'), boat('2')]);
  const file = join(first.dir, 'source/list-of-friday.csv');
  writeFileSync(file, writeTable(header, [kite('1'), boat('2').map((cell) => (cell === 'B' ? 'Bb' : cell))]));
  const asNew = await importCandidates({ file, into: first.dir });
  expect(asNew.account.held).toEqual({ 'seat-taken': 2 });
  const result = await importCandidates({ file, into: first.dir, source: 'list.csv' });
  expect(shown(result.changes)).toEqual(['changed candidates.csv NA-1 2: name:en B→Bb']);
});

describe('what a person wrote', () => {
  it('stays where the list says what it said before', async () => {
    const first = await run([kite('1'), boat('2')]);
    edit(first.dir, 'candidates.csv', ',A,', ',Aa,');
    const { result, content } = await withRows(first, [kite('1'), boat('2')]);
    expect(content.candidates[0]?.name).toEqual({ en: 'Aa' });
    expect(result.changes).toEqual([]);
    expect(result.kept).toEqual([
      { file: 'candidates.csv', key: 'NA-1 1', column: 'name:en', yours: 'Aa', list: 'A', isOpen: false },
    ]);
  });

  it('stays where the list says something new, until somebody says that the list is right', async () => {
    const first = await run([kite('1'), boat('2')]);
    edit(first.dir, 'candidates.csv', ',A,', ',Aa,');
    const changed = [kite('1').map((cell) => (cell === 'A' ? 'Aaa' : cell)), boat('2')];
    const second = await withRows(first, changed);
    expect(second.content.candidates[0]?.name).toEqual({ en: 'Aa' });
    expect(second.result.kept[0]).toMatchObject({ yours: 'Aa', list: 'Aaa', isOpen: true });
    // Asked again, as nobody answered.
    const third = await withRows(first, changed);
    expect(third.result.kept[0]).toMatchObject({ isOpen: true });
    await answer(first.dir, 'your-edit', 'list');
    const fourth = await withRows(first, changed);
    expect(fourth.content.candidates[0]?.name).toEqual({ en: 'Aaa' });
    expect(shown(fourth.result.changes)).toEqual(['changed candidates.csv NA-1 1: name:en Aa→Aaa']);
    expect(fourth.result.open).toBe(0);
  });

  it('keeps a deleted row away and an added one in', async () => {
    const first = await run([kite('1'), boat('2')]);
    edit(first.dir, 'candidates.csv', 'NA-1,2,B,,blue,2,,,\n', 'NA-1,3,Own,,blue,2,,,\n');
    const { content, result } = await withRows(first, [kite('1'), boat('2')]);
    expect(listed({ content, result, dir: first.dir })).toEqual(['NA-1 1 1', 'NA-1 3 2']);
    expect(result.kept).toEqual([
      { file: 'candidates.csv', key: 'NA-1 2', column: '', yours: '', list: 'B · blue · 2', isOpen: false },
    ]);
  });

  it('about a person goes with the person', async () => {
    const first = await run([kite('1'), boat('2')]);
    edit(first.dir, 'candidates.csv', 'NA-1,1,A,,blue,1,,,', 'NA-1,1,A,,blue,1,pictures/a.png,,');
    const second = await withRows(first, [kite('1').map((cell) => (cell === 'A' ? 'Other' : cell)), boat('2')]);
    expect(second.content.candidates[0]?.photo).toBeNull();
    expect(shown(second.result.changes)[0]).toContain('photo pictures/a.png→');
  });

  it('keeps a symbol with a picture when the list has it no more', async () => {
    const first = await run([kite('1'), boat('2')]);
    edit(first.dir, 'symbols.csv', '2,Boat,,,,,', '2,Boat,,,,pictures/boat.svg,');
    const { result, content } = await withRows(first, [kite('1')]);
    expect(content.symbols.map(({ code }) => code)).toEqual(['1', '2']);
    expect(result.kept[0]).toMatchObject({ file: 'symbols.csv', key: '2', isOpen: true });
  });
});

describe('an answer in the review file', () => {
  const unknown = ['NA-1', 'North-I', '3', 'C', '', 'SOMETHING', '', 'Blue'];

  it('says which symbol a held-back row means, and holds as long as the row is the same', async () => {
    const lamp = ['NA-2', 'North-II', '1', 'D', '', 'LAMP', '3', 'Blue'];
    const first = await run([kite('1'), boat('2'), unknown, lamp]);
    expect(listed(first)).toEqual(['NA-1 1 1', 'NA-1 2 2', 'NA-2 1 3']);
    const [item] = await readReview(first.dir, 'candidates-list');
    expect(item).toMatchObject({ row: 4, seat: 'NA-1', what: 'unknown-symbol', isHeld: true, answer: '' });
    await answer(first.dir, 'unknown-symbol', 'symbol=3');
    const second = await withRows(first, [lamp, kite('1'), boat('2'), unknown]);
    expect(listed(second)).toEqual(['NA-1 1 1', 'NA-1 2 2', 'NA-1 3 3', 'NA-2 1 3']);
    expect(second.result.account.rows.at(-1)?.what).toEqual(['answered by Amina: symbol=3']);
    expect(second.result.open).toBe(0);
    const third = await withRows(first, [lamp, kite('1'), boat('2'), unknown]);
    expect(third.result.changes).toEqual([]);
  });

  it('that gives a seat one symbol twice holds the seat back', async () => {
    const first = await run([kite('1'), boat('2'), unknown]);
    await answer(first.dir, 'unknown-symbol', 'symbol=1');
    const { result, content } = await withRows(first, [kite('1'), boat('2'), unknown]);
    expect(result.account.underReview).toEqual([{ seat: 'NA-1', reasons: ['doubled-symbol-number'] }]);
    expect(content.candidates).toEqual([]);
  });

  it('drop leaves the row out, and the account says who said so', async () => {
    const first = await run([kite('1'), boat('2'), unknown]);
    await answer(first.dir, 'unknown-symbol', 'drop');
    const second = await withRows(first, [kite('1'), boat('2'), unknown]);
    expect(second.result.account.rows).toEqual([
      { row: 4, seat: 'NA-1', outcome: 'held-back', what: [], reason: 'answered by Amina: drop' },
    ]);
    expect(second.result.open).toBe(0);
  });

  it('yes takes the guess, with its distance', async () => {
    const ladder = ['NA-2', 'North-II', '1', 'D', '', 'LADDERS', '', 'Blue'];
    const many = ['2', '3', '4', '5'].map((n) => ['NA-3', 'N', n, `E${n}`, '', `LADDER`, '', 'Blue']);
    const first = await run([
      kite('1'),
      boat('2'),
      ['NA-4', 'M', '1', 'F', '', 'LADDER', '6', 'Blue'],
      ...many.slice(0, 1),
      ladder,
    ]);
    const items = await readReview(first.dir, 'candidates-list');
    const item = items.find(({ found }) => found.includes('LADDERS'));
    expect(item).toMatchObject({ guess: 'symbol=6', distance: 1 });
    if (item?.isHeld) await answer(first.dir, item.what, 'yes');
    const rows = [
      kite('1'),
      boat('2'),
      ['NA-4', 'M', '1', 'F', '', 'LADDER', '6', 'Blue'],
      ...many.slice(0, 1),
      ladder,
    ];
    expect(listed(await withRows(first, rows))).toContain('NA-2 1 6');
  });

  it('that does not help leaves the row held, says so, and leaves the list’s own word to be seen', async () => {
    const first = await run([kite('1'), boat('2'), unknown]);
    await answer(first.dir, 'unknown-symbol', 'symbol=lampp');
    const second = await withRows(first, [kite('1'), boat('2'), unknown]);
    expect(second.result).toMatchObject({ open: 0, unsettled: 1 });
    const [item] = await readReview(first.dir, 'candidates-list');
    expect(item).toMatchObject({ isHeld: true, answer: 'symbol=lampp' });
    expect(item?.found).toContain('SOMETHING');
    expect(item?.reason).toContain('the answer "lampp" is not on the chart');
    await answer(first.dir, 'unknown-symbol', 'drop');
    const third = await withRows(first, [kite('1'), boat('2'), unknown]);
    expect(third.result.unsettled).toBe(0);
    expect((await readReview(first.dir, 'candidates-list'))[0]?.isHeld).toBe(false);
  });

  it('settles a symbol that may be a slip, either way', async () => {
    const plain = (seat: string, no: string, symbol: string) => [seat, '', no, `P${seat}${no}`, '', symbol, '', 'Blue'];
    const rows = [plain('NA-1', '1', 'Bell'), plain('NA-2', '1', 'Bell'), plain('NA-3', '1', 'Bel')];
    for (const [text, symbol] of [
      ['yes', 'bell'],
      ['symbol=Bel', 'bel'],
    ] as const) {
      const first = await run(rows);
      expect(listed(first)).toContain('NA-3 1 bel');
      expect((await readReview(first.dir, 'candidates-list'))[0]).toMatchObject({ what: 'guessed', isHeld: false });
      await answer(first.dir, 'guessed', text);
      const second = await withRows(first, rows);
      expect(listed(second)).toContain(`NA-3 1 ${symbol}`);
      expect(second.result).toMatchObject({ heldBack: 0, open: 0, unsettled: 0 });
    }
  });

  it('that cannot be read stops the import with its place', async () => {
    const first = await run([kite('1'), boat('2'), unknown]);
    await answer(first.dir, 'unknown-symbol', 'the lamp, I think');
    await expect(withRows(first, [kite('1'), boat('2'), unknown])).rejects.toThrow(
      /review\/candidates-list.csv:2 answer — the answer "the lamp, I think" is not understood/,
    );
  });
});
