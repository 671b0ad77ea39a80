// Feeds of the Voting Information Project: a small one of each version, made here, and the real ones where they are.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkFolder } from '../../../src/publisher/check/check-content.ts';
import type { Content } from '../../../src/publisher/content/content.ts';
import { readContent } from '../../../src/publisher/content/read-content.ts';
import { readVipFeed } from '../../../src/publisher/import/formats/vip-feed.ts';
import type { ImportResult } from '../../../src/publisher/import/import-options.ts';
import { importVip } from '../../../src/publisher/import/vip/import-vip.ts';
import { guideYaml, makeFolder } from '../content/make-folder.ts';

const text = (name: string, en: string, ur = ''): string =>
  `<${name}><Text language="en">${en}</Text>${ur && `<Text language="ur">${ur}</Text>`}<Text language="vi">x</Text></${name}>`;
const feed = `<?xml version="1.0"?><VipObject schemaVersion="5.2">
  <Election id="e"><Date>2027-02-08</Date></Election>
  <State id="s"><Name>Khwabistan</Name></State>
  <Locality id="l"><Name>North</Name><StateId>s</StateId></Locality>
  <ElectoralDistrict id="d"><Name>District One</Name></ElectoralDistrict>
  <Party id="p"><Abbreviation>BLU</Abbreviation>${text('Name', 'Blue', 'نیلی')}</Party>
  <Person id="who"><FirstName>Cyd</FirstName><LastName>Dar</LastName></Person>
  <Candidate id="c1">${text('BallotName', 'Ada &amp; Co', 'ادا')}<PartyId>p</PartyId></Candidate>
  <Candidate id="c2">${text('BallotName', 'Bea')}</Candidate>
  <Candidate id="c3"><PersonId>who</PersonId></Candidate>
  <Candidate id="c4">${text('BallotName', 'Nobody')}</Candidate>
  <CandidateSelection id="x1"><CandidateIds>c1 c2</CandidateIds></CandidateSelection>
  <CandidateSelection id="x2"><CandidateIds>c3</CandidateIds></CandidateSelection>
  <CandidateContest id="cc1"><BallotSelectionIds>x1 x2</BallotSelectionIds>${text('BallotTitle', 'Mayor', 'میئر')}<ElectoralDistrictId>d</ElectoralDistrictId><NumberElected>1</NumberElected></CandidateContest>
  <BallotMeasureSelection id="m1">${text('Selection', 'Yes', 'ہاں')}</BallotMeasureSelection>
  <BallotMeasureContest id="bm1"><BallotSelectionIds>m1</BallotSelectionIds>${text('BallotTitle', 'Shall a bridge be built?', 'پل بنے؟')}<ElectoralDistrictId>d</ElectoralDistrictId></BallotMeasureContest>
  <HoursOpen id="h"><Schedule><Hours><StartTime>08:00:00+05:00</StartTime><EndTime>17:00:00+05:00</EndTime></Hours><StartDate>2027-02-07</StartDate><EndDate>2027-02-08</EndDate></Schedule></HoursOpen>
  <PollingLocation id="pl1"><AddressStructured><Line1>1 Main Road</Line1><Line2/><City>North</City></AddressStructured><HoursOpenId>h</HoursOpenId><IsEarlyVoting>true</IsEarlyVoting><LatLng><Latitude>31.5</Latitude><Longitude>-74.25</Longitude></LatLng><Name>HALL</Name></PollingLocation>
  <PollingLocation id="pl2"><AddressLine>2 Main Road</AddressLine></PollingLocation>
  <Precinct id="pr1"><ElectoralDistrictIds>d</ElectoralDistrictIds><LocalityId>l</LocalityId><Name>East</Name><Number>007</Number><PollingLocationIds>pl1</PollingLocationIds></Precinct>
</VipObject>`;

async function run(
  xml: string,
  files: Readonly<Record<string, string>> = {},
): Promise<{ dir: string; result: ImportResult; content: Content }> {
  const dir = await makeFolder({ 'guide.yaml': guideYaml, ...files });
  const file = join(dir, 'feed.xml');
  writeFileSync(file, xml);
  const result = await importVip({ file, into: dir });
  return { dir, result, content: (await readContent(dir)).content };
}

it('is held against the seats that are expected', async () => {
  const plain = (await run(feed)).result.account;
  expect([plain.absent, plain.strange]).toEqual([[], []]);
  const { account } = (await run(feed, { 'seats.csv': 'id\ncc1\ncc9\n' })).result;
  expect([account.absent, account.strange]).toEqual([['cc9'], ['bm1']]);
});

it('becomes contests with who stands and what is asked, parties, places with hours, precincts', async () => {
  const { content, result } = await run(feed);
  expect(content.contests.map(({ id, ballot, kind, name, question }) => [id, ballot, kind, name, question])).toEqual([
    ['cc1', 'OFFICES', 'candidates', { en: 'Mayor', ur: 'میئر' }, {}],
    ['bm1', 'MEASURES', 'referendum', expect.anything(), { en: 'Shall a bridge be built?', ur: 'پل بنے؟' }],
  ]);
  expect(content.candidates.map(({ contest, serial, name, party }) => [contest, serial, name, party])).toEqual([
    ['cc1', 1, { en: 'Ada & Co / Bea', ur: 'ادا' }, 'blu'],
    ['cc1', 2, { en: 'Cyd Dar' }, null],
    ['bm1', 1, { en: 'Yes', ur: 'ہاں' }, null],
  ]);
  expect(content.places.all().map(({ contest, id }) => `${contest} ${id}`)).toEqual(['cc1 pl1', 'bm1 pl1']);
  expect(content.places.all()[0]).toMatchObject({
    ...{ name: { en: 'HALL' }, address: { en: '1 Main Road, North' }, ways: ['early'] },
    ...{ position: { latitude: 31.5, longitude: -74.25 } },
    hours: [{ from: '2027-02-07', to: '2027-02-08', opens: '08:00', closes: '17:00' }],
  });
  expect(content.areas[0]).toMatchObject({ id: 'pr1', contests: ['cc1', 'bm1'], serves: ['007'] });
  expect(new Set(content.regions.map(({ region }) => region))).toEqual(new Set(['north']));
  expect(result.account.rows.map(({ seat, reason }) => `${seat} ${reason}`)).toEqual([
    ' no contest of the feed has this candidate',
    ' no precinct or locality of the feed votes there',
  ]);
  expect(result.faults.map(({ code }) => code)).toEqual(['languages-left-out']);
});

it('with a choice that has no name says that the list is not whole, and keeps the numbers of the others', async () => {
  const { content } = await run(
    feed.replace(text('BallotName', 'Ada &amp; Co', 'ادا'), '').replace(text('BallotName', 'Bea'), ''),
  );
  expect(content.contests.map(({ id, isIncomplete }) => [id, isIncomplete])).toEqual([
    ['cc1', true],
    ['bm1', false],
  ]);
  expect(content.candidates.map(({ contest, serial }) => `${contest} ${serial}`)).toEqual(['cc1 2', 'bm1 1']);
});

it('without contests makes one of each locality, so that its places are found', async () => {
  const xml = feed.replace(/<(CandidateContest|BallotMeasureContest) .*?<\/\1>/gs, '');
  const { content } = await run(
    xml.replace('<Name>North</Name>', '<Name>North</Name><PollingLocationIds>pl1 pl2</PollingLocationIds>'),
  );
  expect(content.contests.map(({ id, state, isIncomplete }) => [id, state, isIncomplete])).toEqual([
    ['l', 'under-review', true],
  ]);
  expect(content.places.all().map(({ contest, id }) => `${contest} ${id}`)).toEqual(['l pl1', 'l pl2']);
  expect(content.areas.map(({ id, contests }) => [id, contests])).toEqual([['pr1', ['l']]]);
});

it('twice changes nothing, and is refused where it is no feed', async () => {
  const { dir } = await run(feed);
  expect((await importVip({ file: join(dir, 'feed.xml'), into: dir })).changes).toEqual([]);
  await expect(run('<feed/>')).rejects.toThrow(/not a VIP feed/);
  await expect(run(feed.replace('<VipObject', '<!DOCTYPE VipObject [<!ENTITY a "b">]><VipObject'))).rejects.toThrow(
    /document type/,
  );
});

const data = process.env.NISHAN_DATA ?? '../shared/data';
describe.skipIf(!existsSync(join(data, 'vip-5-sample.xml')))(
  'the real feeds (in ../shared/data or NISHAN_DATA)',
  () => {
    it('version 5: 17 contests, 29 choices, 27 places', async () => {
      const dir = await makeFolder({ 'guide.yaml': guideYaml });
      const result = await importVip({ file: join(data, 'vip-5-sample.xml'), into: dir });
      const { content, faults } = await checkFolder(dir);
      expect([content.contests.length, content.candidates.length, content.parties.length]).toEqual([17, 29, 7]);
      expect(new Set(content.places.all().map(({ id }) => id)).size).toBe(27);
      expect(content.areas.length).toBe(32);
      expect(result.heldBack).toBe(0);
      expect(faults.filter(({ severity, file }) => severity === 'error' && file !== 'guide.yaml')).toEqual([]);
    });

    it('version 6: 560 places with hours', async () => {
      const dir = await makeFolder({ 'guide.yaml': guideYaml });
      await importVip({ file: join(data, 'vip-6-maricopa-2020.xml'), into: dir });
      const { content } = await readContent(dir);
      expect(content.places.length).toBe(560);
      expect(content.places.all().every(({ hours }) => hours !== undefined && hours.length > 0)).toBe(true);
      expect(content.places.all().filter(({ ways }) => ways?.includes('drop-box')).length).toBe(210);
      expect(content.areas.length).toBe(748);
    });
  },
);

it('is read in seconds, however much of it hangs on one district or one place', () => {
  const many = (count: number, make: (i: number) => string): string =>
    Array.from({ length: count }, (_, i) => make(i)).join('');
  const xml = `<VipObject>${many(
    10_000,
    (i) => `<CandidateContest id="c${i}"><ElectoralDistrictId>d</ElectoralDistrictId></CandidateContest>`,
  )}${many(2_000, (i) => `<Locality id="l${i}"><PollingLocationIds>p</PollingLocationIds></Locality>`)}${many(
    10_000,
    (i) => `<Precinct id="r${i}"><LocalityId>l${i % 2_000}</LocalityId></Precinct>`,
  )}<PollingLocation id="p"/></VipObject>`;
  const before = performance.now();
  const feed = readVipFeed(new Uint8Array(Buffer.from(xml)), 'feed.xml');
  expect([feed.contests.length, feed.precincts.length, feed.places.length]).toEqual([10_000, 10_000, 1]);
  expect(performance.now() - before).toBeLessThan(8_000);
});
