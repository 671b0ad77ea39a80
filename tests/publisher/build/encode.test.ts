// What the publisher writes, the app reads as the same thing: for each kind of content, for any content.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEvents } from '../../../src/core/guide/events.ts';
import { packJson } from '../../../src/core/guide/format/pack-json.ts';
import { textAt } from '../../../src/core/guide/format/text.ts';
import { parseGuide } from '../../../src/core/guide/guide.ts';
import { parseMedia } from '../../../src/core/guide/media.ts';
import { parseNotices, parsePages } from '../../../src/core/guide/pages.ts';
import { type PollingPlace, parsePlaces } from '../../../src/core/guide/places.ts';
import { seatByCode } from '../../../src/core/guide/questions.ts';
import { parseShard } from '../../../src/core/guide/shard.ts';
import { parseParties, parseSymbols } from '../../../src/core/guide/symbols.ts';
import { encodeGuide } from '../../../src/publisher/build/encode/encode-guide.ts';
import { encodeMedia } from '../../../src/publisher/build/encode/encode-media.ts';
import { encodeEvents, encodeNotices, encodePages } from '../../../src/publisher/build/encode/encode-pages.ts';
import { encodePlaces } from '../../../src/publisher/build/encode/encode-places.ts';
import { encodeShards } from '../../../src/publisher/build/encode/encode-shards.ts';
import { encodeParties, encodeSymbols } from '../../../src/publisher/build/encode/encode-symbols.ts';
import type { CandidateEntry, Content } from '../../../src/publisher/content/content.ts';
import {
  anyFiles,
  contestOf,
  guideFile,
  id,
  languages,
  nothing,
  origin,
  region,
  some,
  text,
  words,
} from './any-content.ts';

const pack = (value: unknown): Uint8Array => packJson(value).packed;
const codesOf = (symbols: readonly ({ readonly code: string } | undefined)[]): readonly string[] =>
  symbols.flatMap((symbol) => symbol?.code ?? []);
const blobOf = (blob: readonly [string, number] | undefined) => blob && { sha256: blob[0], length: blob[1] };

describe('what is written is read as the same', () => {
  it('guide, with its directory of seats', () => {
    const seat = fc.record({
      code: id,
      name: text,
      district: text,
      regions: fc.uniqueArray(region, { minLength: 1, maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(seat, { selector: ({ code }) => code, maxLength: 12 }), (seats) => {
        const content: Content = {
          ...nothing,
          contests: seats.map(({ code, name, district }) => contestOf(code, { name, district })),
          regions: seats.flatMap(({ code, regions }) =>
            regions.map((each) => ({ ...origin, contest: code, region: each, regionName: { en: `Region ${each}` } })),
          ),
        };
        const guide = parseGuide(pack(encodeGuide(content, false)));
        expect(guide.demo).toBe(true);
        expect(guide.election).toEqual(guideFile.election);
        expect(guide.seats.code).toEqual(seats.map(({ code }) => code));
        for (const { code, name, district, regions } of seats) {
          const found = seatByCode(guide, code);
          expect(found).toMatchObject({ code, regions });
          expect({ ...found?.name }).toEqual(name);
          expect({ ...found?.district }).toEqual(district);
        }
        for (const each of guide.regions) expect({ ...each.name }).toEqual({ en: `Region ${each.id}` });
      }),
    );
  });

  it('symbols and parties', () => {
    const row = fc.record({
      code: id,
      name: text,
      description: text,
      picture: some(words),
      isStandIn: fc.boolean(),
      sound: some(words),
    });
    const party = fc.record({ id, name: text, short: text });
    fc.assert(
      fc.property(
        fc.uniqueArray(row, { selector: ({ code }) => code, maxLength: 8 }),
        fc.uniqueArray(party, { selector: (each) => each.id, maxLength: 8 }),
        (symbols, parties) => {
          const files = anyFiles();
          const content: Content = {
            ...nothing,
            symbols: symbols.map((each, i) => ({
              ...origin,
              ...each,
              alike: codesOf([symbols[i + 1]]),
              spellings: [],
            })),
            parties: parties.map((each) => ({ ...origin, ...each })),
          };
          const read = [...parseSymbols(pack(encodeSymbols(content, files))).values()];
          expect(read).toEqual(
            symbols.map((each, i) => ({
              ...each,
              // Said once, known of both.
              ...(symbols.length > 1 && { alike: codesOf([symbols[i - 1], symbols[i + 1]]) }),
              picture: blobOf(files.blob(each.picture)) ?? null,
              sound: blobOf(files.blob(each.sound)) ?? null,
            })),
          );
          const held = [...parseParties(pack(encodeParties(content))).values()];
          expect(held.map((each) => ({ ...each, name: { ...each.name }, short: { ...each.short } }))).toEqual(parties);
        },
      ),
    );
  });

  it('region shards: contests, candidates in ballot order, endorsements, voting areas', () => {
    const candidate = fc.record({
      contest: fc.constantFrom('A-1', 'A-2', 'B-1'),
      serial: fc.integer({ min: 1, max: 99 }),
      name: text,
      party: some(fc.constantFrom('p', 'q')),
      symbol: some(fc.constantFrom('s', 't', 'u')),
      photo: some(words),
      sound: some(words),
      isWithdrawn: fc.boolean(),
    });
    const key = (each: { contest: string; serial: number }): string => `${each.contest} ${each.serial}`;
    const rows = fc.uniqueArray(candidate, { selector: key, maxLength: 30 });
    const note = text;
    fc.assert(
      fc.property(
        rows,
        note,
        fc.boolean(),
        some(fc.integer({ min: 1, max: 9 })),
        (list, note, isIncomplete, places) => {
          const files = anyFiles();
          const content: Content = {
            ...nothing,
            contests: [contestOf('A-1', { isIncomplete, places, note }), contestOf('A-2'), contestOf('B-1')],
            regions: [
              { ...origin, contest: 'A-1', region: 'a', regionName: {} },
              { ...origin, contest: 'A-2', region: 'a', regionName: {} },
              { ...origin, contest: 'B-1', region: 'b', regionName: {} },
              { ...origin, contest: 'A-2', region: 'b', regionName: {} },
            ],
            candidates: list.map((each): CandidateEntry => ({ ...origin, ...each })),
            endorsements: [{ ...origin, by: 'us', contest: 'B-1', serial: 1, symbol: null, note }],
            areas: [
              {
                ...origin,
                id: 'area',
                name: note,
                contests: ['A-1', 'B-1'],
                places: { all: [], men: ['m'], women: ['w'] },
                serves: ['1'],
              },
            ],
          };
          const shards = encodeShards(content, files);
          expect([...shards.keys()]).toEqual(['a', 'b']);
          const shard = parseShard(pack(shards.get('a')));
          const expected = ['A-1', 'A-2'].flatMap((contest) =>
            list.filter((each) => each.contest === contest).sort((a, b) => a.serial - b.serial),
          );
          const { candidates } = shard;
          expect(
            expected.map((each, row) => ({
              contest: each.contest,
              serial: candidates.serial[row],
              name: textAt(candidates.name, row),
              party: shard.partyIds[candidates.party[row] ?? -1] ?? null,
              symbol: shard.symbolCodes[candidates.symbol[row] ?? -1] ?? null,
              photo: candidates.photo.get(row),
              sound: candidates.sound.get(row),
              isWithdrawn: candidates.withdrawn.has(row),
            })),
          ).toEqual(
            expected.map((each) => ({
              ...each,
              photo: blobOf(files.blob(each.photo)),
              sound: blobOf(files.blob(each.sound)),
            })),
          );
          expect(shard.contests.map(({ id: contest, count }) => [contest, count])).toEqual(
            ['A-1', 'A-2'].map((contest) => [contest, list.filter((each) => each.contest === contest).length]),
          );
          expect(shard.contests[0]?.incomplete).toBe(isIncomplete || undefined);
          expect(shard.contests[0]?.places).toBe(places ?? undefined);
          expect({ ...shard.contests[0]?.note }).toEqual(note);
          expect(shard.endorsements).toEqual([]);
          expect(shard.areas[0]).toMatchObject({
            contestIds: ['A-1', 'B-1'],
            pollingPlaceIds: { men: ['m'], women: ['w'] },
            serves: ['1'],
          });
          expect(parseShard(pack(shards.get('b'))).endorsements).toHaveLength(1);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('polling places', () => {
    const degrees = (most: number): fc.Arbitrary<number> =>
      fc.double({ min: -most, max: most, noNaN: true }).map((value) => value + 0);
    const hours = fc.record(
      {
        from: fc.constantFrom('2027-02-01', '2027-02-08'),
        to: fc.constant('2027-02-09'),
        opens: fc.constant('08:00'),
        closes: fc.constant('17:30'),
      },
      { requiredKeys: ['opens', 'closes'], noNullPrototype: true },
    );
    const place: fc.Arbitrary<PollingPlace> = fc.record(
      {
        id,
        number: fc.string({ maxLength: 8 }),
        name: text,
        kind: fc.constantFrom('all', 'men', 'women', 'unknown'),
        address: text,
        position: some(fc.record({ latitude: degrees(90), longitude: degrees(180) })),
        isAccessible: some(fc.boolean()),
        serves: fc.array(fc.string({ maxLength: 8 }), { maxLength: 3 }),
        hours: fc.array(hours, { minLength: 1, maxLength: 3 }),
        ways: fc.constantFrom<readonly string[]>(['early'], ['drop-box', 'early']),
      },
      {
        requiredKeys: ['id', 'number', 'name', 'kind', 'address', 'position', 'isAccessible', 'serves'],
        noNullPrototype: true,
      },
    );
    fc.assert(
      fc.property(fc.array(place, { maxLength: 10 }), (places) => {
        expect(parsePlaces(packJson(encodePlaces(places, languages)).packed)).toEqual(places);
      }),
    );
  });

  it('pages, notices, events and media', () => {
    const step = fc.record({ text, picture: words, sound: words }, { requiredKeys: ['text'] });
    const page = fc.record(
      {
        id,
        kind: fc.constantFrom('steps', 'bring', 'help', 'other'),
        title: text,
        steps: fc.array(step, { maxLength: 4 }),
        sound: words,
      },
      { requiredKeys: ['id', 'kind', 'title', 'steps'] },
    );
    const notice = fc.record(
      {
        id,
        kind: fc.constantFrom('correction', 'rumour', 'over'),
        at: fc.constantFrom('2026-11-18T09:00:00Z', '2026-11-20T09:00:00Z'),
        title: text,
        was: text,
        is: text,
      },
      { requiredKeys: ['id', 'kind', 'at', 'title'] },
    );
    const event = fc.record(
      {
        id,
        kind: fc.constantFrom('desk', 'rally'),
        title: text,
        day: fc.constantFrom('2027-02-01', '2027-02-03'),
        sound: words,
      },
      { requiredKeys: ['id', 'kind', 'title', 'day'] },
    );
    const clip = fc.record({ id, title: text, file: words, synthetic: fc.boolean(), voice: text });
    const many = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(item, { maxLength: 5 });
    fc.assert(
      fc.property(many(page), many(notice), many(event), many(clip), (pages, notices, events, media) => {
        const files = anyFiles();
        const content: Content = { ...nothing, guide: { ...guideFile, pages, notices, events, media } };
        // toEqual takes an absent field and undefined as the same, which is what the wire does.
        const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
        expect(plain(parsePages(pack(encodePages(content, files))))).toEqual(
          plain(
            pages.map((each) => ({
              ...each,
              sound: blobOf(files.blob(each.sound)),
              steps: each.steps.map((one) => ({
                ...one,
                picture: blobOf(files.blob(one.picture)),
                sound: blobOf(files.blob(one.sound)),
              })),
            })),
          ),
        );
        const readNotices = parseNotices(pack(encodeNotices(content)));
        expect(plain([...readNotices].sort(byId))).toEqual(plain([...notices].sort(byId)));
        expect(readNotices.map(({ at }) => at)).toEqual(
          notices
            .map(({ at }) => at)
            .sort()
            .reverse(),
        );
        const readEvents = parseEvents(pack(encodeEvents(content, files)));
        expect(readEvents.map(({ day }) => day)).toEqual(events.map(({ day }) => day).sort());
        expect(readEvents).toHaveLength(events.length);
        expect(plain(parseMedia(pack(encodeMedia(content, files))))).toEqual(
          plain(media.map(({ file, ...each }) => ({ ...each, blob: blobOf(files.blob(file)) }))),
        );
      }),
    );
  });
});

/** Stable for equal ids, so that two of one id are compared in the order in which they were written. */
function byId(
  a: { readonly id: string; readonly at: string },
  b: { readonly id: string; readonly at: string },
): number {
  const [one, two] = [`${a.id} ${a.at}`, `${b.id} ${b.at}`];
  return one < two ? -1 : one > two ? 1 : 0;
}
