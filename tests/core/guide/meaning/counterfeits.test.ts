// Copies that a publisher has named: met by site, fingerprint, picture or words; never the guide's own; and nothing that only
// looks a little like it.
import { describe, expect, it } from 'vitest';
import { covers, type Encounter, metCounterfeits, readSpot } from '../../../../src/core/guide/meaning/counterfeits.ts';
import type { Notice } from '../../../../src/core/guide/pages.ts';

const ownId = 'a1'.repeat(32);
const own = {
  guideIds: ['b2'.repeat(32), ownId],
  addresses: ['https://guide.example/nishan/', 'https://mirror.example.org/'],
};
const theirs = '5e'.repeat(32);
const chain = 'The commission has changed all symbols of NA-130 last night, send this to ten people';
const print = `${'0'.repeat(100)}${'f'.repeat(156)}`;

const notice = (id: string, counterfeit: Notice['counterfeit'], rest: Partial<Notice> = {}): Notice => ({
  id,
  kind: 'counterfeit',
  at: '2027-02-01T00:00:00Z',
  title: { en: id },
  ...(counterfeit && { counterfeit }),
  ...rest,
});
const notices: readonly Notice[] = [
  notice('site', { link: 'https://www.nishan-copy.example/' }),
  notice('part', { link: 'sites.example/view/copy' }),
  notice('guide', { fingerprint: theirs }),
  notice('picture', { sha256: 'cd'.repeat(32), print }),
  notice('chain', {
    words: { en: chain, ur: 'کمیشن نے کل رات این اے 130 کے سب نشان بدل دیے ہیں، دس لوگوں کو بھیجیں' },
  }),
  notice('nothing', undefined),
];
const met = (encounter: Encounter, all = notices) =>
  metCounterfeits(all, encounter, own).map(({ notice: { id }, by }) => `${id} ${by}`);

describe('a site that is named', () => {
  it.each([
    'see https://nishan-copy.example/seat/NA-130',
    'NISHAN-COPY.EXAMPLE.',
    '*nishan-copy.example*',
    'go to www.nishan-copy.example, quick',
    'http://app.nishan-copy.example:8080/?x=1',
    // What stands before an "@" is not where it leads.
    'https://guide.example@nishan-copy.example/nishan/',
    'nishan-copy[.]example',
    'hxxps://nishan-copy.example',
    'نئی فہرست:nishan-copy.example/na۔',
    'ｎｉｓｈａｎ-copy.example',
  ])('is met in %j', (text) => expect(met({ text })).toEqual(['site site']));

  it.each([
    'nishan-copy.example.org',
    'not-nishan-copy.example',
    'https://nishan-copy.example@guide.example/',
    'nishan-copy example',
    'nishan.copy.example',
  ])('is not met in %j', (text) => expect(met({ text })).toEqual([]));

  it('of which a part is meant is met in that part alone', () => {
    expect(met({ text: 'https://sites.example/view/copy/na-130' })).toEqual(['part site']);
    expect(met({ text: 'https://sites.example/view/other' })).toEqual([]);
    expect(met({ text: 'https://sites.example/view/copycat' })).toEqual([]);
  });

  it('is met as an address, too', () => {
    expect(met({ addresses: ['https://nishan-copy.example/guide/'] })).toEqual(['site site']);
  });
});

describe('another guide that is named', () => {
  it('is met by its fingerprint, by the first digits of it, and in a link', () => {
    expect(met({ fingerprint: theirs })).toEqual(['guide guide']);
    expect(met({ fingerprint: theirs.slice(0, 16) })).toEqual(['guide guide']);
    expect(met({ text: `https://x.example/#/root/${theirs}` })).toEqual(['guide guide']);
    expect(met({ text: `fingerprint ${theirs.slice(0, 20).toUpperCase()}` })).toEqual(['guide guide']);
  });

  it('is not met by fewer digits, or by others', () => {
    expect(met({ fingerprint: theirs.slice(0, 15) })).toEqual([]);
    expect(met({ fingerprint: '' })).toEqual([]);
    expect(met({ text: `${theirs.slice(0, 16)}00` })).toEqual([]);
    expect(met({ text: `${theirs}5e` })).toEqual([]);
  });
});

describe('a message that is named', () => {
  it.each([
    chain,
    `Forwarded\n\n🚨 ${chain.toUpperCase()} 🚨`,
    `${chain}. Please do it today`,
    'the commission has changed all the symbols of NA 130 last night, send this to ten people!!',
    'کمیشن نے کل رات این اے 130 کے سب نشان بدل دیے ہیں، دس لوگوں کو بھیجیں',
  ])('is met in %j', (text) => expect(met({ text })).toEqual(['chain words']));

  it.each([
    'The commission has changed the symbol of PA-12',
    'send this to ten people',
    'NA-130 last night',
    chain.split(' ').reverse().join(' '),
    '',
  ])('is not met in %j', (text) => expect(met({ text })).toEqual([]));

  it('that says too little is met nowhere', () => {
    const short = [notice('short', { words: { en: 'vote tomorrow', ur: '' } })];
    expect(met({ text: 'vote tomorrow' }, short)).toEqual([]);
  });
});

describe('a picture that is named', () => {
  it('is met by its bytes, else by how it looks', () => {
    expect(met({ sha256: 'cd'.repeat(32) })).toEqual(['picture picture']);
    expect(met({ sha256: '00'.repeat(32), print: `2${print.slice(1)}` })).toEqual(['picture like']);
    expect(met({ sha256: '00'.repeat(32), print: `3${print.slice(1)}` })).toEqual([]);
    expect(met({ print: '' })).toEqual([]);
  });
});

describe('the guide itself', () => {
  it('is never marked, whatever a notice says', () => {
    const evil = [
      notice('own-guide', { fingerprint: ownId }),
      notice('own-site', { link: 'guide.example' }),
      notice('own-part', { link: 'https://guide.example/nishan' }),
      notice('above', { link: 'example.org' }),
      notice('top', { link: 'example' }),
    ];
    const text = `${ownId} https://guide.example/nishan/ https://mirror.example.org/x https://www.guide.example`;
    expect(met({ text, fingerprint: ownId, addresses: own.addresses }, evil)).toEqual([]);
    expect(met({ fingerprint: ownId.slice(0, 16) }, evil)).toEqual([]);
  });

  it('does not shield what lies beside it', () => {
    const beside = [notice('beside', { link: 'guide.example/copy' })];
    expect(met({ text: 'https://guide.example/copy/' }, beside)).toEqual(['beside site']);
    expect(met({ text: 'https://guide.example/nishan/' }, beside)).toEqual([]);
  });
});

it('tells each notice once, by its surest sign', () => {
  const all = [notice('all', { link: 'copy.example', fingerprint: theirs, words: { en: chain } })];
  expect(met({ text: `${chain} copy.example`, fingerprint: theirs }, all)).toEqual(['all guide']);
});

it('reads addresses in one form', () => {
  expect(readSpot('HTTPS://www.Copy.example:443/a//b/?q#f')).toEqual({ host: 'copy.example', path: ['a', 'b'] });
  expect(readSpot('copy')).toBeNull();
  expect(readSpot('')).toBeNull();
  expect(readSpot('https://')).toBeNull();
  expect(covers({ host: 'a.example', path: [] }, { host: 'b.a.example', path: ['x'] })).toBe(true);
});
