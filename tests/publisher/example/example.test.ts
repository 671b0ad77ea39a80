import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkFolder } from '../../../src/publisher/check/check-content.ts';
import { contestKinds, contestMarks } from '../../../src/publisher/content/rows/read-tables.ts';
import { exampleFiles } from '../../../src/publisher/init/example-files.ts';
import { exampleGuide } from '../build/guide-in-folder.ts';

const example = join(import.meta.dirname, '../../../src/publisher/example');
const pictures = [...exampleFiles].flatMap(([path, file]): [string, string][] =>
  path.startsWith('pictures/') && typeof file === 'string' ? [[path, file]] : [],
);

describe('the example guide', () => {
  it('has no fault, and one warning: one symbol without a drawing, so that its screen can be seen', async () => {
    const guide = await exampleGuide();
    for (const dir of [guide.dir, example]) {
      const { faults } = await checkFolder(dir);
      expect(faults.map(({ severity, code, row }) => [severity, code, row])).toEqual([['warning', 'no-picture', 44]]);
    }
  });

  it('shows each case that a guide can have', async () => {
    const { content } = await checkFolder(example);
    const { contests, candidates, symbols, places, areas, guide } = content;
    expect(guide.demo).toBe(true);
    expect(guide.ballots.map(({ id }) => id)).toEqual(['NA', 'PA', 'RF', 'LC']);
    expect(new Set(content.regions.map(({ region }) => region)).size).toBe(4);
    const numbers = (ballot: string) =>
      contests.filter((each) => each.ballot === ballot).map((each) => each.id.slice(ballot.length + 1));
    expect(numbers('PA')).toEqual(expect.arrayContaining(numbers('NA')));
    expect(new Set(contests.map(({ state }) => state))).toEqual(
      new Set(['open', 'postponed', 'under-review', 'uncontested', 'withdrawn', 'symbols-not-final']),
    );
    expect(contests.filter(({ isIncomplete }) => isIncomplete)).toHaveLength(1);
    expect(new Set(contests.map(({ kind }) => kind))).toEqual(new Set(contestKinds));
    expect(new Set(contests.map(({ mark }) => mark))).toEqual(new Set(contestMarks));
    expect(contests.find(({ kind }) => kind === 'run-off')?.previousContestId).toBe('LC-507');
    expect(symbols.some(({ alike }) => alike.length > 0)).toBe(true);
    expect(candidates.some(({ isWithdrawn }) => isWithdrawn)).toBe(true);
    const counts = contests.map(({ id }) => candidates.filter(({ contest }) => contest === id).length);
    expect(Math.max(...counts)).toBe(60);
    expect(symbols.filter(({ picture }) => picture === null)).toHaveLength(1);
    expect(new Set(places.all().map(({ kind }) => kind))).toEqual(new Set(['all', 'men', 'women']));
    expect(areas.every((area) => area.contests.filter((each) => each.startsWith('PA-')).length === 1)).toBe(true);
    const provincial = areas
      .filter((area) => area.contests.includes('NA-130'))
      .flatMap((area) => area.contests[1] ?? []);
    expect(new Set(provincial).size).toBe(2);
    expect(content.endorsements.length).toBeGreaterThan(0);
    expect(new Set(guide.pages.map(({ kind }) => kind))).toEqual(new Set(['steps', 'bring', 'help', 'other']));
    expect(new Set(guide.notices.map(({ kind }) => kind))).toEqual(new Set(['correction', 'rumour', 'counterfeit']));
    expect(new Set(guide.events.map(({ kind }) => kind)).size).toBe(4);
    expect(new Set(guide.events.map(({ state }) => state))).toEqual(
      new Set(['planned', 'moved', 'cancelled', undefined]),
    );
  });

  it('says of what it corrected what the list says now', async () => {
    const { content } = await checkFolder(example);
    const notice = content.guide.notices.find(({ kind }) => kind === 'correction');
    const row = content.candidates.find((each) => each.contest === notice?.contest && each.serial === notice?.serial);
    const symbol = content.symbols.find(({ code }) => code === row?.symbol);
    expect({ ...notice?.is }).toEqual({ ...symbol?.name });
  });

  it('has each name once, in both languages', async () => {
    const { content } = await checkFolder(example);
    // Who stands in both rounds of one vote stands in two lists.
    const people = content.candidates.filter(({ party, contest }) => party !== null && contest !== 'LC-507');
    expect(new Set(people.map(({ name }) => name.en)).size).toBe(people.length);
    for (const { name } of [...content.candidates, ...content.contests, ...content.symbols, ...content.places.all()]) {
      expect(Object.keys(name).sort()).toEqual(['en', 'ur']);
    }
  });
});

describe('the drawings', () => {
  it.each(pictures)('%s is small, and nothing but shapes', (_, svg) => {
    expect(svg.length).toBeLessThanOrEqual(1200);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 96 96">/);
    expect(svg).not.toMatch(/<(text|style|script|image|use|foreignObject)|href|url\(|\son\w+=/i);
    const colours = new Set([...svg.matchAll(/#[0-9a-f]{3,6}/g)].map(([colour]) => colour));
    // The ink, white and at most two flat colours.
    expect(colours.has('#1b1b1b')).toBe(true);
    colours.delete('#fff');
    expect(colours.size).toBeLessThanOrEqual(3);
  });

  it('are one for each symbol but one, one for each of the six steps, and four faces', () => {
    expect(pictures).toHaveLength(42 + 6 + 4);
  });
});

describe('the keys of the demo', () => {
  it('say that they are public, one for each role', async () => {
    for (const role of ['root', 'targets', 'snapshot', 'timestamp']) {
      const text = await readFile(join(example, `keys/demo-${role}.json`), 'utf8');
      expect(text).toMatch(/PUBLIC.*anyone can sign/s);
    }
  });
});
