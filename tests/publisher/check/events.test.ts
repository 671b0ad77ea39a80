// Events that would send people nowhere: each way to spoil one is told, and a whole one is not.
import { describe, expect, it } from 'vitest';
import { checkFolder } from '../../../src/publisher/check/check-content.ts';
import { runCheck } from '../../../src/publisher/commands/content/check.ts';
import { catchOutput } from '../build/guide-in-folder.ts';
import { makeFolder } from '../content/make-folder.ts';
import { faultsWith, swap, whole } from './whole-folder.ts';

const mapped = {
  'places.csv':
    'contest,id,number,name:en,name:ur,kind,latitude,longitude\n' +
    'NA-1,s,1,School,اسکول,women,31.50,74.30\nNA-1,t,2,Hall,ہال,men,31.60,74.40\n',
};
const ride = { id: 'r', kind: 'pick-up', title: { en: 'Ride', ur: 'سواری' }, day: '2027-02-08' };
const whole2 = { ...ride, place: { en: 'Mill gate', ur: 'مل' }, latitude: 31.55, longitude: 74.35, regions: ['north'] };

function faultsOf(...events: readonly object[]): Promise<readonly string[]> {
  const yaml = swap('guide.yaml', 'ballots:', `events: ${JSON.stringify(events)}\nballots:`);
  return faultsWith({ ...mapped, ...yaml });
}

describe('an event', () => {
  it('that is whole has no fault', async () => {
    expect(await faultsOf(whole2, { ...whole2, id: 'm', state: 'moved', was: { en: 'Town hall' } })).toEqual([]);
  });

  it.each([
    ['without a title', { ...whole2, title: {} }, 'error guide.yaml: events[0].title no-name'],
    [
      'for a seat that is not there',
      { ...whole2, contests: ['NA-9'] },
      'error guide.yaml: events[0].contests unknown-contest',
    ],
    ['with half a position', { ...whole2, longitude: undefined }, 'error guide.yaml: events[0].latitude half-position'],
    [
      'without coordinates',
      { ...whole2, latitude: undefined, longitude: undefined },
      'warning guide.yaml: events no-position',
    ],
    ['that picks up nowhere', { ...whole2, place: undefined }, 'warning guide.yaml: events[0].place no-place'],
    ['moved from nowhere', { ...whole2, state: 'moved' }, 'warning guide.yaml: events[0].was moved-without-was'],
    [
      'that was elsewhere and is not moved',
      { ...whole2, was: { en: 'x' } },
      'warning guide.yaml: events[0].state was-not-moved',
    ],
    [
      'with its coordinates exchanged',
      { ...whole2, latitude: 74.35, longitude: 31.55 },
      'warning guide.yaml: events[0].latitude far-event',
    ],
    [
      'far from the seat that it names',
      { ...whole2, contests: ['NA-1'], latitude: 32.2 },
      'warning guide.yaml: events[0].latitude far-event',
    ],
  ])('%s is told', async (_, event, expected) => {
    expect(await faultsOf(event)).toEqual([expected]);
  });

  it('that is cancelled may lie where it wants, and one without stations to compare with too', async () => {
    expect(await faultsOf({ ...whole2, latitude: 10, state: 'cancelled' })).toEqual([]);
    const yaml = swap('guide.yaml', 'ballots:', `events: ${JSON.stringify([{ ...whole2, latitude: 10 }])}\nballots:`);
    expect(await faultsWith(yaml)).toEqual([]);
  });

  it('of a seat without stations of its own is measured by its region', async () => {
    const near = { ...whole2, contests: ['NA-2'], regions: undefined };
    expect(await faultsOf(near)).toEqual([]);
    expect(await faultsOf({ ...near, latitude: 33 })).toEqual(['warning guide.yaml: events[0].latitude far-event']);
  });

  it('in events.csv has both coordinates or neither', async () => {
    const csv = 'id,title:en,title:ur,day,latitude,longitude\ne,Talk,تقریر,2027-02-01,31.5,\n';
    expect(await faultsWith({ 'events.csv': csv })).toEqual(['error events.csv:2 latitude half-position']);
  });

  it('that is past is told once, however many there are; a day is over when it is over everywhere', async () => {
    const yaml = swap(
      'guide.yaml',
      'ballots:',
      `events: ${JSON.stringify([whole2, { ...whole2, id: 's', day: '2027-02-07' }])}\nballots:`,
    );
    const dir = await makeFolder({ ...whole, ...mapped, ...yaml });
    const at = async (now: string) =>
      (await checkFolder(dir, new Date(now))).faults.map(({ code, message }) => [code, message.slice(0, 20)]);
    expect(await at('2027-02-08T11:00:00Z')).toEqual([]);
    expect(await at('2027-02-08T13:00:00Z')).toEqual([['past-event', '1 events are past: p']]);
    expect(await at('2027-03-01T00:00:00Z')).toEqual([['past-event', '2 events are past: p']]);
  });
});

describe('a vote that is long past', () => {
  const codesAt = async (now: string, files: Record<string, string> = {}) => {
    const output = catchOutput();
    const dir = await makeFolder({ ...whole, ...files });
    const code = await runCheck({ dir, json: true }, output, new Date(now));
    const { faults } = JSON.parse(output.lines[0] ?? '') as { faults: { code: string; severity: string }[] };
    return [code, ...faults.map((fault) => `${fault.severity} ${fault.code}`)];
  };
  const told = [0, 'warning long-past'];

  it('is told two weeks later, and stops nothing', async () => {
    expect(await codesAt('2027-02-22T23:00:00Z')).toEqual([0]);
    expect(await codesAt('2027-02-23T01:00:00Z')).toEqual(told);
  });

  it('is not where somebody said that it is over, in a demo, or while a run-off lies ahead', async () => {
    const late = '2027-06-01T00:00:00Z';
    const over = swap('guide.yaml', 'calendar: {', "calendar: { over: '2027-02-12T06:00:00Z', ");
    expect(await codesAt(late)).toEqual(told);
    expect(await codesAt(late, over)).toEqual([0]);
    expect(await codesAt(late, swap('guide.yaml', 'ballots:', 'demo: true\nballots:'))).toEqual([0]);
    const contests = (whole['contests.csv'] ?? '').trimEnd().split('\n');
    const put = contests.map((line, i) => `${line}${i === 0 ? ',day' : i === 1 ? ',2027-05-30' : ','}`).join('\n');
    expect(await codesAt(late, { 'contests.csv': `${put}\n` })).toEqual([0]);
  });
});
