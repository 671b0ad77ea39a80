// What a scanned code or a followed link leads to, and when "compared" is kept.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { followAddress } from '../../../src/app/navigate.ts';
import { addressOf, home, readPlace } from '../../../src/app/routes.ts';
import { checkNow, lookQuietly } from '../../../src/app/sync/sync.ts';
import {
  judgeMeeting,
  keepCompared,
  openMeeting,
  ownCode,
  readCompared,
  seatsOfLink,
} from '../../../src/app/who/comparing.ts';
import { encodeMeeting, type Meeting, meetingInText, readMeeting } from '../../../src/app/who/meeting.ts';
import type { World } from '../../../src/app/world.ts';
import { getState, getWorld, setState } from '../../../src/app/world.ts';
import { installLink } from '../../../src/core/compare/install-link.ts';
import { guideId } from '../../../src/core/tuf/guide-id.ts';
import { ingestOptions, testMirror } from '../../core/fixture.ts';
import { filesFetch, openTestWorld, pageUrl } from '../opened-world.ts';

const ours = guideId(ingestOptions.root);
const stranger = 'f'.repeat(64);
const asked: string[] = [];

function world(other: Partial<World> = {}): World {
  asked.length = 0;
  return openTestWorld({ guideId: ours, fetch: filesFetch({ [pageUrl]: testMirror() }, {}, asked), ...other });
}

/** Follows a link as the browser would, and says what then stands in the address. */
async function follow(hash: string): Promise<string> {
  let address = hash;
  vi.stubGlobal('location', { hash });
  vi.stubGlobal('history', { state: null, replaceState: (_: unknown, __: string, to: string) => (address = to) });
  vi.stubGlobal('requestAnimationFrame', () => 0);
  await followAddress();
  vi.unstubAllGlobals();
  return address;
}

beforeEach(() => world());

describe('a code', () => {
  it('says what this phone has, and nothing while it has nothing', async () => {
    expect(await ownCode()).toBeNull();
    await checkNow();
    expect(await ownCode()).toBe(`NISHAN:WHO:${ours.toUpperCase()}:1:1`);
  });

  it.each([
    ['the same', { edition: 1, root: 1 }, 'same'],
    ['newer', { edition: 2, root: 1 }, 'newer'],
    ['older', { edition: 0, root: 1 }, 'older'],
    ['of another publisher', { guide: stranger, edition: 1, root: 1 }, 'other'],
  ])('of a phone that is %s is judged so', async (_, theirs, verdict) => {
    await checkNow();
    expect(await judgeMeeting({ kind: 'phone', guide: ours, ...theirs })).toBe(verdict);
  });

  it('is judged by the publisher also where nothing is held', async () => {
    expect(await judgeMeeting({ kind: 'phone', guide: stranger, edition: 1, root: 1 })).toBe('other');
    expect(await judgeMeeting({ kind: 'poster', guide: stranger.slice(0, 16), hash: '#' })).toBe('other');
    expect(await judgeMeeting({ kind: 'poster', guide: ours.slice(0, 16), hash: '#' })).toBe('same');
  });

  it('leads to its account by the tab’s history alone', async () => {
    const entries: unknown[] = [];
    vi.stubGlobal('history', { pushState: (...entry: unknown[]) => entries.push(entry) });
    vi.stubGlobal('requestAnimationFrame', () => 0);
    const text = `NISHAN:WHO:${stranger.toUpperCase()}:3:1`;
    expect(await openMeeting(text)).toBe(true);
    expect(await openMeeting('hello')).toBe(false);
    vi.unstubAllGlobals();
    expect(entries).toHaveLength(1);
    expect(getState().place).toMatchObject({ screen: 'compare', claim: text });
    expect(addressOf(getState().place)).toBe('#/compare');
    expect(readPlace('#/compare', { claim: text }).claim).toBe(text);
    expect(readPlace('#/compare', { claim: `${text}:NA-130` }).claim).toBe('');
  });

  it('in an address is none: only what was scanned or pasted can be compared', () => {
    expect(readPlace(`#/compare/NISHAN:WHO:${ours.toUpperCase()}:1:1`, null)).toEqual({ ...home, screen: 'compare' });
  });
});

it('finds a poster’s link in a text, of any host', () => {
  const met = meetingInText(`Look: ${installLink('https://other.example/a/', stranger, 'NA-130')} !`) as Meeting;
  expect(met).toEqual({
    kind: 'poster',
    guide: stranger,
    hash: '#/seat/NA-130',
    address: 'https://other.example/a/',
  });
  expect(readMeeting(encodeMeeting(met))).toEqual(met);
  expect(met.kind === 'poster' && seatsOfLink(met)).toEqual(['NA-130']);
  expect(meetingInText('https://other.example/#/seat/NA-130')).toBeNull();
  expect(meetingInText(`${' '.repeat(1_000)}#/root/${stranger}`)).toBeNull();
});

describe('a link with a fingerprint', () => {
  it('of this publisher lands on the seat, and leaves the address', async () => {
    expect(await follow(`#/seat/NA-130/root/${ours}`)).toBe('#/seat');
    expect(getState().place).toMatchObject({ screen: 'seat', seats: ['NA-130'], claim: '' });
    await follow(`#/seat/NA-130?root=${ours.slice(0, 16)}`);
    expect(getState().place).toMatchObject({ screen: 'seat', seats: ['NA-130'], claim: '' });
  });

  it('of another publisher is told of first, and fetches nothing', async () => {
    expect(await follow(`#/seat/NA-130/root/${stranger}`)).toBe('#/compare');
    const { place } = getState();
    expect(place).toMatchObject({ screen: 'compare', seats: [] });
    expect(readMeeting(place.claim)).toEqual({ kind: 'link', guide: stranger, hash: '#/seat/NA-130' });
    expect(await lookQuietly()).toBe(false);
    expect(asked).toEqual([]);
    setState({ place: home });
    expect(await lookQuietly()).toBe(true);
    expect(asked).not.toEqual([]);
  });
});

it('keeps "compared" with this guide alone, and takes it back', async () => {
  expect(await readCompared()).toBeNull();
  expect(await keepCompared('phone')).toBe('phone');
  expect(await getWorld().vault.readNote('compared')).toBe('phone');
  expect(await readCompared()).toBe('phone');
  expect(await keepCompared(null)).toBeNull();
  expect(await readCompared()).toBeNull();
  await getWorld().vault.keepNote('compared', { evil: true });
  expect(await readCompared()).toBeNull();
});
