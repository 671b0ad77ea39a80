// The list of a whole country as it is: 16,479 rows with the faults of real data. What the importer says about them is
// compared with what this test counts in the raw file by itself.
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkFolder } from '../../../src/publisher/check/check-content.ts';
import type { Content } from '../../../src/publisher/content/content.ts';
import { readContent } from '../../../src/publisher/content/read-content.ts';
import { readReview } from '../../../src/publisher/content/review.ts';
import { importCandidates } from '../../../src/publisher/import/candidates/import-candidates.ts';
import { importNominees } from '../../../src/publisher/import/candidates/import-nominees.ts';
import type { ImportResult } from '../../../src/publisher/import/import-options.ts';
import { importPlaces } from '../../../src/publisher/import/places/import-places.ts';
import { writeTable } from '../../../src/publisher/tables/write-table.ts';
import { guideYaml, makeFolder } from '../content/make-folder.ts';

const file = join(process.env.NISHAN_DATA ?? '../shared/data', 'pk-2024-candidates.csv');
const map =
  'seat=constituency_key,seatName=constituency_name,serial=serial_no,name:en=name_en,name:ur=name_ur,' +
  'symbol=symbol,symbolCode=symbol_no,party=party';

interface RawRow {
  readonly row: number;
  readonly constituency_key: string;
  readonly constituency_name: string;
  readonly serial_no: string;
  readonly name_en: string;
  readonly name_ur: string;
  readonly symbol: string;
  readonly symbol_no: string;
}

/** A list is an unbroken run of rows under one key and name: 799 of them under 794 keys. */
function listsOf(rows: readonly RawRow[]): readonly (readonly RawRow[])[] {
  const lists: RawRow[][] = [];
  let before = '';
  for (const row of rows) {
    const key = `${row.constituency_key} / ${row.constituency_name}`;
    if (key === before) lists[lists.length - 1]?.push(row);
    else lists.push([row]);
    before = key;
  }
  return lists;
}

function twice(rows: readonly RawRow[], of: (row: RawRow) => string): readonly RawRow[] {
  const filled = rows.filter((row) => of(row) !== '');
  return filled.filter((row) => filled.some((other) => other !== row && of(other) === of(row)));
}

describe.skipIf(!existsSync(file))(
  'Pakistan’s lists of 2024 (in ../shared/data or NISHAN_DATA)',
  { timeout: 60_000 },
  () => {
    let rows: readonly RawRow[];
    let dir: string;
    let result: ImportResult;
    let content: Content;
    let outcome: ReadonlyMap<number, ImportResult['account']['rows'][number]>;

    beforeAll(async () => {
      // makeFolder cleans up after one test; this folder is for all of them.
      dir = await mkdtemp(join(tmpdir(), 'nishan-real-'));
      await writeFile(join(dir, 'guide.yaml'), guideYaml);
      const raw: RawRow[] = parse(readFileSync(file), { columns: true });
      rows = raw.map((cells, i) => ({ ...cells, row: i + 2 }));
      result = await importCandidates({ file, into: dir, map });
      content = (await readContent(dir)).content;
      outcome = new Map(result.account.rows.map((row) => [row.row, row]));
      return () => rm(dir, { recursive: true, force: true });
    }, 60_000);

    const held = (list: readonly RawRow[]): boolean =>
      list.every(({ row }) => outcome.get(row)?.outcome === 'held-back');
    const under = (key: string): readonly RawRow[] => rows.filter((row) => row.constituency_key === key);
    const stateOf = (seat: string): string | undefined => content.contests.find(({ id }) => id === seat)?.state;

    it('accounts for all 16,479 rows, each repaired or held-back one with its reason', () => {
      const { read, accepted, repaired, heldBack, seats, underReview, account } = result;
      expect(rows.length).toBe(16_479);
      expect(accepted + repaired + heldBack).toBe(16_479);
      expect({ read, accepted, repaired, heldBack, seats, underReview }).toEqual({
        ...{ read: 16_479, accepted: 12_521, repaired: 1_552, heldBack: 2_406, seats: 787, underReview: 72 },
      });
      expect(account.rows.length).toBe(repaired + heldBack);
      expect(new Set(account.rows.map(({ row }) => row)).size).toBe(account.rows.length);
      for (const { outcome: which, what, reason } of account.rows) {
        expect(which === 'repaired' ? what.join('') : reason).not.toBe('');
      }
      expect(content.candidates.length).toBe(accepted + repaired);
    });

    it('shows no candidate who is not in the list under that seat, number and symbol', () => {
      const raw = new Map(rows.map((row) => [`${row.constituency_key} ${row.serial_no} ${row.name_en.trim()}`, row]));
      const names = new Map(content.symbols.map(({ code, name }) => [code, name.en]));
      const latin = (text: string | undefined): string => (text ?? '').toLowerCase().replace(/[^a-z]/g, '');
      let found = 0;
      const learnt: string[] = [];
      for (const { contest, serial, name, symbol } of content.candidates) {
        const row = raw.get(`${contest} ${serial} ${name.en ?? ''}`);
        if (!row || symbol === null) continue;
        found++;
        const isAsNumbered = row.symbol_no === symbol;
        const isAsNamed = latin(row.symbol) === latin(names.get(symbol));
        if (!isAsNumbered && !isAsNamed) learnt.push(`${row.symbol} is ${names.get(symbol)}`);
      }
      // The rest have a mended key or name. What neither the number nor the name says was learnt from rows that have both.
      expect(found).toBeGreaterThan(13_950);
      expect(learnt.sort()).toEqual([
        'CHAPATI is Charpai',
        'CHAPRAL is Charpai',
        'CHAPRAL is Charpai',
        'CHARAGH LAMP is Chiragh Lamp',
        'CHITRAL CAP is Chitrali Cap',
      ]);
    });

    it('settles the 14 malformed keys one by one', () => {
      const malformed = [...new Set(rows.map((row) => row.constituency_key))].filter(
        (key) => !/^(NA|PP|PS|PK|PB)-\d{1,3}$/.test(key),
      );
      const account = malformed.map((key) => {
        const verdicts = under(key).map(({ row }) => outcome.get(row));
        expect(verdicts.every((verdict) => verdict !== undefined)).toBe(true);
        const repaired = verdicts.filter((verdict) => verdict?.outcome === 'repaired').length;
        return `${key} → ${verdicts[0]?.seat}: ${repaired} repaired, ${verdicts.length - repaired} held back`;
      });
      expect(account).toEqual([
        'PK-8-Swat-VI → PK-8: 17 repaired, 0 held back',
        // The same list again, and different in parts: neither is believed.
        'PK-63, → PK-63: 0 repaired, 9 held back',
        // The same list again, symbol for symbol.
        'PK-36Mansehra-I → PK-36: 0 repaired, 12 held back',
        'PP-IV → PP-4: 0 repaired, 31 held back',
        'PE-136 → PE-136: 0 repaired, 25 held back',
        'PP-189-OKARA-V → PP-189: 18 repaired, 0 held back',
        'PP 209 → PP-209: 12 repaired, 0 held back',
        // A symbol twice.
        'PP-280LAYYAH-III → PP-280: 0 repaired, 22 held back',
        // PP-21 is another seat's; this would be PP-281.
        'PP-21LAYYAH → PP-21: 0 repaired, 19 held back',
        'PP-1ATTOCK-I → PP-1: 0 repaired, 16 held back',
        'PS → PS-35: 0 repaired, 21 held back',
        'Provincial Assembly-100 → Provincial Assembly-100: 0 repaired, 43 held back',
        'PROVINCIAL ASSEMBLY-102 → PROVINCIAL ASSEMBLY-102: 0 repaired, 31 held back',
        // The name's cell holds a headline.
        'PS-114 KEAMARI-V → PS-114: 0 repaired, 33 held back',
      ]);
      const states = ['PK-8', 'PK-36', 'PP-21', 'PK-63', 'PP-4', 'PS-35', 'PP-1', 'PS-114', 'PP-280'].map(stateOf);
      expect(states).toEqual(['open', 'open', 'open', ...Array.from({ length: 6 }, () => 'under-review')]);
    });

    it('holds back the five keys that hold several lists, whole', () => {
      const lists = listsOf(rows);
      expect(lists.length).toBe(799);
      const keys = lists.map(([first]) => first?.constituency_key ?? '');
      const several = [...new Set(keys.filter((key, i) => keys.indexOf(key) !== i))];
      expect(several.sort()).toEqual(['NA-128', 'NA-2', 'NA-249', 'NA-86', 'PS-103']);
      for (const key of several) {
        expect(held(under(key))).toBe(true);
        expect(stateOf(key)).toBe('under-review');
      }
      expect(several.reduce((sum, key) => sum + under(key).length, 0)).toBe(214);
    });

    it('holds back the 40 lists with a symbol number twice, and the 28 with a spelling twice', () => {
      const lists = listsOf(rows);
      const byNumber = lists.filter((list) => twice(list, (row) => row.symbol_no).length > 0);
      const bySpelling = lists.filter((list) => twice(list, (row) => row.symbol).length > 0);
      expect([byNumber.length, bySpelling.length]).toEqual([40, 28]);
      // Per seat, which is how the report counts, 42 and 29: two lists of one key share numbers; capitals and spaces do
      // not make a spelling another one; one list has its double in a word that is no symbol.
      expect(byNumber.every(held)).toBe(true);
      const notWhole = bySpelling.filter((list) => !held(list));
      expect(notWhole.map(([first]) => first?.constituency_key)).toEqual(['PK-31']);
      const doubled = twice(notWhole[0] ?? [], (row) => row.symbol);
      expect(new Set(doubled.map(({ symbol }) => symbol))).toEqual(new Set(['INDEPENDENT']));
      expect(held(doubled)).toBe(true);
      const reasons = result.account.underReview.flatMap((seat) => seat.reasons);
      const count = (reason: string): number => reasons.filter((each) => each === reason).length;
      expect([count('doubled-symbol-number'), count('doubled-symbol-name')]).toEqual([42, 29]);
    });

    it('shows no seat in which a serial number, a symbol number or a symbol stands twice', () => {
      const byContest = new Map<string, Content['candidates'][number][]>();
      for (const row of content.candidates) byContest.set(row.contest, [...(byContest.get(row.contest) ?? []), row]);
      for (const { id, state } of content.contests) {
        const shown = byContest.get(id) ?? [];
        if (state === 'under-review') expect(shown).toEqual([]);
        expect(new Set(shown.map(({ serial }) => serial)).size).toBe(shown.length);
        expect(new Set(shown.map(({ symbol }) => symbol)).size).toBe(shown.length);
      }
    });

    it('lets no blank symbol, blank number or foreign letter through unnamed', () => {
      const blank = rows.filter((row) => row.symbol.trim() === '');
      const noNumber = rows.filter((row) => row.symbol_no.trim() === '');
      const variants = rows.filter((row) => /[يىكهة]/.test(row.name_ur));
      expect([blank.length, noNumber.length, variants.length]).toEqual([25, 1_033, 347]);
      expect(held(blank)).toBe(true);
      expect(noNumber.every(({ row }) => outcome.has(row))).toBe(true);
      expect(variants.every(({ row }) => outcome.has(row))).toBe(true);
      expect(content.candidates.some(({ name }) => /[يىكهة]/.test(name.ur ?? ''))).toBe(false);
    });

    it('proposes regions of at most 220 candidates with both ballots of a district', () => {
      const regions = new Map<string, string[]>();
      for (const { contest, region } of content.regions) regions.set(region, [...(regions.get(region) ?? []), contest]);
      const sizes = [...regions.values()].map((seats) => seats.length);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(787);
      const shown = new Map<string, number>();
      for (const { contest } of content.candidates) shown.set(contest, (shown.get(contest) ?? 0) + 1);
      const candidates = [...regions.values()].map((seats) => seats.reduce((sum, id) => sum + (shown.get(id) ?? 0), 0));
      expect(Math.max(...candidates)).toBeLessThanOrEqual(220);
      expect(regions.size).toBeLessThan(90);
      const lahore = [...regions].find(([, seats]) => seats.includes('NA-130'));
      expect(lahore?.[0]).toMatch(/^lahore/);
      expect(lahore?.[1].some((seat) => seat.startsWith('PP-'))).toBe(true);
    });

    it('passes the check without an error, in well below two seconds of its own', async () => {
      await checkFolder(dir);
      const started = performance.now();
      const { faults } = await checkFolder(dir);
      const elapsed = performance.now() - started;
      expect(faults.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(elapsed).toBeLessThan(5_000);
    });

    it('asks about every row that is held back, with its reason', async () => {
      const items = await readReview(dir, 'candidates-pk-2024-candidates');
      const asked = new Map(items.filter(({ isHeld }) => isHeld).map((item) => [item.row, item]));
      const heldBack = result.account.rows.filter((row) => row.outcome === 'held-back');
      expect(asked.size).toBe(heldBack.length);
      expect(heldBack.every(({ row, reason }) => asked.get(row)?.reason === reason && reason !== '')).toBe(true);
      expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
      // Found by a spelling that no number confirms: shown, and to be looked at.
      const guessed = items.filter(({ isHeld }) => !isHeld);
      expect(guessed.length).toBeGreaterThan(0);
      expect(guessed.every(({ guess, distance }) => guess.startsWith('symbol=') && (distance ?? 0) > 0)).toBe(true);
    });

    it('shows exactly the 42 rows that another edition of the list changes', async () => {
      const before = readFileSync(join(dir, 'candidates.csv'));
      const records: string[][] = parse(readFileSync(file));
      const shown = rows.filter(({ row, name_en: name }) => name !== '' && !outcome.has(row));
      const touched = Array.from({ length: 42 }, (_, i) => shown[i * 290] as RawRow);
      for (const { row } of touched) {
        const record = records[row - 1] as string[];
        record[4] = `${record[4]} Corrected`;
      }
      const edition = await mkdtemp(join(tmpdir(), 'nishan-edition-'));
      try {
        const copy = join(edition, 'pk-2024-candidates.csv');
        await writeFile(copy, writeTable(records[0] ?? [], records.slice(1)));
        const { changes, kept, isFirst } = await importCandidates({ file: copy, into: dir });
        expect([isFirst, kept]).toEqual([false, []]);
        expect(
          changes.map(({ file: table, kind, cells }) => `${table} ${kind} ${cells.map(({ column }) => column)}`),
        ).toEqual(Array.from({ length: 42 }, () => 'candidates.csv changed name:en'));
        const keys = touched.map((row) => `${row.constituency_key} ${row.serial_no}`);
        expect(new Set(changes.map(({ key }) => key))).toEqual(new Set(keys));
        // The list as it was gives the folder as it was.
        const again = await importCandidates({ file, into: dir });
        expect([again.changes.length, again.account]).toEqual([42, result.account]);
        expect(readFileSync(join(dir, 'candidates.csv')).equals(before)).toBe(true);
      } finally {
        await rm(edition, { recursive: true, force: true });
      }
    });

    it('takes an endorser’s nominees, and none whose symbol nobody has in the seat', async () => {
      const list = join(file, '../pk-2024-nominees.csv');
      const raw: { Constituency: string; Candidate: string; Symbol: string }[] = parse(readFileSync(list), {
        columns: true,
      });
      const { account, accepted, repaired, heldBack } = await importNominees({ file: list, into: dir, by: 'movement' });
      expect([raw.length, accepted + repaired, heldBack]).toEqual([859, 607, 252]);
      expect(account.held).toMatchObject({
        placeholder: 43,
        'nominee-symbol': 45,
        'unknown-symbol': 9,
        'no-symbol': 16,
      });
      const letters = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '');
      const inSeat = new Map<string, Set<string>>();
      for (const { constituency_key: seat, symbol } of rows) {
        inSeat.set(seat, (inSeat.get(seat) ?? new Set()).add(letters(symbol)));
      }
      // Counted in the raw files: 69 name a symbol that no row of their seat has, under-review seats among them.
      const nobody = raw.flatMap(({ Constituency: seat, Symbol: symbol }, i) => {
        const own = inSeat.get(seat);
        return own && symbol !== '' && !own.has(letters(symbol)) ? [i + 2] : [];
      });
      expect(nobody.length).toBe(69);
      const heldRows = new Set(account.rows.filter((row) => row.outcome === 'held-back').map(({ row }) => row));
      // Of those, 13 are spelled otherwise there ("CHAPRAI", "HOOKAH") and have the symbol's number; 56 nobody has.
      const { content: after } = await readContent(dir);
      const backed = new Map(after.endorsements.map((row) => [row.contest, row]));
      const taken = nobody
        .filter((row) => !heldRows.has(row))
        .map((row) => backed.get(raw[row - 2]?.Constituency ?? ''));
      expect(taken.length).toBe(13);
      const numberOf = new Map(rows.map((row) => [`${row.constituency_key} ${row.serial_no}`, row.symbol_no]));
      for (const row of taken) expect(numberOf.get(`${row?.contest} ${row?.serial}`)).toBe(row?.symbol);
      const placeholders = raw.flatMap(({ Candidate: name }, i) => (name === 'To be uploaded' ? [i + 2] : []));
      expect(placeholders.every((row) => heldRows.has(row))).toBe(true);
      const symbolOf = new Map(after.candidates.map(({ contest, serial, symbol }) => [`${contest} ${serial}`, symbol]));
      expect(after.endorsements.every((row) => symbolOf.get(`${row.contest} ${row.serial}`) === row.symbol)).toBe(true);
    });

    it('takes the stations, and NA-46’s the right way round', async () => {
      const list = join(file, '../pk-2024-polling-stations.csv');
      const { read, account } = await importPlaces({ file: list, into: dir });
      expect(read).toBe(15_849);
      expect(account.held).toMatchObject({ 'no-name': 2_963, 'unknown-seat': 234, turned: 215 });
      const { content: after } = await readContent(dir);
      const own = after.places.all().filter(({ contest }) => contest === 'NA-46');
      expect(own.length).toBe(127);
      expect(own[0]).toMatchObject({
        number: '1',
        kind: 'men',
        name: { ur: 'اسلام آباد ماڈل سکول G-11/2 (IV)، (مرد)۔ اسلام آباد' },
      });
      // As the file has them: "Islamabad", "female", "male" with their joined letters turned.
      expect(own.filter(({ name }) => /االسم|وعرت|رمد/.test(name.ur ?? ''))).toEqual([]);
      expect(own.every(({ name }) => /اسلام آباد/.test(name.ur ?? '') && /مرد|عورت|مشترکہ/.test(name.ur ?? ''))).toBe(
        true,
      );
      const asked = (await readReview(dir, 'places-pk-2024-polling-stations')).filter(({ what }) => what === 'turned');
      expect(asked.length).toBe(215);
      expect(asked.every(({ guess }) => /^name:(ur|en)=/.test(guess))).toBe(true);
      expect((await checkFolder(dir)).faults.filter(({ severity }) => severity === 'error')).toEqual([]);
    });

    it('makes a folder whose chart the same list can be read by', async () => {
      // As the chart of another guide: it is closed, so nothing is learnt from the list's majority.
      const other = await makeFolder({
        'guide.yaml': guideYaml,
        'symbols.csv': readFileSync(join(dir, 'symbols.csv')),
      });
      const closed = await importCandidates({ file, into: other, map });
      expect(closed.accepted + closed.repaired + closed.heldBack).toBe(16_479);
      expect(Math.abs(closed.heldBack - result.heldBack)).toBeLessThan(50);
    });
  },
);
