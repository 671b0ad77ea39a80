// The parsers of a guide's content, and what screens ask of what they let through.
import { parseAppFiles } from '../../../src/core/guide/app-files.ts';
import { parseEvents } from '../../../src/core/guide/events.ts';
import { packJson } from '../../../src/core/guide/format/pack-json.ts';
import { pickText } from '../../../src/core/guide/format/text.ts';
import { parseGuide } from '../../../src/core/guide/guide.ts';
import { formerSymbols, issuedOf, parseHistory, seatHistory } from '../../../src/core/guide/history.ts';
import { nearestFirst } from '../../../src/core/guide/meaning/near.ts';
import { votingTime } from '../../../src/core/guide/meaning/voting-time.ts';
import { clipBytes, messagesOf, packOf, parseMedia } from '../../../src/core/guide/media.ts';
import { parseNames, regionsForName } from '../../../src/core/guide/names.ts';
import { pagePictures, parseNotices, parsePages } from '../../../src/core/guide/pages.ts';
import { nextHours, parsePlaces } from '../../../src/core/guide/places.ts';
import {
  allSeats,
  contestCard,
  isNumberBegun,
  joinedContests,
  seatsForTyped,
  shardPictures,
  shardPlaces,
} from '../../../src/core/guide/questions.ts';
import { isHintBegun, parseHints, seatsForNumber } from '../../../src/core/guide/seats/hints.ts';
import { regionForSeat } from '../../../src/core/guide/seats/seat-region.ts';
import { parseShard } from '../../../src/core/guide/shard.ts';
import { parseParties, parseSymbols } from '../../../src/core/guide/symbols.ts';
import { parseJson } from '../../../src/core/json.ts';
import { openSearch } from '../../../src/core/search/search.ts';
import { fold } from '../../../src/core/spelling/fold.ts';
import type { Json } from '../change-json.ts';
import type { Corpus } from '../corpus.ts';
import { fuzzNow } from '../sign-again.ts';
import { type FuzzTarget, mustHold } from '../target.ts';
import { changeAsJson, changeAsPacked, utf8 } from './inputs.ts';

const languages = ['ur', 'en'];
const region = 'neel-koh';

export function guideTargets(corpus: Corpus): readonly FuzzTarget[] {
  const guide = parseGuide(corpus.target('guide/guide'));
  const symbols = parseSymbols(corpus.target('guide/symbols'));
  const parties = parseParties(corpus.target('guide/parties'));
  const shard = corpus.target(`regions/${region}`);
  const placesOf = corpus.blobs.filter(isPlaces);
  const packed = (name: string, seeds: readonly Uint8Array[], run: (bytes: Uint8Array) => unknown): FuzzTarget => ({
    name,
    seeds,
    share: 0.6,
    change: changeAsPacked,
    run,
  });
  return [
    packed('guide', [corpus.target('guide/guide')], (bytes) => {
      const read = parseGuide(bytes);
      for (const { code, ballot, regions, name } of allSeats(read).slice(0, 200)) {
        mustHold(ballot !== undefined && regions.length >= 0, 'a seat has a ballot');
        pickText(name, languages);
        seatsForTyped(read, code).slice(0, 1);
      }
      isNumberBegun(read, '13');
      for (const now of [0, fuzzNow.getTime(), 4e12]) votingTime(read.election, null, new Date(now), 300);
    }),
    packed('shard', [shard], (bytes) => {
      const read = parseShard(bytes);
      for (const { id } of read.contests.slice(0, 50)) {
        const card = contestCard(guide, symbols, parties, read, id);
        mustHold(card === null || card.candidates.every(({ serial }) => serial > 0), 'serial numbers are numbers');
        joinedContests(read, id);
        if (card) votingTime(guide.election, card.contest, fuzzNow, 300);
      }
      shardPictures(read, symbols);
      shardPlaces(read);
    }),
    packed('symbols', [corpus.target('guide/symbols')], (bytes) => {
      for (const { alike = [], name } of parseSymbols(bytes).values())
        mustHold(alike.length >= 0 && name !== null, 'texts');
    }),
    packed('parties', [corpus.target('guide/parties')], parseParties),
    packed('places', placesOf, (bytes) => {
      const places = parsePlaces(bytes);
      for (const place of places.slice(0, 100)) nextHours(place, '2027-02-07', '2027-02-08');
      const near = nearestFirst(places, { latitude: 31, longitude: 74 });
      mustHold(
        near.every(({ metres, bearing }) => metres >= 0 && bearing >= 0 && bearing < 360),
        'near is a number',
      );
    }),
    packed('pages', [corpus.target('guide/pages')], (bytes) => pagePictures(parsePages(bytes))),
    packed('notices', [corpus.target('guide/notices')], parseNotices),
    packed('events', [corpus.target('guide/events'), packJson(sampleEvents).packed], parseEvents),
    packed('media', [corpus.target('guide/media')], (bytes) => {
      const clips = parseMedia(bytes);
      clipBytes(packOf(clips, region, languages));
      messagesOf(clips, region, languages);
    }),
    packed('history', [packJson(sampleHistory).packed], (bytes) => {
      const history = parseHistory(bytes);
      issuedOf(history, 1);
      seatHistory(history, 'NA-130');
      formerSymbols(history, 'NA-130', 2);
    }),
    packed('names', [packJson({ words: 'AaliBmadEkhan', regions: '$$ %$%' }).packed], (bytes) => {
      const index = parseNames(bytes, 4);
      mustHold(index.words.length === index.regions.length, 'each word has its regions');
      regionsForName(index, 'ali kh');
    }),
    { name: 'app-files', seeds: [utf8(JSON.stringify(sampleAppFiles))], change: changeAsJson, run: parseAppFiles },
    {
      name: 'hints',
      seeds: [utf8(JSON.stringify(sampleHints))],
      change: changeAsJson,
      run(bytes) {
        const hints = parseHints(parseJson(bytes, 1_000_000));
        for (const code of ['NA-130', '', '٣', '__proto__']) regionForSeat(hints, code);
        for (const typed of ['', '1', '13', '999999']) {
          isHintBegun(hints, typed);
          seatsForNumber(hints, typed);
        }
      },
    },
    {
      ...packed('search-of-a-guide', [shard], (bytes) => {
        const search = openSearch(guide, symbols, parties);
        search.addShard(parseShard(bytes));
        while (search.readPiece());
        for (const typed of ['130', 'ali', fold('پتنگ')]) mustHold(search.find(typed).length <= 50, 'few are found');
      }),
      share: 0.1,
    },
  ];
}

function isPlaces(blob: Uint8Array): boolean {
  try {
    return parsePlaces(blob).length > 0;
  } catch {
    return false;
  }
}

const sampleEvents: Json = {
  events: [
    {
      id: 'desk-1',
      kind: 'desk',
      title: { en: 'Help desk', ur: 'مدد' },
      day: '2027-02-01',
      starts: '2027-02-01T05:00:00Z',
      latitude: 31.5,
      longitude: 74.3,
      regions: ['neel-koh'],
      contests: ['NA-130'],
      state: 'moved',
      was: { en: 'The school' },
      link: 'https://a.example/',
    },
  ],
};
const sampleHistory: Json = {
  editions: [
    { edition: 2, issued: '2027-01-20T10:00:00Z', more: 3 },
    { edition: 1, issued: '2027-01-10T10:00:00Z', unknown: true },
  ],
  changes: [
    {
      kind: 'symbol',
      from: 1,
      edition: 2,
      contest: 'NA-130',
      serial: 2,
      subject: { en: 'Ali' },
      was: { en: 'Kite' },
      is: { en: 'Boat' },
      reason: { en: 'By order' },
    },
    { kind: 'state', from: 1, edition: 2, contest: 'NA-1', was: { '': 'open' }, is: { '': 'postponed' } },
  ],
};
const sampleAppFiles: Json = {
  format: 1,
  worker: 'sw-0123456789abcdef.js',
  files: [{ path: 'index.html', sha256: 'ab'.repeat(32), length: 4_917 }],
};
const sampleHints: Json = {
  regions: ['neel-koh', 'zard-maidan'],
  runs: { 'NA-': [1, 0, 5, -1, 2, 1, 3], 'PA-': [130, 1, 1] },
  codes: { 'X-A': 1 },
  draft: true,
};
