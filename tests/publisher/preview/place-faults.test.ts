// Each fault finds the seat, the candidate or the station that a voter would see it on.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkFolder } from '../../../src/publisher/check/check-content.ts';
import type { Fault } from '../../../src/publisher/content/fault.ts';
import { placeFaults } from '../../../src/publisher/preview/place-faults.ts';

const { content } = await checkFolder(join(import.meta.dirname, '../../../src/publisher/example'));

function spotsOf(at: Partial<Fault>) {
  const fault: Fault = { severity: 'error', code: 'x', file: '', message: 'm', fix: 'f', ...at };
  return placeFaults(content, [fault])[0]?.spots ?? [];
}

describe('placeFaults', () => {
  it('finds a row of each table', () => {
    const [contest] = content.contests;
    expect(spotsOf({ file: 'contests.csv', row: contest?.row ?? 0 })).toEqual([
      { kind: 'seat', key: contest?.id, seat: contest?.id },
    ]);
    const row = content.candidates.find(({ contest: of, serial }) => of === 'NA-130' && serial === 2);
    const own = { kind: 'candidate', key: 'NA-130/2', seat: 'NA-130' };
    expect(spotsOf({ file: 'candidates.csv', row: row?.row ?? 0 })).toEqual([own]);
    const [place] = content.places.all();
    expect(spotsOf({ file: 'places.csv', row: place?.row ?? 0 })).toEqual([
      { kind: 'station', key: place?.id, seat: place?.contest },
    ]);
  });

  it('finds everybody who has a symbol, by its row and by its picture', () => {
    const apple = content.symbols.find(({ code }) => code === 'apple');
    const wearers = content.candidates.filter(({ symbol }) => symbol === 'apple');
    const byRow = spotsOf({ file: 'symbols.csv', row: apple?.row ?? 0 });
    expect(byRow).toHaveLength(wearers.length);
    expect(byRow).toContainEqual({ kind: 'candidate', key: 'NA-130/2', seat: 'NA-130' });
    expect(spotsOf({ file: apple?.picture ?? '' })).toEqual(byRow);
  });

  it('leaves the guide as a whole to the panel, and makes every text one harmless line', () => {
    expect(spotsOf({ file: 'guide.yaml', row: 3 })).toEqual([]);
    const [placed] = placeFaults(content, [
      {
        severity: 'error',
        code: 'x',
        file: 'a.csv',
        row: 2,
        column: 'b',
        message: 'one\u202etwo\n',
        fix: 'f\u001b[2J',
      },
    ]);
    expect(placed).toMatchObject({ where: 'a.csv:2 b', message: 'one two ', fix: 'f [2J' });
  });
});
