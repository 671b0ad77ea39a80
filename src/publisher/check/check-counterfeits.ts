// Copies that notices name: each has to name something that phones can meet, and nothing that is the guide's own or
// everybody's. That it does not name the guide's own fingerprint is known when it is built.
import { covers, isTellingMessage, readSpot } from '../../core/guide/meaning/counterfeits.ts';
import type { Notice } from '../../core/guide/pages.ts';
import type { Content } from '../content/content.ts';
import { FaultError } from '../content/fault.ts';
import { guideFileName } from '../content/guide-file/read-guide-file.ts';
import type { Reporter } from './reporter.ts';

/** Hosts on which everybody has a place: alone they would name everybody's. */
const sharedHosts: readonly string[] = [
  ...[
    'facebook.com',
    'fb.com',
    'instagram.com',
    'x.com',
    'twitter.com',
    't.co',
    'youtube.com',
    'youtu.be',
    'tiktok.com',
  ],
  ...['t.me', 'telegram.me', 'wa.me', 'whatsapp.com', 'chat.whatsapp.com', 'bit.ly', 'tinyurl.com', 'goo.gl'],
  ...['google.com', 'drive.google.com', 'docs.google.com', 'sites.google.com', 'blogspot.com', 'wordpress.com'],
  ...['github.io', 'gitlab.io', 'pages.dev', 'workers.dev', 'netlify.app', 'vercel.app', 'web.app', 'herokuapp.com'],
];
/** In a picture without so much between its darkest and its lightest field nothing can be told. */
const leastContrast = 5;

export function checkCounterfeits({ guide }: Content, report: Reporter): void {
  guide.notices.forEach((notice, i) => {
    const { id, kind, counterfeit } = notice;
    const at = `notices[${i}].counterfeit`;
    if (kind === 'counterfeit' && (!counterfeit || Object.keys(counterfeit).length === 0)) {
      const message = `"${id}" says that there is a copy, and not by what a phone would know it`;
      const fix = 'give its site, its fingerprint, a picture’s print or the message’s words';
      report.guideWarning(at, 'names-nothing', message, fix);
    }
    if (!counterfeit) return;
    checkLink(
      counterfeit,
      `${at}.link`,
      guide.mirrors.map(({ url }) => url),
      report,
    );
    checkWords(counterfeit, `${at}.words`, report);
    checkPrint(counterfeit, `${at}.print`, report);
  });
}

type Counterfeit = NonNullable<Notice['counterfeit']>;

function checkLink({ link }: Counterfeit, at: string, mirrors: readonly string[], report: Reporter): void {
  if (link === undefined) return;
  const spot = readSpot(link);
  if (!spot) {
    report.guideError(at, 'no-site', `"${link}" is no site`, 'write it like copy.example or copy.example/guide');
    return;
  }
  const own = mirrors.find((url) => {
    const mirror = readSpot(url);
    return mirror !== null && covers(spot, mirror);
  });
  if (own !== undefined) {
    const message = `"${link}" is where this guide itself is (${own})`;
    report.guideError(at, 'names-own-mirror', message, 'correct it, or take the mirror out of the list');
  } else if (spot.path.length === 0 && sharedHosts.includes(spot.host)) {
    const message = `everybody has a place on ${spot.host}: all of them would be called copies`;
    report.guideError(at, 'shared-site', message, `name the one that is meant: ${spot.host}/NAME`);
  }
}

function checkWords({ words }: Counterfeit, at: string, report: Reporter): void {
  for (const [language, text] of Object.entries(words ?? {})) {
    if (text === '' || isTellingMessage(text)) continue;
    const message = `"${text}" is too short to be told from other messages`;
    report.guideError(`${at}.${language}`, 'words-too-short', message, 'give the message as it goes round, whole');
  }
}

function checkPrint({ print }: Counterfeit, at: string, report: Reporter): void {
  if (print === undefined) return;
  const levels = [...print].map((digit) => Number.parseInt(digit, 16));
  if (Math.max(...levels) - Math.min(...levels) >= leastContrast) return;
  const message = 'the picture is nearly of one colour, so that others would look like it';
  report.guideError(at, 'plain-picture', message, 'name it by its sha-256 alone');
}

/** @param guideId of the guide that is being built. @throws FaultError where a notice calls it a copy */
export function refuseOwnMarked(notices: readonly Notice[], guideId: string): void {
  const own = notices.find(({ counterfeit }) => counterfeit?.fingerprint === guideId);
  if (!own) return;
  const message = `the notice "${own.id}" names this guide's own fingerprint as a copy`;
  const fix = 'correct the fingerprint: it is the other guide’s that belongs there';
  throw new FaultError([{ severity: 'error', code: 'names-own-guide', file: guideFileName, message, fix }]);
}
