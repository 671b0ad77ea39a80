// Which clip is heard, and what a region's pack holds.
import { describe, expect, it } from 'vitest';
import { packJson } from '../../../src/core/guide/format/pack-json.ts';
import {
  type Clip,
  clipBytes,
  clipSubject,
  findClip,
  messagesOf,
  packOf,
  parseMedia,
} from '../../../src/core/guide/media.ts';

let next = 0;
function clip(of: string | undefined, language: string | undefined, more: Partial<Clip> = {}): Clip {
  const id = `c${next++}`;
  const blob = { sha256: id.padStart(64, '0'), length: 10 };
  return {
    id,
    title: { en: id },
    blob,
    synthetic: true,
    voice: {},
    ...(of && { of }),
    ...(language && { language }),
    ...more,
  };
}
const kite = clipSubject.symbol('kite');

describe('the clip of a subject', () => {
  const english = clip(kite, 'en');
  const urdu = clip(kite, 'ur');

  it('is in the first language that has one, else in any', () => {
    expect(findClip([english, urdu], { of: kite }, ['ur', 'en'])).toBe(urdu);
    expect(findClip([english, urdu], { of: kite }, ['sd', 'en'])).toBe(english);
    expect(findClip([urdu], { of: kite }, ['en'])).toBe(urdu);
    expect(findClip([urdu], { of: clipSubject.symbol('boat') }, ['ur'])).toBeNull();
  });

  it('may be the one whose bytes a row names', () => {
    expect(findClip([urdu], { of: 'candidate/NA-1/1', sound: urdu.blob }, ['ur'])).toBe(urdu);
  });

  it('is not heard beside another symbol than the one it names', () => {
    const answer = clip(clipSubject.seat('NA-1'), 'en', { symbol: 'kite' });
    expect(findClip([answer], { of: 'seat/NA-1', symbol: 'kite' }, ['en'])).toBe(answer);
    expect(findClip([answer], { of: 'seat/NA-1', symbol: 'boat' }, ['en'])).toBeNull();
    expect(findClip([answer], { of: 'seat/NA-1' }, ['en'])).toBeNull();
  });
});

describe('a pack', () => {
  const everywhere = [clip(kite, 'en'), clip(kite, 'ur')];
  const north = clip('candidate/NA-1/1', 'en', { regions: ['north'] });
  const south = clip('candidate/NA-2/1', 'en', { regions: ['south'] });
  const messages = [clip(undefined, 'en'), clip(undefined, 'ur')];
  const all = [...everywhere, north, south, ...messages];

  it('holds each subject of the region once, and the messages in the voter’s language', () => {
    expect(packOf(all, 'north', ['ur', 'en'])).toEqual([messages[1], everywhere[1], north]);
    expect(clipBytes(packOf(all, 'north', ['en']))).toBe(30);
  });

  it('holds the same bytes once', () => {
    const twin = clip('symbol/boat', 'en', { blob: north.blob });
    expect(packOf([north, twin], 'north', ['en'])).toHaveLength(1);
  });

  it('has a message in another language rather than none', () => {
    expect(messagesOf(messages, null, ['sd'])).toEqual(messages);
    expect(messagesOf([north], null, ['en'])).toEqual([]);
  });
});

it.each(['kite', 'symbol/', 'symbol/../a', 'candidate/NA-1', 'candidate/NA-1/0', 'step/p/x', 'seat/a/b', 'voice/a'])(
  'refuses "%s" as what a clip speaks of',
  (of) => {
    const wire = { id: 'a', title: {}, blob: ['a'.repeat(64), 1], synthetic: false, voice: {}, of };
    expect(() => parseMedia(packJson({ clips: [wire] }).packed)).toThrow();
  },
);
