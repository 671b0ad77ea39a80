// Lists that become one table: parties, symbols, areas, events, notices, steps; and lists of candidates in known forms,
// whose columns nobody has to name.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Content } from '../../../src/publisher/content/content.ts';
import { readContent } from '../../../src/publisher/content/read-content.ts';
import { readReview } from '../../../src/publisher/content/review.ts';
import { importCandidates } from '../../../src/publisher/import/candidates/import-candidates.ts';
import type { ImportResult } from '../../../src/publisher/import/import-options.ts';
import { importTable, type PlainKind } from '../../../src/publisher/import/import-table.ts';
import { dayOf, instantOf } from '../../../src/publisher/import/text/days.ts';
import { guideYaml, makeFolder } from '../content/make-folder.ts';

async function run(
  kind: PlainKind,
  csv: string,
  files: Readonly<Record<string, string>> = {},
  into?: string,
): Promise<{ dir: string; result: ImportResult; content: Content; held: readonly string[] }> {
  const dir = into ?? (await makeFolder({ 'guide.yaml': guideYaml, ...files }));
  const file = join(dir, 'list.csv');
  writeFileSync(file, csv);
  const result = await importTable(kind, { file, into: dir });
  const { content, faults } = await readContent(dir);
  expect(faults.filter(({ severity }) => severity === 'error')).toEqual([]);
  const items = await readReview(dir, `${kind}-list`);
  return { dir, result, content, held: items.map(({ row, what, reason }) => `${row} ${what}: ${reason}`) };
}

describe('a list becomes its table', () => {
  it('parties, with ids of their own', async () => {
    const { content, held } = await run(
      'parties',
      'Party,party_ur,Acronym\nBlue Party of Dawn,نیلی,BPD\nTo be announced,,\n',
    );
    expect(content.parties.map(({ id, name, short }) => [id, name, short])).toEqual([
      ['bpod', { en: 'Blue Party of Dawn', ur: 'نیلی' }, { en: 'BPD' }],
    ]);
    expect(held).toEqual(['3 placeholder: "To be announced" stands where a name will be']);
  });

  it('symbols, into rows that are there already', async () => {
    const files = { 'symbols.csv': 'code,name:en,name:ur,picture\n1,Kite,,pictures/kite.svg\n' };
    const { content, result } = await run('symbols', 'Code,Name (Urdu)\n1,پتنگ\n2,کشتی\nx y,z\n', files);
    expect(content.symbols.map(({ code, name, picture }) => [code, name, picture])).toEqual([
      ['1', { en: 'Kite', ur: 'پتنگ' }, 'pictures/kite.svg'],
      ['2', { ur: 'کشتی' }, null],
    ]);
    expect(result.heldBack).toBe(1);
    // A list in Urdu says nothing of the English names.
    expect(result.kept).toEqual([]);
  });

  it('events by date and place; a second list shows which one was moved', async () => {
    const csv =
      'Event,Type,Date,Start time,Venue,Constituency,State\nPick up at the bridge,Pick-up,1 February 2027,6:30 am,Old Bridge,NA-1,\nRally,rally,08/02/2027,18:00,Square,NA-1,\n';
    const yaml = guideYaml.replace(
      /^ {2}lookups:/m,
      "  hours: { opens: '08:00', closes: '17:00', offset: '+05:00' }\n  lookups:",
    );
    const first = await run('events', csv, { 'guide.yaml': yaml });
    expect(first.content.guide.events.map(({ id: _id, ...event }) => event)).toEqual([
      {
        ...{
          kind: 'pick-up',
          title: { en: 'Pick up at the bridge' },
          day: '2027-02-01',
          starts: '2027-02-01T01:30:00Z',
        },
        ...{ place: { en: 'Old Bridge' }, contests: ['NA-1'], state: 'planned' },
      },
    ]);
    expect(first.held).toEqual(['3 no-such-day: day: "08/02/2027" is no day; write it like 2027-02-08']);
    const moved = csv.replace('Old Bridge,NA-1,', 'New Bridge,NA-1,Moved');
    const { result, content } = await run('events', moved, {}, first.dir);
    expect(
      result.changes.map(({ kind, cells }) => [kind, ...cells.map(({ column, is }) => `${column} ${is}`)]),
    ).toEqual([['changed', 'place:en New Bridge', 'state moved']]);
    expect(content.guide.events[0]?.state).toBe('moved');
  });

  it('notices and steps, behind those of guide.yaml', async () => {
    const notices = await run(
      'notices',
      'when,headline,kind,seat\n2027-02-01T10:00:00Z,No second list,rumour,NA-1\nsoon,Later,rumour,\n',
    );
    const [last] = notices.content.guide.notices.slice(-1);
    expect(last).toMatchObject({
      kind: 'rumour',
      at: '2027-02-01T10:00:00Z',
      contest: 'NA-1',
      title: { en: 'No second list' },
    });
    expect(notices.result.heldBack).toBe(1);
    const steps = await run('steps', 'page,title,text\nvote,How to vote,Bring your card\nvote,,Join the queue\n');
    expect(steps.content.guide.pages.slice(-1)).toEqual([
      {
        ...{ id: 'vote', kind: 'steps', title: { en: 'How to vote' } },
        steps: [{ text: { en: 'Bring your card' } }, { text: { en: 'Join the queue' } }],
      },
    ]);
  });

  it('areas, with the places of each kind', async () => {
    const { content } = await run(
      'areas',
      'area,seats,men,women,block codes\nEast Ward,"NA-1, PA-2",p1,p2,11;12\n',
      {},
      undefined,
    );
    expect(content.areas.map(({ id, contests, places, serves }) => [id, contests, places, serves])).toEqual([
      ['east-ward', ['NA-1', 'PA-2'], { all: [], men: ['p1'], women: ['p2'] }, ['11', '12']],
    ]);
  });
});

describe('a list of candidates whose form is known', () => {
  async function candidates(
    name: string,
    bytes: string,
  ): Promise<{ result: ImportResult; content: Content; dir: string }> {
    const dir = await makeFolder({ 'guide.yaml': guideYaml });
    writeFileSync(join(dir, name), bytes);
    const result = await importCandidates({ file: join(dir, name), into: dir });
    return { result, content: (await readContent(dir)).content, dir };
  }

  it('Democracy Club’s CSV: by ballot paper, numbers that stay with their people', async () => {
    const head =
      'person_id,person_name,election_id,ballot_paper_id,election_date,party_name,party_id,post_label,seats_contested\n';
    const row = (id: string, name: string): string =>
      `${id},${name},parl.2027-02-08,parl.north.2027-02-08,2027-02-08,Blue Party,PP1,North,1\n`;
    const { result, content, dir } = await candidates('dc.csv', head + row('1', 'Ada') + row('2', 'Bea'));
    expect(Object.fromEntries(result.map)).toEqual({
      ...{ seat: 'ballot_paper_id', 'seatName:en': 'post_label', 'name:en': 'person_name', party: 'party_name' },
    });
    expect(content.contests.map(({ id, name, mark }) => [id, name, mark])).toEqual([
      ['parl.north.2027-02-08', { en: 'North' }, 'nothing'],
    ]);
    writeFileSync(join(dir, 'dc.csv'), head + row('9', 'Aaron') + row('2', 'Bea'));
    const second = await importCandidates({ file: join(dir, 'dc.csv'), into: dir });
    expect(second.changes.map(({ kind, key }) => `${kind} ${key}`)).toEqual([
      'removed parl.north.2027-02-08 1',
      'added parl.north.2027-02-08 3',
    ]);
  });

  it('Popolo JSON', async () => {
    const popolo = {
      persons: [{ id: 'p1', name: 'Ada' }],
      organizations: [{ id: 'o1', name: 'Blue', classification: 'party' }],
      memberships: [{ person_id: 'p1', role: 'candidate', area_id: 'N-1', on_behalf_of_id: 'o1' }],
      areas: [{ id: 'N-1', name: 'North' }],
    };
    const { content } = await candidates('popolo.json', JSON.stringify(popolo));
    expect(content.candidates.map(({ contest, serial, name, party }) => [contest, serial, name, party])).toEqual([
      ['N-1', 1, { en: 'Ada' }, 'blue'],
    ]);
  });

  it('says which column it could not guess, and what to write', async () => {
    await expect(candidates('odd.csv', 'a,b\n1,2\n')).rejects.toThrow(
      /no column looks like the seat.*--map "seat=COLUMN,name=COLUMN,…"/s,
    );
  });
});

it('reads days and times as lists write them, and leaves what has two readings', () => {
  expect(['2027-02-08', '8 Feb 2027', '08. February 2027', '2027/2/8', '08/02/2027', 'soon'].map(dayOf)).toEqual([
    ...['2027-02-08', '2027-02-08', '2027-02-08', '2027-02-08', '08/02/2027', 'soon'],
  ]);
  const at = (text: string, offset: string | undefined = '+05:00'): string => instantOf(text, '2027-02-08', offset);
  expect([at('18:00'), at('6 pm'), at('12:30 am'), at('2027-02-01 00:15'), at('6')]).toEqual([
    ...['2027-02-08T13:00:00Z', '2027-02-08T13:00:00Z', '2027-02-07T19:30:00Z', '2027-01-31T19:15:00Z', '6'],
  ]);
  expect(instantOf('18:00', '2027-02-08', undefined)).toBe('18:00');
});
