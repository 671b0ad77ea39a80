// A poster: where the app of a guide is, how it is used in three pictures, and the fingerprint by which it is told from a
// look-alike. One page of HTML that prints as A4, A5 or a sticker.
import { fingerprintDigits, fingerprintWords } from '../../core/compare/fingerprint.ts';
import { installLink } from '../../core/compare/install-link.ts';
import { type Guide, notMeant } from '../../core/guide/guide.ts';
import type { Blanks, Words } from '../../words/words.ts';
import type { CarrierAddress } from '../carrier/carrier-hands.ts';
import { codePicture, paperCode } from '../code-picture.ts';
import { fingerprintPicture } from '../fingerprint-picture.ts';
import { html, type Markup, type Part, rawText } from '../markup.ts';
import { type PrintKey, sayPrint } from '../print-texts.ts';
import { speakerOf } from '../speaker.ts';
import { type PosterSize, posterSizes, posterStyle } from './poster-style.ts';

export interface PosterOptions {
  readonly guide: Guide;
  /** 64 hex digits. */
  readonly guideId: string;
  /** The main one first; at least one. */
  readonly addresses: readonly CarrierAddress[];
  /** The main one first; at least one. */
  readonly words: readonly Words[];
  readonly size: PosterSize;
  /** The code of the main address opens this seat. */
  readonly seat?: string | undefined;
}

/** Side of the large code and of the small ones, in millimetres on A4. */
const mainCode = 62;
const otherCode = 20;
const mostOthers = 3;

/** Makes the page. @throws TypeError without words or addresses */
export function poster({ guide, guideId, addresses, words, size, seat }: PosterOptions): string {
  const [main] = words;
  const [first, ...others] = addresses;
  if (!main || !first) throw new TypeError('a poster has an address and a language');
  const speakers = words.map((each) => speakerOf(each, guide.languages));
  const { scale } = posterSizes[size];
  // With the fingerprint: whoever stands at that address later is told apart.
  const opened = installLink(first.url, guideId, seat);
  const each = (key: PrintKey, kind: string): readonly Markup[] =>
    sayOnce(words, key).map(([one, text]) => paragraph(one, kind, text));
  const standing = notMeant(guide);
  const body = html`<main>
${standing !== null && html`<p class="demo">${[...new Set(words.map((one) => one.t(`app.${standing}`)))].join(' · ')}</p>`}
<div>${sayOnce(words, 'poster-title').map(titleMarkup)}${each('poster-lead', 'center')}</div>
<div><div class="main">${codePicture(paperCode(opened), mainCode * scale)}</div>
<p class="address">${first.shown}</p>${seat !== undefined && sayOnce(words, 'poster-seat', { seat }).map(([one, text]) => paragraph(one, 'center', text))}</div>
<ol class="steps">${steps.map(({ key, picture }) => html`<li>${picture}${each(key, 'step')}</li>`)}</ol>
${othersMarkup(others.slice(0, mostOthers), words, scale)}
${fingerprintMarkup(guideId, words)}
<div>${speakers.map(({ words: one, plain }) => paragraph(one, 'center small', `${plain(guide.publisher.name)} · ${plain(guide.election.name)}`))}</div>
</main>`;
  const head = html`<head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${speakers[0]?.plain(guide.publisher.name)} – ${first.shown}</title>
<style>${rawText(posterStyle(size))}</style></head>`;
  return `<!doctype html>\n${html`<html lang="${main.language}" dir="${main.locale.dir}">${head}<body>${body}</body></html>`}\n`;
}

function paragraph({ language, locale }: Words, kind: string, text: Part): Markup {
  return html`<p class="${kind} ${language}" lang="${language}" dir="${locale.dir}">${text}</p>`;
}

/** A language without printed words says the same as the one that stands in for it: paper says it once. */
function sayOnce(words: readonly Words[], key: PrintKey, blanks?: Blanks): readonly (readonly [Words, string])[] {
  const said = words.map((one) => [one, sayPrint(one, key, blanks)] as const);
  return said.filter(([, text], i) => said.findIndex(([, other]) => other === text) === i);
}

function titleMarkup([{ language, locale }, text]: readonly [Words, string]): Markup {
  return html`<h1 class="${language}" lang="${language}" dir="${locale.dir}">${text}</h1>`;
}

function othersMarkup(others: readonly CarrierAddress[], words: readonly Words[], scale: number): Part {
  if (others.length === 0) return null;
  const codes = others.map(
    ({ url, shown }) =>
      html`<figure>${codePicture(paperCode(url), otherCode * scale)}<figcaption class="small" dir="ltr">${shown}</figcaption></figure>`,
  );
  const texts = sayOnce(words, 'poster-other').map(([one, text]) => paragraph(one, 'small', text));
  return html`<div class="others"><div>${texts}</div>${codes}</div>`;
}

function fingerprintMarkup(id: string, words: readonly Words[]): Markup {
  const texts = sayOnce(words, 'poster-fingerprint-text').map(([one, text]) =>
    paragraph(one, 'small', [html`<b>${sayPrint(one, 'poster-fingerprint')}</b> `, text]),
  );
  return html`<div class="print">${fingerprintPicture(id)}<div><p class="words" lang="en">${fingerprintWords(id).join(' ')}</p><p class="small" dir="ltr">${fingerprintDigits(id).join(' ')}</p>${texts}</div></div>`;
}

const line = 'fill:none;stroke:#000;stroke-width:3;stroke-linejoin:round';

/** A phone before a code; a phone with seats to choose; a phone with the waves of a network crossed out. */
const steps: readonly { readonly key: PrintKey; readonly picture: Markup }[] = [
  {
    key: 'poster-step-1',
    picture: drawn(
      'M4 8h22v48H4zM10 16h10v8H10zM30 20l8-6M30 24l8 8M40 10h8v8h-8zM52 10h8v8h-8zM40 22h8v8h-8zM54 24h4v4h-4z',
    ),
  },
  {
    key: 'poster-step-2',
    picture: drawn('M16 4h32v56H16zM22 14h8v8h-8zM34 14h8v8h-8zM22 28h8v8h-8zM34 28h8v8h-8zM27 48l5 5l9-11'),
  },
  {
    key: 'poster-step-3',
    picture: drawn(
      'M4 16h24v44H4zM10 36l5 6l9-12M36 20a14 14 0 0 1 24 0M41 27a9 9 0 0 1 14 0M46 34a3 3 0 0 1 4 0M36 40L60 12',
    ),
  },
];

function drawn(path: string): Markup {
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><path style="${line}" d="${path}"></path></svg>`;
}
