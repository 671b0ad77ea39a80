// The one page of a box: what it is, which address to open, which files to save. Static, without script: it is read in
// the small windows that phones open for networks without internet.
import { createHash } from 'node:crypto';
import { pickText } from '../../core/guide/format/text.ts';
import { notMeant } from '../../core/guide/guide.ts';
import type { BoxWords } from '../../words/box-words.ts';
import { formatDay } from '../../words/dates.ts';
import type { BoxGuide, Offer } from './box-guide.ts';
import { pageStyle } from './page-style.ts';
import type { Reading } from './readings.ts';

/** Where the app can be installed from, and for how long. */
export interface BoxApp {
  readonly url: string;
  /** Days that the certificate holds, counted now; or the day of its end, for a page that is written once. */
  readonly lasts: { readonly days: number } | { readonly until: string };
}

export interface PortalPage {
  readonly about: Pick<BoxGuide, 'guide' | 'edition' | 'issued'>;
  readonly offers: readonly Offer[];
  readonly readings: readonly Reading[];
  /** null for a box without a certificate. */
  readonly app: BoxApp | null;
  /** This page's own address, to be typed into another browser. */
  readonly here: string;
  readonly languages: readonly PageLanguage[];
}

/** A language of the page, and where the page is in it. */
export interface PageLanguage {
  readonly tag: string;
  readonly href: string;
  readonly words: BoxWords;
}

const styleHash = createHash('sha256').update(pageStyle).digest('base64');

/** May show itself and nothing else. Also as a header, where a server gives the page. */
export const portalPolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;

/** @param language one of the page's */
export function portalPage(page: PortalPage, language: PageLanguage): string {
  const { say, words } = language.words;
  const { about, app } = page;
  const names = about.guide.publisher.name;
  const name = pickText(names, [language.tag])?.text ?? about.guide.election.id;
  const holds = say('holds', { name, edition: about.edition, date: formatDay(words, about.issued) });
  const title = escapeHtml(say('title'));
  const standing = notMeant(about.guide);
  return `<!doctype html>
<html lang="${words.language}" dir="${words.locale.dir}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${portalPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${pageStyle}</style>
</head>
<body>
${standing === null ? '' : `<p class="demo">${escapeHtml(words.t(`app.${standing}`))}</p>\n`}<main>
${languageLinks(page, language)}<h1>${title}</h1>
<p>${escapeHtml(holds)}</p>
<p class="calm">${escapeHtml(say('stay'))}</p>
${app ? appPart(app, language) : cannotPart(language)}${readPart(page, language)}${filesPart(page, language)}</main>
</body>
</html>
`;
}

function languageLinks({ languages }: PortalPage, current: PageLanguage): string {
  const others = languages.filter((each) => each !== current);
  if (others.length === 0) return '';
  const links = others.map(({ tag, href, words }) => {
    const { dir, nativeName } = words.words.locale;
    return `<a href="${href}" lang="${tag}" dir="${dir}" hreflang="${tag}">${escapeHtml(nativeName)}</a>`;
  });
  return `<nav aria-label="${escapeHtml(current.words.say('language'))}">${links.join(' ')}</nav>\n`;
}

function appPart({ url, lasts }: BoxApp, { words: { say, words } }: PageLanguage): string {
  const { days, until } = { days: 1, until: '', ...lasts };
  const left =
    until !== '' ? say('until', { date: formatDay(words, until) }) : days > 0 ? say('days', { n: days }) : say('today');
  return `<section class="sheet">
<h2>${escapeHtml(say('install'))}</h2>
<p>${escapeHtml(say('open'))}</p>
<p class="address"><a href="${escapeHtml(url)}"><bdi dir="ltr">${escapeHtml(url)}</bdi></a></p>
<p>${escapeHtml(say('not-here'))} ${escapeHtml(say('then'))}</p>
<p class="small">${escapeHtml(left)}</p>
</section>
`;
}

function cannotPart({ words: { say } }: PageLanguage): string {
  return `<p class="old"><strong>${escapeHtml(say('cannot'))}.</strong> ${escapeHtml(say('can-give'))}</p>\n`;
}

/** More regions than this are folded away: what follows them is found all the same. */
const mostUnfolded = 8;

/** For whoever has no app, and cannot get it here. */
function readPart({ readings }: PortalPage, language: PageLanguage): string {
  const { say } = language.words;
  const list = rows(readings, ({ file }) => `<a href="/files/${file}">${escapeHtml(say('read-open'))}</a>`, language);
  const folded = `<details><summary>${escapeHtml(say('choose'))}</summary>\n${list}</details>\n`;
  return `<section class="sheet">
<h2>${escapeHtml(say('read'))}</h2>
<p>${escapeHtml(say('read-text'))}</p>
${readings.length > mostUnfolded ? folded : list}</section>
`;
}

function filesPart({ offers, here }: PortalPage, language: PageLanguage): string {
  const { say } = language.words;
  const save = ({ file }: Offer): string => `<a href="/files/${file}" download>${escapeHtml(say('save'))}</a>`;
  const whole = offers.filter(({ region }) => region === null);
  const parts = offers.filter(({ region }) => region !== null);
  const list = rows(parts, save, language);
  const regions =
    parts.length > 0 ? `<details><summary>${escapeHtml(say('one-region'))}</summary>\n${list}</details>\n` : '';
  return `<section class="sheet">
<h2>${escapeHtml(say('files'))}</h2>
<p>${escapeHtml(say('use'))}</p>
${rows(whole, save, language)}${regions}<p class="small">${escapeHtml(say('type'))} <bdi dir="ltr">${escapeHtml(here)}</bdi></p>
</section>
`;
}

type Row = Pick<Offer, 'region'> & Partial<Pick<Offer, 'bytes'>>;

function rows<T extends Row>(each: readonly T[], act: (one: T) => string, language: PageLanguage): string {
  const row = (one: T): string => {
    const { region, bytes } = one;
    const name = region ? (pickText(region.name, [language.tag])?.text ?? region.id) : language.words.say('whole');
    const size = bytes !== undefined ? ` <small>${escapeHtml(sizeText(bytes, language))}</small>` : '';
    return `<li><span><bdi>${escapeHtml(name)}</bdi>${size}</span> ${act(one)}</li>`;
  };
  return `<ul>\n${each.map(row).join('\n')}\n</ul>\n`;
}

function sizeText(bytes: number, { words: { say } }: PageLanguage): string {
  const isLarge = bytes >= 999_500;
  return say(isLarge ? 'megabytes' : 'kilobytes', {
    n: isLarge ? (bytes / 1e6).toFixed(1) : Math.max(1, Math.round(bytes / 1e3)),
  });
}

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (mark) => marks[mark] ?? mark);
}
