// Links, codes and notes: what a scanner, a paste, an address bar or the phone's own store may hold.
import { readAlertsNote } from '../../../src/app/changes/alert-for.ts';
import { isIdentityNumber } from '../../../src/app/find/identity-number.ts';
import { addressOf, readPlace } from '../../../src/app/routes.ts';
import { readVoters } from '../../../src/app/seat/voters.ts';
import { readClaim } from '../../../src/app/sources/hop-claim.ts';
import { appAddress } from '../../../src/app/sources/hop-link.ts';
import { readMirrorAddress } from '../../../src/app/sources/mirror-address.ts';
import { encodeMeeting, meetingByHash, meetingInText, readMeeting } from '../../../src/app/who/meeting.ts';
import { encodeReserves, readReserves } from '../../../src/core/bundle/reserves.ts';
import { readStoredChanges } from '../../../src/core/changes/stored-changes.ts';
import { encodeCompareCode, readCompareCode } from '../../../src/core/compare/compare-code.ts';
import { installLink, readInstallLink, withoutFingerprint } from '../../../src/core/compare/install-link.ts';
import { drillLeft, drillMs, parseDrill } from '../../../src/core/drill.ts';
import { isAppError } from '../../../src/core/errors.ts';
import { linkReader } from '../../../src/core/guide/format/text.ts';
import { readKeptSounds } from '../../../src/core/held/kept-sounds.ts';
import { readShape } from '../../../src/core/shape.ts';
import { slipAddress, slipInText } from '../../../src/core/slip/slip-address.ts';
import { isSlipLetters } from '../../../src/core/slip/slip-letters.ts';
import { mirrorKinds, mirrorUrl } from '../../../src/io/mirror/mirror-url.ts';
import {
  knownMirrors,
  rankMirrors,
  readMirrorBook,
  withMark,
  withMirror,
  withoutMirror,
} from '../../../src/io/rounds/mirror-book.ts';
import { isCutOff, ruleFor } from '../../../sw/rules.ts';
import type { Json } from '../change-json.ts';
import { type FuzzTarget, mustHold } from '../target.ts';
import { changeAsJson, changeAsText, textOf, utf8 } from './inputs.ts';

const guide = 'ab'.repeat(32);
const slip = slipAddress('https://a.example/', new Uint8Array(120).fill(1));
const links = [
  '#/seat/NA-130',
  `#/seat/NA-130/root/${guide}`,
  `#/?root=${guide.slice(0, 20)}&x=1`,
  `#/hop/${guide.slice(0, 16)}/12/3`,
  '#/take/lost',
  slip.slice(slip.indexOf('#')),
  encodeCompareCode({ guide, edition: 12, root: 3 }),
  installLink('https://a.example/guide/', guide, 'NA-130'),
  'https://a.example/mirror/index.html',
  'https://gateway.example/ipfs/{cid}?format=raw',
  'look here: http://localhost:8080/x, it works.',
  'tel:+9242111',
  slip,
];

export function addressTargets(): readonly FuzzTarget[] {
  const named = (name: string, seeds: readonly string[], run: (text: string) => unknown): FuzzTarget => ({
    name,
    seeds: seeds.map(utf8),
    change: changeAsText,
    run: (bytes) => run(textOf(bytes)),
  });
  const noted = (name: string, seeds: readonly Json[], run: (value: unknown) => unknown): FuzzTarget => ({
    name,
    seeds: seeds.map((seed) => utf8(JSON.stringify(seed))),
    change: changeAsJson,
    run: (bytes) => run(jsonOr(textOf(bytes))),
  });
  return [
    named('routes', links, runRoute),
    named('meetings', links, (text) => {
      for (const found of [meetingInText(text), meetingByHash('link', text), readMeeting(text)]) {
        if (!found) continue;
        mustHold(/^[0-9a-f]{16,64}$/.test(found.guide), 'a guide is hex');
        const again = readMeeting(encodeMeeting(found));
        mustHold(again === null || again.guide === found.guide, 'a meeting is kept as it was');
      }
      const code = readCompareCode(text);
      mustHold(code === null || readCompareCode(encodeCompareCode(code))?.edition === code.edition, 'codes come back');
      const link = readInstallLink(text);
      mustHold(link === null || withoutFingerprint(link.hash) === link.hash, 'the fingerprint leaves the address');
    }),
    named('slip-text', links, (text) => {
      const found = slipInText(text);
      isSlipLetters(text);
      mustHold(found === null || found.length <= 4_096, 'no more than was given');
    }),
    named('mirror-address', links, (text) => {
      for (const mayBeLocal of [true, false]) {
        const found = readMirrorAddress(text, mayBeLocal);
        if (typeof found === 'string') continue;
        mustHold(/^https:\/\//i.test(found.url) || mayBeLocal, 'addresses are https');
        mustHold(found.url.length <= 500, 'addresses are short');
        for (const kind of mirrorKinds) mirrorUrlOrNull(kind, found.url);
        appAddress(found.url);
      }
    }),
    named('links-of-a-guide', links, (text) => {
      const link = readShape(linkReader, text);
      mustHold(/^(https|tel|sms):/.test(link) && !/[\s"'<>\\]/.test(link), 'a link is one of three');
      // What does not parse leads nowhere.
      const protocol = URL.canParse(link) ? new URL(link).protocol : 'https:';
      mustHold(['https:', 'tel:', 'sms:'].includes(protocol), 'browsers take it for what it is');
    }),
    named('requests', ['https://a.example/app/', 'https://a.example/app/blobs/x', 'https://b.example/'], (text) => {
      let url: string;
      try {
        url = new URL(text, 'https://a.example/app/').href;
      } catch {
        return;
      }
      const scope = 'https://a.example/app/';
      for (const mode of ['navigate', 'cors']) {
        const { kind } = ruleFor({ url, method: 'GET', mode }, scope, (path) => path === 'assets/a.js');
        const isContent = /^https:\/\/a\.example\/app\/(metadata|targets|blobs|first)(\/|\?|#|$)/.test(url);
        mustHold(!isContent || kind === 'network', 'the worker answers no content');
        mustHold(url.startsWith(scope) || kind === 'network', 'nor anything of others');
      }
      for (const drill of ['on', 'off', 'unknown'] as const) isCutOff({ url }, scope, drill);
    }),
    {
      name: 'reserves',
      seeds: [encodeReserves(['https://a.example/', 'https://b.example/x'])],
      change: changeAsText,
      run(bytes) {
        const found = readReserves(bytes);
        mustHold(found.length <= 8 && readReserves(encodeReserves(found)).length === found.length, 'they come back');
      },
    },
    noted('mirror-book', [sampleBook, {}], runBook),
    noted(
      'notes',
      [sampleChanges, ['NA-130'], [['NA-130', 'PA-30']], { how: 'seat', edition: 3 }, sampleDrill],
      (value) => {
        for (const { contest } of readStoredChanges(value)) mustHold(contest.length <= 64, 'ids are short');
        for (const voter of readVoters(value)) mustHold(voter.length > 0 && voter.length <= 8, 'few seats');
        readAlertsNote(value);
        readKeptSounds(value);
        mustHold(drillLeft(parseDrill(value), 1_800_000_000_000) <= drillMs, 'a drill ends');
      },
    ),
  ];
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function runRoute(text: string): void {
  for (const entry of [null, jsonOr(text), { seats: [text], typed: text, claim: text, row: -1, station: text }]) {
    const place = readPlace(text.startsWith('#') ? text : `#/${text}`, entry);
    mustHold(place.seats.length <= 8 && place.typed.length <= 100 && place.row >= 0, 'a place is bounded');
    mustHold(/^#\/[a-z]*$/.test(addressOf(place)), 'an address says nothing of the voter');
  }
  isIdentityNumber(text);
  readClaim(text);
}

/** An address that does not parse is refused with a code. */
function mirrorUrlOrNull(kind: string, url: string): string | null {
  try {
    return mirrorUrl({ kind, url }, 'metadata/timestamp.json', guide);
  } catch (error) {
    if (isAppError(error, 'format')) return null;
    throw error;
  }
}

function runBook(value: unknown): void {
  const book = readMirrorBook(value);
  const urls = [...book.added.map(({ url }) => url), ...Object.keys(book.health), ...book.removed].slice(0, 20);
  let next = book;
  for (const url of urls) {
    next = withMark(withMirror(next, { kind: 'static', url }), url, { result: 'fine', ms: 1e9, edition: 3 });
    next = withoutMirror(next, url);
  }
  mustHold(JSON.stringify(readMirrorBook(next)) === JSON.stringify(next), 'a book can be read again');
  const known = knownMirrors('https://a.example/', [{ kind: 'static', url: 'https://b.example/' }], book);
  mustHold(rankMirrors(known, book, () => 0.5).length <= known.length, 'each is asked once');
}

const sampleBook: Json = {
  added: [{ kind: 'static', url: 'https://c.example/x/' }],
  removed: ['https://d.example/'],
  health: { 'https://b.example/': { result: 'fine', ms: 120, edition: 3, fails: 0 } },
  failedRounds: 1,
};
const sampleChanges: Json = [
  {
    kind: 'symbol',
    from: 1,
    edition: 2,
    contest: 'NA-130',
    serial: 2,
    was: { en: 'Kite' },
    is: { en: 'Boat' },
    wasPicture: { sha256: guide, length: 400 },
  },
];
const sampleDrill: Json = { from: 1_799_999_900_000, until: 1_800_000_500_000, opened: 1, refused: 2 };
