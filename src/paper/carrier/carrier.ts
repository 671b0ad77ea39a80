// A carrier: one HTML page that reads without JavaScript and carries the signed bundle that it was made from. A pure
// function of the bundle's content, the shell and the words: whoever has them makes the same bytes. docs/decisions has why.

import type { CarrierShellMark } from '../../core/bundle/carrier.ts';
import { decodeHex, encodeUtf8, sha256Hex } from '../../core/bytes.ts';
import { encodeBase64 } from '../../core/encoding/base64.ts';
import { formatDay } from '../../words/dates.ts';
import type { Words } from '../../words/words.ts';
import { html, type Markup, type Part, rawText } from '../markup.ts';
import { speakerOf } from '../speaker.ts';
import { tableOf } from '../texts.ts';
import type { CarrierContent } from './carrier-content.ts';
import { carrierAddresses, codesMarkup, formMarkup, formTargets } from './carrier-hands.ts';
import { carrierName } from './carrier-name.ts';
import { pagePictures } from './carrier-pictures.ts';
import { carrierCards, carrierHead, carrierSection, seatsMarkup } from './carrier-section.ts';
import type { CarrierShell } from './carrier-shell.ts';

/** The number of the page's form: raised whenever the same content and words would make another page. */
export const carrierForm = 3;

/** Above this the lists of polling places stay in the bundle: a page has to open on a small phone. */
const maxPlaces = 6_000;
/**
 * Above this many candidates a ballot's symbol has to do for its party, and nothing is said twice: a row has all languages
 * beside each other. In a country, parties are a third of the page, and every language whole another one.
 */
const maxAtLength = 4_000;
/** Fewer seats than this stand open. */
const openSeats = 3;

export interface CarrierOptions {
  readonly content: CarrierContent;
  /** The bundle that the content was read from. */
  readonly bundle: Uint8Array;
  readonly shell: CarrierShell;
  /** The languages of the page, the main one first; at least one. */
  readonly words: readonly Words[];
}

/** A page, its name, and what it is made of. Sizes in bytes. */
export interface CarrierPage {
  readonly html: string;
  /** What the file is called. */
  readonly name: string;
  readonly shell: CarrierShellMark;
  /** What a reader sees, with the pictures and the shell. */
  readonly readableBytes: number;
  /** The bundle as it stands in the page. */
  readonly bundleBytes: number;
  /** Pictures too large for the page. */
  readonly picturesLeftOut: number;
}

/** Makes the page. @throws TypeError for a shell that cannot stand in a page, or without words */
export function carrierPage(options: CarrierOptions): CarrierPage {
  const { content, bundle, shell } = options;
  const { guide } = content.head;
  const listened = options.words.map(listenTo);
  const words = listened.map(({ words: each }) => each);
  const main = words[0];
  if (!main) throw new TypeError('a carrier speaks at least one language');
  const name = carrierName({
    ...content,
    regions: content.regions.map(({ id }) => id),
    isWhole: isWhole(content),
    isDraft: content.head.guide.draft === true,
  });
  const pictures = pagePictures(content.pictures);
  const addresses = carrierAddresses(guide);
  const cards = carrierCards(content);
  const isLong = sumOf(cards, (each) => sumOf(each.cards, ({ candidates }) => candidates.length)) > maxAtLength;
  const hasPlaces = sumOf(content.places.values(), ({ length }) => length) <= maxPlaces;
  const isOpen = sumOf(cards, (each) => each.cards.length) < openSeats;
  const speakers = words.map((each) => speakerOf(each, guide.languages));
  const heads = speakers.map((speaker) => carrierHead({ speaker, content }));
  const isBeside = isLong && speakers.length > 1;
  const seats = seatsMarkup({ speakers, content, pictures, hasPlaces, hasParties: !isLong, isBeside, isOpen }, cards);
  const sections = speakers.map((speaker) =>
    carrierSection({ speaker, content, pictures, hasPlaces, addresses, fileName: name }),
  );
  const mark = { form: carrierForm, id: shellId(shell, listened), languages: words.map(({ language }) => language) };
  const style = contentStyle(guide.ballots, words, pictures.style);
  const head = headMarkup(shell, style, formTargets(addresses), mark, titleOf(options));
  const field = html`<input id="nishan-bundle" type="hidden" name="text" autocomplete="off" value="${encodeBase64(bundle)}">`;
  const body = html`<body>
${languagesMarkup(words)}<main>
${heads}${seats}${sections}${codesMarkup(addresses)}</main>
${formMarkup(field)}<script>${rawText(shell.script)}</script></body>`;
  const page = `<!doctype html>\n${html`<html lang="${main.language}" dir="${main.locale.dir}">${head}${body}</html>`}`;
  const bundleBytes = Math.ceil(bundle.length / 3) * 4;
  const readableBytes = encodeUtf8(page).length - bundleBytes;
  return { html: page, name, shell: mark, readableBytes, bundleBytes, picturesLeftOut: pictures.leftOut };
}

function sumOf<T>(items: Iterable<T>, measure: (item: T) => number): number {
  let sum = 0;
  for (const item of items) sum += measure(item);
  return sum;
}

function isWhole({ head, regions }: CarrierContent): boolean {
  return regions.length === head.guide.regions.length;
}

/** Words that take down what they say, since a page made with other words is another page. */
interface Listened {
  readonly words: Words;
  readonly said: ReadonlyMap<string, unknown>;
}

function listenTo(words: Words): Listened {
  const said = new Map<string, unknown>();
  const t: Words['t'] = (key, blanks) => {
    said.set(key, words.messageOf(key) ?? null);
    return words.t(key, blanks);
  };
  return { words: { ...words, t }, said };
}

/** What made the page, in one hash: its form, the shell, and every word of ours in it. */
function shellId({ style, script }: CarrierShell, listened: readonly Listened[]): string {
  const spoken = listened.map(({ words: { language, locale, voices }, said }) => {
    const own = [...said].sort(([a], [b]) => (a < b ? -1 : 1));
    const table = voices.map(([tag]) => tableOf(tag)).find((each) => each !== undefined) ?? null;
    return [language, locale.dir, locale.nativeName, locale.plural, locale.months, own, table];
  });
  return sha256Hex(encodeUtf8(JSON.stringify([carrierForm, style, script, spoken])));
}

function titleOf({ content, words }: CarrierOptions): string {
  const [main] = words;
  if (!main) return '';
  const { guide } = content.head;
  const { plain, say } = speakerOf(main, guide.languages);
  const regions = isWhole(content)
    ? []
    : guide.regions.filter(({ id }) => content.regions.some((each) => each.id === id));
  const names = regions.slice(0, 3).map((region) => plain(region.name));
  const edition = say('edition', { edition: content.edition, date: formatDay(main, content.issued) });
  return [...names, plain(guide.election.name), edition].join(' – ');
}

/** The guide's own colours and pictures, and which language is chosen: the page's own switch, without a script. */
function contentStyle(
  ballots: CarrierContent['head']['guide']['ballots'],
  words: readonly Words[],
  pictures: string,
): string {
  const isMany = words.length > 1;
  return [
    ...sidesStyle(words),
    ...(isMany ? words.flatMap(choiceStyle) : []),
    ...ballots.map(({ colour }, i) => `.b${i}{--ballot:${colour}}`),
    pictures,
  ].join('\n');
}

/** The main language keeps its side whatever is chosen; the others stand opposite. */
function sidesStyle([main]: readonly Words[]): readonly string[] {
  const [near, far] = main?.locale.dir === 'rtl' ? ['right', 'left'] : ['left', 'right'];
  return [
    `.beside ol>li{text-align:${near}}`,
    `.beside ol>li>b{float:${far};clear:${far};margin-${near}:.75rem;text-align:${far}}`,
  ];
}

/** A chosen language: its words alone, its direction, its names first and bold. */
function choiceStyle({ language, locale: { dir } }: Words): readonly string[] {
  const chosen = `#l-${language}:checked`;
  return [
    `${chosen}~nav [for=l-${language}]{color:var(--on-press);background:var(--press)}`,
    `#l-${language}:focus-visible~nav [for=l-${language}]{outline:3px solid var(--press);outline-offset:2px}`,
    `${chosen}~main .in:not(:lang(${language})){display:none}`,
    `${chosen}~main .seats{direction:${dir}}`,
    `${chosen}~main .seats bdi[lang=${language}]{order:-1}`,
    `${chosen}~main .apart ol>li>b:not(:lang(${language})){display:none}`,
    `${chosen}~main .beside b[lang=${language}]{font-weight:600}`,
  ];
}

function headMarkup(
  shell: CarrierShell,
  style: string,
  targets: string,
  { form, id, languages }: CarrierShellMark,
  title: string,
): Markup {
  const policy = [
    "default-src 'none'",
    `script-src ${hashSource(shell.script)}`,
    `style-src ${hashSource(shell.style)} ${hashSource(style)}`,
    'img-src data:',
    `form-action ${targets}`,
    "base-uri 'none'",
  ].join('; ');
  const mark = `${form} ${id} ${languages.join()}`;
  return html`<head><meta charset="utf-8">
<meta name="nishan-carrier" content="${mark}">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${rawText(shell.style)}</style>
<style>${rawText(style)}</style></head>`;
}

/** @source Content Security Policy Level 3, hash-source */
function hashSource(text: string): string {
  return `'sha256-${encodeBase64(decodeHex(sha256Hex(encodeUtf8(text))))}'`;
}

function languagesMarkup(words: readonly Words[]): Part {
  if (words.length === 1) return null;
  const choices = words.map(({ language }, i) =>
    i === 0
      ? html`<input type="radio" name="language" id="l-${language}" value="${language}" checked="">`
      : html`<input type="radio" name="language" id="l-${language}" value="${language}">`,
  );
  const labels = words.map(
    ({ language, locale }) => html`<label for="l-${language}" lang="${language}">${locale.nativeName}</label>`,
  );
  return html`${choices}<nav>${labels}</nav>\n`;
}
