// Notices that name copies: what no phone could meet, what is the guide's own, and what would be everybody's.
import { describe, expect, it } from 'vitest';
import { refuseOwnMarked } from '../../../src/publisher/check/check-counterfeits.ts';
import { readContent } from '../../../src/publisher/content/read-content.ts';
import { makeFolder } from '../content/make-folder.ts';
import { faultsWith, swap, whole } from './whole-folder.ts';

const mirrors = 'mirrors: [{kind: static, url: "https://guide.example/nishan/"}]\n';
const card = `${'0'.repeat(128)}${'f'.repeat(128)}`;

function faultsOf(counterfeit: object | null, kind = 'counterfeit'): Promise<readonly string[]> {
  const notice = {
    id: 'n',
    kind,
    at: '2027-01-21T00:00:00Z',
    title: { en: 'N', ur: 'ن' },
    ...(counterfeit && { counterfeit }),
  };
  return faultsWith(swap('guide.yaml', 'ballots:', `${mirrors}notices: ${JSON.stringify([notice])}\nballots:`));
}

describe('a notice of a copy', () => {
  it.each([
    { link: 'https://nishan-copy.example/' },
    { link: 'facebook.com/nishan.copy' },
    { link: 'guide.example/another' },
    { fingerprint: 'ab'.repeat(32) },
    { sha256: 'ab'.repeat(32), print: card },
    { words: { en: 'Women vote one day later than men do, tell everybody', ur: '' } },
  ])('that can be met has no fault: %o', async (counterfeit) => {
    expect(await faultsOf(counterfeit)).toEqual([]);
  });

  it.each([
    ['nothing', null, 'warning guide.yaml: notices[0].counterfeit names-nothing'],
    ['no site', { link: 'copy' }, 'error guide.yaml: notices[0].counterfeit.link no-site'],
    ['its own mirror', { link: 'GUIDE.example' }, 'error guide.yaml: notices[0].counterfeit.link names-own-mirror'],
    [
      'what its mirror lies below',
      { link: 'https://guide.example/nishan' },
      'error guide.yaml: notices[0].counterfeit.link names-own-mirror',
    ],
    [
      'a site of everybody',
      { link: 'https://www.facebook.com/' },
      'error guide.yaml: notices[0].counterfeit.link shared-site',
    ],
    [
      'two words',
      { words: { en: 'vote tomorrow' } },
      'error guide.yaml: notices[0].counterfeit.words.en words-too-short',
    ],
    ['a white picture', { print: 'f'.repeat(256) }, 'error guide.yaml: notices[0].counterfeit.print plain-picture'],
  ])('that names %s is told', async (_, counterfeit, expected) => {
    expect(await faultsOf(counterfeit)).toEqual([expected]);
  });

  it.each([
    ['a fingerprint that is none', { fingerprint: 'AB' }],
    ['a print of another length', { print: 'ab' }],
    ['a site of a thousand letters', { link: 'a'.repeat(501) }],
  ])('with %s is not read', async (_, counterfeit) => {
    expect((await faultsOf(counterfeit))[0]).toMatch(/^error guide.yaml/);
  });

  it('comes from notices.csv as well', async () => {
    const csv =
      'id,kind,at,title:en,title:ur,copyLink,copyFingerprint,copySha256,copyPrint,copyWords:en\n' +
      `a,counterfeit,2027-01-21T00:00:00Z,A,ا,copy.example,${'ab'.repeat(32)},${'cd'.repeat(32)},${card},Women vote one day later than all men do\n` +
      'b,information,2027-01-21T00:00:00Z,B,ب,,,,,\n';
    const dir = await makeFolder({ ...whole, 'notices.csv': csv });
    const { content, faults } = await readContent(dir);
    expect(faults).toEqual([]);
    expect(content.guide.notices.map(({ counterfeit }) => counterfeit)).toEqual([
      {
        link: 'copy.example',
        fingerprint: 'ab'.repeat(32),
        sha256: 'cd'.repeat(32),
        print: card,
        words: { en: 'Women vote one day later than all men do' },
      },
      undefined,
    ]);
    expect(await faultsWith({ 'notices.csv': csv.replace('ab'.repeat(32), 'xyz') })).toEqual([
      'error notices.csv:2 copyFingerprint bad-word',
    ]);
  });
});

it('refuses to build a guide that names its own fingerprint as a copy', async () => {
  const own = 'ab'.repeat(32);
  const notice = {
    id: 'n',
    kind: 'counterfeit',
    at: '2027-01-21T00:00:00Z',
    title: {},
    counterfeit: { fingerprint: own },
  } as const;
  expect(() => refuseOwnMarked([notice], own)).toThrow(/own fingerprint/);
  expect(() => refuseOwnMarked([notice], 'cd'.repeat(32))).not.toThrow();
});
