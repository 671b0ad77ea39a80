// What is said of a page that somebody changed: each way to change it has its own words, and an honest page has none.
import { describe, expect, it } from 'vitest';
import { comparePage } from '../../../src/app/seat-page/compare-page.ts';
import type { SaidPage, SaidRow } from '../../../src/app/seat-page/said-page.ts';
import { bundleSource } from '../../../src/core/bundle/bundle.ts';
import { encodeBundle } from '../../../src/core/bundle/bundle-writer.ts';
import { contestCard } from '../../../src/core/guide/questions.ts';
import { openRegion } from '../../../src/core/held/held.ts';
import { ingest } from '../../../src/core/ingest/ingest.ts';
import { memoryVault } from '../../../src/core/memory-vault.ts';
import { carrierWords } from '../../../src/paper/carrier/carrier-words.ts';
import { textOf } from '../../../src/paper/markup.ts';
import { seatPageParts } from '../../../src/paper/seat-page/seat-page.ts';
import { ingestOptions, testMirror } from '../../core/fixture.ts';

const vault = memoryVault();
await ingest(vault, bundleSource(encodeBundle(testMirror({ edition: 4 }))), { ...ingestOptions, regions: 'all' });
const held = await openRegion(vault, 'north');
if (!held) throw new TypeError('no region');
const { head, shard } = held;
const card = contestCard(head.guide, head.symbols, head.parties, shard, 'NA-1');
if (!card) throw new TypeError('no contest');
const words = await carrierWords(['en', 'ur']);
const list = { head, card, words, language: 'en' };

/** The honest page, as a browser reads it. */
function honest(): SaidPage {
  const parts = seatPageParts({ ...head, head, card: list.card }, words, () => 'p/a.svg');
  const rows = parts.rows.map(({ markup, names }, i): SaidRow => {
    const candidate = list.card.candidates[i];
    const texts = names.map(({ language, name, facts }) => {
      return [language, { name: textOf(name), facts: textOf(facts) }] as const;
    });
    return {
      serial: String(candidate?.serial),
      text: textOf(markup),
      names: new Map(texts),
      picture: candidate?.symbol?.picture?.sha256 ?? null,
    };
  });
  return { seat: 'NA-1', edition: 4, rows, around: `${textOf(parts.head)}\n\n${textOf(parts.foot)}` };
}

/** The same with one row changed, everywhere a word stands. */
function with1(change: (row: SaidRow) => SaidRow): SaidPage {
  const page = honest();
  return { ...page, rows: page.rows.map((row, i) => (i === 0 ? change(row) : row)) };
}

function reworded(row: SaidRow, from: string, to: string): SaidRow {
  const names = [...row.names].map(([tag, { name, facts }]) => {
    return [tag, { name: name.replace(from, to), facts: facts.replace(from, to) }] as const;
  });
  return { ...row, text: row.text.replaceAll(from, to), names: new Map(names) };
}

describe('a page', () => {
  it('that is as it was made says what the list says', () => {
    expect(comparePage(honest(), list)).toEqual({ kind: 'same', differences: [] });
  });

  it('with another symbol is told by the two symbols, and whose it is', () => {
    const { kind, differences } = comparePage(
      with1((row) => reworded(row, 'Kite', 'Lamp')),
      list,
    );
    expect(kind).toBe('differs');
    expect(differences).toEqual([{ kind: 'words', who: 'Candidate 1', said: 'Lamp', is: 'Kite' }]);
  });

  it('with another name is told by the two names', () => {
    const { differences } = comparePage(
      with1((row) => reworded(row, 'Candidate 1', 'Candidate 7')),
      list,
    );
    expect(differences).toEqual([{ kind: 'words', who: '1', said: 'Candidate 7', is: 'Candidate 1' }]);
  });

  it('changed in one language alone is told in that one', () => {
    const { differences } = comparePage(
      with1((row) => reworded(row, 'محمد علی', 'احمد')),
      list,
    );
    expect(differences).toEqual([{ kind: 'words', who: '1', said: 'احمد', is: 'محمد علی' }]);
  });

  it('with the right words and a wrong picture is no right page', () => {
    const { kind, differences } = comparePage(
      with1((row) => ({ ...row, picture: 'ab'.repeat(32) })),
      list,
    );
    expect([kind, differences[0]?.kind]).toEqual(['differs', 'picture']);
    expect(differences[0]?.is).toContain('Candidate 1');
  });

  it('whose picture did not come misleads nobody', () => {
    expect(
      comparePage(
        with1((row) => ({ ...row, picture: null })),
        list,
      ).kind,
    ).toBe('same');
  });

  it('that leaves somebody out, adds somebody, or has one twice says whom', () => {
    const page = honest();
    const kinds = (rows: readonly SaidRow[]) =>
      comparePage({ ...page, rows }, list).differences.map(({ kind, said, is }) => [kind, said || is]);
    const [first] = page.rows;
    if (!first) throw new TypeError('no row');
    expect(kinds(page.rows.slice(1))).toEqual([['missing', expect.stringContaining('Candidate 1')]]);
    expect(kinds([...page.rows, { ...first, serial: '9' }])).toEqual([
      ['added', expect.stringContaining('Candidate 1')],
    ]);
    expect(kinds([...page.rows, first])).toEqual([['added', expect.stringContaining('Candidate 1')]]);
    expect(kinds([])).toHaveLength(page.rows.length);
  });

  it('with words put into a row, outside of its names, is told', () => {
    const { kind } = comparePage(
      with1((row) => ({ ...row, text: `${row.text} withdrawn` })),
      list,
    );
    expect(kind).toBe('differs');
  });

  it('of another edition is the same list, or says what differs; its own words are not judged', () => {
    const older = { ...honest(), edition: 3, around: 'Edition 3' };
    expect(comparePage(older, list).kind).toBe('other-edition');
    expect(comparePage({ ...older, rows: [] }, list).kind).toBe('differs');
  });

  it('with other words around the list is told, without a difference of candidates', () => {
    expect(comparePage({ ...honest(), around: 'Vote on the 9th' }, list)).toEqual({ kind: 'words', differences: [] });
  });
});
